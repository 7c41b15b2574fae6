import type { Engine } from '../engine.js';
import { Flows } from './flows.js';
import type { Link } from './link.js';
import { shareMaxMin } from './max-min.js';

/** All links of a system, and who shares them with whom. */
export class Network {
  private round = 0;
  /** Scratch: what one change can reach. */
  private readonly flows: Flows[] = [];
  private readonly links: Link[] = [];
  private readonly known: Flows[] = [];

  constructor(private readonly engine: Engine) {}

  /** The flows of a way: the same for all who pass the same links under the same limit. */
  flowsOf(label: number, links: readonly Link[], rateMost: number): Flows {
    const isSame = (one: Flows): boolean => one.rateMost === rateMost && one.links.length === links.length && one.links.every((link, i) => link === links[i]);
    const known = this.known.find(isSame);
    if (known !== undefined) return known;
    const flows = new Flows(this.engine, this, label, links, rateMost);
    this.known.push(flows);
    return flows;
  }

  /** Shares anew what a transfer that began or ended in `origin` can reach: its links, the flows on these, their links, and so on. */
  share(origin: Flows): void {
    const { flows, links } = this;
    const { now } = this.engine.calendar;
    this.round++;
    flows.length = 0;
    links.length = 0;
    this.reach(origin);
    for (let next = 0; next < flows.length; next++) {
      for (const link of flows[next].links) {
        if (link.round === this.round) continue;
        link.round = this.round;
        links.push(link);
        for (const other of link.flows) if (other.count > 0 && other.round !== this.round) this.reach(other);
      }
    }
    shareMaxMin(flows, links);
    for (const one of flows) one.take(now, one === origin);
    for (const link of links) link.countBusy(now);
  }

  private reach(flows: Flows): void {
    flows.round = this.round;
    this.flows.push(flows);
  }
}
