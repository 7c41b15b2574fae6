import type { Results } from '../../src/experiment/results.js';
import { type Format, outputFormat, render } from './render.js';
import { writeWhole } from './write-whole.js';

/** Writes a result to files, each in the format of its ending. Returns why some could not be written. */
export async function writeFiles(results: Results, files: readonly string[]): Promise<readonly string[]> {
  return writeInFormats(files, (format) => render(results, format));
}

/** Writes files, each in the format of its ending; all are made before the first is written. Returns why some could not be written. */
export async function writeInFormats(files: readonly string[], make: (format: Format) => Promise<string | Buffer>): Promise<readonly string[]> {
  const contents: (string | Buffer)[] = [];
  for (const file of files) contents.push(await make(outputFormat(file)!));
  const problems: string[] = [];
  for (const [index, file] of files.entries()) {
    const problem = await writeWhole(file, contents[index]);
    if (problem === null) process.stderr.write(`wrote ${file}\n`);
    else problems.push(problem);
  }
  return problems;
}
