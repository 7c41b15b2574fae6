import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { root } from './programs.js';

export interface CommandCost {
  /** On the wall, from the prompt to the answer. */
  readonly seconds: number;
  /** Of processor time, in all threads of the process. */
  readonly processorSeconds: number;
  /** The most memory that it held. */
  readonly megabytes: number;
  /** What it wrote to standard output. */
  readonly answer: string;
}

/** The command as users run it, from dist/. Objectives may fail: codes 3 and 4 are answers. */
export function commandCost(...words: readonly string[]): CommandCost {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TELL_COST, 'dist/cli/queuelab.js', ...words], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - start) / 1e3;
  if (status !== 0 && status !== 3 && status !== 4) throw new Error(`${stdout}${stderr}`);
  // Of the whole process, each of whose threads tells it; the main one last.
  const [, microseconds, kilobytes] = [...stderr.matchAll(/cost (\d+) (\d+)/g)].at(-1)!;
  return { seconds, processorSeconds: Number(microseconds) / 1e6, megabytes: Number(kilobytes) / 1024, answer: stdout };
}

const TELL_COST =
  'data:text/javascript,process.on("exit",()=>{const{userCPUTime,systemCPUTime,maxRSS}=process.resourceUsage();process.stderr.write("\\ncost "+(userCPUTime+systemCPUTime)+" "+maxRSS+"\\n")})';
