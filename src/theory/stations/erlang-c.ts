import { requireNonNegative, requirePositive, requireStable, requireWhole } from '../numeric/check.js';
import { erlangB } from './erlang-b.js';

/**
 * Share of the arrivals that must wait in M/M/c (Erlang 1917), `load` = λs in erlangs, below `servers`: C = B / (1 - ρ (1 - B)) with Erlang's B.
 */
export function erlangC(servers: number, load: number): number {
  requireWhole('The number of servers', servers, 1);
  requireNonNegative('The offered load', load);
  requireStable(load / servers);
  return fromBlocking(erlangB(servers, load), servers, load);
}

function fromBlocking(blocked: number, servers: number, load: number): number {
  return (servers * blocked) / (servers - load + load * blocked);
}

/** What an M/M/c station shall achieve. */
export type WaitTarget =
  /** The greatest share that may wait at all. */
  | { readonly waitProbability: number }
  /** The greatest mean wait, seconds. */
  | { readonly waitMean: number }
  /** At most the share `beyond` may wait longer than `time` seconds. */
  | { readonly time: number; readonly beyond: number };

/** The least number of servers with which M/M/c meets the target. Arrivals per second, seconds. */
export function erlangCServers(arrivalRate: number, serviceMean: number, target: WaitTarget): number {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  for (const value of Object.values(target)) requireNonNegative('A target', value);
  if (('waitProbability' in target ? target.waitProbability : 'waitMean' in target ? target.waitMean : target.beyond) === 0)
    throw new RangeError('No number of servers lets nobody wait.');
  const load = arrivalRate * serviceMean;
  let blocked = 1;
  for (let servers = 1; ; servers++) {
    blocked = (load * blocked) / (servers + load * blocked);
    if (servers <= load) continue;
    const waits = fromBlocking(blocked, servers, load);
    const decay = (servers - load) / serviceMean;
    const met =
      'waitProbability' in target
        ? waits <= target.waitProbability
        : 'waitMean' in target
          ? waits / decay <= target.waitMean
          : waits * Math.exp(-decay * target.time) <= target.beyond;
    if (met) return servers;
  }
}
