import type { Uniform } from '../chance/stream.js';
import type { Job } from '../job.js';
import type { Line } from './line.js';

/** Whoever is drawn, each equally likely (service in random order). */
export class RandomLine implements Line {
  private readonly jobs: Job[] = [];
  /** Place of the next, once it has been looked at. */
  private chosen = -1;

  constructor(private readonly uniform: Uniform) {}

  get length(): number {
    return this.jobs.length;
  }

  push(job: Job): void {
    this.jobs.push(job);
  }

  peek(): Job {
    if (this.chosen < 0) this.chosen = Math.floor(this.uniform.double() * this.jobs.length);
    return this.jobs[this.chosen];
  }

  pop(): Job {
    this.peek();
    const { chosen } = this;
    this.chosen = -1;
    return this.takeAt(chosen);
  }

  remove(job: Job): void {
    const index = this.jobs.indexOf(job);
    if (index < 0) throw new Error('the job does not wait here');
    this.chosen = -1;
    this.takeAt(index);
  }

  clear(): void {
    this.jobs.length = 0;
    this.chosen = -1;
  }

  forEach(visit: (job: Job) => void): void {
    this.jobs.forEach(visit);
  }

  private takeAt(index: number): Job {
    const job = this.jobs[index];
    const last = this.jobs.pop()!;
    if (index < this.jobs.length) this.jobs[index] = last;
    return job;
  }
}
