import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { KeyHeap } from '../lines/key-heap.js';
import type { Link } from './link.js';
import type { SharingFlows } from './max-min.js';
import type { Network } from './network.js';
import type { Transfer } from './transfer.js';

/**
 * The transfers that pass the same links under the same limit. All have one rate, so that one virtual time serves them: the bytes that each has moved since
 * the start (Kleinrock 1976, vol. 2, ch. 4). O(log n) a transfer, however often the rate changes.
 */
export class Flows implements Timed, SharingFlows<Link> {
  readonly id = 0;
  /** Bytes a second of each transfer, now. */
  rate = 0;
  share = 0;
  isDecided = false;
  round = 0;
  private readonly transfers = new KeyHeap<Transfer>();
  private started = 0;
  private virtual = 0;
  private updated = 0;
  private ticket: Ticket = -1;

  constructor(
    private readonly engine: Engine,
    private readonly network: Network,
    readonly label: number,
    readonly links: readonly Link[],
    readonly rateMost: number,
  ) {
    for (const link of links) link.flows.push(this);
  }

  get count(): number {
    return this.transfers.length;
  }

  start(transfer: Transfer): void {
    const { now } = this.engine.calendar;
    this.advance(now);
    this.transfers.push(this.virtual + transfer.bytes, this.started++, transfer);
    for (const link of this.links) link.begin(now);
    this.network.share(this);
  }

  /** The transfer that is nearest to its end has sent its last byte. */
  fire(): void {
    this.ticket = -1;
    const { now } = this.engine.calendar;
    this.virtual = this.transfers.leastKey();
    this.updated = now;
    const done = this.transfers.pop();
    for (const link of this.links) link.end(now, done);
    this.network.share(this);
    const { engine } = this;
    if (done.delay > 0) engine.sleep(done.job, done.delay);
    else engine.ready(done.job);
  }

  /** Takes over `share` as its rate; `isTouched`: a transfer began or ended here, so that the next end is another. */
  take(now: number, isTouched: boolean): void {
    if (this.share === this.rate && !isTouched) return;
    this.advance(now);
    this.rate = this.share;
    const { calendar } = this.engine;
    if (this.ticket >= 0) calendar.cancel(this.ticket, this);
    this.ticket = -1;
    if (this.count === 0 || this.rate === 0) return;
    const left = Math.max(0, this.transfers.leastKey() - this.virtual);
    this.ticket = calendar.schedule(now + left / this.rate, rank.end, this);
  }

  /** Bytes that are still to be sent, of all its transfers. */
  bytesLeft(now: number): number {
    const virtual = this.virtual + (now - this.updated) * this.rate;
    let sum = 0;
    this.transfers.forEachKey((key) => (sum += key - virtual));
    return sum;
  }

  forEach(visit: (job: Job) => void): void {
    this.transfers.forEach((transfer) => visit(transfer.job));
  }

  private advance(now: number): void {
    this.virtual += (now - this.updated) * this.rate;
    this.updated = now;
    // Nobody is left to compare with: start anew, so that small amounts do not drown in a large sum.
    if (this.count === 0) this.virtual = 0;
  }
}
