import { requireNonNegative, requirePositive } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import { requireList } from './require-list.js';
import type { Bounds } from './closed-bounds.js';

/** Little's law: L = X R (Little 1961). */
export function littleNumber(throughput: number, timeMean: number): number {
  requireNonNegative('The throughput', throughput);
  requireNonNegative('The mean time', timeMean);
  return throughput * timeMean;
}

/** Utilisation law: U = X D / c, with D seconds of one server per request (Denning & Buzen 1978). */
export function utilisationLaw(throughput: number, demand: number, servers = 1): number {
  requireNonNegative('The throughput', throughput);
  requireNonNegative('The demand', demand);
  requirePositive('The number of servers', servers);
  return (throughput * demand) / servers;
}

/** Interactive response time law: R = N/X - Z, seconds. */
export function interactiveResponse(clients: number, throughput: number, think: number): number {
  requireNonNegative('The number of clients', clients);
  requirePositive('The throughput', throughput);
  requireNonNegative('The think time', think);
  return clients / throughput - think;
}

export interface Saturation {
  /** Index of the station that limits; the first where several do; null where nothing can be full. */
  readonly bottleneck: number | null;
  /** Requests per second that it can do at most, 1 / max(D_i / c_i); Infinity where nothing can be full. */
  readonly throughputMax: number;
  /** N* = (D + Z) / max(D_i / c_i): below about this many clients requests seldom wait, above they must. */
  readonly clientsAtKnee: number;
}

/**
 * Bottleneck, saturation throughput and knee (Denning & Buzen 1978; Lazowska et al. 1984, chapter 5). Holds for every discipline and law.
 *
 * @param demands D_i, seconds of one server per request, by station
 * @param servers c_i; Infinity for unlimited
 * @param think Z, seconds; 0 for open load
 */
export function saturation(demands: readonly number[], servers: readonly number[], think = 0): Saturation {
  requireList('The demands', demands, servers.length);
  requireNonNegative('The think time', think);
  servers.forEach((count, index) => {
    if (count !== Infinity) requirePositive(`The number of servers of station ${index + 1}`, count);
  });
  let bottleneck: number | null = null;
  let greatest = 0;
  demands.forEach((demand, index) => {
    if (demand / servers[index] > greatest) {
      greatest = demand / servers[index];
      bottleneck = index;
    }
  });
  const total = sum(demands) + think;
  return { bottleneck, throughputMax: 1 / greatest, clientsAtKnee: greatest === 0 ? Infinity : total / greatest };
}

/**
 * Asymptotic bounds of one class of clients with stations of any discipline and law that never idle with work waiting:
 * N/(Z + N D) <= X <= min(N/(D + Z), 1/max(D_i/c_i)), and max(D, N max(D_i/c_i) - Z) <= R <= N D.
 *
 * The upper bounds of X and lower bounds of R hold always. The others need that a request never waits for more than one request of each other
 * client, all its visits together (first come first served does, in the mean, where requests visit each station once or service is exponential).
 */
export function asymptoticBounds(
  demands: readonly number[],
  servers: readonly number[],
  clients: number,
  think: number,
): { readonly throughput: Bounds; readonly response: Bounds } {
  requirePositive('The number of clients', clients);
  const { throughputMax } = saturation(demands, servers, think);
  const total = sum(demands);
  if (total + think === 0) throw new RangeError('There is neither work nor think time.');
  return {
    throughput: { low: clients / (think + clients * total), high: Math.min(clients / (total + think), throughputMax) },
    response: { low: Math.max(total, clients / throughputMax - think), high: clients * total },
  };
}
