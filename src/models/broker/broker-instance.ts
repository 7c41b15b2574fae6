import type { Sampler } from '../../sim/chance/sampler.js';
import { rank } from '../../sim/calendar.js';
import type { Engine, Observed } from '../../sim/engine.js';
import type { Job } from '../../sim/job.js';
import type { OwnStatistic } from '../define.js';
import { ConsumerGroup, type GroupRules, type GroupSteps } from './consumer-group.js';
import { Counts } from './counts.js';
import { Message } from './message.js';
import { PartitionLog, type Retention } from './partition-log.js';

export interface BrokerSettings {
  readonly groups: readonly { readonly name: string; readonly rules: GroupRules; readonly steps: GroupSteps }[];
  readonly retention: Retention;
  /** null: a work queue. */
  readonly partitions: number | null;
}

/** One instance of a broker: its partitions, and its groups with their consumers. */
export class BrokerInstance implements Observed {
  readonly logs: readonly PartitionLog[];
  readonly groups: readonly ConsumerGroup[];
  readonly total: Counts;
  published = 0;
  blocked = 0;
  private readonly names: readonly string[];

  constructor(
    private readonly engine: Engine,
    label: number,
    { groups, retention, partitions }: BrokerSettings,
  ) {
    this.logs = Array.from({ length: partitions ?? 1 }, (_, id) => new PartitionLog(engine, id, label, retention));
    this.total = new Counts(engine, null);
    this.groups = groups.map(({ rules, steps }) => new ConsumerGroup(engine, rules, steps, new Counts(engine, this.total), partitions, label));
    this.names = groups.map(({ name }) => name);
    engine.observe(this);
  }

  /** Keeps the message of a publisher for every group. */
  admit(publisher: Job, log: PartitionLog, delay: Sampler | null): Message {
    const { now, calendar } = this.engine;
    const message = new Message(publisher, log, now);
    const pause = delay === null ? 0 : delay.sample();
    message.isAvailable = !(pause > 0);
    this.published++;
    log.append(message);
    for (const group of this.groups) group.receive(message);
    if (!message.isAvailable) calendar.schedule(now + pause, rank.end, message);
    return message;
  }

  /** The consumers of a group are lost; gives back how others take their place. */
  crashGroup(name: string): () => void {
    return this.groups[this.names.indexOf(name)].crashAll();
  }

  forEachBlocked(visit: (job: Job) => void): void {
    for (const log of this.logs) log.forEachBlocked(visit);
  }

  reset(): void {
    this.published = 0;
    this.blocked = 0;
  }

  statistics(): Record<string, OwnStatistic> {
    return {
      ...this.total.statistics(),
      published: { type: 'count', count: this.published },
      blocked: { type: 'count', count: this.blocked },
      groups: { type: 'parts', parts: Object.fromEntries(this.groups.map(({ counts }, index) => [this.names[index], counts.statistics()])) },
    };
  }
}
