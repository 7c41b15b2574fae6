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
 * Valid for load < 1.
 */
export function mdc({ arrivalRate, service, servers }: ConstantService): StationAnswer {
  stableLoad(arrivalRate, service, servers);
  const offered = arrivalRate * service;
  const { mean, beyond } = waitingNumber(offered, servers);
  const waitTail = (t: number): number => {
    if (t < 0) return 1;
    const intervals = Math.floor(t / service) + 1;
    const arrivals = arrivalRate * (intervals * service - t);
    // Franx: P(wait <= t) = Σ Poisson(j) P(waiting <= kc - 1 - j) over j < kc; here its complement, term by term, which keeps small tails.
    const most = intervals * servers;
    let tail = poissonAtLeast(most, arrivals);
    for (let j = 0; j < most; j++) {
      const weight = poissonProbability(j, arrivals);
      tail += weight * beyond(most - 1 - j);
      if (j > arrivals && weight < 1e-19 * tail) break;
    }
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

interface WaitingNumber {
  readonly mean: number;
  /** P(M > n). */
  readonly beyond: (n: number) => number;
}

/**
 * Mean and tail of the maximum M of the random walk with steps Poisson(a) - c (Spitzer 1956). With the step's generating function φ(z) = z^-c e^(a(z - 1)), below 1
 * for 1 < |z| < ζ, E[z^M] = exp(-Σ_{j>=1} l_j (z^j - 1)), l_j the Laurent coefficients of log(1 - φ) there. Its zeros 1 and ζ, which come together near
 * saturation, are taken out: M is a geometric number of ratio 1/ζ and a correction that comes from log((1 - φ)/((1 - z/ζ)(1 - 1/z))), smooth at any load.
 */
function waitingNumber(offered: number, servers: number): WaitingNumber {
  const load = offered / servers;
  // The walk is above 0 after k steps with probability below e^(-k c (ρ - 1 - log ρ)) (Chernoff).
  if (servers * (load - 1 - Math.log(load)) > 6) return hardlyAnyWaiting(offered, servers);
  // log of the root ζ > 1: a (e^u - 1) = c u.
  const drift = (u: number): number => (offered * Math.expm1(u)) / u - servers;
  let high = 1;
  while (drift(high) < 0) high *= 2;
  const decay = findRoot(drift, 1e-12, high);
  const coefficients = correction(offered, servers, decay);
  let mean = 1 / Math.expm1(decay);
  let total = 0;
  for (let j = 1; j < coefficients.length; j++) {
    mean -= j * coefficients[j];
    total += coefficients[j];
  }
  // n g(n) = -Σ j l_j g(n - j): the correction's own coefficients; then p(n) = r p(n - 1) + (1 - r) g(n).
  const ratio = Math.exp(-decay);
  const share = -Math.expm1(-decay);
  const corrections = [Math.exp(total)];
  const probabilities = [share * corrections[0]];
  for (let n = 1; n < coefficients.length; n++) {
    let sum = 0;
    for (let j = 1; j <= n; j++) sum -= j * coefficients[j] * corrections[n - j];
    corrections.push(sum / n);
    probabilities.push(Math.max(0, ratio * probabilities[n - 1] + share * corrections[n]));
  }
  return { mean, beyond: beyondEach(probabilities, decay) };
}

/**
 * The same where hardly anybody waits and small numbers must keep their digits: -l_j = Σ_k P(walk at j after k steps)/k, term by term, and
 * n p(n) = -Σ j l_j p(n - j) (Panjer 1981); nothing is subtracted.
 */
function hardlyAnyWaiting(offered: number, servers: number): WaitingNumber {
  const terms: number[] = [0];
  let total = 0;
  let mean = 0;
  for (let j = 1; ; j++) {
    let sum = 0;
    for (let k = 1; k < 9; k++) sum += poissonProbability(k * servers + j, k * offered) / k;
    terms.push(sum * j);
    total += sum;
    mean += sum * j;
    if (sum * j <= 1e-18 * mean) break;
  }
  const probabilities = [Math.exp(-total)];
  for (let n = 1; n < terms.length; n++) {
    let sum = 0;
    for (let j = 1; j <= n; j++) sum += terms[j] * probabilities[n - j];
    probabilities.push(sum / n);
  }
  return { mean, beyond: beyondEach(probabilities, Infinity) };
}

/** P(M > n), the probabilities falling by e^-decay from each to the next where the list ends. */
function beyondEach(probabilities: readonly number[], decay: number): (n: number) => number {
  const last = probabilities.length - 1;
  const rest = probabilities[last] / Math.expm1(decay);
  const sums = new Float64Array(last + 1);
  sums[last] = rest;
  for (let n = last - 1; n >= 0; n--) sums[n] = sums[n + 1] + probabilities[n + 1];
  return (n) => (n <= last ? sums[n] : rest * Math.exp(-decay * (n - last)));
}

/**
 * Coefficients of z, z², … in log((1 - φ)/((1 - z/ζ)(1 - 1/z))), as many as matter, by Fourier transform on the circle |z| = √ζ. Its points lie half a step
 * beside the real axis, where near saturation numerator and denominator both vanish.
 */
function correction(offered: number, servers: number, decay: number): number[] {
  const radius = decay / 2;
  for (let size = 256; size <= 2 ** 19; size *= 2) {
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    for (let k = 0; k < size / 2; k++) {
      const angle = (Math.PI * (2 * k + 1)) / size;
      const half = Math.sin(angle / 2);
      // log φ = a (z - 1) - c log z at z = e^(radius + i angle); servers × angle is reduced without rounding.
      const grown = offered * (Math.expm1(radius) - 2 * Math.exp(radius) * half * half) - servers * radius;
      const turn = offered * Math.exp(radius) * Math.sin(angle) - (Math.PI * ((servers * (2 * k + 1)) % (2 * size))) / size;
      const whole = logComplement(grown, turn);
      const one = logComplement(-radius, -angle);
      const zeta = logComplement(radius - decay, angle);
      real[k] = whole.real - one.real - zeta.real;
      imaginary[k] = whole.imaginary - one.imaginary - zeta.imaginary;
      // The lower half of the circle is the mirror image (reckoned anew, angles close to 2π would lose digits).
      real[size - 1 - k] = real[k];
      imaginary[size - 1 - k] = -imaginary[k];
    }
    fourier(real, imaginary);
    // Turned back by half a step; the result is real.
    const coefficient = (j: number): number => (real[j] * Math.cos((Math.PI * j) / size) + imaginary[j] * Math.sin((Math.PI * j) / size)) / size;
    // Both ends of the series meet in the middle: what stands there is what was wrapped around.
    let middle = 0;
    for (let j = size / 2 - 8; j < size / 2 + 8; j++) middle = Math.max(middle, Math.abs(coefficient(j)));
    if (middle > 5e-16) continue;
    let last = size / 2;
    while (last > 1 && Math.abs(coefficient(last)) < 1e-16) last--;
    return Array.from({ length: last + 1 }, (_, j) => coefficient(j) * Math.exp(-radius * j));
  }
  throw new RangeError(`M/D/${servers} at load ${offered / servers} is beyond this method.`);
}

/** log(1 - e^(x + iy)) for x < 0, also where e^(x + iy) is close to 1. */
function logComplement(x: number, y: number): { readonly real: number; readonly imaginary: number } {
  const half = Math.sin(y / 2);
  const re = 2 * half * half * Math.exp(x) - Math.expm1(x);
  const im = -Math.exp(x) * Math.sin(y);
  return { real: Math.log(Math.hypot(re, im)), imaginary: Math.atan2(im, re) };
}
