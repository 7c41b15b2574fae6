import { hashOfItem } from '../../sim/placement.js';
import type { Sampler } from '../../sim/chance/sampler.js';
import type { Job, Step } from '../../sim/job.js';
import type { BrokerInstance } from './broker-instance.js';
import type { PartitionLog } from './partition-log.js';

export interface PublishRules {
  /** Place of the key among a job's keys; -1: none. */
  readonly keyIndex: number;
  /** null: there is always room. */
  readonly whenFull: 'drop' | 'reject' | 'block' | null;
  readonly delay: Sampler | null;
}

/** The message of a job is kept, then `done`. @param refused the operation's end where a full partition rejects */
export function publishStep(brokers: readonly BrokerInstance[], rules: PublishRules, done: Step, refused: Step | null): Step {
  return new Publish(brokers, rules, done, refused);
}

class Publish implements Step {
  private readonly redeem: Redeem;

  constructor(
    private readonly brokers: readonly BrokerInstance[],
    private readonly rules: PublishRules,
    private readonly done: Step,
    private readonly refused: Step | null,
  ) {
    this.redeem = new Redeem(brokers, rules, done);
  }

  run(job: Job): Step | null {
    const { rules } = this;
    const broker = this.brokers[job.station!.index];
    const log = logOf(broker, job, rules);
    if (log.isFull) {
      if (this.refused !== null) return this.refused;
      if (rules.whenFull === 'block') {
        broker.blocked++;
        log.block(job, this.redeem);
        return null;
      }
      log.expireOldest();
    }
    broker.admit(job, log, rules.delay);
    return this.done;
  }
}

/** A publisher that waited takes the place that was kept for it. */
class Redeem implements Step {
  constructor(
    private readonly brokers: readonly BrokerInstance[],
    private readonly rules: PublishRules,
    private readonly done: Step,
  ) {}

  run(job: Job): Step {
    const broker = this.brokers[job.station!.index];
    const log = logOf(broker, job, this.rules);
    log.redeem();
    broker.admit(job, log, this.rules.delay);
    return this.done;
  }
}

/** The partition by the upper bits of the hash: instances are chosen by the lower ones. */
function logOf({ logs }: BrokerInstance, job: Job, { keyIndex }: PublishRules): PartitionLog {
  return logs[keyIndex < 0 ? 0 : Math.floor((hashOfItem(job.keys[keyIndex]) / 2 ** 32) * logs.length)];
}
