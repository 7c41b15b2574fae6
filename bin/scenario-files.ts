import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { didYouMean, listed } from '../src/scenario/did-you-mean.js';
import { usageIssue, type Issue } from '../src/scenario/issue.js';
import { packageFolder } from './package-folder.js';

export interface ShippedScenario {
  /** Path below scenarios/ without extension, with slashes. */
  readonly name: string;
  readonly file: string;
}

/** The scenarios that come with the program, by name. */
export function shippedScenarios(): ShippedScenario[] {
  const root = join(packageFolder(), 'scenarios');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ name: path.slice(0, -'.yaml'.length).split(sep).join('/'), file: join(root, path) }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

export type FoundScenario = { readonly file: string } | { readonly issue: Issue };

/** A file wins; else a name from `list`, of which a unique last part suffices. */
export function findScenario(word: string): FoundScenario {
  const there = whatIs(word);
  if (there === 'file') return { file: word };
  const isFolder = there === 'folder';
  const shipped = shippedScenarios();
  const exact = shipped.find((one) => one.name === word);
  if (exact !== undefined) return { file: shownPath(exact.file) };
  const byLastPart = shipped.filter((one) => one.name.endsWith(`/${word}`));
  if (byLastPart.length === 1) return { file: shownPath(byLastPart[0].file) };
  const issue = (message: string, suggestion: string | null): FoundScenario => ({
    issue: usageIssue(isFolder ? 'file-unreadable' : 'unknown-scenario', word, message, { got: word, suggestion }),
  });
  if (byLastPart.length > 1) return issue(`"${word}" is the name of several scenarios`, `write one of: ${byLastPart.map((one) => one.name).join(', ')}`);
  if (isFolder) {
    const pages = pagesIn(word);
    return issue(`${word} is a folder`, pages.length === 0 ? 'name a file' : `name a file in it: ${listed(pages)}`);
  }
  if (/\.ya?ml$/i.test(word)) {
    const near = didYouMean(basename(word), pagesIn(dirname(word)));
    return issue(`there is no file ${word}`, near === null ? null : `did you mean "${join(dirname(word), near)}"?`);
  }
  const names = shipped.flatMap(({ name }) => [name, basename(name)]);
  const near = didYouMean(word, names);
  return issue(`there is no file "${word}" and no scenario of that name`, near === null ? 'queuelab list shows the scenarios' : `did you mean "${near}"?`);
}

/** What cannot be looked at counts as a file: reading it says why. */
function whatIs(path: string): 'file' | 'folder' | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? null : found.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}

/** The scenario files in a folder, by name; none where it cannot be read. */
function pagesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort((left, right) => (left < right ? -1 : 1));
  } catch {
    return [];
  }
}

/** Relative to the working directory, with slashes: what results and messages show. */
export function shownPath(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/') || file;
}
