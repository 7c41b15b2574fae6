import { describe, expect, it } from 'vitest';
import type { BrokerBehaviour } from '../../../src/models/broker.js';
import type { Counts } from '../../../src/models/broker/counts.js';
import { Job } from '../../../src/sim/job.js';
import { type EventList, eventList } from '../../support/event-list.js';

/** Hand-worked lists: the times stand in the comments beside them. */
interface Parts {
  readonly broker: string;
  /** Seconds at which messages are published. */
  readonly at: readonly number[];
  readonly work?: string;
  readonly keys?: string;
  readonly more?: string;
  readonly duration?: string;
  readonly workload?: string;
}

function run({ broker, at, work = '2s', keys = '{ user: { is: 1 } }', more = '', duration = '100s', workload = '' }: Parts): EventList {
  return eventList(`title: Messages
keys: ${keys}
components:
  queue: { kind: broker, ${broker} }
  worker: { kind: service, servers: unlimited, ${work.startsWith('operations') ? work : `work: ${work}`} }
  ${more}
workload:
  jobs: { arrivals: { at: [${at.map((time) => `${time}s`).join(', ')}] }, call: queue.publish${workload} }
run: { duration: ${duration}, replications: 1, study: finite }
`);
}

function countsOf({ system }: EventList): Counts & { readonly published: number; readonly blocked: number } {
  const { behaviour } = system.components.find(({ component }) => component.name === 'queue')!;
  const [instance] = (behaviour as BrokerBehaviour).brokers;
  return Object.assign(instance.total, { published: instance.published, blocked: instance.blocked });
}

const worker = ({ lines }: EventList): string[] => lines.filter((line) => line.includes('worker')).map((line) => line.replace('worker.serve ', ''));
const leaves = ({ lines }: EventList): string[] =>
  lines.filter((line) => line.includes('queue.publish leaves')).map((line) => line.replace('queue.publish ', ''));

describe('order', () => {
  it('takes the messages of a key one after the other, however many consumers there are', () => {
    const list = run({ broker: 'key: user, partitions: 4, groups: { all: { call: worker, consumers: 4 } }', at: [1, 1.5, 2] });
    expect(worker(list)).toEqual(['1 enters', '3 leaves ok', '3 enters', '5 leaves ok', '5 enters', '7 leaves ok']);
  });

  it('lets any consumer of a work queue take the next', () => {
    const list = run({ broker: 'groups: { all: { call: worker, consumers: 2 } }', at: [1, 1.5, 2] });
    expect(worker(list)).toEqual(['1 enters', '1.5 enters', '3 leaves ok', '3 enters', '3.5 leaves ok', '5 leaves ok']);
  });

  it('has one consumer for two partitions do one thing at a time', () => {
    // Users 0, 1, 2 … are new each time, so both partitions get some.
    const list = run({
      broker: 'key: user, partitions: 2, groups: { all: { call: worker, consumers: 1 } }',
      keys: '{ user: { items: new } }',
      at: [1, 1, 1, 1],
    });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '3 enters', '5 enters', '7 enters']);
  });

  it('leaves consumers beyond the partitions idle', () => {
    const enters = (partitions: number) => {
      const at = new Array<number>(100).fill(1);
      const broker = `key: user, partitions: ${partitions}, groups: { all: { call: worker, consumers: 8 } }`;
      return worker(run({ broker, keys: '{ user: { items: new } }', at })).filter((line) => line === '1 enters').length;
    };
    expect(enters(1)).toBe(1);
    expect(enters(2)).toBe(2);
    expect(enters(1000)).toBe(8);
  });

  it('publishes at the instant, and starts the consumer at the same one, after the publisher has its answer', () => {
    const list = run({ broker: 'groups: { all: { call: worker } }', at: [1] });
    expect(list.lines).toEqual(['1 queue.publish enters', '1 queue.publish leaves ok', '1 worker.serve enters', '3 worker.serve leaves ok']);
  });
});

describe('groups', () => {
  it('each read every message, at their own pace', () => {
    const list = run({ broker: 'groups: { slow: { call: worker }, fast: { call: other } }', more: 'other: { kind: service, work: 1s }', at: [1, 2] });
    expect(list.lines.filter((line) => line.includes('enters') && !line.includes('queue'))).toEqual([
      '1 worker.serve enters',
      '1 other.serve enters',
      '2 other.serve enters',
      '3 worker.serve enters',
    ]);
    expect(countsOf(list)).toMatchObject({ published: 2, delivered: 4, redelivered: 0 });
    // One message waits for the slow group from 2 s to 3 s.
    expect(countsOf(list).lag.integral(100)).toBeCloseTo(1, 12);
    expect(countsOf(list).age.tally).toMatchObject({ count: 4, sum: 1, max: 1 });
  });
});

