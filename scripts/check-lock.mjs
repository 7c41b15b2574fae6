// Fails when package-lock.json would install on this machine only: npm sometimes leaves out the optional (platform) packages of the
// machines that it did not run on, and addresses of a private mirror. Reads the lock alone, no network.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const registry = 'https://registry.npmjs.org/';

/**
 * What is wrong with a lock file (version 3, parsed), one sentence each; empty where nothing is.
 * @param {{ packages: Record<string, { resolved?: string, link?: boolean, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]}
 */
export function checkLock(lock) {
  const mistakes = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolves(lock.packages, path, name))
        mistakes.push(`${path || 'the package itself'}: its optional dependency ${name} has no entry, so npm ci on another platform lacks it`);
    }
    if (entry.resolved !== undefined && !entry.link && !entry.resolved.startsWith(registry))
      mistakes.push(`${path}: ${entry.resolved} is not an address of ${registry}`);
    if (entry.link && /^(\/|\.\.)/.test(entry.resolved ?? '')) mistakes.push(`${path}: ${entry.resolved} lies outside the repository`);
  }
  return mistakes;
}

/** Node's look-up: beside the package that asks, then further and further out. */
function resolves(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const mistakes = checkLock(lock);
  for (const mistake of mistakes) console.error(mistake);
  console.log(
    mistakes.length === 0 ? `package-lock.json: ${Object.keys(lock.packages).length} entries, complete` : `package-lock.json: ${mistakes.length} mistakes`,
  );
  process.exitCode = mistakes.length === 0 ? 0 : 1;
}
