import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * SHA-256 of the program itself: what a replication is depends on it, and someone who changes the engine does not change the version.
 * Of the bundle its files; of the sources, or what they are compiled to, all of src/.
 */
export function programDigest(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = basename(here) === 'cli' ? here : resolve(here, '../..');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort((left, right) => (left < right ? -1 : 1))) {
    if (/\.[jt]s$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