describe('redelivery', () => {
  const failing = 'operations: { serve: [{ work: 1s }, { return: broken }] }';

  it('comes so long after the delivery, and ends with a dead letter', () => {
    // Taken at 1, bad at 2, visible at 1 + 3 = 4, bad at 5, which was the last.
    const list = run({
      broker: 'groups: { all: { call: worker } }, redeliver: { after: 3s, attempts: 2 }, deadLetter: failures',
      work: failing,
      more: 'failures: { kind: service, work: 1s }',
      at: [1],
    });
    expect(list.lines.slice(2)).toEqual([
      '1 worker.serve enters',
      '2 worker.serve leaves broken',
      '4 worker.serve enters',
      '5 worker.serve leaves broken',
      '5 failures.serve enters',
      '6 failures.serve leaves ok',
    ]);
    expect(countsOf(list)).toMatchObject({ published: 1, delivered: 0, redelivered: 1, deadLettered: 1, expired: 0 });
    // It waits, failed and hidden, from 2 to 4.
    expect(countsOf(list).lag.integral(100)).toBeCloseTo(2, 12);
    expect(countsOf(list).inHand.integral(100)).toBeCloseTo(2, 12);
  });

  it('is not there without the field: the first bad answer is the last', () => {
    const list = run({ broker: 'groups: { all: { call: worker } }', work: failing, at: [1] });
    expect(worker(list)).toEqual(['1 enters', '2 leaves broken']);
    expect(countsOf(list)).toMatchObject({ delivered: 0, redelivered: 0, deadLettered: 1 });
  });

  it('keeps a partition waiting, and a work queue not', () => {
    const ordered = run({ broker: 'key: user, groups: { all: { call: worker } }, redeliver: { after: 3s, attempts: 2 }', work: failing, at: [1, 1] });
    expect(worker(ordered).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '4 enters', '5 enters', '8 enters']);
    const queue = run({ broker: 'groups: { all: { call: worker } }, redeliver: { after: 3s, attempts: 2 }', work: failing, at: [1, 1] });
    expect(worker(queue).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '2 enters', '4 enters', '5 enters']);
  });

  it('delivers twice what takes longer than the time-out, and drops the late answer', () => {
    // Taken at 1 and, by the other consumer, at 3; the answer at 6 is late, and frees its consumer for the third and last delivery (visible since 5).
    // The answer at 8 (of the second) is late; at 8 the last time-out is over: dead, before the answer at 11.
    const list = run({ broker: 'groups: { all: { call: worker, consumers: 2 } }, redeliver: { after: 2s, attempts: 3 }', work: '5s', at: [1] });
    expect(worker(list)).toEqual(['1 enters', '3 enters', '6 leaves ok', '6 enters', '8 leaves ok', '11 leaves ok']);
    expect(countsOf(list)).toMatchObject({ delivered: 0, redelivered: 2, deadLettered: 1 });
    // All three were for nothing: their answers no longer counted when they came.
    const { cells } = list.system.components[1].component.stations[0];
    expect(cells[0].work.sum).toBe(15);
    expect(cells[0].wasted.sum).toBe(15);
  });

  it('takes a late answer where nobody else has taken the message', () => {
    const list = run({ broker: 'groups: { all: { call: worker } }, redeliver: { after: 2s, attempts: 3 }', work: '5s', at: [1] });
    expect(worker(list)).toEqual(['1 enters', '6 leaves ok']);
    expect(countsOf(list)).toMatchObject({ delivered: 1, redelivered: 0, deadLettered: 0 });
  });

  it('hands a partition over to a free consumer where its own is still busy with what it has lost', () => {
    const list = run({
      broker: 'key: user, partitions: 2, groups: { all: { call: worker, consumers: 2 } }, redeliver: { after: 2s, attempts: 2 }',
      work: '5s',
      at: [1],
    });
    expect(worker(list)).toEqual(['1 enters', '3 enters', '6 leaves ok', '8 leaves ok']);
  });

  it('an answer beats its own time-out', () => {
    const list = run({ broker: 'groups: { all: { call: worker, consumers: 2 } }, redeliver: { after: 2s }', work: '2s', at: [1] });
    expect(worker(list)).toEqual(['1 enters', '3 leaves ok']);
    expect(countsOf(list)).toMatchObject({ delivered: 1, redelivered: 0 });
  });

  it('frees a consumer whose call times out, by the call policy of the broker', () => {
    // The consumer gives up at 2; the message is visible at 1 + 4 = 5, and given up at 6 for good.
    const list = run({
      broker: 'groups: { all: { call: worker } }, redeliver: { after: 4s, attempts: 2 }, calls: { worker: { timeout: 1s } }',
      work: '5s',
      at: [1, 1],
    });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '2 enters', '5 enters', '6 enters']);
    expect(countsOf(list)).toMatchObject({ delivered: 0, redelivered: 2, deadLettered: 2 });
  });
});

