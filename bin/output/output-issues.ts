import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import { OUTPUT_FORMATS } from './render.js';

/** What can be told of the files of `--out` before a run: a long one should not end with nowhere to go. */
export function outputIssues(files: readonly string[], formats: readonly string[] = OUTPUT_FORMATS): readonly Issue[] {
  return files.flatMap((file) => {
    const issue = (message: string, suggestion: string): Issue[] => [usageIssue('bad-output', file, `--out ${file}: ${message}`, { got: file, suggestion })];
    const folder = dirname(file);
    if (isFolder(file) === true) return issue('this is a folder', 'name a file in it');
    if (!formats.some((ending) => file.toLowerCase().endsWith(ending))) return issue('the ending decides the format', `end the name with ${formats.join(' ')}`);
    if (isFolder(folder) === null) return issue(`there is no folder ${folder}`, 'make it first');
    return isFolder(folder) === true ? [] : issue(`${folder} is not a folder`, 'name a file in a folder');
  });
}

/** null where there is nothing. */
function isFolder(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}
