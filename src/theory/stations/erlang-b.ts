import { completeStation, type StationAnswer } from '../answer.js';
import { requireNonNegative, requirePositive, requireShare, requireWhole } from '../numeric/check.js';
import { poissonProbability } from '../numeric/poisson.js';
import { findRoot } from '../numeric/root.js';
import type { MarkovStation } from './input.js';

/**
 * Share of the arrivals that find all servers busy in M/G/c/c (Erlang 1917), `load` = λs in erlangs: B(n) = a B(n-1) / (n + a B(n-1)), B(0) = 1,
 * which loses no digits at any size (Messerli 1972). Holds for every service law of that mean (Sevastyanov 1957). Time: proportional to `servers`.
 */
export function erlangB(servers: number, load: number): number {
  requireWhole('The number of servers', servers, 0);
  requireNonNegative('The offered load', load);
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** The least number of servers that blocks no more than `target` (0 to 1) of the arrivals. */
export function erlangBServers(load: number, target: number): number {
  requireNonNegative('The offered load', load);
  requireShare('The share that may be blocked', target);
  if (target === 0) throw new RangeError('No number of servers blocks nobody.');
  let blocked = 1;
  let servers = 0;
  while (blocked > target) {
    servers++;
    blocked = (load * blocked) / (servers + load * blocked);
  }
  return servers;
}

/** The offered load in erlangs at which `servers` block the share `target` (above 0, below 1). */
export function erlangBLoad(servers: number, target: number): number {
  requireWhole('The number of servers', servers, 1);
  if (!(target > 0 && target < 1)) throw new RangeError(`The share blocked must lie between 0 and 1, not ${target}.`);
  const distance = (load: number): number => Math.log(Math.max(erlangB(servers, load), 1e-300)) - Math.log(target);
  let high = servers;
  while (distance(high) < 0) high *= 2;
  return findRoot(distance, 0, high);
}

/** M/G/c/c, the loss system: who finds every server busy is lost. Any service law (its mean counts), any load. */
export function lossStation({ arrivalRate, serviceMean, servers }: MarkovStation & { readonly servers: number }): StationAnswer {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
  const load = arrivalRate * serviceMean;
  const blocked = erlangB(servers, load);
  const full = poissonProbability(servers, load);
  return completeStation({
    exactness: 'exact',
    source: 'M/G/c/c, Erlang B (Erlang 1917; insensitive: Sevastyanov 1957)',
    servers,
    throughput: arrivalRate * (1 - blocked),
    serviceMean,
    waitProbability: 0,
    waitMean: 0,
    rejectedShare: blocked,
    presentProbability: (n) => (n > servers || n < 0 ? 0 : full > 0 ? (blocked * poissonProbability(n, load)) / full : blocked * fromFull(servers, n, load)),
  });
}

/** P(n)/P(servers) where both underflow: a product of (k + 1)/a. */
function fromFull(servers: number, n: number, load: number): number {
  let ratio = 1;
  for (let k = servers; k > n; k--) ratio *= k / load;
  return ratio;
}
