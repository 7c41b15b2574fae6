import type { Uniform } from '../../sim/chance/stream.js';
import type { KeyValues } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';
import type { Crowd } from './crowd.js';

/** The set of the users who are connected, as others see it: presence asks it what the gateways know, too. */
export class Roll implements MemberSet {
  constructor(private readonly crowd: Crowd) {}

  sample(keys: KeyValues, uniform: Uniform): number {
    return this.crowd.online.sample(keys, uniform);
  }

  members(): ArrayLike<number> {
    return this.crowd.online.members();
  }

  isConnected(user: number): boolean {
    return this.crowd.isConnected(user);
  }

  /** When a gateway last heard of the user, in seconds; -Infinity: it is known to be gone. */
  lastHeard(user: number): number {
    return this.crowd.lastHeard(user);
  }
}
