import type { Sampler } from '../../sim/chance/sampler.js';
import type { Job, Step } from '../../sim/job.js';
import type { Ledger } from './ledger.js';

/** What guards the time between look and write. */
export type Control = 'atomic' | 'row-lock' | 'open-transaction' | 'optimistic' | 'check-then-act';

/** The lock of the item, and then the look. */
export class TakeLock implements Step {
  constructor(
    private readonly ledger: Ledger,
    private readonly look: Look,
  ) {}
  run(job: Job): Step | null {
    if (this.ledger.locks!.acquire(job, this.ledger.shelfOf(job))) return this.look;
    job.next = this.look;
    return null;
  }
}

/** Is a unit left? Then the write follows after the gap. */
export class Look implements Step {
  constructor(
    private readonly ledger: Ledger,
    private readonly gap: Sampler | null,
    private readonly write: Write,
    private readonly soldOut: Step,
  ) {}
  run(job: Job): Step | null {
    const shelf = this.ledger.shelfOf(job);
    if (shelf.available <= 0) {
      this.ledger.locks?.written(job, shelf, false);
      return this.soldOut;
    }
    this.write.begin(job, shelf.version);
    if (this.gap === null) return this.write;
    job.next = this.write;
    job.engine.sleep(job, this.gap.sample());
    return null;
  }
}

/** There is one less, if what guards the item lets it be. */
export class Write implements Step {
  /** Versions seen by the looks. */
  private readonly seen = new WeakMap<Job, number>();

  constructor(
    private readonly ledger: Ledger,
    private readonly control: Control,
    private readonly ends: { readonly ok: Step; readonly soldOut: Step; readonly conflict: Step },
  ) {}

  /** The look before it has seen this version. */
  begin(job: Job, version: number): void {
    if (this.control === 'optimistic') this.seen.set(job, version);
  }

  run(job: Job): Step {
    const { ledger, control, ends } = this;
    const shelf = ledger.shelfOf(job);
    if (control === 'optimistic' && this.seen.get(job) !== shelf.version) {
      ledger.booksOf(job).conflicts++;
      return ends.conflict;
    }
    const isSoldOut = control === 'atomic' && shelf.available <= 0;
    if (!isSoldOut) ledger.reserve(job, shelf);
    ledger.locks?.written(job, shelf, control === 'open-transaction');
    return isSoldOut ? ends.soldOut : ends.ok;
  }
}

export class Release implements Step {
  constructor(
    private readonly ledger: Ledger,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.ledger.release(job);
    return this.next;
  }
}

export class Commit implements Step {
  constructor(
    private readonly ledger: Ledger,
    private readonly sold: Step,
    private readonly expired: Step,
  ) {}
  run(job: Job): Step {
    return this.ledger.commit(job) ? this.sold : this.expired;
  }
}
