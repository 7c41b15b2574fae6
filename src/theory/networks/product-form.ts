import { requireNonNegative } from '../numeric/check.js';
import type { Servers, Station } from './station.js';

/** A station as a modeller describes it, before we know whether it has a product form. */
export interface StationDescription {
  readonly discipline: 'fifo' | 'processor-sharing' | 'lifo-preemptive' | 'other';
  readonly servers: Servers;
  /** By class of jobs. A class that never comes has 0 visits. */
  readonly classes: readonly {
    /** Mean visits of one request. */
    readonly visits: number;
    /** Mean service time of a visit, seconds of one server. */
    readonly serviceMean: number;
    readonly isExponential: boolean;
  }[];
}

/**
 * Why a station is not one of the four of Baskett, Chandy, Muntz & Palacios (Open, closed, and mixed networks of queues with
 * different classes of customers, Journal of the ACM 22, 1975), or null where it is: first come first served with one
 * exponential law for all classes; processor sharing, last come first served with preemption and resume at one server, and
 * unlimited servers with any laws.
 */
export function productFormObstacle(station: StationDescription): string | null {
  const { discipline, servers } = station;
  if (servers === Infinity) return null;
  const coming = station.classes.filter((one) => one.visits > 0);
  if (discipline === 'processor-sharing' || coming.length === 0) return null;
  if (discipline === 'other') return 'its discipline is not one of the four with a product form';
  if (discipline === 'lifo-preemptive' && servers === 1) return null;
  const name = discipline === 'fifo' ? 'first come first served' : 'last come first served at several servers';
  if (coming.some((one) => !one.isExponential)) return `${name} needs exponential service`;
  if (coming.some((one) => one.serviceMean !== coming[0].serviceMean)) return `${name} needs the same mean service time for all classes`;
  return null;
}

/**
 * The station with its demands, visits × mean service time.
 *
 * @throws RangeError with the reason where the station has no product form
 */
export function productFormStation(description: StationDescription): Station {
  const obstacle = productFormObstacle(description);
  if (obstacle !== null) throw new RangeError(`The network has no product form: ${obstacle}.`);
  const demands = description.classes.map((one, index) => {
    requireNonNegative(`The visits of class ${index + 1}`, one.visits);
    requireNonNegative(`The mean service time of class ${index + 1}`, one.serviceMean);
    return one.visits * one.serviceMean;
  });
  return { servers: description.servers, demands };
}
