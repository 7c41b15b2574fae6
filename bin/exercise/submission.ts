import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Submission } from '../../src/experiment/exercise/grade.js';
import { readPage } from '../../src/experiment/exercise/read-page.js';
import { Issues } from '../../src/scenario/issue.js';
import { diskReader, whyUnreadable } from '../../src/node/disk-reader.js';
import type { FileReader } from '../../src/scenario/source-file.js';
import { isNull } from '../../src/scenario/tree.js';

const ANSWERS = 'answers.yaml';

/** The folders that were handed in: one that has the page, or a folder of such folders. By name. */
export function submissionFolders(words: readonly string[], page: string): readonly string[] {
  return words.flatMap((word) => {
    // Without its page, a student's folder is known by its page of answers: folders of data in it are no students.
    if (existsSync(join(word, page)) || existsSync(join(word, ANSWERS)) || !isFolder(word)) return [word];
    return readdirSync(word)
      .filter((name) => !name.startsWith('.') && isFolder(join(word, name)))
      .sort((left, right) => (left < right ? -1 : 1))
      .map((name) => join(word, name));
  });
}

/** What one folder holds. Answers are words by name; mistakes in them are told, and cost their own rows only. An empty page of them is no mistake: there may be nothing to answer. */
export function readSubmission(folder: string, page: string): Submission {
  const reader = within(folder);
  const file = join(folder, page);
  const issues = new Issues();
  const answers = new Map<string, string>();
  if (existsSync(join(folder, ANSWERS))) {
    const read = readPage(join(folder, ANSWERS), 'the page of answers', reader, issues);
    for (const { key, value } of read?.map.entries ?? []) if (value.type === 'scalar' && !isNull(value)) answers.set(key, value.text.slice(0, 200));
  }
  const changeOf = (name: string, handedOut: Uint8Array): ReturnType<typeof firstChange> => {
    const content = reader.read(join(folder, name));
    if (content === null || (typeof content === 'object' && 'why' in content && content.why === 'missing')) return null;
    return firstChange(handedOut, content instanceof Uint8Array ? content : new Uint8Array());
  };
  return {
    student: basename(resolve(folder)),
    file: existsSync(file) ? file : null,
    reader,
    changeOf,
    answers,
    issues: issues.all.filter(({ code }) => code !== 'file-empty'),
  };
}

/** Reads nothing outside a folder, not by `extends: ../`, not by a link that leads out of it. Names are those within the folder. */
function within(folder: string): FileReader {
  const root = realpathSync(folder);
  return {
    ...diskReader,
    read: (path) => {
      try {
        const real = realpathSync(path);
        if (!real.startsWith(root + sep)) return { why: 'not-permitted' };
        return statSync(real).isFile() ? readFileSync(real) : { why: 'failed', detail: 'it is no file' };
      } catch (error) {
        return whyUnreadable(error as NodeJS.ErrnoException);
      }
    },
    relative: (path) => relative(folder, path).split(sep).join('/'),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Where the second text goes its own way; null: nowhere. How lines end is no difference: that changes on the way from one system to another. */
function firstChange(before: Uint8Array, after: Uint8Array): { readonly line: number; readonly column: number } | null {
  if (Buffer.compare(before, after) === 0) return null;
  let [line, column] = [1, 1];
  for (let [a, b] = [0, 0]; a < before.length || b < after.length; a++, b++) {
    if (isLineEnd(before, a)) a++;
    if (isLineEnd(after, b)) b++;
    if (before[a] !== after[b]) return { line, column };
    [line, column] = before[a] === LF ? [line + 1, 1] : [line, column + (isInside(before, a + 1) ? 0 : 1)];
  }
  return null;
}

const LF = 10;
const CR = 13;

/** Of a character of several bytes, not the first: columns count characters. */
function isInside(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] & 0xc0) === 0x80;
}

/** A carriage return before a line feed. */
function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CR && bytes[at + 1] === LF;
}
