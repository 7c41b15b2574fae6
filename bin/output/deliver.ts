import { exitCodes } from '../exit-codes.js';

/**
 * Files first, so that the verdict is what stands last on the screen; the result is shown even where a file cannot be written or made.
 *
 * @param write returns why files could not be written
 * @param code where all of them could
 */
export async function deliver(write: () => Promise<readonly string[]>, show: () => string | Buffer | Promise<string | Buffer>, code: number): Promise<number> {
  let problems: readonly string[] = [];
  try {
    problems = await write();
  } finally {
    process.stdout.write((await show()).toString());
  }
  return codeAfter(problems, code);
}

/** The exit code; where files could not be written it is 1, and standard error says why. */
export function codeAfter(problems: readonly string[], code: number): number {
  if (problems.length === 0) return code;
  process.stderr.write(`${problems.join('\n')}\n(exit 1)\n`);
  return exitCodes.internal;
}
