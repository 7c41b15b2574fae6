import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { root } from './programs.js';

/**
 * The command as users run it, from dist/: wall seconds from the prompt to the answer, and the most memory that it held. Objectives may fail: codes 3 and 4
 * are answers.
 */
export function commandCost(...words: readonly string[]): { readonly seconds: number; readonly megabytes: number } {
  const tellMemory = 'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxRSS "+process.resourceUsage().maxRSS+"\\n"))';
  const start = performance.now();
  let talk: string;
  try {
    talk = execFileSync('bash', ['-c', '"$@" 2>&1 >/dev/null', 'bash', process.execPath, '--import', tellMemory, 'dist/cli/queuelab.js', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    if (status !== 3 && status !== 4) throw error;
    talk = stdout;
  }
  const seconds = (performance.now() - start) / 1e3;
  const kilobytes = Number(/maxRSS (\d+)/.exec(talk)![1]);
  return { seconds, megabytes: kilobytes / 1024 };
}
