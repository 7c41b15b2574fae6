import type { Job } from '../job.js';
import type { Line } from './line.js';

/** The first to come is next while at most `most` wait, and the last to come while more do (adaptive LIFO). */
export class AdaptiveLine implements Line {
  /** In the order of coming, from `head` on; null: gone. */
  private jobs: (Job | null)[] = [];
  private head = 0;
  length = 0;

  constructor(private readonly most: number) {}

  push(job: Job): void {
    this.jobs.push(job);
    this.length++;
  }

  peek(): Job {
    return this.jobs[this.next()]!;
  }

  pop(): Job {
    return this.takeAt(this.next());
  }

  remove(job: Job): void {
    const index = this.jobs.indexOf(job, this.head);
    if (index < 0) throw new Error('the job does not wait here');
    this.takeAt(index);
  }

  clear(): void {
    this.jobs.length = 0;
    this.head = 0;
    this.length = 0;
  }

  forEach(visit: (job: Job) => void): void {
    for (let index = this.head; index < this.jobs.length; index++) {
      const job = this.jobs[index];
      if (job !== null) visit(job);
    }
  }

  /** Ends of the list are never empty places. */
  private next(): number {
    return this.length > this.most ? this.jobs.length - 1 : this.head;
  }

  private takeAt(index: number): Job {
    const job = this.jobs[index]!;
    this.jobs[index] = null;
    this.length--;
    while (this.jobs.length > this.head && this.jobs[this.jobs.length - 1] === null) this.jobs.pop();
    while (this.head < this.jobs.length && this.jobs[this.head] === null) this.head++;
    if (this.head === this.jobs.length) {
      this.jobs.length = 0;
      this.head = 0;
    } else if (this.head > 1024 && this.head * 2 > this.jobs.length) {
      this.jobs = this.jobs.slice(this.head);
      this.head = 0;
    }
    return job;
  }
}
