import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reason, writeWhole } from '../output/write-whole.js';
import type { Handouts } from './handouts.js';

/**
 * Writes each student's files into a folder of their name in `out`, nowhere else: a folder that was handed in may hold a link, and a handout written through it would replace what it points at.
 *
 * @returns null, or why it came to an end: what could not be written for one is not tried for the others
 */
export async function writeHandouts(handouts: readonly (Pick<Handouts, 'files'> & { readonly student: string })[], out: string): Promise<string | null> {
  const all = handouts.flatMap(({ student, files }) => [...files].map(([name, content]) => ({ name: `${student}/${name}`, content })));
  for (const { name } of all) {
    const link = linkOn(out, name);
    if (link !== null) return `${link} is a link, and handouts are not written through links: remove it, or name another folder`;
  }
  for (const { name, content } of all) {
    const path = join(out, name);
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      return `${dirname(path)}: ${reason(error, out)}`;
    }
    const problem = await writeWhole(path, content);
    if (problem !== null) return problem;
  }
  return null;
}

/** The first link on the way from the folder to the name; null: there is none. */
function linkOn(folder: string, name: string): string | null {
  let path = folder;
  for (const part of name.split('/')) {
    path = join(path, part);
    try {
      if (lstatSync(path).isSymbolicLink()) return path;
    } catch {
      // Not there, or below a file: writing tells what is wrong with it.
      return null;
    }
  }
  return null;
}
