import { BrokerInstance, type BrokerSettings } from '../../../src/models/broker/broker-instance.js';
import type { GroupRules } from '../../../src/models/broker/consumer-group.js';
import type { Delivery } from '../../../src/models/broker/delivery.js';
import type { Copy } from '../../../src/models/broker/message.js';
import type { Uniform } from '../../../src/sim/chance/stream.js';
import { Engine } from '../../../src/sim/engine.js';
import { Job, type Step } from '../../../src/sim/job.js';

/** What a group was seen to do, written down by its consumers and not by the broker. */
export interface Witness {
  /** Every take of a message, in order: the number of the message. */
  readonly taken: number[];
  /** Messages that had a good answer. */
  readonly answered: Set<number>;
  /** Takes that came before an earlier message of the same key was done. */
  readonly outOfOrder: string[];
  /** Most deliveries that were in hand at once. */
  busiest: number;
}

export interface Run {
  readonly broker: BrokerInstance;
  readonly rules: readonly GroupRules[];
  readonly witnesses: readonly Witness[];
  readonly isOrdered: boolean;
  readonly retainsAll: boolean;
  /** Messages that came, and those that a full partition refused. */
  readonly offered: number;
  readonly refused: number;
  readonly crashes: number;
  /** It had time to come to its end. */
  readonly isFinished: boolean;
}

const nobody = { isOpen: true, ended() {} };
const MESSAGES = 60;

/** A broker of random make, whose consumers take random times, fail and crash at random moments. */
export function runRandomBroker(random: Uniform): Run {
  const whole = (low: number, high: number): number => low + Math.floor(random.double() * (high - low + 1));
  const chance = (share: number): boolean => random.double() < share;
  const engine = new Engine();
  const isOrdered = chance(0.5);
  const redelivers = chance(0.8);
  const failing = chance(0.6) ? 0.25 : 0;
  const witnesses = Array.from({ length: whole(1, 3) }, (): Witness => ({ taken: [], answered: new Set(), outOfOrder: [], busiest: 0 }));
  const groups = witnesses.map((witness, index) => ({
    name: `group-${index}`,
    rules: {
      consumers: whole(1, 4),
      most: chance(0.5) ? 1 : whole(2, 4),
      wait: chance(0.3) ? 0.5 : 0,
      after: redelivers ? 1 + random.double() * 3 : Infinity,
      attempts: redelivers ? (chance(0.5) ? Infinity : whole(1, 4)) : 1,
    },
    steps: { call: consume(witness, index), dead: null },
  }));

  /** A consumer takes up to 3 s (more than some time-outs), and its answer is good or bad. */
  function consume(witness: Witness, group: number): Step {
    return {
      run(courier) {
        const { copies } = courier.reply as Delivery;
        for (const copy of copies) {
          witness.taken.push(copy.message.id);
          if (isOrdered) checkOrder(copy, copies, group, witness);
        }
        witness.busiest = Math.max(witness.busiest, broker.groups[group].held.length);
        courier.next = {
          run(job) {
            job.outcome = chance(failing) ? 1 : 0;
            if (job.outcome === 0 && !(job.reply as Delivery).hasCrashed) for (const copy of copies) witness.answered.add(copy.message.id);
            job.reply.ended(job);
            return null;
          },
        };
        engine.sleep(courier, random.double() * 3);
        return null;
      },
    };
  }

  /** Copies of each group by key, in the order of publication. */
  const byKey = groups.map(() => new Map<number, Copy[]>());
  function checkOrder(copy: Copy, batch: readonly Copy[], group: number, witness: Witness): void {
    const key = copy.message.keys[0];
    for (const earlier of byKey[group].get(key)!) {
      if (earlier === copy) return;
      const isBeforeInBatch = batch.includes(earlier) && batch.indexOf(earlier) < batch.indexOf(copy);
      if (!earlier.isDone && !isBeforeInBatch) witness.outOfOrder.push(`${copy.message.id} before ${earlier.message.id} of key ${key}`);
    }
  }

  const whenFull = (['drop', 'reject', 'block'] as const)[whole(0, 2)];
  const retention = { messages: chance(0.4) ? whole(1, 6) : Infinity, time: chance(0.3) ? 3 : Infinity };
  const settings: BrokerSettings = { groups, retention, partitions: isOrdered ? whole(1, 5) : null };
  const broker = new BrokerInstance(engine, 1, settings);
  const delay = chance(0.3) ? { mean: 1, sample: () => random.double() * 2 } : null;

  let refused = 0;
  const logOf = (job: Job) => broker.logs[job.keys[0] % broker.logs.length];
  const admit = (job: Job): null => {
    const message = broker.admit(job, logOf(job), delay);
    message.copies.forEach((copy, group) => {
      const copies = byKey[group].get(job.keys[0]) ?? [];
      byKey[group].set(job.keys[0], copies);
      copies.push(copy);
    });
    return null;
  };
  const redeem: Step = { run: (job) => (logOf(job).redeem(), admit(job)) };
  const publish: Step = {
    run(job) {
      const log = logOf(job);
      if (!log.isFull) return admit(job);
      if (whenFull === 'reject') refused++;
      else if (whenFull === 'block') log.block(job, redeem);
      else {
        log.expireOldest();
        admit(job);
      }
      return null;
    },
  };
  let time = 0;
  for (let message = 0; message < MESSAGES; message++) {
    time += random.double() * 0.5;
    engine.sleep(new Job(engine, null, nobody, [whole(0, 6)], 0, publish), time);
  }
  let crashes = 0;
  const crash: Step = {
    run() {
      const group = broker.groups[whole(0, broker.groups.length - 1)];
      if (group.held.length === 0) return null;
      group.crash(whole(0, group.held.length - 1));
      crashes++;
      return null;
    },
  };
  for (let left = chance(0.7) ? whole(1, 15) : 0; left > 0; left--) engine.sleep(new Job(engine, null, nobody, [], 0, crash), random.double() * time);

  // Half of the runs stop in the middle: what is still there must be accounted for, too.
  const isFinished = chance(0.5);
  while (!engine.run(isFinished ? 1e5 : time * (0.3 + random.double()), 1e6));
  const retainsAll = retention.time === Infinity && (retention.messages === Infinity || whenFull !== 'drop');
  return { broker, rules: groups.map((group) => group.rules), witnesses, isOrdered, retainsAll, offered: MESSAGES, refused, crashes, isFinished };
}
