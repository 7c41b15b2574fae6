import type { Uniform } from '../../../src/sim/chance/stream.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { BinnedLevel } from '../../../src/sim/statistics/binned-curve.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';
import { Tally } from '../../../src/sim/statistics/tally.js';

export interface SingleServerRun {
  readonly response: Tally;
  readonly histogram: Histogram;
}

/**
 * M/M/1, mean service time 1, first in first out, by Lindley's recursion W' = max(0, W + S - A): no calendar, no engine, so that the
 * estimators are tried on their own. The response time is exponential with mean 1 / (1 - load).
 *
 * @param jobs that arrive
 * @param deleted at the start, not recorded
 */
export function runSingleServer(load: number, jobs: number, deleted: number, seed: number, replication: number): SingleServerRun {
  const [arrivals, services] = streams(seed, replication);
  const response = new Tally();
  const histogram = new Histogram();
  let wait = 0;
  for (let job = 0; job < jobs; job++) {
    const gap = -Math.log(1 - arrivals.double()) / load;
    wait = Math.max(0, wait - gap);
    const stay = wait - Math.log(1 - services.double());
    if (job >= deleted) {
      response.record(stay);
      histogram.record(stay);
    }
    wait = stay;
  }
  return { response, histogram };
}

/** The same over [0, duration], with `backlog` seconds of work waiting at the start, its departures, and the curve of the number present. */
export function runFromBacklog(
  load: number,
  duration: number,
  backlog: number,
  seed: number,
  replication: number,
): { readonly curve: Float64Array; readonly completedAt: Float64Array; readonly response: Float64Array } {
  const [arrivals, services] = streams(seed, replication);
  const curve = new BinnedLevel(duration, 1000);
  const change = (at: number, delta: number): void => {
    while (at > curve.binEnd) curve.closeBin();
    curve.add(at, delta);
  };
  const completedAt: number[] = [];
  const response: number[] = [];
  let now = 0;
  let free = backlog;
  let departed = 0;
  for (;;) {
    now -= Math.log(1 - arrivals.double()) / load;
    if (now > duration) break;
    for (; departed < completedAt.length && completedAt[departed] <= now; departed++) change(completedAt[departed], -1);
    change(now, 1);
    free = Math.max(now, free) - Math.log(1 - services.double());
    completedAt.push(free);
    response.push(free - now);
  }
  for (; departed < completedAt.length && completedAt[departed] <= duration; departed++) change(completedAt[departed], -1);
  while (curve.binEnd < Infinity) curve.closeBin();
  return { curve: curve.area, completedAt: Float64Array.from(completedAt), response: Float64Array.from(response) };
}

function streams(seed: number, replication: number): [Uniform, Uniform] {
  return [createStream(seed, replication, 'source', 'arrivals'), createStream(seed, replication, 'server', 'work')];
}
