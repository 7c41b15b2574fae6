/**
 * Long-run probabilities of the states 0 … last of a birth–death chain: π(n+1) death(n+1) = π(n) birth(n). The most likely state is found by
 * logarithms and the others from it outwards by multiplication: nothing overflows, what underflows does not matter. `last` = Infinity: the chain
 * is cut where the rest is below 1e-18 of the largest term (births must fall behind deaths for good).
 */
export function birthDeathProbabilities(birth: (n: number) => number, death: (n: number) => number, last: number): Float64Array {
  let peak = 0;
  let height = 0;
  let highest = 0;
  let states = 1;
  for (let n = 0; n < last; n++) {
    const ratio = birth(n) / death(n + 1);
    if (!(ratio > 0)) break;
    height += Math.log(ratio);
    if (height > highest) {
      highest = height;
      peak = n + 1;
    }
    states = n + 2;
    if (last === Infinity && ratio < 1 && height + Math.log(ratio / (1 - ratio)) < highest - 41.5) break;
    if (states > MOST_STATES) throw new RangeError(`The chain has more than ${MOST_STATES} states that matter.`);
  }
  const probabilities = new Float64Array(states);
  probabilities[peak] = 1;
  for (let n = peak; n > 0; n--) probabilities[n - 1] = (probabilities[n] * death(n)) / birth(n - 1);
  for (let n = peak; n < states - 1; n++) probabilities[n + 1] = (probabilities[n] * birth(n)) / death(n + 1);
  const total = expectation(probabilities, () => 1);
  return probabilities.map((each) => each / total);
}

const MOST_STATES = 20_000_000;

/** Σ π(n) value(n), with compensation (Neumaier 1974). */
export function expectation(probabilities: Float64Array, value: (n: number) => number): number {
  let sum = 0;
  let compensation = 0;
  for (let n = 0; n < probabilities.length; n++) {
    const added = probabilities[n] * value(n);
    const next = sum + added;
    compensation += Math.abs(sum) >= Math.abs(added) ? sum - next + added : added - next + sum;
    sum = next;
  }
  return sum + compensation;
}
