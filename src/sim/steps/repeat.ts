import { type Job, LoopFrame, type Step } from '../job.js';
import type { MemberCount } from './each.js';

/** So many times, one after the other. The body's last step leads to `again`. */
export class Repeat implements Step {
  body!: Step;
  next!: Step;
  readonly again: Step = new Again(this);

  constructor(private readonly count: MemberCount) {}

  run(job: Job): Step {
    job.frames = new LoopFrame(this.count.of(job), job.frames);
    return this.again;
  }
}

/** A class of its own, not a function in an object: V8 calls that in place. */
class Again implements Step {
  constructor(private readonly repeat: Repeat) {}

  run(job: Job): Step {
    const frame = job.frames!;
    if (frame.left > 0) {
      frame.left--;
      return this.repeat.body;
    }
    job.frames = frame.outer;
    return this.repeat.next;
  }
}
