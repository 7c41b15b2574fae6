import type { Job } from './job.js';

/** Jobs that go on at this instant, first in, first out: nothing resumes another job by a function call, so a million woken jobs need no stack. */
export class ReadyRing {
  length = 0;
  private head = 0;
  private slots: (Job | null)[] = new Array<Job | null>(64).fill(null);

  push(job: Job): void {
    if (this.length === this.slots.length) this.grow();
    this.slots[(this.head + this.length) & (this.slots.length - 1)] = job;
    this.length++;
  }

  /** Programmer's duty: only while length > 0. */
  shift(): Job {
    const job = this.slots[this.head]!;
    this.slots[this.head] = null;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.length--;
    return job;
  }

  private grow(): void {
    const { slots, head } = this;
    const grown = new Array<Job | null>(slots.length * 2).fill(null);
    for (let index = 0; index < this.length; index++) grown[index] = slots[(head + index) & (slots.length - 1)]!;
    this.slots = grown;
    this.head = 0;
  }
}
