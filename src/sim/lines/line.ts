import type { Job } from '../job.js';

/** The jobs that wait at a station, in the order in which its discipline serves them. */
export interface Line {
  readonly length: number;
  push(job: Job): void;
  /** Takes the next; programmer's duty: only while length > 0. */
  pop(): Job;
  /** The next, left where it is; programmer's duty: only while length > 0. */
  peek(): Job;
  /** Takes one out that has had enough. */
  remove(job: Job): void;
  /** Everybody is gone. */
  clear(): void;
  forEach(visit: (job: Job) => void): void;
}

/** Linear in the length: asked only of those who are taken back. */
export function isIn(line: Line, job: Job): boolean {
  let found = false;
  line.forEach((one) => {
    if (one === job) found = true;
  });
  return found;
}
