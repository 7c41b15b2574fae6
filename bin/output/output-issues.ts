import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import { OUTPUT_FORMATS } from './render.js';

/** What can be told of the files of `--out` before a run: a long one should not end with nowhere to go. */
export function outputIssues(files: readonly string[], formats: readonly string[] = OUTPUT_FORMATS): readonly Issue[] {
  return files.flatMap((file) => {
    if (isFolder(file) !== true && !formats.some((ending) => file.toLowerCase().endsWith(ending)))
      return [issueOf('--out', file, 'the ending decides the format', `end the name with ${formats.join(' ')}`)];
    return placeIssues('--out', file);
  });
}

/** The same for `--trace`, which has one format. */
export function traceIssues(file: string | undefined): readonly Issue[] {
  return file === undefined ? [] : placeIssues('--trace', file);
}

function placeIssues(flag: string, file: string): readonly Issue[] {
  const folder = dirname(file);
  if (isFolder(file) === true) return [issueOf(flag, file, 'this is a folder', 'name a file in it')];
  if (isFolder(folder) === null) return [issueOf(flag, file, `there is no folder ${folder}`, 'make it first')];
  return isFolder(folder) === true ? [] : [issueOf(flag, file, `${folder} is not a folder`, 'name a file in a folder')];
}

function issueOf(flag: string, file: string, message: string, suggestion: string): Issue {
  return usageIssue('bad-output', file, `${flag} ${file}: ${message}`, { got: file, suggestion });
}

/** null where there is nothing. */
function isFolder(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}
