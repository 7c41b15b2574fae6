import type { Sampler } from '../chance/create-sampler.js';
import type { Uniform } from '../chance/stream.js';
import type { Engine } from '../engine.js';
import { Job, type JobClass, noKeys, type Reply, type Step } from '../job.js';
import type { KeyDraws } from './visits.js';

/** Think times that the random phase of a first think time is spread over. */
const PHASE_SPREAD = 10;

export interface UsersSettings {
  readonly label: number;
  readonly users: number;
  /** null: no think time. */
  readonly thinkTime: Sampler | null;
  readonly keys: KeyDraws;
  readonly first: Step;
  readonly jobClass: JobClass;
  readonly phase: Uniform;
}

/**
 * Closed load: so many users, each thinks, does its steps, and again. A user is a job without a station that never
 * ends; its next request comes only when the last one has ended.
 */
export class Users {
  constructor(
    private readonly engine: Engine,
    private readonly settings: UsersSettings,
  ) {}

  start(): void {
    const { engine, settings } = this;
    for (let number = 0; number < settings.users; number++) {
      const user = new User(number, settings);
      const job = new Job(engine, null, user, noKeys, 0, user);
      job.label = settings.label;
      job.jobClass = settings.jobClass;
      if (settings.thinkTime === null) engine.ready(job);
      else engine.sleep(job, this.firstThink(settings.thinkTime));
    }
  }

  /**
   * What is left of the think time that a random instant falls into: exponential stays exponential, and constant
   * think times are spread evenly instead of marching in step.
   */
  private firstThink(thinkTime: Sampler): number {
    let left = this.settings.phase.double() * PHASE_SPREAD * thinkTime.mean;
    for (;;) {
      left -= thinkTime.sample();
      if (left <= 0) return -left;
    }
  }
}

class User implements Step, Reply {
  readonly isOpen = true;

  constructor(
    private readonly number: number,
    private readonly settings: UsersSettings,
  ) {}

  /** Begins a request. */
  run(job: Job): Step | null {
    const { keys, first } = this.settings;
    const drawn = keys.draw(this.number);
    if (drawn === null) {
      this.ended(job);
      return null;
    }
    job.keys = drawn;
    job.frames = null;
    job.due = job.engine.calendar.now;
    return first;
  }

  /** The steps are over: think. */
  ended(job: Job): void {
    const { thinkTime } = this.settings;
    job.next = this;
    if (thinkTime === null) job.engine.ready(job);
    else job.engine.sleep(job, thinkTime.sample());
  }
}
