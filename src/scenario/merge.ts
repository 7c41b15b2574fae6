import { suggest } from './did-you-mean.js';
import type { Issues } from './issue.js';
import { distributions } from './language/distributions.js';
import { entryOf, isNull, type Entry, type MapNode, type TreeNode } from './tree.js';

/**
 * Lays a variant over its baseline: maps merge key by key; lists, scalars, distributions, arrivals,
 * popularity and balance are replaced whole; null removes; another kind replaces the whole component. Pieces keep their places.
 */
export function merge(base: MapNode, over: MapNode, issues: Issues): MapNode {
  return mergeMaps(base, over, [], issues);
}

function mergeMaps(base: MapNode, over: MapNode, path: readonly string[], issues: Issues): MapNode {
  const entries: Entry[] = [];
  for (const entry of base.entries) {
    const change = entryOf(over, entry.key);
    if (change === undefined) entries.push(entry);
    else if (!isNull(change.value))
      entries.push({ key: entry.key, keyPlace: change.keyPlace, value: mergeValues(entry.value, change.value, [...path, entry.key], issues) });
  }
  for (const entry of over.entries) {
    if (entryOf(base, entry.key) !== undefined) continue;
    if (isNull(entry.value)) {
      const there = base.entries.map((other) => other.key);
      issues.add('nothing-to-remove', entry.keyPlace, `the baseline has no "${entry.key}" here to remove`, { suggestion: suggest(entry.key, there) });
    } else entries.push(entry);
  }
  return { type: 'map', entries, isFlow: over.isFlow, place: over.place };
}

function mergeValues(base: TreeNode, over: TreeNode, path: readonly string[], issues: Issues): TreeNode {
  if (base.type !== 'map' || over.type !== 'map') return over;
  if (isReplacedWhole(base, over, path)) return over;
  return mergeMaps(base, over, path, issues);
}

const distributionNames = Object.keys(distributions);
/** Maps from names that authors choose: an operation called `uniform` is no distribution. */
const nameMaps = ['operations', 'calls', 'attributes', 'on', 'mix', 'keys', 'choose'];

function isReplacedWhole(base: MapNode, over: MapNode, path: readonly string[]): boolean {
  const last = path.at(-1)!;
  const section = path[0];
  if (section === 'workload' && path.length === 3 && last === 'arrivals') return true;
  if (section === 'keys' && path.length === 3 && last === 'popularity') return true;
  if (section === 'components' && path.length === 2) return hasOtherKind(base, over);
  if (section === 'components' && path.length === 3 && last === 'balance') return true;
  if (path.length < 3 || section === 'run' || section === 'objectives' || nameMaps.includes(last)) return false;
  // `exponential` in a back-off is its doubling pause, so that a variant can change the jitter alone.
  const own = last === 'backoff' ? distributionNames.filter((name) => name !== 'exponential') : distributionNames;
  return [base, over].some((map) => map.entries.some((entry) => own.includes(entry.key)));
}

function hasOtherKind(base: MapNode, over: MapNode): boolean {
  const [before, after] = [base, over].map((map) => entryOf(map, 'kind')?.value);
  return before?.type === 'scalar' && after?.type === 'scalar' && before.text !== after.text;
}
