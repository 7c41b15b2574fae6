import { exitCodes } from '../exit-codes.js';

export interface Delivery {
  /** Returns why files could not be written. */
  readonly write: () => Promise<readonly string[]>;
  /** What stands on the screen. @param exit what the process ends with: the last line says it */
  readonly show: (exit: number) => string | Buffer | Promise<string | Buffer>;
  /** The exit code where all files could be written. */
  readonly code: number;
  /** Does what is shown end with its exit code? */
  readonly saysExit: boolean;
}

/**
 * Files first, so that the verdict is what stands last on the screen; the result is shown even where a file cannot be written or made. There is one exit code, in the last line: of the text, else of
 * what standard error says of the files.
 */
export async function deliver({ write, show, code, saysExit }: Delivery): Promise<number> {
  const print = async (exit: number): Promise<void> => void process.stdout.write((await show(exit)).toString());
  let problems: readonly string[];
  try {
    problems = await write();
  } catch (error) {
    await print(exitCodes.internal);
    throw error;
  }
  const exit = problems.length === 0 ? code : exitCodes.internal;
  if (saysExit && problems.length > 0) process.stderr.write(`${problems.join('\n')}\n`);
  await print(exit);
  return saysExit ? exit : codeAfter(problems, code);
}

/** The exit code; where files could not be written it is 1, and standard error says why. */
export function codeAfter(problems: readonly string[], code: number): number {
  if (problems.length === 0) return code;
  process.stderr.write(`${problems.join('\n')}\n(exit 1)\n`);
  return exitCodes.internal;
}
