import { requireNonNegative, requireWhole } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import type { ClosedNetwork } from './closed-exact.js';
import { checkStation, levelOf, speedWith, type Servers } from './station.js';

/** An interval in which the truth lies. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}
/** By class. */
export interface ClosedBounds {
  /** Requests per second. */
  readonly throughputs: readonly Bounds[];
  /** Mean seconds from request to answer. */
  readonly responses: readonly Bounds[];
}

/**
 * Asymptotic bounds for a closed network with any number of classes (one class: Muntz & Wong 1974; Denning & Buzen, The operational
 * analysis of queueing network models, Computing Surveys 10, 1978).
 *
 * Why the truth lies inside, by the arrival theorem R_ir = D_ir E[(n_i + 1) / μ_i(n_i + 1)], where n_i, jobs that an arrival finds,
 * is at most the number J_i of other clients that ever come to station i:
 * - (n + 1)/μ(n + 1) is at least its least and at most its greatest value over n = 0 … J_i, so R_r lies between the two sums over i,
 *   and X_r = N_r / (Z_r + R_r) between the quotients;
 * - a station does at most its greatest speed of work a second, Σ_r X_r D_ir <= max μ_i: each X_r is at most what the others' lower
 *   bounds leave of it. Then R_r = N_r / X_r - Z_r is bounded again.
 * Both need a product form, for the arrival theorem; see `asymptoticBounds` for what holds without.
 *
 * @throws RangeError for impossible numbers
 */
export function closedBounds(network: ClosedNetwork): ClosedBounds {
  const { classes, stations } = network;
  stations.forEach((station, index) => checkStation(station, classes.length, `station ${index + 1}`));
  classes.forEach(({ clients, think }, one) => {
    requireWhole(`The number of clients of class ${one + 1}`, clients, 1);
    requireNonNegative(`The think time of class ${one + 1}`, think);
    if (think + sum(stations.map(({ demands }) => demands[one])) === 0) throw new RangeError(`Class ${one + 1} has neither work nor think time.`);
  });
  const stretches = stations.map(({ servers, demands }) => {
    const coming = sum(classes.map(({ clients }, one) => (demands[one] > 0 ? clients : 0)));
    return coming > 0 ? stretchRange(servers, coming) : { low: 1, high: 1 };
  });
  const fastest = classes.map(({ clients, think }, one) => clients / (think + sum(stations.map(({ demands }, index) => demands[one] * stretches[index].low))));
  const slowest = classes.map(({ clients, think }, one) => clients / (think + sum(stations.map(({ demands }, index) => demands[one] * stretches[index].high))));
  const throughputs = classes.map((_, one): Bounds => {
    const high = stations.reduce((least, { servers, demands }) => {
      if (demands[one] === 0) return least;
      const left = topSpeed(servers) - sum(demands.map((demand, other) => (other === one ? 0 : demand * slowest[other])));
      return Math.min(least, left / demands[one]);
    }, fastest[one]);
    return { low: slowest[one], high: Math.max(high, slowest[one]) };
  });
  const responses = classes.map(({ clients, think }, one): Bounds => {
    const shortest = sum(stations.map(({ demands }, index) => demands[one] * stretches[index].low));
    const longest = sum(stations.map(({ demands }, index) => demands[one] * stretches[index].high));
    return { low: Math.max(shortest, clients / throughputs[one].high - think), high: longest };
  });
  return { throughputs, responses };
}

/** Least and greatest n / μ(n) over 1 … most jobs present. */
function stretchRange(servers: Servers, most: number): Bounds {
  if (typeof servers === 'number') return { low: 1, high: Math.max(1, most / servers) };
  let low = Infinity;
  let high = 0;
  // Beyond the level n / μ grows with n.
  for (const present of [...Array.from({ length: Math.min(most, levelOf(servers)) }, (_, index) => index + 1), most]) {
    low = Math.min(low, present / speedWith(servers, present));
    high = Math.max(high, present / speedWith(servers, present));
  }
  return { low, high };
}

function topSpeed(servers: Servers): number {
  return typeof servers === 'number' ? servers : servers.reduce((greatest, speed) => Math.max(greatest, speed), 0);
}

/**
 * Balanced job bounds for one class and stations with one server each (Zahorjan, Sevcik, Eager & Galler, Balanced job bound analysis
 * of queueing networks, CACM 25, 1982; with think time: Lazowska et al., Quantitative System Performance, 1984, table 5.2).
 *
 * Why the truth lies inside: with D in all, an arrival finds Q(N-1) others at the stations, and
 * R(N) = D + Σ_i D_i L_i(N-1). Since longer queues stand where demands are larger, at M stations D/M · Q <= Σ D_i L_i <= Dmax · Q. And
 * Q(N-1) = (N-1) R(N-1) / (R(N-1) + Z) lies between (N-1) / (1 + Z/D) and (N-1) / (1 + Z/(N D)), as D <= R(N-1) <= N D.
 *
 * @param demands seconds of work per request, by station
 * @param clients N
 * @param think Z, seconds
 */
export function balancedJobBounds(demands: readonly number[], clients: number, think: number): { readonly throughput: Bounds; readonly response: Bounds } {
  requireWhole('The number of clients', clients, 1);
  requireNonNegative('The think time', think);
  demands.forEach((demand, index) => requireNonNegative(`The demand of station ${index + 1}`, demand));
  const total = sum(demands);
  const greatest = demands.reduce((most, demand) => Math.max(most, demand), 0);
  if (!(total > 0)) throw new RangeError('Balanced job bounds need a station with work.');
  const working = demands.filter((demand) => demand > 0).length;
  const others = clients - 1;
  const fewest = others / (1 + think / total);
  const most = others / (1 + think / (clients * total));
  const low = Math.max(clients * greatest - think, total + (total / working) * fewest);
  const high = total + greatest * most;
  return { throughput: { low: clients / (think + high), high: clients / (think + low) }, response: { low, high } };
}
