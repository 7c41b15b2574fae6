import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { sharedFolder } from '../support/shared.js';

/** Path of a shared file as a scenario names it: relative to the working directory. */
export function shownShared(path: string): string {
  return relative(process.cwd(), `${sharedFolder}${path}`);
}

/** Cells of a reference table, its comments left out. */
export function referenceRows(path: string): string[][] {
  return readFileSync(`${sharedFolder}${path}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(','));
}
