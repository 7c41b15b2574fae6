import { type Job, LoopFrame, type Step } from '../job.js';
import type { MemberCount } from './each.js';

/** So many times, one after the other. The body's last step leads to `again`. */
export class Repeat implements Step {
  body!: Step;
  next!: Step;
  readonly again: Step = {
    run: (job: Job) => {
      const frame = job.frames!;
      if (frame.left > 0) {
        frame.left--;
        return this.body;
      }
      job.frames = frame.outer;
      return this.next;
    },
  };

  constructor(private readonly count: MemberCount) {}

  run(job: Job): Step {
    job.frames = new LoopFrame(this.count.of(job), job.frames);
    return this.again;
  }
}
