import type { Job, Step } from '../../sim/job.js';
import type { ReplicationBooks } from '../replication/books.js';
import type { Versions } from '../replication/versions.js';
import { Asked, type NodeWay, type Waiting } from './asked.js';

export interface QuorumReads {
  /** Position of the item among a job's keys. */
  readonly item: number;
  readonly versions: Versions;
  readonly books: readonly ReplicationBooks[];
  readonly ways: readonly NodeWay[];
  /** Answers that a read waits for. */
  readonly needed: number;
  readonly waiting: Waiting;
  readonly fresh: Step;
  readonly stale: Step;
}

/** A read comes: what is committed now is what it should see. */
export class Come implements Step {
  constructor(
    private readonly reads: QuorumReads,
    /** Newest committed version, of reads of items with writes on their way. */
    private readonly wanted: WeakMap<Job, number>,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    const version = this.reads.versions.newestCommitted(job.keys[this.reads.item]);
    if (version > 0) this.wanted.set(job, version);
    return this.next;
  }
}

/** The coordinator asks all nodes, and waits for so many answers. */
export class AskAll implements Step {
  constructor(
    private readonly reads: QuorumReads,
    private readonly wanted: WeakMap<Job, number>,
  ) {}
  run(job: Job): null {
    new ReadAsked(this.reads, job, this.wanted.get(job) ?? 0).send();
    return null;
  }
}

/** A node has looked the item up. */
export class Looked implements Step {
  constructor(private readonly next: Step) {}
  run(carrier: Job): Step {
    (carrier.reply as ReadAsked).looked(carrier.station!.index);
    return this.next;
  }
}

class ReadAsked extends Asked {
  private readonly item: number;
  /** Of each node that has looked: seconds when the first write was committed that it lacked; Infinity: it lacked none. */
  private readonly lackedSince: number[];
  /** The best of the answers so far. */
  private best = -1;

  constructor(
    private readonly reads: QuorumReads,
    coordinator: Job,
    private readonly wanted: number,
  ) {
    super(coordinator.engine, reads.ways, reads.needed, coordinator, reads.waiting);
    this.item = coordinator.keys[reads.item];
    this.lackedSince = new Array<number>(reads.ways.length).fill(-1);
  }

  looked(node: number): void {
    const { versions } = this.reads;
    const hasIt = this.wanted === 0 || versions.has(this.item, node, this.wanted);
    this.lackedSince[node] = hasIt ? Infinity : versions.lackedSince(this.item, node, this.wanted);
  }

  protected take(node: number): void {
    this.best = Math.max(this.best, this.lackedSince[node]);
  }

  /** The newest version among the answers is what the reader gets. */
  protected decided(now: number): Step {
    const { books, fresh, stale } = this.reads;
    const own = books[this.coordinator.station!.index];
    own.read();
    if (this.best === Infinity) return fresh;
    own.stale(now - this.best);
    return stale;
  }
}
