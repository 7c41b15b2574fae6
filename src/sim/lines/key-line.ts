import type { Job } from '../job.js';
import { KeyHeap } from './key-heap.js';
import type { Line } from './line.js';

/** What a job is ranked by: the least goes first; among equals, who came first. */
export type RankOf = (job: Job) => number;

/**
 * A line ordered by a number that each job has when it joins. First come first served, last come first served, priorities and
 * earliest deadline differ in the number alone.
 */
export class KeyLine implements Line {
  private readonly heap = new KeyHeap<Job>();
  private joined = 0;

  constructor(private readonly rankOf: RankOf) {}

  get length(): number {
    return this.heap.length;
  }

  push(job: Job): void {
    this.heap.push(this.rankOf(job), this.joined++, job);
  }

  peek(): Job {
    return this.heap.peek();
  }

  pop(): Job {
    return this.heap.pop();
  }

  remove(job: Job): void {
    this.heap.remove(job);
  }

  clear(): void {
    this.heap.clear();
  }

  forEach(visit: (job: Job) => void): void {
    this.heap.forEach(visit);
  }
}