describe('a crashed consumer', () => {
  function crashAt(broker: string, time: number, at: readonly number[]): EventList {
    const scenario = run({ broker, at, duration: '0.5s' });
    const { system } = scenario;
    const { behaviour } = system.components[0];
    const group = (behaviour as BrokerBehaviour).brokers[0].groups[0];
    system.engine.sleep(new Job(system.engine, null, { isOpen: true, ended() {} }, [], 0, { run: () => (group.crash(0), null) }), time - system.engine.now);
    system.engine.run(100, 1e6);
    return scenario;
  }

  it('leaves its message to others when its time-out is over, and its call runs on for nobody', () => {
    const list = crashAt('groups: { all: { call: worker } }, redeliver: { after: 10s }', 2, [1]);
    expect(worker(list)).toEqual(['1 enters', '3 leaves ok', '11 enters', '13 leaves ok']);
    expect(countsOf(list)).toMatchObject({ delivered: 1, redelivered: 1, deadLettered: 0 });
    expect(list.system.components[1].component.stations[0].cells[0].wasted.sum).toBe(2);
  });

  it('is replaced at once', () => {
    // The second message is taken at 2, by the consumer in its place.
    const list = crashAt('groups: { all: { call: worker } }, redeliver: { after: 10s }', 2, [1, 1]);
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '2 enters', '11 enters']);
  });

  it('keeps its partition waiting: order holds', () => {
    const list = crashAt('key: user, partitions: 3, groups: { all: { call: worker, consumers: 3 } }, redeliver: { after: 10s }', 2, [1, 1]);
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '11 enters', '13 enters']);
  });

  it('loses its message for good where none is delivered again', () => {
    const list = crashAt('groups: { all: { call: worker } }', 2, [1]);
    expect(countsOf(list)).toMatchObject({ published: 1, delivered: 0, deadLettered: 1 });
  });
});

describe('a delay', () => {
  it('holds a message back from its publication on', () => {
    const list = run({ broker: 'groups: { all: { call: worker } }, delay: 5s', at: [1] });
    expect(list.lines).toEqual(['1 queue.publish enters', '1 queue.publish leaves ok', '6 worker.serve enters', '8 worker.serve leaves ok']);
    expect(countsOf(list).age.tally.sum).toBe(5);
  });

  it('lets others pass in a work queue, and holds up those behind it in a partition', () => {
    const delay = 'delay: { sequence: [5s, 1s] }';
    const queue = run({ broker: `groups: { all: { call: worker, consumers: 2 } }, ${delay}`, at: [1, 1] });
    expect(worker(queue).filter((line) => line.endsWith('enters'))).toEqual(['2 enters', '6 enters']);
    const ordered = run({ broker: `key: user, groups: { all: { call: worker, consumers: 2 } }, ${delay}`, at: [1, 1] });
    expect(worker(ordered).filter((line) => line.endsWith('enters'))).toEqual(['6 enters', '8 enters']);
  });
});

describe('a batch', () => {
  it('is what there is, in one call', () => {
    // The first is taken alone; the three others wait for the consumer until 3, and two of them go together.
    const list = run({ broker: 'groups: { all: { call: worker, batch: { most: 2 } } }', at: [1, 1.5, 2, 2.5] });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '3 enters', '5 enters']);
    expect(countsOf(list)).toMatchObject({ published: 4, delivered: 4 });
    expect(countsOf(list).inHand.max).toBe(2);
  });

  it('waits for others, but not for ever', () => {
    // Full at 2 with the third; the fourth waits from 4 to 7.
    const list = run({ broker: 'groups: { all: { call: worker, consumers: 2, batch: { most: 3, wait: 3s } } }', at: [1, 1.5, 2, 4] });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['2 enters', '7 enters']);
  });

  it('fails and comes again as a whole', () => {
    const list = run({
      broker: 'key: user, groups: { all: { call: worker, batch: { most: 3 } } }, redeliver: { after: 5s, attempts: 2 }',
      work: 'operations: { serve: [{ work: 1s }, { return: broken }] }',
      at: [1, 1.5, 1.6],
    });
    // [1] at 1; at 6 with those that came meanwhile, [1, 2, 3]: the last time for the first; [2, 3] again 5 s after that.
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '6 enters', '11 enters']);
    expect(countsOf(list)).toMatchObject({ redelivered: 3, deadLettered: 3 });
  });
});

