import { hash32 } from '../../sim/chance/name-hash.js';
import type { Job, Step } from '../../sim/job.js';
import type { RequestCell } from '../../sim/request-cell.js';
import type { Servers } from '../../sim/servers/servers.js';
import type { Shop } from '../../sim/servers/shop.js';
import type { Station } from '../../sim/station.js';
import type { System, WiredComponent } from '../../scenario/compile/system.js';

/** One job at one station, while it is recorded. */
export class Span {
  /** Seconds; -1: it has not ended. */
  end = -1;
  outcome = 0;
  /** false: whoever called it had gone on without it, or never waited. */
  isAwaited = true;
  readonly waits: [number, number][] = [];
  readonly works: [number, number][] = [];
  readonly calls: Span[] = [];

  constructor(
    readonly place: WiredComponent,
    readonly instance: number,
    readonly operation: number,
    readonly start: number,
  ) {}
}

/** A request of a workload under way. */
export interface OpenRequest {
  readonly workload: string;
  /** From 1. */
  readonly number: number;
  readonly due: number;
  readonly spans: Span[];
}

/** Who is told of what was recorded. */
export interface Listener {
  /**
   * A job came to a component, called or sent by a component or a workload. What is sent on behalf of a component may still be answered (a fetch that several
   * wait for, what a broker delivers): its caller is then a job at no station.
   */
  called(caller: string, span: Span, isSent: boolean, isAnswered: boolean): void;
  ended(request: OpenRequest, end: number, outcome: number, isGood: boolean): void;
}

/**
 * Records every job of one wired system, from outside: the methods through which jobs pass (of its stations, servers, shops, request cells and its engine) are
 * replaced in these objects alone. Nothing is asked of the engine by runs that are not recorded, and nothing is changed in those that are: the same
 * events happen in the same order, which the fingerprint shows.
 */
export class Recorder {
  /** Jobs at stations, by number. */
  private readonly spans = new Map<number, Span>();
  /** Requests under way, by the number of the job that is the request or makes it. */
  private readonly open = new Map<number, OpenRequest>();
  /** Jobs that have asked for a server: when, and how long they had waited before. */
  private readonly asking = new Map<number, { readonly since: number; readonly waited: number }>();
  /** Components and workloads by the label of their jobs. */
  private readonly names = new Map<number, string>();
  private requests = 0;

  constructor(
    private readonly system: System,
    private readonly listener: Listener,
  ) {
    const { engine } = system;
    for (const place of system.components) {
      this.names.set(place.component.label, place.component.name);
      for (const station of place.component.stations) {
        this.watchStation(place, station);
        if (station.servers !== null) this.watchServers(station.servers);
        if (station.shop !== null) this.watchShop(station.shop);
      }
    }
    for (const { declaration, requests } of system.workloads) {
      this.names.set(hash32(declaration.name) | 0, declaration.name);
      for (const { cell } of requests) this.watchCell(declaration.name, cell);
    }
    const work = engine.work.bind(engine);
    engine.work = (job, duration) => {
      this.holderOf(job)?.works.push([engine.now, engine.now + duration]);
      work(job, duration);
    };
    engine.worksAtAPace = (job) => this.untilDriven(job, (span, since) => span.works.push([since, engine.now]));
  }

  private get now(): number {
    return this.system.engine.now;
  }

  private watchStation(place: WiredComponent, station: Station): void {
    const enter = station.enter.bind(station);
    const leave = station.leave.bind(station);
    const turnAway = station.turnAway.bind(station);
    station.enter = (job, operation) => {
      this.begin(job, new Span(place, station.index, operation, this.now));
      enter(job, operation);
    };
    station.leave = (job, result) => {
      this.end(job, result);
      leave(job, result);
    };
    station.turnAway = (job, result) => {
      this.end(job, result);
      turnAway(job, result);
    };
  }

