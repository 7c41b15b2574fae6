import { balancedMeans } from '../../../src/sim/chance/balanced-means.js';
import type { Law } from '../../../src/sim/chance/law.js';
import { normalCdf } from './goodness-of-fit.js';

/** Laws to try, with what is known of them from elsewhere: their raw moments, and their distribution function or probabilities. */
export interface LawCase {
  readonly name: string;
  readonly law: Law;
  /** E(X^k), k = 1 … 4. */
  readonly rawMoment: (k: number) => number;
  readonly cdf?: (x: number) => number;
  /** P(X = x) for the values of a discrete law; the last stands for itself and all beyond. */
  readonly probabilities?: readonly (readonly [x: number, probability: number])[];
}

export const LAW_CASES: readonly LawCase[] = [
  exponential(0.005),
  uniform(0.5, 3),
  lognormal(-1, 0.5),
  lognormal(2, 0.1),
  hyperexponential(2, 1.5),
  hyperexponential(0.01, 3),
  hyperexponential(1, 1),
  erlang(3, 1),
  erlang(0.2, 4),
  erlang(1, 30),
  gamma(2, 0.5),
  gamma(0.01, 0.3),
  gamma(1, 1),
  gamma(3, 2),
  weibull(2, 2),
  weibull(0.004, 1),
  weibull(1, 0.5),
  pareto(2, 12, Infinity),
  pareto(0.001, 1.5, 0.05),
  pareto(1, 1, 100),
  pareto(3, 0.5, 40),
  pareto(1, 2, 10),
  geometric(0.4),
  geometric(12),
  pick([1, 2, 10], [0.5, 0.3, 0.2]),
  pick([4, 0, 7, 1.5], [3, 1, 0, 6]),
  empirical([0.1, 0.1, 0.4, 2, 2, 2, 8]),
];

function exponential(mean: number): LawCase {
  return {
    name: `exponential, mean ${mean}`,
    law: { law: 'exponential', mean },
    rawMoment: (k) => factorial(k) * mean ** k,
    cdf: (x) => -Math.expm1(-x / mean),
  };
}

function uniform(low: number, high: number): LawCase {
  return {
    name: `uniform, ${low} to ${high}`,
    law: { law: 'uniform', low, high },
    rawMoment: (k) => (high ** (k + 1) - low ** (k + 1)) / ((k + 1) * (high - low)),
    cdf: (x) => (x - low) / (high - low),
  };
}

function lognormal(mu: number, sigma: number): LawCase {
  return {
    name: `lognormal, mu ${mu}, sigma ${sigma}`,
    law: { law: 'lognormal', mu, sigma },
    rawMoment: (k) => Math.exp(k * mu + (k * k * sigma * sigma) / 2),
    cdf: (x) => normalCdf((Math.log(x) - mu) / sigma),
  };
}

function hyperexponential(mean: number, cv: number): LawCase {
  const { firstShare, firstMean, secondMean } = balancedMeans(mean, cv);
  return {
    name: `hyperexponential, mean ${mean}, cv ${cv}`,
    law: { law: 'hyperexponential', mean, cv },
    rawMoment: (k) => factorial(k) * (firstShare * firstMean ** k + (1 - firstShare) * secondMean ** k),
    cdf: (x) => -firstShare * Math.expm1(-x / firstMean) - (1 - firstShare) * Math.expm1(-x / secondMean),
  };
}

function erlang(mean: number, stages: number): LawCase {
  const stage = mean / stages;
  return {
    name: `erlang, mean ${mean}, ${stages} stages`,
    law: { law: 'erlang', mean, stages },
    rawMoment: (k) => {
      let moment = 1;
      for (let i = 0; i < k; i++) moment *= (stages + i) * stage;
      return moment;
    },
    // At least `stages` points of a Poisson process by x.
    cdf: (x) => {
      let term = Math.exp(-x / stage);
      let fewer = 0;
      for (let n = 0; n < stages; n++) {
        fewer += term;
        term *= x / stage / (n + 1);
      }
      return 1 - fewer;
    },
  };
}

