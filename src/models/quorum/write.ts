import type { Job, Step } from '../../sim/job.js';
import type { ReplicationBooks } from '../replication/books.js';
import type { Versions } from '../replication/versions.js';
import { Asked, type NodeWay, type Waiting } from './asked.js';

export interface QuorumWrites {
  /** Position of the item among a job's keys. */
  readonly item: number;
  readonly versions: Versions;
  readonly books: readonly ReplicationBooks[];
  readonly ways: readonly NodeWay[];
  /** Nodes that must have a write before it ends. */
  readonly needed: number;
  readonly waiting: Waiting;
  readonly done: Step;
}

/** The coordinator sends the write to all nodes, and waits until so many have it. */
export class WriteToAll implements Step {
  constructor(private readonly writes: QuorumWrites) {}
  run(job: Job): null {
    const { versions, item } = this.writes;
    new WriteAsked(this.writes, job, versions.write(job.keys[item], -1)).send();
    return null;
  }
}

/** A node has the write. */
export class Applied implements Step {
  constructor(private readonly next: Step) {}
  run(carrier: Job): Step {
    (carrier.reply as WriteAsked).applied(carrier.station!.index);
    return this.next;
  }
}

class WriteAsked extends Asked {
  private readonly item: number;
  private readonly written: number;

  constructor(
    private readonly writes: QuorumWrites,
    coordinator: Job,
    private readonly version: number,
  ) {
    super(coordinator.engine, writes.ways, writes.needed, coordinator, writes.waiting);
    this.item = coordinator.keys[writes.item];
    this.written = coordinator.engine.calendar.now;
  }

  /** All of its nodes are wanted, also after it has ended: it is never work for nobody. */
  override get isOpen(): boolean {
    return true;
  }

  applied(node: number): void {
    const { books, versions } = this.writes;
    books[node].applied(this.engine.calendar.now - this.written);
    versions.apply(this.item, node, this.version);
  }

  protected take(): void {}

  protected decided(now: number): Step {
    this.writes.versions.commit(this.item, this.version, now);
    return this.writes.done;
  }
}
