import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Job, Step } from '../sim/job.js';
import { BrokerInstance } from './broker/broker-instance.js';
import type { GroupRules } from './broker/consumer-group.js';
import { type PublishRules, publishStep } from './broker/publish.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import type { FieldValue } from './field-value.js';

export const broker = defineComponent({
  kind: 'broker',
  summary: 'Takes messages and hands each to every consumer group, at least once; keeps the order of a key, redelivers, drops or blocks when it is full.',
  explanation:
    'A publish takes `work`, and ends when the message is kept: nobody waits for the consumers. A message carries the keys of its publisher, its priority and the start of its root request. ' +
    'Every group reads every message once; a consumer of the group takes one (or a batch), calls the operation of the group under `calls`, and takes the next when it has the answer. ' +
    'With `key` messages go to a partition by the hash of their item, a partition belongs to one consumer, and no message of it is taken before the one before it is done (as in Kafka): consumers beyond the partitions are idle. ' +
    'Without, it is a work queue: any consumer takes the next message (as in SQS). ' +
    'A bad answer, or none in time, means that the message is delivered again, `redeliver.after` after the delivery; a consumer whose call has no time-out stays busy until its answer comes, and that answer counts if the message has not been taken by another by then. ' +
    'After its last delivery a message is a dead letter. A `crash` of `BROKER.groups.NAME` loses the consumers of the group with what they have in hand, and nobody takes messages while it lasts: what was in hand is delivered again when its time-out is over (without `redeliver` it is a dead letter). Messages are on disk, and a broker itself does not lose them. Left out: the replication of the log, the polling interval of consumers, the pause of a rebalance, the size of messages.',
  defaults: { servers: Infinity, async: true },
  faults: ['slow', 'errors', 'full'],
  losesParts: true,
  operations: {
    publish: {
      summary: 'Keep the message for every group; ends before any consumer has it.',
      good: [],
      bad: [],
      stores: true,
      badWhere: { rejected: { field: 'retention.whenFull', is: 'reject' } },
      ok: true,
      sends: ['groups.*.call', 'deadLetter'],
    },
  },
  fields: {
    groups: {
      type: {
        of: 'map',
        what: 'a consumer group',
        value: {
          of: 'record',
          what: 'a consumer group',
          fields: {
            call: {
              type: { of: 'reference', verb: 'deliver' },
              required: true,
              summary: 'Operation that a consumer calls with each message, or with each batch.',
              example: 'recommendations.learn',
            },
            consumers: {
              type: { of: 'count', min: 1, unlimited: true },
              default: '1',
              summary: 'Consumers of the group, at each instance of the broker: messages (or batches) in hand at once.',
              example: '12',
            },
            batch: {
              type: {
                of: 'record',
                what: 'a batch of messages',
                fields: {
                  most: { type: { of: 'count', min: 2 }, required: true, summary: 'Messages that a consumer takes at most at once.', example: '10' },
                  wait: {
                    type: { of: 'time' },
                    default: '0s',
                    summary: 'A smaller batch is taken when its first message has waited for so long; 0: whatever is there.',
                    example: '100ms',
                  },
                },
              },
              summary: 'A consumer takes several messages of one partition in one call, which has the keys of the first; its answer is that of all.',
              example: '{ most: 10, wait: 100ms }',
            },
          },
        },
      },
      required: true,
      summary: 'Who reads the messages: name → what is called, and by how many. Every group gets every message (publish and subscribe).',
      example: '{ mail: { call: mailer, consumers: 2 } }',
    },
    key: {
      type: { of: 'key' },
      summary: 'Messages of one item of this key are taken in their order, one after the other. Without it: in any order, by any consumer (a work queue).',
      example: 'user',
    },
    partitions: {
      type: { of: 'count', min: 1 },
      needs: 'key',
      summary: 'Parts into which messages are divided by the hash of their `key`; one message of each is in hand at a time in each group. Default: 1.',
      example: '12',
    },
    delay: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'A message is delivered no earlier than so long after it was published; in a partition it holds up those behind it.',
      example: '{ exponential: 10s }',
    },
    redeliver: {
      type: {
        of: 'record',
        what: 'a redelivery',
        fields: {
          after: {
            type: { of: 'time' },
            required: true,
            summary: 'Time from a delivery until a message without a good answer can be taken again (the visibility time-out of SQS, there 30 s unless set).',
            example: '30s',
          },
          attempts: {
            type: { of: 'count', min: 1, unlimited: true },
            default: 'unlimited',
            summary: 'Deliveries of a message in all; then it is a dead letter.',
            example: '5',
          },
        },
      },
      summary: 'A message without a good answer is delivered again: at least once. Without it: delivered once, and dead after a bad answer.',
      example: '{ after: 30s, attempts: 5 }',
    },
    deadLetter: {
      type: { of: 'reference', verb: 'send' },
      summary: 'Operation that gets each dead letter, with its keys; nobody waits for it.',
      example: 'failures.publish',
    },
    retention: {
      type: {
        of: 'record',
        what: 'a retention',
        oneOf: ['messages', 'time'],
        fields: {
          messages: {
            type: { of: 'count', min: 1 },
            summary: 'Messages that a partition keeps of those that some group has not finished. Default: no limit.',
            example: '10k',
          },
          time: {
            type: { of: 'time' },
            summary: 'A message falls out so long after it was published, read or not. Default: never. (Kafka: 7 d, SQS: 4 d unless set.)',
            example: '7d',
          },
          whenFull: {
            type: { of: 'choice', choices: ['drop', 'reject', 'block'] },
            default: 'drop',
            needs: 'messages',
            summary:
              'What a publish does where `messages` are kept already: the oldest is dropped (it expires unread), the publish ends `rejected`, or it waits for room, first come, first served (back-pressure).',
            example: 'block',
          },
        },
      },
      summary: 'How much is kept for groups that have not read it.',
      example: '{ messages: 10k, whenFull: block }',
    },
  },
  statistics: [
    {
      name: 'lag',
      resultName: 'lag',
      unit: 'count',
      estimator: 'level',
      recovers: 'down',
      summary: 'Messages that wait for a consumer, delayed and failed ones included, summed over the groups.',
    },
    {
      name: 'inHand',
      resultName: 'in_hand',
      unit: 'count',
      estimator: 'level',
      summary: 'Messages that consumers have taken and not answered, summed over the groups.',
    },
    { name: 'age', resultName: 'age_s', unit: 's', estimator: 'times', summary: 'Time from the publication of a message to its first delivery to a group.' },
    { name: 'published', resultName: 'published', unit: 'count', estimator: 'count', summary: 'Messages published, over all replications.' },
    { name: 'delivered', resultName: 'delivered', unit: 'count', estimator: 'count', summary: 'Messages answered well, over all groups and replications.' },
    {
      name: 'redelivered',
      resultName: 'redelivered',
      unit: 'count',
      estimator: 'count',
      summary: 'Deliveries of a message after its first, over all groups and replications.',
    },
    {
      name: 'deadLettered',
      resultName: 'dead_lettered',
      unit: 'count',
      estimator: 'count',
      summary: 'Messages given up after their last delivery, over all groups and replications.',
    },
    {
      name: 'expired',
      resultName: 'expired',
      unit: 'count',
      estimator: 'count',
      summary: 'Messages that fell out of the retention before a group had finished them, over all groups and replications.',
    },
    { name: 'blocked', resultName: 'blocked', unit: 'count', estimator: 'count', summary: 'Publishes that had to wait for room, over all replications.' },
  ],
  parts: { field: 'groups', statistics: ['lag', 'inHand', 'age', 'delivered', 'redelivered', 'deadLettered', 'expired'] },
  givesUpBy: 'redeliver',
  example: 'history: { kind: broker, partitions: 12, key: user, groups: { recommender: { call: recommendations.learn, consumers: 12 } } }',
  check({ redeliver }) {
    if ((redeliver as { readonly after: number } | null)?.after !== 0) return null;
    return {
      code: 'out-of-range',
      field: 'redeliver',
      message: 'a message that can be taken again at once is taken by one consumer after the other, without end',
      expected: 'after: more than 0s',
    };
  },
  create(context: KindContext): BrokerBehaviour {
    const key = context.setting('key') as string | null;
    const delay = context.setting('delay') as { readonly law: Law } | null;
    const rules: PublishRules = {
      keyIndex: key === null ? -1 : context.keyIndex(key),
      whenFull: context.setting('retention.whenFull') as PublishRules['whenFull'] | null,
      delay: delay === null ? null : createSampler(delay.law, context.stream('delay')),
    };
    const names = Object.keys(context.setting('groups') as Readonly<Record<string, FieldValue>>);
    const dead = context.setting('deadLetter') === null ? null : context.call('deadLetter', forgotten, forgotten);
    const groups = names.map((name) => ({
      name,
      rules: rulesOf(name, context),
      steps: { call: context.call(`groups.${name}.call`, answeredWell, answeredBadly), dead },
    }));
    const retention = {
      messages: (context.setting('retention.messages') as number | null) ?? Infinity,
      time: (context.setting('retention.time') as number | null) ?? Infinity,
    };
    const partitions = key === null ? null : ((context.setting('partitions') as number | null) ?? 1);
    const brokers = Array.from({ length: context.instances }, () => new BrokerInstance(context.engine, context.label, { groups, retention, partitions }));
    return {
      operations: {
        publish: context.work('publish', publishStep(brokers, rules, context.end('ok'), rules.whenFull === 'reject' ? context.end('rejected') : null)),
      },
      statistics: (instance) => brokers[instance].statistics(),
      backlog: (instance) => brokers[instance].total.lag.level,
      crashPart: (group, instance) => brokers[instance].crashGroup(group),
      forEachWaiting: (visit) => brokers.forEach((one) => one.forEachBlocked(visit)),
      brokers,
    };
  },
});

/** A broker while it runs: its parts can be reached, so that consumers can be crashed. */
export interface BrokerBehaviour extends KindBehaviour {
  readonly brokers: readonly BrokerInstance[];
}

function rulesOf(name: string, context: KindContext): GroupRules {
  const setting = (field: string) => context.setting(`groups.${name}.${field}`) as number | null;
  const after = context.setting('redeliver.after') as number | null;
  return {
    consumers: setting('consumers')!,
    most: setting('batch.most') ?? 1,
    wait: setting('batch.wait') ?? 0,
    after: after ?? Infinity,
    attempts: after === null ? 1 : (context.setting('redeliver.attempts') as number),
  };
}

/** The courier of a delivery has its answer. */
const answeredWell: Step = { run: (job: Job) => endWith(job, 0) };
const answeredBadly: Step = { run: (job: Job) => endWith(job, 1) };
/** Nobody asks what became of a dead letter. */
const forgotten: Step = { run: () => null };

function endWith(courier: Job, outcome: number): null {
  courier.outcome = outcome;
  courier.reply.ended(courier);
  return null;
}
