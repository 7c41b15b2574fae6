import type { Piece } from '../sim/chance/popularity.js';

/** What a file of a measured popularity says. */
export interface PiecewiseFile {
  readonly pieces: readonly Piece[];
  /** Share of the requests that are of items never asked for again. */
  readonly oneHits: number;
}

export const piecewiseExample = '{ "popularityBuckets": [1, 10, 100], "popularityWeights": [5, 20, 30], "oneHits": 0.1 }';

/**
 * Reads a popularity in the piecewise format of CacheBench (Meta's CacheLib): bucket i holds so many items, which have the weight i together.
 *
 * @returns the pieces, or what is wrong with the text
 */
export function parsePiecewise(text: string): PiecewiseFile | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'this is not JSON';
  }
  if (typeof data !== 'object' || data === null) return 'this holds no object';
  const { popularityBuckets: buckets, popularityWeights: weights, oneHits = 0 } = data as Record<string, unknown>;
  if (!isNumbers(buckets) || !isNumbers(weights)) return 'popularityBuckets and popularityWeights must be lists of numbers of at least 0';
  if (buckets.length !== weights.length) return `there are ${buckets.length} popularityBuckets and ${weights.length} popularityWeights`;
  if (!buckets.every((count) => Number.isInteger(count) && count >= 1)) return 'popularityBuckets must be whole numbers of at least 1';
  if (!weights.some((weight) => weight > 0)) return 'all popularityWeights are zero';
  if (typeof oneHits !== 'number' || !(oneHits >= 0 && oneHits <= 1)) return 'oneHits must be a share, 0 to 1';
  return { pieces: buckets.map((items, index) => ({ items, weight: weights[index] })), oneHits };
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number' && Number.isFinite(one) && one >= 0);
}
