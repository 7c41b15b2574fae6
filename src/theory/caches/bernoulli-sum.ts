/**
 * P(exactly k of the independent events happen), k = 0 … most, by adding one event after the other: all terms positive. Time: events × most.
 */
export function bernoulliSum(probabilities: readonly number[], most: number): Float64Array {
  const counts = new Float64Array(most + 1);
  counts[0] = 1;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i];
    for (let k = Math.min(i + 1, most); k > 0; k--) counts[k] = counts[k] * (1 - p) + counts[k - 1] * p;
    counts[0] *= 1 - p;
  }
  return counts;
}
