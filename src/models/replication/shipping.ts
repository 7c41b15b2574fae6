import { rank } from '../../sim/calendar.js';
import type { Sampler } from '../../sim/chance/sampler.js';
import type { Engine } from '../../sim/engine.js';
import { Job, type Reply, type Step } from '../../sim/job.js';
import type { ReplicationBooks } from './books.js';
import type { Versions } from './versions.js';

/** A write on its way to the replicas. */
interface Shipped {
  readonly item: number;
  readonly version: number;
  /** Seconds when the primary had it. */
  readonly written: number;
  /** Replicas that must have it before it is committed. */
  acksLeft: number;
  /** Waits for these; null: nobody does. */
  waiting: Job | null;
}

/** Nobody waits for a replica. */
const nobody: Reply = { isOpen: true, ended() {} };

export interface ShippingSettings {
  /** Of each replica. */
  readonly lags: readonly Sampler[];
  /** A replica gets the writes in the order of the primary. */
  readonly isInOrder: boolean;
  readonly acks: number;
  /** Brings a job to a replica (from 0) for the operation that applies the write. */
  readonly enter: readonly Step[];
  /** Of each replica. */
  readonly books: readonly ReplicationBooks[];
}

/** Sends every write of the primary to every replica, each with a lag of its own. */
export class Shipping {
  /** When the last write so far reaches each replica. */
  private readonly reaches: Float64Array;
  private readonly writeOf = new Map<Job, { readonly shipped: Shipped; readonly replica: number }>();

  constructor(
    private readonly engine: Engine,
    private readonly versions: Versions,
    private readonly settings: ShippingSettings,
  ) {
    this.reaches = new Float64Array(settings.lags.length);
  }

  /** The job has written the item at the primary. @returns true if it is committed at once; else the job becomes ready when it is */
  ship(job: Job, item: number, writer: number): boolean {
    const { lags, isInOrder, acks, enter } = this.settings;
    const { engine, versions } = this;
    const now = engine.calendar.now;
    const version = versions.write(item, writer);
    const shipped: Shipped = { item, version, written: now, acksLeft: acks, waiting: acks > 0 ? job : null };
    if (acks === 0) versions.commit(item, version, now);
    for (let replica = 0; replica < lags.length; replica++) {
      let time = now + lags[replica].sample();
      if (isInOrder && time < this.reaches[replica]) time = this.reaches[replica];
      this.reaches[replica] = time;
      const carrier = new Job(engine, null, nobody, job.keys, job.due, enter[replica]);
      carrier.label = job.label;
      carrier.jobClass = job.jobClass;
      this.writeOf.set(carrier, { shipped, replica });
      engine.calendar.schedule(time, rank.end, carrier);
    }
    return acks === 0;
  }

  /** The replica has applied what the job brought. */
  applied(carrier: Job): void {
    const { shipped, replica } = this.writeOf.get(carrier)!;
    this.writeOf.delete(carrier);
    const now = this.engine.calendar.now;
    const { item, version } = shipped;
    this.settings.books[replica].applied(now - shipped.written);
    if (shipped.acksLeft > 0 && --shipped.acksLeft === 0) {
      this.versions.commit(item, version, now);
      this.engine.ready(shipped.waiting!);
    }
    this.versions.apply(item, replica, version);
  }
}
