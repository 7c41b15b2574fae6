import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Engine, Observed } from '../engine.js';
import { Times } from '../statistics/times.js';
import { TimeAverage } from '../statistics/time-average.js';
import type { Judge } from './rotation.js';

export interface HealthSettings {
  /** Seconds from one check of an instance to its next. */
  readonly every: number;
  /** Seconds after which a check without an answer has failed. */
  readonly timeout: number;
  /** Probes in a row that must fail before calls are sent elsewhere. */
  readonly failures: number;
  /** Probes in a row that must be answered before calls are sent again. */
  readonly successes: number;
}

/** What a check finds. */
export interface Patient {
  /** It refuses. */
  readonly isDown: boolean;
  /** It gives no answer. */
  readonly isStanding: boolean;
  /** Seconds when it began to be down or to stand still; while it is or does. */
  readonly since: number;
  /** Is told when it no longer stands still. */
  onGoingOn(tell: () => void): void;
}

/**
 * Health checks of the instances of a component: each is checked every so often, and is out of rotation after so many failures in a row, and back after so many
 * answers in a row. A check of an instance that is down fails at once; one of an instance that stands still fails after the time-out, or is answered when
 * the instance goes on. A check takes no server and no time.
 */
export class HealthChecks implements Judge, Observed {
  /** Instances in rotation over time. */
  readonly inRotation = new TimeAverage();
  /** From the beginning of a fault to the instant from which on calls are sent elsewhere. */
  readonly detection = new Times();
  private readonly each: HealthCheck[] = [];

  constructor(
    readonly engine: Engine,
    readonly label: number,
    readonly settings: HealthSettings,
    instances: number,
    /** Told when an instance is back in rotation. */
    readonly returned: (instance: number) => void,
  ) {
    this.inRotation.set(0, instances);
    engine.observe(this);
  }

  /** @param first seconds from now to the first check of each instance; none: it can have no fault */
  start(patients: readonly Patient[], first: (instance: number) => number): void {
    patients.forEach((patient, instance) => this.each.push(new HealthCheck(this, instance, patient, first(instance))));
  }

  sendsTo(instance: number): boolean {
    return this.each.length === 0 || this.each[instance].isInRotation;
  }

  reset(now: number): void {
    this.inRotation.reset(now);
    this.detection.reset();
  }
}

class HealthCheck implements Timed {
  readonly id: number;
  readonly label: number;
  isInRotation = true;
  /** Of the same sort, in a row. */
  private count = 0;
  private wasAnswered = true;
  /** Of the check that has no answer yet; -1: there is none. */
  private waiting: Ticket = -1;
  private readonly timeOut: Timed;

  constructor(
    private readonly checks: HealthChecks,
    private readonly instance: number,
    private readonly patient: Patient,
    first: number,
  ) {
    this.id = instance + 1;
    this.label = checks.label;
    this.timeOut = {
      id: this.id,
      label: this.label,
      fire: () => {
        this.waiting = -1;
        this.ended(false);
      },
    };
    patient.onGoingOn(() => this.goesOn());
    const { calendar } = checks.engine;
    calendar.schedule(calendar.now + first, rank.control, this);
  }

  fire(): void {
    const { calendar } = this.checks.engine;
    const { every, timeout } = this.checks.settings;
    calendar.schedule(calendar.now + every, rank.control, this);
    if (this.patient.isDown) this.ended(false);
    else if (this.patient.isStanding) this.waiting = calendar.schedule(calendar.now + timeout, rank.timeout, this.timeOut);
    else this.ended(true);
  }

  private goesOn(): void {
    if (this.waiting < 0) return;
    this.checks.engine.calendar.cancel(this.waiting, this.timeOut);
    this.waiting = -1;
    this.ended(!this.patient.isDown);
  }

  private ended(isAnswered: boolean): void {
    const { checks, instance } = this;
    const { failures, successes } = checks.settings;
    this.count = isAnswered === this.wasAnswered ? this.count + 1 : 1;
    this.wasAnswered = isAnswered;
    if (isAnswered === this.isInRotation || this.count < (isAnswered ? successes : failures)) return;
    this.isInRotation = isAnswered;
    const { now } = checks.engine;
    checks.inRotation.add(now, isAnswered ? 1 : -1);
    if (isAnswered) checks.returned(instance);
    else checks.detection.record(now - this.patient.since);
  }
}