  private watchServers(servers: Servers): void {
    const acquire = servers.acquire.bind(servers);
    const release = servers.release.bind(servers);
    servers.acquire = (job) => {
      this.asking.set(job.id, { since: this.now, waited: job.waited });
      const result = acquire(job);
      if (result !== 0) this.asking.delete(job.id);
      return result;
    };
    servers.release = (job) => {
      this.endWait(job);
      release(job);
    };
  }

  /** What waits and what is worked on is only known when the work is done. */
  private watchShop(shop: Shop): void {
    const admit = shop.admit.bind(shop);
    shop.admit = (job, amount) => {
      const { next, waited } = job;
      this.untilDriven(job, (span, since) => {
        const start = Math.min(this.now, since + Math.max(0, job.waited - waited));
        if (start > since) span.waits.push([since, start]);
        span.works.push([start, this.now]);
      });
      const result = admit(job, amount);
      if (result !== 0) job.next = next;
      return result;
    };
  }

  private watchCell(workload: string, cell: RequestCell): void {
    const begin = cell.begin.bind(cell);
    const end = cell.end.bind(cell);
    cell.begin = (job) => {
      this.open.set(job.id, { workload, number: ++this.requests, due: job.due, spans: [] });
      begin(job);
    };
    cell.end = (job, result) => {
      const request = this.open.get(job.id);
      const good = cell.latency.count;
      end(job, result);
      this.open.delete(job.id);
      if (request !== undefined) this.listener.ended(request, this.now, result, cell.latency.count > good);
    };
  }

  private begin(job: Job, span: Span): void {
    this.spans.set(job.id, span);
    const { caller } = job;
    const holder = caller === null ? null : this.holderOf(caller);
    if (holder !== null) {
      holder.calls.push(span);
      this.listener.called(holder.place.component.name, span, false, true);
      return;
    }
    const request = this.open.get(job.id) ?? this.requestOf(caller);
    if (request !== undefined) {
      request.spans.push(span);
      this.listener.called(request.workload, span, false, true);
      return;
    }
    // A job that was sent, and whoever delivers for a component, carries the label of its sender until it comes to a station. (A called job may be one that was used before.)
    const sender = this.names.get((caller ?? job).label);
    span.isAwaited = false;
    this.listener.called(sender ?? span.place.component.name, span, true, caller !== null);
  }

  private end(job: Job, result: number): void {
    const span = this.spans.get(job.id);
    if (span === undefined) return;
    this.endWait(job);
    this.spans.delete(job.id);
    span.end = this.now;
    span.outcome = result;
    if (span.isAwaited) span.isAwaited = job.reply.isOpen;
  }

  private endWait(job: Job): void {
    const asked = this.asking.get(job.id);
    if (asked === undefined) return;
    this.asking.delete(job.id);
    // Whoever is lost in a crash while it waits has a sum that was never closed: it waited until now.
    const waited = job.waited - asked.waited;
    const end = waited < 0 ? this.now : Math.min(this.now, asked.since + waited);
    if (end > asked.since) this.holderOf(job)?.waits.push([asked.since, end]);
  }

  /** Calls back when the job goes on, with the instant from which it did not. */
  private untilDriven(job: Job, over: (span: Span, since: number) => void): void {
    const span = this.holderOf(job);
    const since = this.now;
    const next = job.next!;
    const then: Step = {
      run: (driven) => {
        if (span !== null) over(span, since);
        return next.run(driven);
      },
    };
    job.next = then;
  }

  /** The span of the job whose operation it is; null: it is at no station (a session). */
  private holderOf(job: Job): Span | null {
    for (let holder: Job | null = job; holder !== null; holder = holder.caller) {
      const span = this.spans.get(holder.id);
      if (span !== undefined) return span;
      if (!holder.isBranch) return null;
    }
    return null;
  }

  /** The request that a session, or a branch of one, is making. */
  private requestOf(job: Job | null): OpenRequest | undefined {
    for (let at = job; at !== null; at = at.caller) {
      const request = this.open.get(at.id);
      if (request !== undefined) return request;
    }
    return undefined;
  }
}
