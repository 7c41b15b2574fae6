import { Calendar, rank } from './calendar.js';
import { Fingerprint } from './fingerprint.js';
import type { Job } from './job.js';
import { ReadyRing } from './ready-ring.js';
import type { BinnedLevel } from './statistics/binned-curve.js';
import type { Timeline } from './statistics/binned-requests.js';

/** What an engine can be told at the end of the warm-up: forget what was counted, keep what is going on. */
export interface Observed {
  reset(now: number): void;
}

/** So many jobs woken at one instant mean that time stands still: a loop without work or wait. */
const WOKEN_MOST = 200_000_000;

/** An endless loop at one instant: the scenario's mistake, not ours. */
class TimeStandsStill extends Error {}

/** One replication: a calendar, a ready ring, and one loop that drives all jobs. */
export class Engine {
  readonly calendar = new Calendar();
  readonly fingerprint = new Fingerprint();
  jobCount = 0;
  events = 0;
  /** Jobs at all stations over time, for the warm-up; null where nobody needs the curve. */
  insideCurve: BinnedLevel | null = null;
  /** How requests are counted over time; null: not. */
  timeline: Timeline | null = null;
  /** Jobs that have ended and that nobody knows any more, to be used again (Job.begin); linked by `behind`. */
  spareJobs: Job | null = null;
  private readonly ring = new ReadyRing();
  private readonly observed: Observed[] = [];

  get now(): number {
    return this.calendar.now;
  }

  /** The job goes on at this instant, after those that became ready before it. */
  ready(job: Job): void {
    this.ring.push(job);
  }

  /** The job goes on at its `next` after `delay` seconds. */
  sleep(job: Job, delay: number): void {
    this.calendar.schedule(this.calendar.now + delay, rank.end, job);
  }

  /** The same for work: whoever records a system can tell it from other pauses. */
  work(job: Job, duration: number): void {
    this.calendar.schedule(this.calendar.now + duration, rank.end, job);
  }

  /** The job works at a pace that can change, until it is driven again: told to whoever records a system. */
  worksAtAPace(_job: Job): void {}

  observe(observed: Observed): void {
    this.observed.push(observed);
  }

  /** Statistics open after everything that happens at `time` (the window is (time, end]). */
  openWindowAt(time: number): void {
    this.calendar.schedule(time, rank.observe, { id: 0, label: 0, fire: () => this.openWindow(time) });
  }

  /** Statistics open now, at `time`, up to which the engine has run: what was counted is forgotten, what is going on stays. */
  openWindow(time: number): void {
    for (const one of this.observed) one.reset(time);
  }

  /**
   * Handles at most `most` events up to and including `until` seconds.
   * Returns true when there are none left in that time.
   */
  run(until: number, most: number): boolean {
    const { calendar, fingerprint } = this;
    this.drain();
    for (let left = most; left > 0; left--) {
      const target = calendar.next(until);
      if (target === null) return true;
      if (calendar.lastRank < rank.observe) {
        fingerprint.add(calendar.now, calendar.lastRank, target.label, target.id);
        this.events++;
      }
      target.fire();
      this.drain();
    }
    return false;
  }

  /** What an event causes at the same instant is finished before the calendar is asked again. */
  private drain(): void {
    const { ring } = this;
    let woken = 0;
    while (ring.length > 0) {
      const job = ring.shift();
      let step = job.next;
      while (step !== null) step = step.run(job);
      if (++woken > WOKEN_MOST) throw new TimeStandsStill(`at ${this.now} s jobs wake one another without end: add work, wait or think time to the loop`);
    }
  }
}
