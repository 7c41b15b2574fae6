import type { KeyDescriptor } from '../../models/define.js';
import type { KeyDeclaration } from '../scenario.js';
import type { AttributeSymbol, Context } from './context.js';
import type { Names } from './names.js';

/** Puts the keys that kinds of the scenario set among the symbols, before anything refers to them. Two components of one kind set the same key. */
export function registerKindKeys(names: Names, context: Context): readonly KeyDeclaration[] {
  const declarations: KeyDeclaration[] = [];
  for (const { kind, place } of context.components.values()) {
    for (const [name, key] of Object.entries(kind?.sets ?? {})) {
      if (declarations.some((one) => one.name === name)) continue;
      const source = { from: 'kind', kind: kind!.kind } as const;
      names.claim({ key: name, keyPlace: place }, 'key', `that a ${kind!.kind} sets`);
      context.keys.set(name, { name, place, source, attributes: new Map(Object.entries(key.attributes).map(([one, { unit }]) => [one, symbolOf(one, unit)])) });
      declarations.push({ name, source, attributes: Object.keys(key.attributes).map((one) => ({ name: one, source: { from: 'kind' } })) });
    }
    function symbolOf(name: string, unit: KeyDescriptor['attributes'][string]['unit']): AttributeSymbol {
      return { name, place, unit, law: null, column: null };
    }
  }
  return declarations;
}
