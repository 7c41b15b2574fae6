import type { Replication } from '../../../src/experiment/observation/replication.js';
import { createStream } from '../../../src/sim/chance/stream.js';

/** What the tests of instability look at, of one M/M/1 with mean service time 1 that starts empty. */
export interface Sizes {
  /** Arrivals × mean service time over the time. */
  readonly offeredWork: number;
  readonly half: number;
  readonly end: number;
}

/** By Lindley's recursion: departures come in order, so the number present needs no calendar. */
export function singleServerSizes(load: number, duration: number, study: number, replication: number): Sizes {
  const arrivals = createStream(study, replication, 'source', 'arrivals');
  const services = createStream(study, replication, 'server', 'work');
  let free = 0;
  let count = 0;
  let half = 0;
  let end = 0;
  for (let now = -Math.log(1 - arrivals.double()) / load; now <= duration; now -= Math.log(1 - arrivals.double()) / load) {
    count++;
    free = Math.max(now, free) - Math.log(1 - services.double());
    if (now <= duration / 2 && free > duration / 2) half++;
    if (free > duration) end++;
  }
  return { offeredWork: count / duration, half, end };
}

/** As much of a replication as the drift test reads. */
export function replicationOf({ half, end }: Sizes, duration: number): Replication {
  return {
    windows: [],
    overTime: null,
    faults: [],
    inside: new Map([['server', { half, end }]]),
    requests: 0,
    curves: [],
    events: 0,
    fingerprint: '',
    deadlock: null,
    end: duration,
  };
}
