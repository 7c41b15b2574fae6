import type { Sampler } from '../chance/create-sampler.js';
import type { Job, KeyValues } from '../job.js';

/** What lies between a caller and the called: brings the called job to its `next`, there and back. */
export interface Way {
  /** The instance that serves is chosen when the call sets out, because the way depends on it; else when it arrives. */
  readonly choosesFirst: boolean;
  /** @param from who calls or sends */
  out(job: Job, from: Job): void;
  back(job: Job): void;
}

/** Seconds of a way, without any bytes. */
export interface Travel {
  readonly choosesFirst: boolean;
  of(job: Job, from: Job): number;
}

/** The same law for all. */
export class SampledTravel implements Travel {
  readonly choosesFirst = false;
  constructor(private readonly time: Sampler) {}
  of(): number {
    return this.time.sample();
  }
}

/** Where a job starts or ends, as a row or column of a latency matrix. */
export interface Whereabouts {
  readonly needsInstance: boolean;
  of(job: Job, from: Job): number;
}

/** By the instance that serves the called job. */
export class AtCalledInstance implements Whereabouts {
  readonly needsInstance = true;
  constructor(private readonly places: readonly number[]) {}
  of(job: Job): number {
    return this.places[job.station!.index];
  }
}

/** By the instance that the caller is at. */
export class AtCallersInstance implements Whereabouts {
  readonly needsInstance = false;
  constructor(private readonly places: readonly number[]) {}
  of(_: Job, from: Job): number {
    return this.places[from.station!.index];
  }
}

/** By an attribute of a key of the called job, such as the region of its user. */
export class AtAttribute implements Whereabouts {
  readonly needsInstance = false;
  constructor(
    private readonly attribute: { read(keys: KeyValues): number },
    /** Place by value of the attribute. */
    private readonly places: readonly number[],
  ) {}
  of(job: Job): number {
    return this.places[this.attribute.read(job.keys)];
  }
}

/** By where it starts and where it ends. */
export class MatrixTravel implements Travel {
  readonly choosesFirst: boolean;

  constructor(
    private readonly from: Whereabouts,
    private readonly to: Whereabouts,
    private readonly times: readonly (readonly Sampler[])[],
  ) {
    this.choosesFirst = to.needsInstance;
  }

  of(job: Job, from: Job): number {
    return this.times[this.from.of(job, from)][this.to.of(job, from)].sample();
  }
}

/** A way that only takes time. */
export class PlainWay implements Way {
  readonly choosesFirst: boolean;

  constructor(private readonly travel: Travel) {
    this.choosesFirst = travel.choosesFirst;
  }

  out(job: Job, from: Job): void {
    job.engine.sleep(job, this.travel.of(job, from));
  }

  back(job: Job): void {
    job.engine.sleep(job, this.travel.of(job, job.caller!));
  }
}
