import type { Job } from '../job.js';
import type { Line } from './line.js';

/** What a job is ranked by: the least goes first; among equals, who came first. */
export type RankOf = (job: Job) => number;

/**
 * A line ordered by a number that each job has when it joins: a binary heap on (number, order of joining).
 * First come first served, last come first served, priorities, shortest job and earliest deadline differ in the number alone.
 */
export class KeyLine implements Line {
  private readonly jobs: Job[] = [];
  private readonly keys: number[] = [];
  private readonly orders: number[] = [];
  private joined = 0;

  constructor(private readonly rankOf: RankOf) {}

  get length(): number {
    return this.jobs.length;
  }

  push(job: Job): void {
    this.rise(this.jobs.length, job, this.rankOf(job), this.joined++);
  }

  peek(): Job {
    return this.jobs[0];
  }

  pop(): Job {
    return this.removeAt(0);
  }

  /** Linear in the length: leaving out of impatience is rarer than being served. */
  remove(job: Job): void {
    const index = this.jobs.indexOf(job);
    if (index < 0) throw new Error('the job does not wait here');
    this.removeAt(index);
  }

  forEach(visit: (job: Job) => void): void {
    this.jobs.forEach(visit);
  }

  private removeAt(index: number): Job {
    const job = this.jobs[index];
    const last = this.jobs.pop()!;
    const key = this.keys.pop()!;
    const order = this.orders.pop()!;
    if (index < this.jobs.length) this.sink(index, last, key, order);
    return job;
  }

  /** Moves a job up from a free place; `sink` comes here for a job that may have to rise. */
  private rise(from: number, job: Job, key: number, order: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.isBefore(parent, key, order)) break;
      this.copy(parent, index);
      index = parent;
    }
    this.put(index, job, key, order);
  }

  private sink(from: number, job: Job, key: number, order: number): void {
    let index = from;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.jobs.length) break;
      if (child + 1 < this.jobs.length && !this.isBefore(child, this.keys[child + 1], this.orders[child + 1])) child++;
      if (!this.isBefore(child, key, order)) break;
      this.copy(child, index);
      index = child;
    }
    this.rise(index, job, key, order);
  }

  private isBefore(index: number, key: number, order: number): boolean {
    return this.keys[index] < key || (this.keys[index] === key && this.orders[index] < order);
  }

  private copy(from: number, to: number): void {
    this.put(to, this.jobs[from], this.keys[from], this.orders[from]);
  }

  private put(index: number, job: Job, key: number, order: number): void {
    this.jobs[index] = job;
    this.keys[index] = key;
    this.orders[index] = order;
  }
}
