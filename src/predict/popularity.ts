import type { KeySource } from '../scenario/scenario.js';
import { shares, zipfPopularity } from '../theory/caches/index.js';

/** Items up to which shares are written out one by one. */
const MOST_ITEMS = 2_000_000;

/** The shares of items that are drawn independently from a fixed popularity (the independent reference model), or why they are not. */
export function independentShares({
  items,
  popularity,
  oneHit,
}: KeySource & { readonly from: 'items' }): { readonly of: readonly number[] } | { readonly obstacle: string } {
  if (popularity.law === 'trending')
    return {
      obstacle: 'its items are born and fade: the formulas of caches (Che’s among them) hold where each item is asked for with the same probability for ever',
    };
  if (oneHit > 0)
    return { obstacle: 'some of its requests are for items that are never asked for again: the formulas of caches hold for a fixed set of items' };
  switch (popularity.law) {
    case 'uniform':
      return { of: zipfPopularity(items, 0) };
    case 'zipf':
      return { of: zipfPopularity(items, popularity.exponent) };
    case 'zipf-mandelbrot':
      return { of: shares(Array.from({ length: items }, (_, index) => (index + 1 + popularity.shift) ** -popularity.exponent)) };
    case 'weights':
      return { of: shares(popularity.weights) };
    case 'piecewise':
      if (items > MOST_ITEMS) return { obstacle: 'it has too many items to write out their shares' };
      return { of: popularity.pieces.flatMap((piece) => sharesOfPiece(piece, popularity.pieces)) };
  }
}

function sharesOfPiece(piece: { readonly items: number; readonly weight: number }, pieces: readonly { readonly weight: number }[]): number[] {
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  return piece.weight === 0 ? [] : new Array<number>(piece.items).fill(piece.weight / total / piece.items);
}
