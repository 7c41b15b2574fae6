import { listed, suggest } from '../did-you-mean.js';
import type { Place } from '../source-file.js';
import { valueOf } from '../tree.js';
import type { Context } from './context.js';
import { splitName } from './names.js';
import { declaredKey, unknownComponent } from './references.js';

/** COMPONENT.SET, or the COMPONENT alone that keeps one: whose items its members are (`key`), and whose item says which set is meant (`by`; null: there is one). Null with an issue where there is none. */
export function resolveSet(
  text: string,
  place: Place,
  context: Context,
): { readonly component: string; readonly set: string; readonly key: string; readonly by: string | null; readonly isMutual: boolean } | null {
  const { name, rest } = splitName(text, context.components.keys());
  const component = context.components.get(name);
  if (component === undefined) return unknownComponent(text, text.split('.')[0], place, context);
  // A component without a kind is told of where it stands.
  if (component.kind === null || component.node === null) return null;
  const sets = component.kind.memberSets ?? {};
  const set = rest === '' && Object.keys(sets).length === 1 ? Object.keys(sets)[0] : rest.slice(1);
  if (!Object.hasOwn(sets, set)) {
    const having = [...context.components.values()].flatMap((one) => Object.keys(one.kind?.memberSets ?? {}).map((other) => `${one.name}.${other}`));
    context.issues.add(
      'unknown-set',
      place,
      set === '' ? `"${text}" is not a set: COMPONENT.SET` : `"${text}": a ${component.kind.kind} keeps no set "${set}"`,
      {
        expected: having.length === 0 ? 'a component that keeps a set' : listed(having),
        got: text,
        suggestion: suggest(text, having),
      },
    );
    return null;
  }
  const { node } = component;
  const { needs } = sets[set];
  if (needs !== undefined && valueOf(node, needs) === undefined) {
    context.issues.add('unknown-set', place, `${name} keeps no ${set}: it has no ${needs}`, {
      expected: `${needs} of ${name}`,
      got: text,
      suggestion: `give ${name} the field ${needs}`,
    });
    return null;
  }
  const keyIn = (field: string): string | null => {
    const value = valueOf(node, field);
    return value?.type === 'scalar' && context.keys.has(declaredKey(value.text, context)) ? declaredKey(value.text, context) : null;
  };
  const key = keyIn(sets[set].of);
  const by = sets[set].by === undefined ? null : keyIn(sets[set].by);
  // A key that is missing or unknown is told of at its field.
  return key === null || (by === null && sets[set].by !== undefined) ? null : { component: name, set, key, by, isMutual: sets[set].isMutual === true };
}

/** What a member becomes must be a key with the same items: its attributes, and where it belongs, are those of the member. */
export function checkMemberKey(
  { component, set, key }: { readonly component: string; readonly set: string; readonly key: string },
  as: string,
  place: Place,
  context: Context,
): void {
  if (itemsKeyOf(as, context) === itemsKeyOf(key, context)) return;
  context.issues.add('key-not-drawn', place, `the members of ${component}.${set} are items of ${key}, and ${as} has others`, {
    expected: `${key}, or a key that is of: ${key}`,
    got: as,
    suggestion: `write ${key}, or declare ${as}: { of: ${key} }`,
  });
}

/** The key whose items a key has; one that is broken may have any. */
export function itemsKeyOf(key: string, context: Context, seen: readonly string[] = []): string {
  const source = context.keys.get(key)?.source ?? null;
  if ((source?.from !== 'of' && source?.from !== 'set') || seen.includes(key)) return key;
  return itemsKeyOf(source.key, context, [...seen, key]);
}
