import fc from 'fast-check';

type Step = Record<string, unknown>;

/** Components that keep something for others, with what is done to them; LAST stands for the last of the services. */
export interface Keepers {
  readonly components: Readonly<Record<string, Step>>;
  readonly workloads: Readonly<Record<string, Step>>;
}

const station = fc.constantFrom<Step>({}, { servers: 1, work: '2ms' }, { servers: 2, work: { exponential: '3ms' } }, { servers: 1, queue: 3, work: '4ms' });

/** Queues and logs, with what happens to messages whose consumers answer badly, late or never. */
const broker: fc.Arbitrary<Keepers> = fc
  .record({
    order: fc.constantFrom<Step>({}, { key: 'item' }, { key: 'member', partitions: 3 }),
    redeliver: fc.constantFrom<Step>({}, { redeliver: { after: '30ms', attempts: 3 } }, { redeliver: { after: '100ms' } }),
    retention: fc.constantFrom<Step>(
      {},
      { retention: { messages: 5 } },
      { retention: { messages: 3, whenFull: 'reject' } },
      { retention: { messages: 3, whenFull: 'block' } },
      { retention: { time: '200ms' } },
    ),
    delay: fc.constantFrom<Step>({}, { delay: { exponential: '20ms' } }),
    groups: fc.array(
      fc.record(
        { call: fc.constant('LAST'), consumers: fc.integer({ min: 1, max: 3 }), batch: fc.constantFrom<Step>({ most: 3 }, { most: 2, wait: '10ms' }) },
        { requiredKeys: ['call', 'consumers'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    instances: fc.constantFrom<Step>({}, { instances: 2, balance: { hash: 'item' } }),
    fields: station,
    rate: fc.constantFrom('30/s', '120/s'),
  })
  .map(({ order, redeliver, retention, delay, groups, instances, fields, rate }) => ({
    components: {
      queue: {
        kind: 'broker',
        ...order,
        ...redeliver,
        ...retention,
        ...delay,
        groups: Object.fromEntries(groups.map((group, index) => [`group-${index + 1}`, group])),
        ...instances,
        ...fields,
      },
    },
    workloads: { publishers: { arrivals: { poisson: rate }, call: 'queue.publish' } },
  }));

/** Boxes for those who are away, and lists. */
const boxes: fc.Arbitrary<Keepers> = fc
  .record({
    box: fc.record(
      {
        capacity: fc.integer({ min: 1, max: 5 }),
        full: fc.constantFrom('refuse', 'drop-oldest'),
        expiry: fc.constantFrom('50ms', '500ms'),
        page: fc.integer({ min: 1, max: 3 }),
        deliver: fc.constant('LAST'),
      },
      { requiredKeys: [] },
    ),
    instances: fc.constantFrom<Step>({}, { instances: 2 }),
    fields: station,
    length: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ box, instances, fields, length }) => ({
    components: {
      boxes: { kind: 'mailbox', key: 'item', ...box, ...instances, ...fields },
      timeline: { kind: 'list', key: 'item', length, ...fields },
    },
    workloads: {
      posting: { arrivals: { poisson: '80/s' }, mix: { 'boxes.put': 5, 'boxes.fetch': 1, 'boxes.drain': 1, 'timeline.append': 2, 'timeline.read': 2 } },
    },
  }));

export const keepers: fc.Arbitrary<Keepers> = fc.oneof(broker, boxes);

/** Calls of LAST go to this component. */
export function named(keeper: Keepers, last: string): Keepers {
  return JSON.parse(JSON.stringify(keeper).replaceAll('"LAST"', JSON.stringify(last))) as Keepers;
}
