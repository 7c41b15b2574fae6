import type { Sampler } from '../chance/create-sampler.js';
import type { Component } from '../component.js';
import type { Job, KeyValues } from '../job.js';
import type { FirstBytes } from './first-bytes.js';
import type { Flows } from './flows.js';
import type { Link } from './link.js';
import type { Loss } from './loss.js';
import type { Network } from './network.js';
import type { Station } from '../station.js';
import { Transfer } from './transfer.js';
import type { Travel, Way } from './way.js';

/** One direction of a way over links. */
export interface LinkPath {
  readonly links: readonly Component[];
  /** Seconds from one end of each link to the other. */
  readonly latencies: readonly Sampler[];
  /** Bytes of what is carried; null: none, only the way takes time. */
  readonly bytes: { of(keys: KeyValues): number } | null;
  /** Bytes a second of one transfer at most; Infinity: no limit of its own. */
  readonly rateMost: number;
  readonly loss: Loss | null;
}

export interface LinkWaySettings {
  readonly network: Network;
  readonly label: number;
  /** What the way takes besides; null: nothing. */
  readonly travel: Travel | null;
  readonly request: LinkPath;
  readonly answer: LinkPath;
  /** Answers that carry their bytes, by outcome code: the good ones. */
  readonly isCarried: readonly boolean[];
  /** A caller that wants to know when the first byte of an answer is there; null: none does. */
  readonly firstBytes: FirstBytes | null;
}

/** A way over links: the bytes share their bandwidth, then the last of them travels for the latencies; an answer that is bad has no bytes. */
export class LinkWay implements Way {
  readonly choosesFirst: boolean;
  private readonly request: Passage;
  private readonly answer: Passage;

  constructor(private readonly settings: LinkWaySettings) {
    this.choosesFirst = settings.travel?.choosesFirst ?? false;
    this.request = new Passage(settings, settings.request, null);
    this.answer = new Passage(settings, settings.answer, settings.firstBytes);
  }

  out(job: Job, from: Job): void {
    this.request.go(job, from, true);
  }

  back(job: Job): void {
    this.answer.go(job, job.caller!, this.settings.isCarried[job.outcome]);
  }
}

class Passage {
  /** Where no link has several instances; null: not yet asked for. */
  private only: Flows | null = null;
  private readonly isFixed: boolean;
  /** By the instances of the links, as one number in mixed radix. */
  private readonly flows = new Map<number, Flows>();

  constructor(
    private readonly settings: LinkWaySettings,
    private readonly path: LinkPath,
    private readonly firstBytes: FirstBytes | null,
  ) {
    this.isFixed = path.links.every((component) => component.stations.length === 1);
  }

  go(job: Job, from: Job, isCarried: boolean): void {
    const { bytes: size, loss, latencies } = this.path;
    const { engine } = job;
    let delay = this.settings.travel === null ? 0 : this.settings.travel.of(job, from);
    for (const latency of latencies) delay += latency.sample();
    const bytes = isCarried && size !== null ? size.of(job.keys) : 0;
    let again = 0;
    if (loss !== null) {
      const lastLosses = loss.lastLosses();
      delay += loss.waitFor(lastLosses);
      if (bytes > 0) again = (loss.otherLosses(bytes) + lastLosses) * loss.segment;
    }
    if (bytes > 0 && this.firstBytes !== null) this.firstBytes.note(from, engine.now + delay);
    if (bytes > 0) this.flowsOf(job).start(new Transfer(job, bytes + again, again, engine.now, delay));
    else if (delay > 0) engine.sleep(job, delay);
    else engine.ready(job);
  }

  /** The instances of the links are chosen as those of any component. */
  private flowsOf(job: Job): Flows {
    if (this.isFixed) return (this.only ??= this.make(this.path.links.map((component) => component.stations[0])));
    let number = 0;
    const stations: Station[] = [];
    for (const component of this.path.links) {
      const station = component.choose(job, 0);
      number = number * component.stations.length + station.index;
      stations.push(station);
    }
    const known = this.flows.get(number);
    if (known !== undefined) return known;
    const flows = this.make(stations);
    this.flows.set(number, flows);
    return flows;
  }

  private make(stations: readonly Station[]): Flows {
    const links = stations.map((station) => {
      const link = station.shop as Link;
      link.station = station;
      return link;
    });
    return this.settings.network.flowsOf(this.settings.label, links, this.path.rateMost);
  }
}
