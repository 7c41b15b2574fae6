import { requirePositive, requireWhole } from '../numeric/check.js';
import { requireList } from './require-list.js';

/**
 * A station of a product-form network, as all its mean values need it.
 *
 * `servers` is the number of servers of equal speed (Infinity: nobody waits), or, for a load-dependent station, the list of
 * its total speeds with 1, 2, … jobs present, in servers' worth of work per second; the last holds for all greater numbers.
 * `demands` is the mean work of one request there by class, all its visits together, in seconds of one server.
 */
export interface Station {
  readonly servers: Servers;
  readonly demands: readonly number[];
}
export type Servers = number | readonly number[];

/** Total speed of a station with `present` >= 1 jobs, in servers' worth. */
export function speedWith(servers: Servers, present: number): number {
  if (typeof servers === 'number') return Math.min(servers, present);
  return servers[Math.min(present, servers.length) - 1];
}

/** Number of jobs from which on the speed no longer changes. */
export function levelOf(servers: Servers): number {
  return typeof servers === 'number' ? servers : servers.length;
}

/** Throws a RangeError unless the station is well formed for so many classes. */
export function checkStation(station: Station, classes: number, what: string): void {
  requireList(`The demands of ${what}`, station.demands, classes);
  const { servers } = station;
  if (typeof servers === 'number') {
    if (servers !== Infinity) requireWhole(`The number of servers of ${what}`, servers, 1);
    return;
  }
  if (servers.length === 0) throw new RangeError(`The list of speeds of ${what} is empty.`);
  servers.forEach((speed, index) => requirePositive(`The speed of ${what} with ${index + 1} jobs`, speed));
}
