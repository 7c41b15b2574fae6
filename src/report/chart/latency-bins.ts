/** Requests by latency, in bins that are about equally wide on a log axis. */
export interface LatencyBins {
  /** Bins to a factor of 2. */
  readonly perOctave: number;
  /** Bin k holds what takes edges[k] or longer, and less than edges[k + 1], seconds. */
  readonly edges: readonly number[];
  /** By histogram, in the order given. */
  readonly rows: readonly BinnedLatencies[];
}
export interface BinnedLatencies {
  /** Requests with a good answer. */
  readonly count: number;
  /** Of all requests with a good answer, by bin. */
  readonly shares: readonly number[];
  /** Share that took no time at all: it has no place on a log axis. */
  readonly zero: number;
  /** Shares before the first bin (but those that took no time), and beyond the last. */
  readonly faster: number;
  readonly slower: number;
}

type Counts = readonly (readonly [edge: number, count: number])[];

/** Buckets of the counts to an octave (sim/statistics/histogram.ts). */
const BUCKETS = 256;
/** Bins to an octave at most: finer ones would be uneven, as they are whole buckets. */
const FINEST = 8;
const MOST_BINS = 48;
/** Bins beyond the first and the last one with so much of what took any time are not listed by themselves. */
const LEAST_SHARE = 0.0005;

/**
 * Gathers the fine buckets of results into bins for people to look at. An edge is the edge of a bucket that is nearest to equal steps of the logarithm, so that
 * every share is exact; bins differ in width by a few per cent at most. Few requests far out get no bins: they are `faster` or `slower`.
 *
 * @param histograms [upper edge in s, count], ascending
 * @returns null where no time is positive
 */
export function latencyBins(histograms: readonly Counts[]): LatencyBins | null {
  if (histograms.every((histogram) => histogram.every(([edge, count]) => edge <= 0 || count === 0))) return null;
  let perOctave = FINEST;
  let rows = histograms.map((histogram) => binned(histogram, perOctave));
  while (perOctave > 1 && widthOf(rows) > MOST_BINS) {
    perOctave /= 2;
    rows = histograms.map((histogram) => binned(histogram, perOctave));
  }
  const { first, last } = seenIn(rows);
  const bins = Array.from({ length: last - first + 1 }, (_unused, index) => first + index);
  return {
    perOctave,
    edges: [first - 1, ...bins].map((bin) => upperEdge(bin, perOctave)),
    rows: rows.map(({ count, shares, zero }) => ({
      count,
      zero,
      shares: bins.map((bin) => shares.get(bin) ?? 0),
      faster: sumOf(shares, (bin) => bin < first),
      slower: sumOf(shares, (bin) => bin > last),
    })),
  };
}

interface Shares {
  readonly count: number;
  /** By number of the bin: bin 0 ends at 1 s. */
  readonly shares: ReadonlyMap<number, number>;
  readonly zero: number;
}

function binned(histogram: Counts, perOctave: number): Shares {
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  const shares = new Map<number, number>();
  let zeros = 0;
  for (const [edge, count] of histogram) {
    if (edge <= 0) zeros += count;
    else if (count > 0) {
      const bin = binOf(edge, perOctave);
      shares.set(bin, (shares.get(bin) ?? 0) + count / total);
    }
  }
  return { count: total, shares, zero: total === 0 ? 0 : zeros / total };
}

/** The first and the last bin in which there is much of one of them. */
function seenIn(rows: readonly Shares[]): { first: number; last: number } {
  const seen = rows.flatMap(({ shares, zero }) => [...shares].filter(([, share]) => share >= LEAST_SHARE * (1 - zero)).map(([bin]) => bin));
  return { first: seen.reduce((one, other) => Math.min(one, other)), last: seen.reduce((one, other) => Math.max(one, other)) };
}

function widthOf(rows: readonly Shares[]): number {
  const { first, last } = seenIn(rows);
  return last - first + 1;
}

/** The first bin that ends at this edge or beyond it. */
function binOf(edge: number, perOctave: number): number {
  let bin = Math.ceil(Math.log2(edge) * perOctave);
  while (upperEdge(bin - 1, perOctave) >= edge) bin--;
  while (upperEdge(bin, perOctave) < edge) bin++;
  return bin;
}

/** 2^(bin / perOctave), at the nearest edge of a bucket. */
function upperEdge(bin: number, perOctave: number): number {
  const octave = Math.floor(bin / perOctave);
  return 2 ** octave * (1 + Math.round(BUCKETS * (2 ** ((bin - octave * perOctave) / perOctave) - 1)) / BUCKETS);
}

function sumOf(shares: ReadonlyMap<number, number>, isCounted: (bin: number) => boolean): number {
  return [...shares].reduce((sum, [bin, share]) => sum + (isCounted(bin) ? share : 0), 0);
}
