import { Job } from '../job.js';
import type { Station } from '../station.js';
import type { Bundle } from './bundle.js';

/** The members of a bundle that wait at one instance: one entry in its line, with a count. */
export class WaitingMembers extends Job {
  left = 0;
  private firstIndex = 0;
  private lastIndex = 0;

  constructor(
    private readonly bundle: Bundle,
    station: Station,
    now: number,
  ) {
    super(bundle.engine, bundle.branch, bundle, bundle.branch.keys, bundle.branch.due, null);
    // It stands for jobs that have their numbers.
    bundle.engine.jobCount--;
    this.station = station;
    this.cell = station.cells[bundle.operation];
    this.entered = now;
  }

  add(index: number): void {
    if (this.left++ === 0) this.firstIndex = index;
    else this.bundle.follow(this.lastIndex, index);
    this.lastIndex = index;
  }

  /** The first of them gets a server. */
  take(now: number): Job {
    const { bundle, station, entered, firstIndex } = this;
    if (--this.left > 0) this.firstIndex = bundle.after(firstIndex);
    const job = bundle.begin(firstIndex, station!, entered);
    job.waited = now - entered;
    return job;
  }
}
