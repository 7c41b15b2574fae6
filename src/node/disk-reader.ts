import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileReader } from '../scenario/source-file.js';

/** Reads scenario files and traces from disk. */
export const diskReader: FileReader = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
  resolve: (from, to) => (isAbsolute(to) ? to : join(dirname(from), to)),
  relative: (path) => relative(process.cwd(), resolve(path)).split(sep).join('/'),
};
