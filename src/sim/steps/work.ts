import type { Sampler } from '../chance/create-sampler.js';
import { isAbandoned, type Job, type Step } from '../job.js';
import { ADMITTED } from '../servers/servers.js';

/** How long one piece of work takes for a job, in seconds. */
export interface WorkTime {
  of(job: Job): number;
}

export class SampledWork implements WorkTime {
  constructor(private readonly sampler: Sampler) {}
  of(): number {
    return this.sampler.sample();
  }
}

/** `per: { KEY.ATTRIBUTE: UNIT }`: so much for each unit of the attribute. */
export class ScaledWork implements WorkTime {
  constructor(
    private readonly sampler: Sampler,
    private readonly attribute: { read(keys: readonly number[]): number },
    private readonly unit: number,
  ) {}
  of(job: Job): number {
    return this.sampler.sample() * (this.attribute.read(job.keys) / this.unit);
  }
}

/** Work on a server that the job holds anyway, where nothing but the time matters: the plain case, kept short. */
export class HeldWork implements Step {
  constructor(
    private readonly time: Sampler,
    private readonly next: Step,
  ) {}
  run(job: Job): Step | null {
    job.next = this.next;
    job.engine.work(job, this.time.sample());
    return null;
  }
}

/**
 * Work with its books kept: how many servers work (a held server that waits for an answer does not), how much work was
 * done, and how much of it nobody waited for.
 */
export class TrackedWork implements Step {
  constructor(
    private readonly time: WorkTime,
    private readonly canBeWasted: boolean,
    private readonly done: Step,
  ) {}
  run(job: Job): Step | null {
    const duration = this.time.of(job);
    const { working } = job.cell!;
    if (working !== null && holderOf(job).working++ === 0) working.add(job.engine.now, 1);
    if (this.canBeWasted) job.workTime = duration;
    job.next = this.done;
    job.engine.work(job, duration);
    return null;
  }
}

/** The end of a tracked work. */
export class WorkDone implements Step {
  constructor(
    private readonly canBeWasted: boolean,
    private readonly releases: boolean,
    private readonly next: Step,
  ) {}
  run(job: Job): Step | null {
    const cell = job.cell!;
    if (cell.working !== null && --holderOf(job).working === 0) cell.working.add(job.engine.now, -1);
    if (this.canBeWasted) {
      cell.work.record(job.workTime);
      if (isAbandoned(job)) cell.wasted.record(job.workTime);
    }
    if (this.releases) job.station!.servers!.release(job);
    return this.next;
  }
}

/** Work that takes a server for itself; without a server or a place to wait the operation ends with the outcome that says why. */
export class AcquireServer implements Step {
  constructor(
    readonly work: Step,
    /** Where the operation ends, by outcome code. */
    private readonly ends: readonly Step[],
  ) {}
  run(job: Job): Step | null {
    job.next = this.work;
    const result = job.station!.servers!.acquire(job);
    return result === ADMITTED ? null : refused(job, result, this.ends);
  }
}

/** Work that is handed to a shop, which shares it out or interrupts it as its discipline says. */
export class HandOver implements Step {
  constructor(
    private readonly time: WorkTime,
    private readonly canBeWasted: boolean,
    private readonly done: Step,
    private readonly ends: readonly Step[],
  ) {}
  run(job: Job): Step | null {
    const amount = this.time.of(job);
    if (this.canBeWasted) job.workTime = amount;
    job.next = this.done;
    const result = job.station!.shop!.admit(job, amount);
    return result === ADMITTED ? null : refused(job, result, this.ends);
  }
}

/** A job that comes to nothing at the instant at which it came has no time here to be counted; later in the operation, it has. */
function refused(job: Job, result: number, ends: readonly Step[]): Step | null {
  if (job.isBranch || job.engine.now > job.entered) return ends[result];
  job.station!.turnAway(job, result);
  return null;
}

/** Whose server a branch works on. */
export function holderOf(job: Job): Job {
  let holder = job;
  while (holder.isBranch) holder = holder.caller!;
  return holder;
}
