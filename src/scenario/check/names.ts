import { scenarioGroup } from '../language/top-level.js';
import type { Entry } from '../tree.js';
import type { Context } from './context.js';

const reserved = [...Object.keys(scenarioGroup.fields), ...Object.keys(scenarioGroup.later)];
const pattern = /^[a-z][a-z0-9-]*$/;

/** Names of things: lower case with hyphens, one name space, none that of a top-level field. */
export class Names {
  private readonly taken = new Map<string, string>();

  constructor(private readonly context: Context) {}

  /**
   * @param what 'component', 'workload', 'key', 'fault'
   * @param which of these, where the name does not stand at the place
   */
  claim(entry: Pick<Entry, 'key' | 'keyPlace'>, what: string, which: string | null = null): void {
    checkName(entry, `a ${what}`, this.context);
    const before = this.taken.get(entry.key);
    if (reserved.includes(entry.key)) {
      this.context.issues.add('name-taken', entry.keyPlace, `no ${what} can be called "${entry.key}": that is a top-level field`, {
        got: entry.key,
        suggestion: 'choose another name',
      });
    } else if (before !== undefined) {
      this.context.issues.add(
        'name-taken',
        entry.keyPlace,
        which === null ? `"${entry.key}" is the name of a ${before} already` : `"${entry.key}" is the name of a ${before}, and of the ${what} ${which}`,
        {
          got: entry.key,
          suggestion: 'things of all sorts need different names',
        },
      );
    }
    this.taken.set(entry.key, what);
  }
}

/** The name that the author of a name of the wrong form may want. */
function inForm(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
}

/**
 * The name that a reference begins with. One of the wrong form was refused where it is declared: references to it, as it is written or as it
 * should be, are not refused again.
 * @param names all names that are declared
 * @returns the name as declared and what follows it ('' or from its dot or slash on); the text up to the first of them where there is no such name
 */
export function splitName(text: string, names: Iterable<string>): { readonly name: string; readonly rest: string } {
  const first = /^[^./]*/.exec(text)![0];
  const all = [...names];
  if (!all.includes(first)) {
    for (const name of all) {
      if (pattern.test(name)) continue;
      const written = [name, inForm(name)].find((form) => form !== '' && text.startsWith(form) && /^(?:[./]|$)/.test(text.slice(form.length)));
      if (written !== undefined) return { name, rest: text.slice(written.length) };
    }
  }
  return { name: first, rest: text.slice(first.length) };
}

/** Checks the form of a name, of a thing or of a part of it. */
export function checkName(entry: Pick<Entry, 'key' | 'keyPlace'>, what: string, context: Context): boolean {
  if (pattern.test(entry.key)) return true;
  const better = inForm(entry.key);
  context.issues.add('bad-name', entry.keyPlace, `"${entry.key}" cannot be the name of ${what}`, {
    expected: 'lower case letters, digits and hyphens, a letter first',
    got: entry.key,
    suggestion: better === '' ? null : `write ${better}`,
  });
  return false;
}
