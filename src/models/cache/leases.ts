import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import type { Job, Step } from '../../sim/job.js';
import { nobody } from '../../sim/steps/send.js';

/** The right to fetch one missing item, given to one lookup at a time. */
class Lease implements Timed {
  readonly waiting: Job[] = [];
  /** Taken back by an invalidation: what its holder fetched before is not to be stored. */
  isTakenBack = false;
  ticket: Ticket = -1;
  readonly id: number;
  readonly label: number;

  constructor(
    private readonly leases: Leases,
    readonly item: number,
    holder: Job,
  ) {
    this.id = holder.id;
    this.label = holder.label;
    this.due = holder.due;
    this.root = rootOf(holder);
  }
  /** Who holds it is known by the outermost job that called: no two have the same at a time. What it sends has none above, and is known by the instant at which the request was due. */
  readonly root: Job;
  readonly due: number;

  isHeldBy(job: Job): boolean {
    const root = rootOf(job);
    return this.due === job.due && (this.root === root || isSent(root));
  }

  fire(): void {
    this.leases.timeIsOver(this);
  }
}

function rootOf(job: Job): Job {
  let root = job;
  while (root.caller !== null) root = root.caller;
  return root;
}

/** Nobody is told of its end. */
function isSent({ reply }: Job): boolean {
  return reply === nobody;
}

/**
 * Leases as in memcached at Facebook (Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, section 3.2.1): of those who miss an item, one at a time may fetch
 * and put it; the others wait until it is put, or until the time of the lease is over, when the first of them gets the next one. There clients ask again after
 * a short time; here they are woken when there is something to know, which is the same with a vanishing pause.
 */
export class Leases {
  private readonly current = new Map<number, Lease>();
  private readonly takenBack = new Map<number, Lease[]>();

  constructor(
    private readonly engine: Engine,
    /** Seconds. */
    private readonly duration: number,
  ) {}

  /** false: it is out. */
  take(item: number, job: Job): boolean {
    if (this.current.has(item)) return false;
    const lease = new Lease(this, item, job);
    lease.ticket = this.engine.calendar.schedule(this.engine.now + this.duration, rank.timeout, lease);
    this.current.set(item, lease);
    return true;
  }

  /** The job goes on with `next` when the lease of the item, which is out, is back. */
  waitFor(item: number, job: Job, next: Step): null {
    job.next = next;
    this.current.get(item)!.waiting.push(job);
    return null;
  }

  /** false where the putting request held a lease that an invalidation took back: what it brings may be older than what was written. */
  mayPut(item: number, job: Job): boolean {
    const lost = this.takenBack.get(item)?.find((lease) => lease.isHeldBy(job));
    if (lost === undefined) return true;
    this.engine.calendar.cancel(lost.ticket, lost);
    this.forget(lost);
    return false;
  }

  /** The item was put: its lease is back. */
  isPut(item: number): void {
    const lease = this.current.get(item);
    if (lease === undefined) return;
    this.engine.calendar.cancel(lease.ticket, lease);
    this.end(lease);
  }

  /** The item was invalidated: whoever holds the lease has lost it. */
  takeBack(item: number): void {
    const lease = this.current.get(item);
    if (lease === undefined) return;
    lease.isTakenBack = true;
    const others = this.takenBack.get(item);
    if (others === undefined) this.takenBack.set(item, [lease]);
    else others.push(lease);
    this.end(lease);
  }

  timeIsOver(lease: Lease): void {
    if (lease.isTakenBack) this.forget(lease);
    else this.end(lease);
  }

  /** A crash: all leases are forgotten, and who waited is lost. */
  clear(): void {
    for (const lease of [...this.current.values(), ...[...this.takenBack.values()].flat()]) this.engine.calendar.cancel(lease.ticket, lease);
    this.current.clear();
    this.takenBack.clear();
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const lease of this.current.values()) lease.waiting.forEach(visit);
  }

  private end(lease: Lease): void {
    this.current.delete(lease.item);
    for (const job of lease.waiting) this.engine.ready(job);
    lease.waiting.length = 0;
  }

  private forget(lease: Lease): void {
    const left = this.takenBack.get(lease.item)!.filter((one) => one !== lease);
    if (left.length === 0) this.takenBack.delete(lease.item);
    else this.takenBack.set(lease.item, left);
  }
}