describe('retention', () => {
  const groups = 'groups: { all: { call: worker } }';

  it('drops the oldest that nobody has read', () => {
    // Taken at 1; kept are 1 (in hand) and 2; the third drops the first, which its consumer finishes; the fourth drops the second, unread.
    const list = run({ broker: `${groups}, retention: { messages: 2 }`, at: [1, 1.1, 1.2, 1.3] });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '3 enters', '5 enters']);
    expect(countsOf(list)).toMatchObject({ published: 4, delivered: 3, expired: 1 });
  });

  it('rejects', () => {
    const list = run({ broker: `${groups}, retention: { messages: 2, whenFull: reject }`, at: [1, 1.1, 1.2, 3] });
    // At 3 the first is done: an end of work comes before an arrival of the same instant.
    expect(leaves(list)).toEqual(['1 leaves ok', '1.1 leaves ok', '1.2 leaves rejected', '3 leaves ok']);
    expect(countsOf(list)).toMatchObject({ published: 3, delivered: 3, expired: 0 });
  });

  it('blocks publishers, and lets them in as they came', () => {
    const list = run({ broker: `${groups}, retention: { messages: 1, whenFull: block }`, at: [1, 1.1, 1.2] });
    expect(leaves(list)).toEqual(['1 leaves ok', '3 leaves ok', '5 leaves ok']);
    expect(countsOf(list)).toMatchObject({ published: 3, delivered: 3, blocked: 2 });
  });

  it('tells how old a request is that still waits for room', () => {
    const list = run({ broker: `${groups}, retention: { messages: 1, whenFull: block }`, work: '1h', at: [1, 10] });
    expect([...list.system.oldestInside().values()]).toEqual([90]);
  });

  it('forgets after a time, read or not', () => {
    // Taken at 1, 3 and 5; the fourth falls out at 1.3 + 5 = 6.3, before 7.
    const list = run({ broker: `${groups}, retention: { time: 5s }`, at: [1, 1.1, 1.2, 1.3] });
    expect(worker(list).filter((line) => line.endsWith('enters'))).toEqual(['1 enters', '3 enters', '5 enters']);
    expect(countsOf(list)).toMatchObject({ published: 4, delivered: 3, expired: 1 });
  });
});

describe('what a message carries', () => {
  it('the start of its root request', () => {
    const list = eventList(`title: Age
components:
  queue: { kind: broker, work: 1s, delay: 3s, groups: { all: { call: worker } } }
  worker: { kind: service, operations: { serve: [{ work: 2s }, { call: screen.show }] } }
  screen: { kind: probe }
workload: { jobs: { arrivals: { at: [10s] }, call: queue.publish } }
run: { duration: 100s, replications: 1 }
`);
    const probe = list.system.components[2].behaviour!.statistics(0)['age_s'];
    expect(probe).toMatchObject({ times: { tally: { count: 1, sum: 6 } } });
  });

  it('the priority of its publisher, and not its deadline', () => {
    const list = eventList(`title: Priority
components:
  queue: { kind: broker, groups: { all: { call: worker, consumers: 9 } } }
  worker: { kind: service, discipline: priority, work: 2s }
workload:
  low: { arrivals: { at: [1s, 1.1s] }, call: queue.publish }
  high: { arrivals: { at: [1.2s] }, call: queue.publish, priority: 5, deadline: 1s }
run: { duration: 100s, replications: 1 }
`);
    // Served: low at 1, high at 3, low at 5. The late worker is nobody's concern: the request ended with the publication.
    const [cell] = list.system.components[1].component.stations[0].cells;
    expect(cell.wait.tally.sum).toBeCloseTo(0 + 1.8 + 3.9, 12);
    expect(list.system.workloads[1].requests[0].cell.latency.tally.count).toBe(1);
  });

  it('its keys, which choose the partition and the instance behind it', () => {
    const list = eventList(`title: Keys
keys: { user: { items: new } }
components:
  queue: { kind: broker, key: user, partitions: 3, instances: 2, balance: { hash: user }, groups: { all: { call: worker, consumers: 3 } } }
  worker: { kind: service, instances: 2, balance: { hash: user }, servers: unlimited, work: 1ms }
workload: { jobs: { arrivals: { every: 1s }, call: queue.publish } }
run: { duration: 1000.5s, replications: 1 }
`);
    const at = (component: number) => list.system.components[component].component.stations.map(({ cells }) => cells[0].arrivals);
    expect(at(0)).toEqual(at(1));
    expect(at(0)[0] + at(0)[1]).toBe(1000);
    expect(Math.min(...at(0))).toBeGreaterThan(400);
  });
});