function gamma(mean: number, cv: number): LawCase {
  const shape = 1 / (cv * cv);
  const scale = mean / shape;
  return {
    name: `gamma, mean ${mean}, cv ${cv}`,
    law: { law: 'gamma', mean, cv },
    rawMoment: (k) => {
      let moment = 1;
      for (let i = 0; i < k; i++) moment *= (shape + i) * scale;
      return moment;
    },
    cdf: (x) => regularisedGamma(shape, x / scale),
  };
}

function weibull(mean: number, shape: number): LawCase {
  const scale = mean / gammaFunction(1 + 1 / shape);
  return {
    name: `weibull, mean ${mean}, shape ${shape}`,
    law: { law: 'weibull', mean, shape },
    rawMoment: (k) => scale ** k * gammaFunction(1 + k / shape),
    cdf: (x) => -Math.expm1(-((x / scale) ** shape)),
  };
}

function pareto(min: number, shape: number, max: number): LawCase {
  const kept = 1 - (min / max) ** shape;
  return {
    name: `pareto, from ${min} to ${max}, shape ${shape}`,
    law: { law: 'pareto', min, shape, max },
    rawMoment: (k) =>
      shape === k
        ? (shape * min ** shape * Math.log(max / min)) / kept
        : (shape * (min ** k - (max === Infinity ? 0 : min ** shape * max ** (k - shape)))) / ((shape - k) * kept),
    cdf: (x) => (1 - (min / x) ** shape) / kept,
  };
}

/** P(shape, x) = γ(shape, x)/Γ(shape) by its series, which has only positive terms. */
function regularisedGamma(shape: number, x: number): number {
  if (x === 0) return 0;
  let term = Math.exp(shape * Math.log(x) - x) / gammaFunction(shape + 1);
  let sum = 0;
  for (let n = 1; term > sum * 1e-17; n++) {
    sum += term;
    term *= x / (shape + n);
  }
  return sum;
}

/** Γ for whole and half arguments, exactly, and else by Euler's product with the limit extrapolated (Γ(x + 1) = x Γ(x) upwards to 40, Stirling there). */
function gammaFunction(x: number): number {
  if (x === 0.5) return Math.sqrt(Math.PI);
  if (x === 1) return 1;
  if (Number.isInteger(2 * x)) return (x - 1) * gammaFunction(x - 1);
  if (x < 40) return gammaFunction(x + 1) / x;
  return Math.sqrt((2 * Math.PI) / x) * (x / Math.E) ** x * (1 + 1 / (12 * x) + 1 / (288 * x ** 2) - 139 / (51840 * x ** 3) - 571 / (2488320 * x ** 4));
}

function geometric(mean: number): LawCase {
  const q = mean / (1 + mean);
  // So many cells of their own that 50,000 draws expect 25 in the last of them.
  const cells = Math.floor(Math.log(0.0005 / (1 - q)) / Math.log(q));
  const probabilities = Array.from({ length: cells + 1 }, (_, n): [number, number] => [n, n < cells ? (1 - q) * q ** n : q ** n]);
  // Factorial moments are k! mean^k; Stirling numbers of the second kind make raw moments of them.
  const m = mean;
  const raw = [1, m, 2 * m ** 2 + m, 6 * m ** 3 + 3 * 2 * m ** 2 + m, 24 * m ** 4 + 6 * 6 * m ** 3 + 7 * 2 * m ** 2 + m];
  return { name: `geometric, mean ${mean}`, law: { law: 'geometric', mean }, rawMoment: (k) => raw[k], probabilities };
}

function pick(values: readonly number[], weights: readonly number[]): LawCase {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = values.map((value, i): [number, number] => [value, weights[i] / total]);
  return {
    name: `pick of ${values.join(', ')} by ${weights.join(', ')}`,
    law: { law: 'pick', values, weights, labels: null },
    rawMoment: (k) => probabilities.reduce((sum, [value, probability]) => sum + probability * value ** k, 0),
    probabilities: probabilities.filter(([, probability]) => probability > 0),
  };
}

function empirical(values: readonly number[]): LawCase {
  const distinct = [...new Set(values)];
  return {
    name: `empirical, ${values.join(', ')}`,
    law: { law: 'empirical', values },
    rawMoment: (k) => values.reduce((sum, value) => sum + value ** k, 0) / values.length,
    probabilities: distinct.map((value) => [value, values.filter((other) => other === value).length / values.length]),
  };
}

function factorial(k: number): number {
  return k <= 1 ? 1 : k * factorial(k - 1);
}
