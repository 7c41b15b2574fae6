import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { commandLine } from '../../bin/command-line.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The built program: `npm test` builds first. */
const built = ['dist/cli/queuelab.js'];
/** Neither a terminal nor a build server. */
export const plain = { CI: '', NO_COLOR: '', FORCE_COLOR: '', GITHUB_ACTIONS: '' };

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What the command line answers, without a process of its own: a start takes as long as a hundred answers. What is wrong inside is thrown.
 * What belongs to a process (exit code, pipes, signals, the built files) is in process.test.ts.
 */
export async function queuelab(...words: readonly string[]): Promise<Finished> {
  const { env, stdout, stderr } = process;
  const [out, err] = [new Capture(stdout), new Capture(stderr)];
  process.env = { ...env, ...plain };
  try {
    const code = await commandLine(words);
    return { code, stdout: out.text, stderr: err.text };
  } finally {
    process.env = env;
    out.close();
    err.close();
  }
}

/** Broken lines as one: where they break depends on how long the names of folders are, here that of temporary files. */
export function unbroken(text: string): string {
  return text.replaceAll(/\s*\n\s*(\| )?/g, ' ');
}

/** Keeps what is written to a stream, which is a pipe for as long. */
class Capture {
  text = '';
  private readonly isTTY = this.stream.isTTY;
  private readonly write = vi.spyOn(this.stream, 'write').mockImplementation((chunk) => {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  });

  constructor(private readonly stream: NodeJS.WriteStream) {
    stream.isTTY = false;
  }

  close(): void {
    this.write.mockRestore();
    this.stream.isTTY = this.isTTY;
  }
}

/** Runs the built command line as a process of its own. */
export function queuelabProcess(words: readonly string[], stdio: StdioOptions = 'pipe'): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...built, ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...plain },
    stdio,
  });
  return { code: status, stdout, stderr };
}

/** The same, still running. */
export function start(...words: readonly string[]): { child: ChildProcess; finished: Promise<Finished & { signal: NodeJS.Signals | null }> } {
  const child = spawn(process.execPath, [...built, ...words], { cwd: root, env: { ...process.env, ...plain } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const finished = new Promise<Finished & { signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, finished };
}
