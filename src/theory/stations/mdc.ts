import { completeStation, type StationAnswer } from '../answer.js';
import { fourier } from '../numeric/fourier.js';
import { poissonAtLeast, poissonProbability } from '../numeric/poisson.js';
import { findRoot } from '../numeric/root.js';
import { stableLoad } from './input.js';

export interface ConstantService {
  /** Poisson arrivals per second. */
  readonly arrivalRate: number;
  /** The constant service time, seconds. */
  readonly service: number;
  readonly servers: number;
}

/**
 * M/D/c, first come, first served (Crommelin 1932): from one instant to the next, D later, all in service leave and a Poisson number arrives, so the
 * number waiting is the maximum of a random walk with steps Poisson(λD) - c. Its law comes from the logarithm of the step's generating function on a
 * circle (Wiener–Hopf, by Fourier transform), the wait by Franx's sum of positive terms (Operations Research Letters 29, 2001).
 * Tails are right to about 1e-16.
 * Valid for load < 1, up to about 0.9999.
 */
export function mdc({ arrivalRate, service, servers }: ConstantService): StationAnswer {
  stableLoad(arrivalRate, service, servers);
  const offered = arrivalRate * service;
  const { probabilities, mean } = waitingNumber(offered, servers);
  const above = beyond(probabilities);
  const waitTail = (t: number): number => {
    if (t < 0) return 1;
    const intervals = Math.floor(t / service) + 1;
    const arrivals = arrivalRate * (intervals * service - t);
    // Franx: P(wait <= t) = Σ Poisson(j) P(waiting <= kc - 1 - j) over j < kc; here its complement, term by term, which keeps small tails.
    const most = intervals * servers;
    let tail = poissonAtLeast(most, arrivals);
    for (let j = Math.max(0, most - above.length); j < most; j++) tail += poissonProbability(j, arrivals) * above[most - 1 - j];
    return Math.min(1, tail);
  };
  return completeStation({
    exactness: 'exact',
    source: 'M/D/c (Crommelin 1932; Franx 2001)',
    servers,
    throughput: arrivalRate,
    serviceMean: service,
    waitProbability: waitTail(0),
    waitMean: mean / arrivalRate,
    waitTail,
    responseTail: (t) => (t < service ? 1 : waitTail(t - service)),
  });
}

/**
 * Law and mean of the maximum M of the random walk with steps Poisson(a) - c. log(1 - z^-c e^(a(z - 1))) on a circle 1 < |z| < ζ, where the step's
 * generating function is below 1, has the Laurent coefficients -ψ_j with ψ_j = Σ_k P(walk at j after k steps)/k; then E[z^M] = exp(Σ_{j>=1} ψ_j (z^j - 1)),
 * and n P(n) = Σ j ψ_j P(n - j), where all terms are positive (Spitzer 1956; Panjer 1981).
 */
function waitingNumber(offered: number, servers: number): { readonly probabilities: number[]; readonly mean: number } {
  // log of the root ζ > 1 of z^c = e^(a(z - 1)): a (e^u - 1) = c u.
  const drift = (u: number): number => (offered * Math.expm1(u)) / u - servers;
  let high = 1;
  while (drift(high) < 0) high *= 2;
  const decay = findRoot(drift, 1e-12, high);
  const radius = decay / 2;
  // Wrapped-around coefficients are smaller by e^(-size × radius).
  const size = 2 ** Math.ceil(Math.log2(Math.max(64, 42 / radius, 4 * Math.sqrt(offered) * 10)));
  if (size > 2 ** 22) throw new RangeError(`The load ${offered / servers} is too close to 1 for M/D/${servers}.`);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const angle = (2 * Math.PI * k) / size;
    // w = offered (z - 1) - servers log z at z = e^(radius + i angle); then log(1 - e^w) by expm1, since e^w is close to 1 near saturation.
    const half = Math.sin(angle / 2);
    const grown = offered * (Math.expm1(radius) - 2 * Math.exp(radius) * half * half) - servers * radius;
    // servers × angle, reduced without rounding.
    const turn = offered * Math.exp(radius) * Math.sin(angle) - (2 * Math.PI * ((servers * k) % size)) / size;
    const sine = Math.sin(turn / 2);
    const x = Math.expm1(grown) * Math.cos(turn) - 2 * sine * sine;
    const y = Math.exp(grown) * Math.sin(turn);
    real[k] = 0.5 * Math.log(x * x + y * y);
    imaginary[k] = Math.atan2(-y, -x);
  }
  fourier(real, imaginary);
  const terms: number[] = [0];
  let mean = 0;
  let total = 0;
  for (let j = 1; j < size / 2; j++) {
    const term = Math.max(0, (-real[j] / size) * Math.exp(-radius * j));
    terms.push(term * j);
    mean += term * j;
    total += term;
  }
  const probabilities = [Math.exp(-total)];
  const significant = lastAbove(terms, 1e-18 * mean);
  for (let n = 1; n < size / 2; n++) {
    let sum = 0;
    for (let j = 1; j <= Math.min(n, significant); j++) sum += terms[j] * probabilities[n - j];
    probabilities.push(sum / n);
    if (sum / n < 1e-18 * probabilities[0] && n > mean) break;
  }
  return { probabilities, mean };
}

function lastAbove(values: readonly number[], least: number): number {
  let last = values.length - 1;
  while (last > 0 && values[last] <= least) last--;
  return last;
}

/** Σ of the values after each. */
function beyond(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length);
  for (let n = values.length - 2; n >= 0; n--) sums[n] = sums[n + 1] + values[n + 1];
  return sums;
}
