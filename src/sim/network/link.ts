import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import type { OperationCell } from '../operation-cell.js';
import { outcome } from '../outcome.js';
import type { Shop } from '../servers/shop.js';
import type { Flows } from './flows.js';
import type { Network } from './network.js';
import type { SharedLink } from './max-min.js';
import type { Transfer } from './transfer.js';

/** A way through the network whose bandwidth the transfers on it share. Nobody queues: all are under way at once. */
export class Link implements Shop, SharedLink {
  readonly queued = 0;
  queuedMax = 0;
  left = 0;
  open = 0;
  /** Number of the round of sharing that came by last. */
  round = 0;
  /** Its place among the instances of its component, whose balancing may look at how many are inside. */
  station: { inside: number } | null = null;
  /** Every way that passes it. */
  readonly flows: Flows[] = [];
  /** Of transfers that ended: bytes, those of them sent again, and seconds from the first byte to the last. */
  bytes = 0;
  retransmitted = 0;
  seconds = 0;

  private readonly bandwidthWhenWell: number;

  constructor(
    private readonly engine: Engine,
    private readonly cell: OperationCell,
    private readonly network: Network,
    /** Bytes a second; less while a fault slows it down, 0 while it is cut. */
    public bandwidth: number,
  ) {
    this.bandwidthWhenWell = bandwidth;
    engine.observe(this);
  }

  /** Transfers are no jobs of a station: they come by the way of a call. */
  admit(): number {
    throw new Error('a link is passed, not called');
  }

  /** Nobody waits here. */
  withdraw(): boolean {
    return false;
  }

  begin(now: number): void {
    this.cell.arrivals++;
    this.cell.inside++;
    if (this.station !== null) this.station.inside++;
    this.engine.insideCurve?.add(now, 1);
  }

  end(now: number, transfer: Transfer): void {
    const { cell } = this;
    const time = now - transfer.started;
    cell.outcomes[outcome.ok]++;
    cell.inside--;
    if (this.station !== null) this.station.inside--;
    this.engine.insideCurve?.add(now, -1);
    cell.response.record(time);
    cell.wait.record(0);
    this.bytes += transfer.bytes;
    this.retransmitted += transfer.retransmitted;
    this.seconds += time;
  }

  /** The rates of its transfers have changed. */
  countBusy(now: number): void {
    let rate = 0;
    for (const flows of this.flows) rate += flows.rate * flows.count;
    this.cell.busy.set(now, this.bandwidth === 0 ? 0 : Math.min(1, rate / this.bandwidth));
  }

  reset(): void {
    this.bytes = 0;
    this.retransmitted = 0;
    this.seconds = 0;
  }

  /** Of its bandwidth; 0: everything under way stands still. */
  setSpeed(speed: number): void {
    this.bandwidth = this.bandwidthWhenWell * speed;
    const used = this.flows.find((flows) => flows.count > 0);
    if (used !== undefined) this.network.share(used);
  }

  clear(): void {
    throw new Error('a link does not crash');
  }

  forEachWaiting(visit: (job: Job) => void): void {
    // Each transfer is told once, at the first link of its way.
    for (const flows of this.flows) if (flows.links[0] === this) flows.forEach(visit);
  }
}
