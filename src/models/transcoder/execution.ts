import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import { isAbandoned, type Job, type Reply, type Step } from '../../sim/job.js';
import { ADMITTED } from '../../sim/servers/servers.js';
import type { Encode, Piece } from './encode.js';
import type { Fate } from './luck.js';

/** One worker's go at a piece: it waits for a worker, works, and comes to its end or is lost. */
export class Execution implements Reply, Timed {
  /** false: nobody needs it any more. */
  isOpen = true;
  job!: Job;
  /** The end of its work or of the time until its loss is noticed; -1: none is planned. */
  private ticket: Ticket = -1;
  /** The instant at which it counts as slow; -1: none is planned. */
  private slowTicket: Ticket = -1;
  private isWorking = false;
  private startedAt = 0;
  private askedAt = 0;
  private isAgain = false;

  constructor(
    private readonly encode: Encode,
    readonly piece: Piece,
    /** Begun beside a slow one. */
    readonly isCopy: boolean,
    private fate: Fate,
  ) {}

  get id(): number {
    return this.job.id;
  }
  get label(): number {
    return this.job.label;
  }

  /** Its job never ends by itself: what it did is told to the video. */
  ended(): void {
    throw new Error('the execution of a piece has no outcome of its own');
  }

  /** Asks for a worker. */
  ask(): void {
    this.ticket = -1;
    if (!this.isOpen) return;
    const { job } = this;
    job.next = begin;
    this.askedAt = job.engine.calendar.now;
    if (job.station!.servers!.acquire(job) !== ADMITTED) this.encode.reject();
  }

  /** It has a worker. Who is not needed any more gives it back. */
  begin(): void {
    const { job, encode, piece, fate } = this;
    const { books, workshop } = encode;
    books.pieceWait.record(job.engine.calendar.now - this.askedAt);
    if (!this.isOpen) {
      job.station!.servers!.release(job);
      return;
    }
    if (this.isAgain) books.redone++;
    else if (this.isCopy) books.copies++;
    const { calendar } = job.engine;
    const time = piece.time * fate.factor;
    const lostAt = Math.min(fate.lostAtPart * time, fate.lostAtTime);
    const isLost = lostAt < time;
    const worked = isLost ? lostAt : time;
    this.isWorking = true;
    this.startedAt = calendar.now;
    job.next = isLost ? lose : finish;
    this.ticket = calendar.schedule(calendar.now + worked, rank.end, job);
    // One that ends or is lost before it counts as slow needs no watching.
    const slowAt = workshop.backup * piece.time;
    if (!piece.wasCopied && slowAt < worked) this.slowTicket = calendar.schedule(calendar.now + slowAt, rank.timeout, this);
  }

  /** It is slow. */
  fire(): void {
    this.slowTicket = -1;
    if (!this.piece.wasCopied) this.encode.startCopy(this.piece);
  }

  finish(): void {
    this.ticket = -1;
    this.giveBack(false);
    this.encode.ended(this);
  }

  lose(): void {
    this.ticket = -1;
    this.encode.books.lost++;
    this.giveBack(true);
    this.encode.lost(this);
  }

  /** Asks for a worker again, after so many seconds. */
  again(after: number, fate: Fate): void {
    const { job } = this;
    this.isAgain = true;
    this.fate = fate;
    job.next = ask;
    const { calendar } = job.engine;
    this.ticket = calendar.schedule(calendar.now + after, rank.end, job);
  }

  /** Nobody needs it any more: its worker is free at once; where it waits, it leaves when its turn comes. */
  stop(): void {
    this.isOpen = false;
    const { calendar } = this.job.engine;
    if (this.ticket >= 0) calendar.cancel(this.ticket, this.job);
    this.ticket = -1;
    if (this.isWorking) this.giveBack(false);
  }

  /** The worker is free: done, stopped or lost (a lost one is replaced at once). */
  private giveBack(isLost: boolean): void {
    const { job, encode } = this;
    const { calendar } = job.engine;
    const worked = calendar.now - this.startedAt;
    const { books } = encode;
    const { work, wasted } = job.cell!;
    this.isWorking = false;
    if (this.slowTicket >= 0) calendar.cancel(this.slowTicket, this);
    this.slowTicket = -1;
    work.record(worked);
    if (isLost) books.lostWork.record(worked);
    else if (!this.isOpen) books.stoppedWork.record(worked);
    // The callers of the video have gone: not what the transcoder throws away itself.
    if (isAbandoned(encode.job)) wasted.record(worked);
    job.station!.servers!.release(job);
  }
}

/** The execution that a job carries out. */
function executionOf(job: Job): Execution {
  return job.reply as Execution;
}

/** Asks for a worker. */
export const ask: Step = {
  run(job) {
    const execution = executionOf(job);
    execution.ask();
    return null;
  },
};
const begin: Step = {
  run(job) {
    executionOf(job).begin();
    return null;
  },
};
const finish: Step = {
  run(job) {
    executionOf(job).finish();
    return null;
  },
};
const lose: Step = {
  run(job) {
    executionOf(job).lose();
    return null;
  },
};
