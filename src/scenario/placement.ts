import { BoundedRanges, EqualRanges, HashPlacement, HashRing, type Placement } from '../sim/placement.js';
import type { Balance, ComponentDeclaration, KeyDeclaration, KeySource } from './scenario.js';

/** Balances that look at the number of an item (or at a number that belongs to it) and nothing else. */
export type PlacingBalance = Extract<Balance, { readonly by: 'hash' | 'range' | 'consistent-hash' }>;

/** Which instance of the component each item belongs to. */
export function placementOf({ instances }: ComponentDeclaration, balance: PlacingBalance, keys: readonly KeyDeclaration[]): Placement {
  switch (balance.by) {
    case 'hash':
      return new HashPlacement(instances.length);
    case 'consistent-hash':
      return new HashRing(instances, balance.virtual);
    case 'range':
      return balance.boundaries === null ? new EqualRanges(itemsOf(balance.key, keys)!, instances.length) : new BoundedRanges(balance.boundaries);
  }
}

/** How many items a key has, itself or by the key whose items it has; null: no fixed number. */
export function itemsOf(name: string, keys: readonly { readonly name: string; readonly source: KeySource | null }[]): number | null {
  const source = keys.find((key) => key.name === name)?.source;
  if (source?.from === 'items') return source.items;
  return source?.from === 'of' || source?.from === 'set' ? itemsOf(source.key, keys) : null;
}
