import type { FieldProblem, KeyFacts } from '../define.js';
import type { FieldValue } from '../field-value.js';

type Settings = Readonly<Record<string, FieldValue>>;

/** Fields that mean nothing without another. */
const needed: readonly (readonly [field: string, needs: string, example: string, why: string])[] = [
  ['coalesce', 'miss', 'origin.read', 'without it the cache fetches nothing, and there is nothing to wait for; cache-aside has `lease`'],
  ['earlyRefresh', 'miss', 'origin.read', 'without it the cache fetches nothing'],
  ['earlyRefresh', 'expiry', '10min', 'without it nothing grows old'],
  ['remembered', 'admission', 'second-hit', 'nothing is remembered without it'],
  ['largest', 'size', 'video.size', 'the size of an item must be known'],
  ['write', 'writeTo', 'store.write', 'without it nothing is written'],
];

/** What the fields of a cache demand of one another. */
export function checkCache(settings: Settings, keys: KeyFacts): FieldProblem | null {
  const isOn = (field: string): boolean => (settings[field] ?? null) !== null && settings[field] !== false;
  const lacks = (field: string, needs: string, example: string, why: string): FieldProblem => ({
    code: 'missing-field',
    field,
    message: `${field} needs the field ${needs}: ${why}`,
    expected: `${needs}: ${example}`,
    suggestion: `add ${needs}: ${example}`,
  });
  const clash = (field: string, other: string, why: string): FieldProblem => ({
    code: 'not-together',
    field,
    message: `${field} and ${other} exclude each other: ${why}`,
    expected: 'one of them',
    suggestion: `remove ${field} or ${other}`,
  });
  const problems: FieldProblem[] = needed.filter(([field, needs]) => isOn(field) && !isOn(needs)).map((one) => lacks(...one));
  if (isOn('lease') && isOn('miss'))
    problems.push(clash('lease', 'miss', 'leases are for callers that fetch and put themselves; a cache that fetches has `coalesce`'));
  if (isOn('staleFor') && !isOn('lease')) {
    if (!isOn('miss')) problems.push(lacks('staleFor', 'miss', 'origin.read', 'somebody must renew the copy (or, with `lease`, its holder)'));
    else if (!isOn('expiry')) problems.push(lacks('staleFor', 'expiry', '10min', 'without it nothing grows old'));
  }
  if (settings['admission'] === 'second-hit' && !isOn('remembered'))
    problems.push(lacks('admission', 'remembered', '20k', 'the memory of those that were missed once has a size'));
  if (settings['admission'] === 'always' && isOn('remembered')) problems.push(clash('remembered', 'admission: always', 'nothing is remembered'));
  if (isOn('writeTo') && settings['write'] === 'back' && isOn('expiry'))
    problems.push(clash('expiry', 'write: back', 'a copy that the store has not seen must not expire'));
  if (isOn('writeDelay') && settings['write'] !== 'back') problems.push(lacks('writeDelay', 'write', 'back', 'else the store is written at once'));
  if (isOn('warm')) problems.push(...checkWarm(settings, keys));
  return problems[0] ?? null;
}

function checkWarm(settings: Settings, keys: KeyFacts): FieldProblem[] {
  const key = settings['key'] as string;
  const size = settings['size'] as { readonly key: string } | null;
  const problems: FieldProblem[] = [];
  if (!keys.isRanked(key)) {
    problems.push({
      code: 'key-not-drawn',
      field: 'warm',
      message: `nobody knows which items of ${key} are the most popular before the start`,
      expected: `${key}: { items: COUNT, popularity: … }`,
      suggestion: 'remove warm, or give the run a warm-up',
    });
  }
  if (size !== null && (settings['capacityUnit'] === 'bytes' || settings['largest'] !== null) && size.key !== key) {
    problems.push({
      code: 'key-not-drawn',
      field: 'warm',
      message: `the size is an attribute of ${size.key}, and before the start there are only items of ${key}`,
      expected: `size: ${key}.ATTRIBUTE`,
    });
  }
  return problems;
}
