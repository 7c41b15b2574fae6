import { poissonAtLeast, poissonProbability } from '../numeric/poisson.js';
import type { Tails } from './exponential-tail.js';

/**
 * Tails of wait and response under first come, first served with c exponential servers, for a job that must see m departures before it starts with
 * probability departures[m] (m = 0: starts at once). Events come at rate c/s while all servers are busy: after k of them the job still waits if k < m;
 * in service each ends it with probability 1/c. So P(T > t) = Σ Poisson(k; ct/s) P(still there after k): all terms positive, no digits lost.
 */
export function fifoTails(servers: number, serviceMean: number, departures: Float64Array): Tails {
  const last = departures.length - 1;
  const waiting = new Float64Array(last + 1);
  for (let k = last - 1; k >= 0; k--) waiting[k] = waiting[k + 1] + departures[k + 1];
  const inside = new Float64Array(last + 1);
  for (let k = 0, served = 0; k <= last; k++) {
    served = served * (1 - 1 / servers) + departures[k];
    inside[k] = served + waiting[k];
  }
  const mix = (mean: number, share: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < last; k++) if (share[k] > 0) sum += poissonProbability(k, mean) * share[k];
    return sum;
  };
  return {
    waitTail: (t) => (t < 0 ? 1 : mix((servers * t) / serviceMean, waiting)),
    responseTail: (t) => (t <= 0 ? 1 : mix((servers * t) / serviceMean, inside) + inside[last] * thinnedAtLeast(last, servers, t / serviceMean)),
  };
}

/** Σ over k >= n of Poisson(k; cx) (1 - 1/c)^(k - n): with y = (c - 1)x it is (1 - 1/c)^-n e^-x P(Poisson(y) >= n). */
function thinnedAtLeast(n: number, servers: number, x: number): number {
  const y = (servers - 1) * x;
  if (y > n) return Math.exp(-n * Math.log1p(-1 / servers) - x) * poissonAtLeast(n, y);
  let term = poissonProbability(n, servers * x);
  let sum = term;
  for (let k = n + 1; term > sum * 1e-17; k++) {
    term *= y / k;
    sum += term;
  }
  return sum;
}
