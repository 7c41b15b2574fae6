import type { Results } from '../../src/experiment/results.js';
import { type Format, outputFormat, render } from './render.js';
import { writeWhole } from './write-whole.js';

/** A file whose content is made already. */
export interface MadeFile {
  readonly file: string;
  readonly content: string | Buffer;
}

/** Writes a result to files, each in the format of its ending, and what else there is. Returns why some could not be written. */
export async function writeFiles(results: Results, files: readonly string[], others: readonly MadeFile[] = []): Promise<readonly string[]> {
  return writeInFormats(files, (format) => render(results, format), others);
}

/** Writes files, each in the format of its ending, and others; all are made before the first is written. Returns why some could not be written. */
export async function writeInFormats(
  files: readonly string[],
  make: (format: Format) => Promise<string | Buffer>,
  others: readonly MadeFile[] = [],
): Promise<readonly string[]> {
  const made: MadeFile[] = [];
  for (const file of files) made.push({ file, content: await make(outputFormat(file)!) });
  return writeMade([...made, ...others]);
}

/** Writes files, and tells which. Returns why some could not be written. */
export async function writeMade(files: readonly MadeFile[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { file, content } of files) {
    const problem = await writeWhole(file, content);
    if (problem === null) process.stderr.write(`wrote ${file}\n`);
    else problems.push(problem);
  }
  return problems;
}
