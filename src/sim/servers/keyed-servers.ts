import type { Sampler } from '../chance/create-sampler.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { isIn, type Line } from '../lines/line.js';
import { outcome } from '../outcome.js';
import type { Balking } from './balking.js';
import { Patience } from './patience.js';
import { ADMITTED, type Servers } from './servers.js';

export interface KeyedServersSettings {
  /** Place of the key among a job's keys. */
  readonly keyIndex: number;
  /** Servers of each item: 1 for a lock. */
  readonly servers: number;
  /** Places to wait, for each item. */
  readonly places: number;
  /** A line for an item that jobs begin to wait for. */
  readonly makeLine: () => Line;
  /** How long a job waits before it leaves; null: for ever. */
  readonly patience: Sampler | null;
  /** Looks at the line of the job's own item. */
  readonly balking: Balking | null;
}

/** The servers of one item while somebody has or wants one. */
class Lane {
  busy = 0;
  /** Made when the first job has to wait. */
  line: Line | null = null;
  constructor(readonly item: number) {}
}

/**
 * Servers and a line for each item of a key: row locks, conversations that are handled in order. An item's lane is made when a job comes for it and
 * forgotten when its last job goes, so that memory holds the items that are busy and not those that there are. A lane with a free server has nobody waiting.
 */
export class KeyedServers implements Servers {
  queued = 0;
  queuedMax = 0;
  readonly capacity = null;
  private readonly lanes = new Map<number, Lane>();
  /** Lane of each job inside: the key of a job may be drawn anew while it is there. */
  private readonly laneOf = new Map<Job, Lane>();
  private readonly patiences = new Map<Job, Patience>();

  constructor(
    private readonly engine: Engine,
    private readonly settings: KeyedServersSettings,
  ) {}

  /** Items that somebody has or wants at present. */
  get laneCount(): number {
    return this.lanes.size;
  }

  acquire(job: Job): number {
    const { keyIndex, servers, places, balking, patience } = this.settings;
    const item = job.keys[keyIndex];
    let lane = this.lanes.get(item);
    if (lane === undefined) {
      lane = new Lane(item);
      this.lanes.set(item, lane);
    }
    if (lane.busy < servers) {
      this.laneOf.set(job, lane);
      this.give(lane, job);
      return ADMITTED;
    }
    const waiting = lane.line === null ? 0 : lane.line.length;
    if (waiting >= places) return outcome.rejected;
    if (balking !== null && balking.turnsAway(waiting)) return outcome.balked;
    this.laneOf.set(job, lane);
    const now = this.engine.calendar.now;
    job.waited -= now;
    lane.line ??= this.settings.makeLine();
    lane.line.push(job);
    if (++this.queued > this.queuedMax) this.queuedMax = this.queued;
    job.cell!.queue.add(now, 1);
    if (patience !== null) this.patiences.set(job, new Patience(this, job, patience.sample()));
    return ADMITTED;
  }

  release(job: Job): void {
    const lane = this.laneOf.get(job)!;
    this.laneOf.delete(job);
    lane.busy--;
    job.cell!.busy.add(this.engine.calendar.now, -1);
    if (lane.line !== null && lane.line.length > 0) {
      const next = lane.line.pop();
      this.endWait(next);
      this.patiences.get(next)?.cancel();
      this.patiences.delete(next);
      this.give(lane, next);
    } else if (lane.busy === 0) this.lanes.delete(lane.item);
  }

  /** A job has had enough of waiting. Whoever holds the lane's servers is still there, so the lane stays. */
  abandon(job: Job): void {
    const lane = this.laneOf.get(job)!;
    this.laneOf.delete(job);
    this.patiences.delete(job);
    lane.line!.remove(job);
    this.endWait(job);
    job.station!.turnAway(job, outcome.abandoned);
  }

  withdraw(job: Job): boolean {
    const lane = this.laneOf.get(job);
    if (lane === undefined || lane.line === null || !isIn(lane.line, job)) return false;
    this.laneOf.delete(job);
    lane.line.remove(job);
    this.endWait(job);
    this.patiences.get(job)?.cancel();
    this.patiences.delete(job);
    return true;
  }

  clear(): void {
    for (const patience of this.patiences.values()) patience.cancel();
    this.patiences.clear();
    this.lanes.clear();
    this.laneOf.clear();
    this.queued = 0;
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const { line } of this.lanes.values()) line?.forEach(visit);
  }

  private give(lane: Lane, job: Job): void {
    lane.busy++;
    job.cell!.busy.add(this.engine.calendar.now, 1);
    this.engine.ready(job);
  }

  private endWait(job: Job): void {
    const now = this.engine.calendar.now;
    this.queued--;
    job.waited += now;
    job.cell!.queue.add(now, -1);
  }
}
