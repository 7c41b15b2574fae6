import { scenarioGroup } from '../language/top-level.js';
import type { Entry } from '../tree.js';
import type { Context } from './context.js';

const reserved = [...Object.keys(scenarioGroup.fields), ...Object.keys(scenarioGroup.later)];
const pattern = /^[a-z][a-z0-9-]*$/;

/** Names of things: lower case with hyphens, one name space, none that of a top-level field. */
export class Names {
  private readonly taken = new Map<string, string>();

  constructor(private readonly context: Context) {}

  /** @param what 'component', 'workload', 'key' */
  claim(entry: Entry, what: string): void {
    checkName(entry, `a ${what}`, this.context);
    const before = this.taken.get(entry.key);
    if (reserved.includes(entry.key)) {
      this.context.issues.add('name-taken', entry.keyPlace, `no ${what} can be called "${entry.key}": that is a top-level field`, {
        got: entry.key,
        suggestion: 'choose another name',
      });
    } else if (before !== undefined) {
      this.context.issues.add('name-taken', entry.keyPlace, `"${entry.key}" is the name of a ${before} already`, {
        got: entry.key,
        suggestion: 'components, workloads and keys need different names',
      });
    }
    this.taken.set(entry.key, what);
  }
}

/** Checks the form of a name, of a thing or of a part of it. */
export function checkName(entry: Pick<Entry, 'key' | 'keyPlace'>, what: string, context: Context): boolean {
  if (pattern.test(entry.key)) return true;
  const better = entry.key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  context.issues.add('bad-name', entry.keyPlace, `"${entry.key}" cannot be the name of ${what}`, {
    expected: 'lower case letters, digits and hyphens, a letter first',
    got: entry.key,
    suggestion: better === '' ? null : `write ${better}`,
  });
  return false;
}
