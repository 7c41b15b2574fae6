import type { Operation } from '../component.js';
import type { Engine } from '../engine.js';
import { Job, type KeyValues, type Reply, type Step } from '../job.js';
import type { BundledServers } from '../servers/bundled-servers.js';
import type { Station } from '../station.js';
import { startBranch } from './branch.js';
import { AcquireServer } from './work.js';
import type { KeyPassing } from './call.js';

/** The one call that every member of a bundle is. */
export interface BundledCall {
  readonly target: Operation;
  readonly passing: KeyPassing | null;
}

/** What keys a member has, and who is told of it. */
export interface BundleOwner {
  readonly count: number;
  keys(index: number): KeyValues;
  /** The call of a member has ended; once for each, in the order in which they end. */
  memberEnded(outcome: number): void;
  /** All have: after whatever the end of the last has caused before. */
  allEnded(): void;
}

/**
 * Members of an `each` that are one call each, to servers that serve them first come, first served: what waits of them is a number, and a member is made a
 * job when it gets its server (at its coming, where its operation begins with anything but work that takes a server for itself). All goes as if each had a
 * branch and a job of its own, in the same order and with the same numbers, so that results and fingerprint are the same; the branches, the jobs that only
 * wait, and their places in the ring and in the line are saved.
 */
export class Bundle implements Step, Reply {
  readonly isOpen = true;
  readonly forgets = true;
  readonly engine: Engine;
  /** Position of the called operation in its component. */
  readonly operation: number;
  /** Stands for the branches of all members. */
  readonly branch: Job;
  /** Number of the job of the first member; 0: they have not come yet. */
  private firstId = 0;
  private ended_ = 0;
  /** Where the members begin when they have a server. */
  private start: Step | null = null;
  /** They have come, and ask for servers next. */
  private isAsking = false;
  /** Of each member its instance until it asks for a server, and then who waits behind it there; null where there is one instance. */
  private readonly stationOrBehind: Int32Array | null;

  constructor(
    owner: Job,
    private readonly members: BundleOwner,
    private readonly call: BundledCall,
  ) {
    this.engine = owner.engine;
    this.operation = call.target.index;
    this.stationOrBehind = call.target.component.balancer === null ? null : new Int32Array(members.count);
    this.branch = startBranch(owner, this, this, owner.keys);
    this.engine.jobCount += members.count - 1;
  }

  /** First the members come, then, where each work takes a server for itself, they ask for one, and at last their branch ends. */
  run(): null {
    if (this.firstId === 0) this.enter();
    else if (this.isAsking) this.askForServers();
    else this.members.allEnded();
    return null;
  }

  ended(member: Job): void {
    this.members.memberEnded(member.outcome);
    if (++this.ended_ === this.members.count) this.engine.ready(this.branch);
  }

  /** The job of a member that has its server; it came at `entered`. */
  begin(index: number, station: Station, entered: number): Job {
    const { engine, branch } = this;
    const job = Job.begin(engine, branch, this, this.keysOf(index), branch.due);
    engine.jobCount--;
    job.id = this.firstId + index;
    job.next = this.start;
    job.station = station;
    job.cell = station.cells[this.operation];
    job.label = job.cell.label;
    job.entered = entered;
    return job;
  }

  /** The member `next` stands behind `index`. */
  follow(index: number, next: number): void {
    if (this.stationOrBehind !== null) this.stationOrBehind[index] = next;
  }

  after(index: number): number {
    return this.stationOrBehind === null ? index + 1 : this.stationOrBehind[index];
  }

  private enter(): void {
    const { engine, operation, members, branch, stationOrBehind } = this;
    const { component, first } = this.call.target;
    const { holdsOperation } = component.stations[0];
    const ownKeys = branch.keys;
    this.firstId = engine.jobCount + 1;
    engine.jobCount += members.count;
    this.isAsking = !holdsOperation && first instanceof AcquireServer;
    this.start = this.isAsking ? (first as AcquireServer).work : first!;
    for (let index = 0; index < members.count; index++) {
      // The balancer sees the keys of the member.
      if (stationOrBehind !== null) branch.keys = this.keysOf(index);
      const station = component.choose(branch, operation);
      station.countIn(operation);
      if (holdsOperation) (station.servers as BundledServers).acquireMember(this, index, station);
      else if (!this.isAsking) engine.ready(this.begin(index, station, engine.now));
      else if (stationOrBehind !== null) stationOrBehind[index] = station.index;
    }
    branch.keys = ownKeys;
    if (this.isAsking) engine.ready(branch);
  }

  private askForServers(): void {
    const { stationOrBehind } = this;
    const { stations } = this.call.target.component;
    this.isAsking = false;
    for (let index = 0; index < this.members.count; index++) {
      const station = stations[stationOrBehind === null ? 0 : stationOrBehind[index]];
      (station.servers as BundledServers).acquireMember(this, index, station);
    }
  }

  private keysOf(index: number): KeyValues {
    const keys = this.members.keys(index);
    const { passing } = this.call;
    return passing === null ? keys : passing.pass(keys);
  }
}
