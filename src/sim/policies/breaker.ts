import type { Calendar } from '../calendar.js';
import type { Job } from '../job.js';
import type { CallEnd, Guard } from './guard.js';
import type { Opening } from './open-time.js';
import type { PolicyCounts } from './policy-counts.js';

export interface BreakerSettings {
  /** Opens at this share of bad ends … */
  readonly failures: number;
  /** … among those of the last so many seconds … */
  readonly over: number;
  /** … if there were at least so many. */
  readonly atLeast: number;
  /** Seconds that it stays open. */
  readonly open: number;
}

/**
 * A circuit breaker (M. Nygard, Release It!, 2007). Closed: calls go through, and their ends are counted. Open: none goes through. After that
 * half-open: one call goes through on trial, the others are refused until it ends; a good end closes the breaker, a bad one opens it again.
 * Only calls that began in the present state count: what began before it opened says nothing about the callee now.
 */
export class Breaker implements Guard {
  private state: 'closed' | 'open' | 'half-open' = 'closed';
  private openUntil = 0;
  /** Calls under way that began in the present state. */
  private readonly begun = new Set<Job>();
  private readonly ends: WindowedEnds;
  private opening: Opening | null = null;

  constructor(
    private readonly calendar: Calendar,
    private readonly settings: BreakerSettings,
    private readonly counts: PolicyCounts,
  ) {
    this.ends = new WindowedEnds(settings.over);
  }

  admits(job: Job): boolean {
    if (this.state === 'open') {
      if (this.calendar.now < this.openUntil) return false;
      this.change('half-open');
    }
    if (this.state === 'half-open' && this.begun.size > 0) return false;
    this.begun.add(job);
    return true;
  }

  ended(job: Job, end: CallEnd): void {
    if (!this.begun.delete(job) || end === 'taken back') return;
    if (this.state === 'half-open') this.change(end === 'good' ? 'closed' : 'open');
    else this.count(end);
  }

  private count(end: CallEnd): void {
    const { failures, atLeast } = this.settings;
    this.ends.add(this.calendar.now, end === 'bad');
    if (this.ends.count >= atLeast && this.ends.bad >= failures * this.ends.count) this.change('open');
  }

  private change(state: 'closed' | 'open' | 'half-open'): void {
    this.state = state;
    this.begun.clear();
    this.ends.clear();
    if (state !== 'open') return;
    this.openUntil = this.calendar.now + this.settings.open;
    this.counts.opened++;
    this.opening = this.counts.openTime.begin(this.calendar.now, this.openUntil);
  }

  lost(): void {
    if (this.opening !== null) this.opening.until = Math.min(this.opening.until, this.calendar.now);
  }
}

/** Ends of the last so many seconds. An end that is exactly so old is out. */
class WindowedEnds {
  bad = 0;
  private times: number[] = [];
  private areBad: boolean[] = [];
  private first = 0;

  constructor(private readonly length: number) {}

  get count(): number {
    return this.times.length - this.first;
  }

  add(now: number, isBad: boolean): void {
    while (this.first < this.times.length && this.times[this.first] <= now - this.length) if (this.areBad[this.first++]) this.bad--;
    if (this.first > 1024 && this.first * 2 > this.times.length) {
      this.times = this.times.slice(this.first);
      this.areBad = this.areBad.slice(this.first);
      this.first = 0;
    }
    this.times.push(now);
    this.areBad.push(isBad);
    if (isBad) this.bad++;
  }

  clear(): void {
    this.times = [];
    this.areBad = [];
    this.first = 0;
    this.bad = 0;
  }
}
