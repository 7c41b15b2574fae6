import { lstatSync, mkdirSync, type Stats } from 'node:fs';
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
    const problem = obstacle(out, name);
    if (problem !== null) return problem;
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

/** What is in the way from the folder to the name, and is seen before anything is written; null: nothing. */
function obstacle(folder: string, name: string): string | null {
  const parts = name.split('/');
  let path = folder;
  for (const [index, part] of parts.entries()) {
    path = join(path, part);
    const there = lookAt(path);
    if (there === null) return null;
    if (there.isSymbolicLink()) return `${path} is a link, and handouts are not written through links: remove it, or name another folder`;
    if (index < parts.length - 1 && !there.isDirectory()) return `${path} is not a folder, and one is needed there`;
  }
  return null;
}

/** null: it is not there, or may not be seen; writing tells what is wrong with it. */
function lookAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}
