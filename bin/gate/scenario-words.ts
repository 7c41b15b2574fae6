import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import { findScenario, shippedScenarios, shownPath } from '../scenario-files.js';

export interface FoundFiles {
  /** Scenario files in order of their paths, each once. */
  readonly files: readonly string[];
  /** Folders that were named: what is in them belongs to what is checked. */
  readonly folders: readonly string[];
  readonly issues: readonly Issue[];
}

/** The scenarios that words of the line name: files, folders with all that is in them, names of `queuelab list`. */
export function scenarioFilesOf(words: readonly string[]): FoundFiles {
  const files = new Set<string>();
  const folders: string[] = [];
  const issues: Issue[] = [];
  for (const word of words) {
    if (isFolder(word)) {
      const found = pagesBelow(word);
      if (found.length === 0) issues.push(usageIssue('unknown-scenario', word, `there is no scenario in the folder ${word}`, { got: word }));
      folders.push(word);
      for (const file of found) files.add(file);
      continue;
    }
    const shipped = shippedScenarios().filter(({ name }) => name.startsWith(`${word.replace(/\/$/, '')}/`));
    const found = findScenario(word);
    if ('file' in found) files.add(normal(found.file));
    else if (shipped.length > 0) for (const { file } of shipped) files.add(shownPath(file));
    else issues.push(found.issue);
  }
  return { files: [...files].sort((left, right) => (left < right ? -1 : 1)), folders, issues };
}

/** One file has one name: `./a.yaml` is `a.yaml`. */
function normal(file: string): string {
  return relative('', file) === '' ? file : shownPath(file);
}

/** Pages of exercises are no scenarios; what begins with a dot, and packages, are not looked into. */
function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (isFolder(path)) return entry.isSymbolicLink() ? [] : pagesBelow(path);
      return /\.ya?ml$/i.test(entry.name) && !/\.(exercise|key)\.ya?ml$/i.test(entry.name) ? [normal(path)] : [];
    });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
