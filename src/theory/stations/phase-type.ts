import type { Tail } from '../answer.js';
import { balancedMeans } from '../laws/hyperexponential.js';
import { requirePositive, requireWhole } from '../numeric/check.js';
import { rowSums, rowTimes, scale, solve, sum, zeros, type Matrix } from '../numeric/matrix.js';
import { poissonProbability } from '../numeric/poisson.js';

/** The time until a Markov chain ends (Neuts 1981): its first phase by `initial`, the rates between its phases by `generator` (rows add up to <= 0). */
export interface PhaseType {
  readonly initial: readonly number[];
  readonly generator: Matrix;
}

/** Sum of `stages` exponentials, each of mean `mean / stages`. */
export function erlangPhases(mean: number, stages: number): PhaseType {
  requirePositive('The mean', mean);
  requireWhole('The number of stages', stages, 1);
  const rate = stages / mean;
  const generator = zeros(stages, stages);
  for (let i = 0; i < stages; i++) {
    generator[i][i] = -rate;
    if (i + 1 < stages) generator[i][i + 1] = rate;
  }
  return { initial: generator.map((_, i) => (i === 0 ? 1 : 0)), generator };
}

/** Two exponentials with balanced means, coefficient of variation >= 1. */
export function hyperexponentialPhases(mean: number, variation: number): PhaseType {
  const { probability, means } = balancedMeans(mean, variation);
  return {
    initial: [probability, 1 - probability],
    generator: [
      [-1 / means[0], 0],
      [0, -1 / means[1]],
    ],
  };
}

/** First and second moment, seconds: n! α (-T)^-n 1. */
export function phaseTypeMoments({ initial, generator }: PhaseType): { readonly mean: number; readonly secondMoment: number } {
  const once = solve(scale(generator, -1), ones(generator.length));
  const twice = solve(scale(generator, -1), once);
  const weigh = (column: Matrix): number => initial.reduce((all, x, i) => all + x * column[i][0], 0);
  return { mean: weigh(once), secondMoment: 2 * weigh(twice) };
}

/** Rates of ending, phase by phase. */
export function exitRates({ generator }: PhaseType): number[] {
  return rowSums(generator).map((x) => Math.max(0, -x));
}

/**
 * P(T > t) by uniformisation (Jensen 1953): with events at the greatest rate θ, Σ Poisson(k; θt) P(not ended after k events); all terms positive.
 * `initial` may add up to less than 1: the rest is 0 seconds long.
 */
export function phaseTypeTail({ initial, generator }: PhaseType): Tail {
  const rate = Math.max(...generator.map((row, i) => -row[i]));
  const step = generator.map((row, i) => row.map((x, j) => Math.max(0, x / rate + (i === j ? 1 : 0))));
  const alive = [sum(initial)];
  let state = [...initial];
  const aliveAfter = (k: number): number => {
    while (alive.length <= k) {
      state = rowTimes(state, step);
      alive.push(sum(state));
    }
    return alive[k];
  };
  return (t) => {
    if (t < 0) return 1;
    const mean = rate * t;
    let total = 0;
    let weighed = 0;
    for (let k = 0; ; k++) {
      const weight = poissonProbability(k, mean);
      if (weight > 0) total += weight * aliveAfter(k);
      weighed += weight;
      if (k > mean && (weight * aliveAfter(k) < 1e-18 * total || weight < 1e-300) && weighed > 0.5) return total;
    }
  };
}

function ones(size: number): number[][] {
  return Array.from({ length: size }, () => [1]);
}
