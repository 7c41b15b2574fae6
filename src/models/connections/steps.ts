import { type Balancer } from '../../sim/component.js';
import { LeastConnections } from '../../sim/balance.js';
import type { Job, Step } from '../../sim/job.js';
import type { Station } from '../../sim/station.js';
import type { Crowd } from './crowd.js';
import type { Gateway } from './gateway.js';

/** The user is connected. */
export class Opened implements Step {
  constructor(
    private readonly crowd: Crowd,
    private readonly isResumed: boolean,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    this.crowd.opened(job, this.isResumed);
    return this.next;
  }
}

/** Reaches the user of the job over the connection. A ghost gives no answer. */
export class Push implements Step {
  constructor(
    private readonly crowd: Crowd,
    private readonly keyIndex: number,
    private readonly reached: Step,
    private readonly offline: Step,
  ) {}

  run(job: Job): Step | null {
    const user = job.keys[this.keyIndex];
    if (this.crowd.isConnected(user)) return this.reached;
    const wait = this.crowd.untilGivenUp(user);
    if (!(wait > 0)) return this.offline;
    job.next = this.offline;
    job.engine.sleep(job, wait);
    return null;
  }
}

/** A push goes where the user's connection is; a new connection where the component's balance says: least connections are those that are open. */
export class ByConnection implements Balancer {
  private turn = 0;

  constructor(
    private readonly balance: Balancer,
    private readonly crowd: Crowd,
    private readonly gateways: readonly Gateway[],
    private readonly keyIndex: number,
    /** Position of the operation push. */
    private readonly push: number,
  ) {}

  choose(stations: readonly Station[], job: Job, operation: number): Station {
    if (operation === this.push) {
      const place = this.crowd.placeOf(job.keys[this.keyIndex]);
      return place < 0 ? this.balance.choose(stations, job, operation) : stations[place];
    }
    return this.balance instanceof LeastConnections ? stations[this.leastOpen()] : this.balance.choose(stations, job, operation);
  }

  /** Among equals in turn, starting after the instance chosen last. */
  private leastOpen(): number {
    const { gateways } = this;
    let best = this.turn;
    for (let offset = 1; offset < gateways.length; offset++) {
      const index = (this.turn + offset) % gateways.length;
      if (gateways[index].open + gateways[index].coming < gateways[best].open + gateways[best].coming) best = index;
    }
    this.turn = (best + 1) % gateways.length;
    return best;
  }
}
