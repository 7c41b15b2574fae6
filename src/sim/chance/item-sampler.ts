import { pow } from '../elementary.js';
import { GuideTable } from './guide-table.js';
import type { Uniform } from './stream.js';

/** How often each item is asked for. */
export type Popularity =
  | { readonly law: 'uniform' }
  /** P(item i) in proportion to (i + 1)^-exponent. */
  | { readonly law: 'zipf'; readonly exponent: number };

/** Draws items 0 … items - 1. */
export interface ItemSampler {
  sample(): number;
}

/**
 * Draws items by popularity, item 0 the most popular, with exact probabilities, by inversion, one draw an item. Tables are shared between
 * streams with equal parameters.
 */
export function createItemSampler(popularity: Popularity, items: number, uniform: Uniform): ItemSampler {
  return popularity.law === 'uniform' ? new UniformItemSampler(items, uniform) : new TableItemSampler(zipfTable(popularity.exponent, items), uniform);
}

class UniformItemSampler implements ItemSampler {
  private readonly items: number;
  private readonly uniform: Uniform;

  constructor(items: number, uniform: Uniform) {
    this.items = items;
    this.uniform = uniform;
  }

  sample(): number {
    return Math.floor(this.uniform.double() * this.items);
  }
}

class TableItemSampler implements ItemSampler {
  private readonly table: GuideTable;
  private readonly uniform: Uniform;

  constructor(table: GuideTable, uniform: Uniform) {
    this.table = table;
    this.uniform = uniform;
  }

  sample(): number {
    return this.table.index(this.uniform.double());
  }
}

/** The tables in use. Held weakly: 12 to 16 bytes an item are too much to keep for a sweep over large catalogues. */
const zipfTables = new Map<string, WeakRef<GuideTable>>();

function zipfTable(exponent: number, items: number): GuideTable {
  const name = `${exponent} ${items}`;
  const known = zipfTables.get(name)?.deref();
  if (known !== undefined) return known;
  const weights = new Float64Array(items);
  for (let i = 0; i < items; i++) weights[i] = pow(i + 1, -exponent);
  const table = new GuideTable(weights);
  for (const [other, reference] of zipfTables) if (reference.deref() === undefined) zipfTables.delete(other);
  zipfTables.set(name, new WeakRef(table));
  return table;
}
