import { pow } from '../elementary.js';
import { GuideTable } from './guide-table.js';
import type { Piece, StaticPopularity } from './popularity.js';
import type { Uniform } from './stream.js';

/** Draws items 0 … items - 1. */
export interface ItemSampler {
  sample(): number;
}

/**
 * Draws items by popularity, item 0 the first of its law (of Zipf laws the most popular), with exact probabilities, by inversion, in constant time: one
 * draw an item, two for `piecewise`. Tables are shared between streams with equal parameters.
 */
export function createItemSampler(popularity: StaticPopularity, items: number, uniform: Uniform): ItemSampler {
  switch (popularity.law) {
    case 'uniform':
      return new UniformItemSampler(items, uniform);
    case 'zipf':
      return new TableItemSampler(powerTable(popularity.exponent, 0, items), uniform);
    case 'zipf-mandelbrot':
      return new TableItemSampler(powerTable(popularity.exponent, popularity.shift, items), uniform);
    case 'weights':
      return new TableItemSampler(tableOf(popularity.weights, popularity.weights), uniform);
    case 'piecewise':
      return new PiecewiseItemSampler(popularity.pieces, uniform);
  }
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

/** First the piece, by its weight, then one of its items. */
class PiecewiseItemSampler implements ItemSampler {
  private readonly table: GuideTable;
  /** The first item of each piece. */
  private readonly firsts: Float64Array;
  private readonly counts: Float64Array;
  private readonly uniform: Uniform;

  constructor(pieces: readonly Piece[], uniform: Uniform) {
    this.table = tableOf(
      pieces,
      pieces.map((piece) => piece.weight),
    );
    this.counts = Float64Array.from(pieces, (piece) => piece.items);
    this.firsts = new Float64Array(pieces.length);
    for (let i = 1; i < pieces.length; i++) this.firsts[i] = this.firsts[i - 1] + this.counts[i - 1];
    this.uniform = uniform;
  }

  sample(): number {
    const piece = this.table.index(this.uniform.double());
    return this.firsts[piece] + Math.floor(this.uniform.double() * this.counts[piece]);
  }
}

/** The tables in use. Held weakly: 12 to 16 bytes an item are too much to keep for a sweep over large catalogues. */
const powerTables = new Map<string, WeakRef<GuideTable>>();

function powerTable(exponent: number, shift: number, items: number): GuideTable {
  const name = `${exponent} ${shift} ${items}`;
  const known = powerTables.get(name)?.deref();
  if (known !== undefined) return known;
  const weights = new Float64Array(items);
  for (let i = 0; i < items; i++) weights[i] = pow(i + 1 + shift, -exponent);
  const table = new GuideTable(weights);
  for (const [other, reference] of powerTables) if (reference.deref() === undefined) powerTables.delete(other);
  powerTables.set(name, new WeakRef(table));
  return table;
}

/** Tables of measured weights, by the list that the scenario holds. */
const measuredTables = new WeakMap<object, GuideTable>();

function tableOf(list: object, weights: ArrayLike<number>): GuideTable {
  const table = measuredTables.get(list) ?? new GuideTable(weights);
  measuredTables.set(list, table);
  return table;
}
