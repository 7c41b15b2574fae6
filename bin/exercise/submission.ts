import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Submission } from '../../src/experiment/exercise/grade.js';
import { readPage } from '../../src/experiment/exercise/read-page.js';
import { Issues } from '../../src/scenario/issue.js';
import { diskReader, whyUnreadable } from '../../src/node/disk-reader.js';
import type { FileReader } from '../../src/scenario/source-file.js';
import { isNull } from '../../src/scenario/tree.js';

/** The folders that were handed in: one that has the page, or a folder of such folders. By name. */
export function submissionFolders(words: readonly string[], page: string): readonly string[] {
  return words.flatMap((word) => {
    if (existsSync(join(word, page)) || !isFolder(word)) return [word];
    return readdirSync(word)
      .filter((name) => !name.startsWith('.') && isFolder(join(word, name)))
      .sort((left, right) => (left < right ? -1 : 1))
      .map((name) => join(word, name));
  });
}

/** What one folder holds. Answers are words by name; mistakes in them are told, and cost their own rows only. */
export function readSubmission(folder: string, page: string): Submission {
  const reader = within(folder);
  const file = join(folder, page);
  const issues = new Issues();
  const answers = new Map<string, string>();
  if (existsSync(join(folder, 'answers.yaml'))) {
    const read = readPage(join(folder, 'answers.yaml'), 'the page of answers', reader, issues);
    for (const { key, value } of read?.map.entries ?? []) if (value.type === 'scalar' && !isNull(value)) answers.set(key, value.text.slice(0, 200));
  }
  return { student: basename(resolve(folder)), file: existsSync(file) ? file : null, reader, answers, issues: issues.all };
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
        return readFileSync(real);
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
