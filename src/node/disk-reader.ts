import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileReader, Unreadable } from '../scenario/source-file.js';

/** Reads scenario files and traces from disk. */
export const diskReader: FileReader = {
  read(path) {
    try {
      return readFileSync(path);
    } catch (error) {
      return whyUnreadable(error as NodeJS.ErrnoException);
    }
  },
  resolve: (from, to) => (isAbsolute(to) ? to : join(dirname(from), to)),
  relative: (path) => relative(process.cwd(), resolve(path)).split(sep).join('/'),
};

/** What the system's code means. */
export function whyUnreadable(error: NodeJS.ErrnoException): Unreadable {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { why: 'missing' };
    case 'EISDIR':
      return { why: 'folder' };
    case 'EACCES':
    case 'EPERM':
      return { why: 'not-permitted' };
    case 'ENAMETOOLONG':
      return { why: 'failed', detail: 'the name is too long' };
    default:
      return { why: 'failed', detail: error.message };
  }
}
