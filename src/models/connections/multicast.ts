import type { Engine } from '../../sim/engine.js';
import { Job, type KeyValues, type Reply, type Step, withoutStartBy } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';
import { outcome } from '../../sim/outcome.js';

export interface MulticastRules {
  readonly set: MemberSet;
  /** Place of the key of the users among a job's keys: who it is for. */
  readonly keyIndex: number;
  /** Where somebody with a connection is; -1: nowhere. */
  placeOf(user: number): number;
  /** Brings the one copy for a gateway there, by gateway. */
  readonly spread: readonly Step[];
  /** Brings a push to a gateway, past the balance, by gateway. */
  readonly push: readonly Step[];
  /** Sends what a member has got; null: nobody asks. */
  readonly reached: Step | null;
  /** Sends what a member could not be given; null: nobody asks. */
  readonly unreached: Step | null;
}

/** Nobody waits for what is sent on. */
const nobody: Reply = { isOpen: true, ended() {} };

/** One message for all members of a set: one job for each gateway at which one of them is, instead of one for each member. */
export class Multicast implements Step {
  /** What the jobs on their way to gateways carry. */
  private readonly rounds = new Map<Job, Round>();

  constructor(
    private readonly engine: Engine,
    private readonly rules: MulticastRules,
    private readonly done: Step,
  ) {}

  run(job: Job): Step {
    const { rules, engine } = this;
    const members = rules.set.members(job.keys);
    const byGateway: number[][] = rules.spread.map(() => []);
    for (let index = 0; index < members.length; index++) {
      const place = rules.placeOf(members[index]);
      if (place < 0) this.tell(rules.unreached, job, this.keysFor(job, members[index]));
      else byGateway[place].push(members[index]);
    }
    byGateway.forEach((there, gateway) => {
      if (there.length === 0) return;
      const round = new Round(there, (ended) => this.spreadEnded(ended));
      const spread = copyOf(job, engine, round, job.keys, rules.spread[gateway]);
      this.rounds.set(spread, round);
      engine.ready(spread);
    });
    return this.done;
  }

  /** At the gateway: the copy is written to each of those who are for it. */
  spread(job: Job): void {
    const { rules, engine } = this;
    const round = this.rounds.get(job)!;
    this.rounds.delete(job);
    const written: Reply = {
      isOpen: true,
      ended: (push) => this.tell(push.outcome === outcome.ok ? rules.reached : rules.unreached, push, push.keys),
    };
    for (const member of round.members) engine.ready(copyOf(job, engine, written, this.keysFor(job, member), rules.push[job.station!.index]));
  }

  /** A gateway that crashed with the copy has written it to nobody. */
  private spreadEnded(job: Job): void {
    const round = this.rounds.get(job);
    if (round === undefined) return;
    this.rounds.delete(job);
    for (const member of round.members) this.tell(this.rules.unreached, job, this.keysFor(job, member));
  }

  private tell(send: Step | null, job: Job, keys: KeyValues): void {
    if (send !== null) this.engine.ready(copyOf(job, this.engine, nobody, keys, send));
  }

  private keysFor(job: Job, member: number): number[] {
    const keys = job.keys.slice();
    keys[this.rules.keyIndex] = member;
    return keys;
  }
}

/** Members at one gateway, until the copy is there. */
class Round implements Reply {
  readonly isOpen = true;

  constructor(
    readonly members: readonly number[],
    readonly ended: (job: Job) => void,
  ) {}
}

/** The end of the work that a gateway has with the one copy. */
export class Spread implements Step {
  constructor(
    private readonly multicast: Multicast,
    private readonly done: Step,
  ) {}

  run(job: Job): Step {
    this.multicast.spread(job);
    return this.done;
  }
}

function copyOf(job: Job, engine: Engine, reply: Reply, keys: KeyValues, next: Step): Job {
  const copy = new Job(engine, null, reply, keys, job.due, next);
  copy.label = job.label;
  copy.jobClass = withoutStartBy(job.jobClass);
  return copy;
}
