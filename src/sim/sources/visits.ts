import type { Engine } from '../engine.js';
import { Job, type JobClass, noKeys, type Reply, type Step } from '../job.js';
import type { Operation } from '../component.js';
import type { KeyDraw, MemberDraw } from '../keys.js';
import type { RequestCell } from '../request-cell.js';
import type { Visit } from './source.js';

/** The keys of a request, drawn when it arrives, in order. */
export class KeyDraws {
  constructor(
    private readonly draws: readonly KeyDraw[],
    private readonly keyCount: number,
    /** Drawn last, each from the set that the keys before it say. */
    private readonly memberDraws: readonly MemberDraw[] = [],
    /** Index of the key that is the user's own number; -1: none. */
    private readonly selfIndex = -1,
  ) {}

  /**
   * A new list, unless no keys are declared; null: a set is empty that one of its members was to be taken from, so that there is no such request.
   * @param self the user's own number
   */
  draw(self = 0): number[] | null {
    if (this.keyCount === 0) return noKeys;
    const keys = new Array<number>(this.keyCount).fill(0);
    for (const draw of this.draws) draw.into(keys);
    if (this.selfIndex >= 0) keys[this.selfIndex] = self;
    for (const draw of this.memberDraws) if (!draw.into(keys)) return null;
    return keys;
  }
}

/** One call without a policy: the called job is the request. */
export class DirectVisit implements Visit {
  constructor(
    private readonly keys: KeyDraws,
    private readonly choose: { choose(): { readonly target: Operation; readonly cell: RequestCell } },
    private readonly jobClass: JobClass,
  ) {}

  begin(engine: Engine): void {
    const { target, cell } = this.choose.choose();
    const keys = this.keys.draw();
    if (keys === null) return;
    const job = Job.begin(engine, null, cell, keys, engine.calendar.now);
    job.jobClass = this.jobClass;
    cell.begin(job);
    target.component.enter(job, target);
  }
}

/** A session of steps: a job without a station, whose calls are requests (or, timed as a cycle, which is one itself). */
export class SessionVisit implements Visit {
  private readonly reply: Reply;

  constructor(
    private readonly label: number,
    private readonly keys: KeyDraws,
    private readonly first: Step,
    private readonly jobClass: JobClass,
    /** A session that has ended is known to nobody. */
    isForgotten: boolean,
  ) {
    this.reply = isForgotten ? retiring : nobody;
  }

  begin(engine: Engine): void {
    const keys = this.keys.draw();
    if (keys === null) return;
    const job = Job.begin(engine, null, this.reply, keys, engine.calendar.now);
    job.station = null;
    job.cell = null;
    job.next = this.first;
    job.label = this.label;
    job.jobClass = this.jobClass;
    engine.ready(job);
  }
}

/** Nobody waits for a session. */
const nobody: Reply = { isOpen: true, ended() {} };
const retiring: Reply = { isOpen: true, ended: (session) => session.retire() };
