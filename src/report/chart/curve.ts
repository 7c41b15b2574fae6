/** A point of a curve: time in seconds, share of the requests that take longer. */
export interface CurvePoint {
  readonly time: number;
  readonly share: number;
}

/** Fewer requests than this beyond a time, and the curve ends: what is further out is chance. The same rule as for percentiles. */
const LEAST_BEYOND = 10;

/** Edges of neighbouring buckets are no further apart than this factor. */
const NEIGHBOUR = 1.03;

/**
 * Share of the requests that take longer than each time (the complementary distribution function), as a line for two log axes.
 * Times of 0 have no place on a log axis: they lower the curve before its first point. Empty where no time is positive.
 *
 * @param histogram [upper edge in s, count], ascending
 */
export function tailCurve(histogram: readonly (readonly [number, number])[]): CurvePoint[] {
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  const points: CurvePoint[] = [];
  let beyond = total;
  for (const [edge, count] of histogram) {
    const before = beyond / total;
    beyond -= count;
    if (edge <= 0 || count === 0) continue;
    const isLast = beyond < LEAST_BEYOND;
    // Nobody is between buckets that do not touch: flat up to this one. At every edge the share is exact.
    const isApart = edge > (points.at(-1)?.time ?? 0) * NEIGHBOUR;
    if (isLast) {
      // A drop that can be seen is drawn: nobody took longer.
      if (before >= 0.02) points.push({ time: edge, share: before }, { time: edge, share: 0 });
      break;
    }
    if (isApart) points.push({ time: edge, share: before });
    points.push({ time: edge, share: beyond / total });
  }
  return points;
}

/** At most about `most` points: those that are too near to the one before are left out, corners of large steps stay. */
export function thin(points: readonly CurvePoint[], most: number): CurvePoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length <= most) return [...points];
  const step = Math.log(last.time / first.time) / most;
  const kept: CurvePoint[] = [];
  points.forEach((point, index) => {
    const before = kept.at(-1);
    const isFar = before === undefined || Math.log(point.time / before.time) >= step || point.share < before.share * 0.97;
    if (isFar || index === points.length - 1) kept.push(point);
  });
  return kept;
}
