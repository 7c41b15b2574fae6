import { type Balancer } from '../../sim/component.js';
import { LeastConnections } from '../../sim/balance.js';
import { Rotation } from '../../sim/fleet/rotation.js';
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

/** A notification, or something that the person does. */
export class Wake implements Step {
  constructor(
    private readonly crowd: Crowd,
    private readonly keyIndex: number,
    private readonly woken: Step,
    private readonly awake: Step,
  ) {}

  run(job: Job): Step {
    return this.crowd.wake(job.keys[this.keyIndex]) ? this.woken : this.awake;
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
  private readonly isLeast: boolean;

  constructor(
    private readonly balance: Balancer,
    private readonly crowd: Crowd,
    private readonly gateways: readonly Gateway[],
    private readonly keyIndex: number,
    /** Position of the operation push. */
    private readonly push: number,
    private readonly isDown: (gateway: number) => boolean,
  ) {
    this.isLeast = balance instanceof LeastConnections || (balance instanceof Rotation && balance.inner instanceof LeastConnections);
  }

  choose(stations: readonly Station[], job: Job, operation: number): Station {
    if (operation === this.push) {
      const place = this.crowd.placeOf(job.keys[this.keyIndex]);
      return place < 0 ? this.balance.choose(stations, job, operation) : stations[place];
    }
    return this.isLeast ? stations[this.leastOpen()] : this.balance.choose(stations, job, operation);
  }

  /** Among equals in turn, starting after the instance chosen last; who is down is left out while another is there. */
  private leastOpen(): number {
    const { gateways } = this;
    let best = this.turn;
    let fewest = Infinity;
    for (let offset = 0; offset < gateways.length; offset++) {
      const index = (this.turn + offset) % gateways.length;
      const { open, coming } = gateways[index];
      if (open + coming >= fewest || this.isDown(index)) continue;
      best = index;
      fewest = open + coming;
    }
    this.turn = (best + 1) % gateways.length;
    return best;
  }
}
