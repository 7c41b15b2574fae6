import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The built program: `npm test` builds first. */
const words = ['dist/bin/queuelab.js'];

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const env = { ...process.env, CI: '', NO_COLOR: '', FORCE_COLOR: '', GITHUB_ACTIONS: '' };

/** Runs the command line as a process of its own. */
export function queuelab(...args: readonly string[]): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...words, ...args], { cwd: root, encoding: 'utf8', env });
  return { code: status, stdout, stderr };
}

/** The same, still running. */
export function start(...args: readonly string[]): { child: ChildProcess; finished: Promise<Finished & { signal: NodeJS.Signals | null }> } {
  const child = spawn(process.execPath, [...words, ...args], { cwd: root, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const finished = new Promise<Finished & { signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, finished };
}
