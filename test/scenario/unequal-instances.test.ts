import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../src/predict/index.js';
import { replicate } from '../../src/experiment/observation/replication.js';
import { eventList } from '../support/event-list.js';
import { readText, scenarioOf } from './reader.js';

const page = (fields: string, more = ''): string =>
  `title: T\n${more}components:\n  web: { kind: service, ${fields} }\nworkload:\n  pages: { arrivals: { poisson: 80/s }, call: web }\n`;
const codes = (text: string): readonly string[] => readText(text).issues.map(({ code }) => code);
const messages = (text: string): readonly string[] => readText(text).issues.map(({ message }) => message);

describe('instances that differ', () => {
  it('have what they change, and in all the rest what the component says', () => {
    const [web] = scenarioOf(page('servers: 2, queue: 5, work: 8ms, instances: { big: { servers: 8, queue: 9 }, small: {} }')).components;
    expect(web.instances).toEqual(['big', 'small']);
    expect(web.variants).toMatchObject([
      { servers: 8, queue: 9 },
      { servers: 2, queue: 5 },
    ]);
    expect(web.variants![1].operations[0]).toBe(web.operations[0]);
  });

  it('are alike where nothing is changed', () => {
    expect(scenarioOf(page('work: 8ms, instances: { one: {}, two: {} }')).components[0]).toMatchObject({ instances: ['one', 'two'], variants: null });
  });

  it('end a job in what one of them alone can end it with', () => {
    const [web] = scenarioOf(page('work: 8ms, instances: { one: { queue: 3 }, two: { balking: { 5: 100% } }, three: { patience: 1s } }')).components;
    expect(web.operations[0].outcomes).toEqual(expect.arrayContaining(['rejected', 'balked', 'abandoned']));
  });

  it('differ in the work of one operation of several', () => {
    const [web] = scenarioOf(
      page('operations: { read: 8ms, page: [work: 1ms, wait: 2ms] }, instances: { old: { operations: { read: 12ms } }, new: {} }').replace(
        'call: web',
        'call: web.read',
      ),
    ).components;
    expect(web.variants![0].operations[0].steps).toMatchObject([{ time: { value: 0.012 } }]);
    expect(web.variants![0].operations[1]).toBe(web.operations[1]);
  });

  it.each([
    ['instances: { a: { discipline: lifo }, b: {} }', 'not-together', '"discipline" is the same for all instances of web'],
    ['instances: { a: { balance: random }, b: {} }', 'not-together', '"balance" is the same for all instances of web'],
    ['instances: { a: { sevrers: 3 }, b: {} }', 'unknown-field', 'unknown field "sevrers" of an instance'],
    ['instances: { a: 3, b: {} }', 'wrong-shape', 'the instance a is a map, not 3'],
    ['instances: {}', 'missing-value', 'there are no instances'],
    ['instances: { A: {}, b: {} }', 'bad-name', null],
    ['instances: { a: { servers: 0 }, b: {} }', 'out-of-range', null],
    ['instances: { a: { servers: 2, speeds: [1] }, b: {} }', 'out-of-range', 'there are 2 servers and 1 speeds'],
    ['instances: { a: { speeds: [0.5] }, b: { patience: 1s } }', 'not-together', 'patience of web/b cannot stand beside the speeds or breakdowns of web/a'],
    ['instances: { a: { speeds: [0.5] }, b: { servers: unlimited } }', 'not-together', null],
    ['instances: { a: { operations: { serve: 4ms } }, b: {} }', 'one-of', 'web/a has work and operations, and may have one of them'],
  ])('%s is refused', (fields, code, message) => {
    const text = page(`work: 8ms, ${fields}`);
    expect(codes(text)).toEqual([code]);
    if (message !== null) expect(messages(text)).toEqual([message]);
  });

  it('do the same in an operation, but for the time of its one work', () => {
    const text = page('operations: { read: [work: 1ms, wait: 2ms] }, instances: { old: { operations: { read: 12ms } }, new: {} }');
    expect(codes(text)).toEqual(['needs-one-work']);
    const strange = page('operations: { read: 1ms }, instances: { old: { operations: { raed: 12ms } }, new: {} }');
    expect(codes(strange)).toContain('unknown-operation');
  });

  it('are of a cache, too: room and policy', () => {
    const text = (instances: string): string =>
      `title: T\nkeys: { video: { items: 10 } }\ncomponents: { edge: { kind: cache, key: video, capacity: 4, instances: ${instances} } }\nworkload: { plays: { arrivals: { every: 1s }, call: edge.get } }\n`;
    expect(scenarioOf(text('{ big: { capacity: 8 }, small: { eviction: fifo } }')).components[0].variants).toMatchObject([
      { settings: { capacity: 8, eviction: 'lru' } },
      { settings: { capacity: 4, eviction: 'fifo' } },
    ]);
    expect(messages(text('{ big: { key: video }, small: {} }'))).toEqual(['"key" is the same for all instances of edge']);
    expect(codes(text('{ big: { capacity: 4MB }, small: {} }'))).toEqual(['missing-field']);
  });
});

describe('a hand-worked day of two instances that differ', () => {
  it('in turn: the first takes 3 s for each and has one place to wait, the second takes 1 s and has two servers', () => {
    const { lines } = eventList(`
title: T
components:
  web: { kind: service, instances: { slow: { work: 3s, queue: 0 }, quick: { servers: 2 } }, work: 1s }
workload:
  pages: { arrivals: { at: [0s, 0s, 1s, 1s, 1.5s, 1.5s] }, call: web }
run: { duration: 10s, warmup: 0s, replications: 1 }
`);
    expect(lines).toEqual([
      '0 web/1.serve enters',
      '0 web/2.serve enters',
      '1 web/2.serve leaves ok',
      '1 web/1.serve enters',
      '1 web/1.serve is turned away rejected',
      '1 web/2.serve enters',
      '1.5 web/1.serve enters',
      '1.5 web/1.serve is turned away rejected',
      '1.5 web/2.serve enters',
      '2 web/2.serve leaves ok',
      '2.5 web/2.serve leaves ok',
      '3 web/1.serve leaves ok',
    ]);
  });

  it('one whose server has half the speed takes twice the time, also where a server is held for work alone', () => {
    for (const async of ['', ', async: true']) {
      const { lines } = eventList(`
title: T
components:
  web: { kind: service, instances: { slow: { speeds: [0.5] }, quick: {} }, work: 1s${async} }
workload:
  pages: { arrivals: { at: [0s, 0s, 0s, 0s] }, call: web }
run: { duration: 10s, warmup: 0s, replications: 1 }
`);
      expect(lines.filter((line) => line.includes('leaves'))).toEqual([
        '1 web/2.serve leaves ok',
        '2 web/1.serve leaves ok',
        '2 web/2.serve leaves ok',
        '4 web/1.serve leaves ok',
      ]);
    }
  });

  it('a cache with room for two keeps what one with room for one has lost', async () => {
    const scenario = scenarioOf(`
title: T
keys: { video: { items: 2 } }
components:
  edge: { kind: cache, key: video, capacity: 1, miss: origin, instances: { small: {}, big: { capacity: 2, work: { get: 1s } } } }
  origin: { kind: service, servers: unlimited, work: 0s }
workload:
  plays: { arrivals: { every: 1s }, call: edge.get }
run: { duration: 4000s, warmup: 0s, replications: 1 }
`);
    const [little, much] = await rowsOf(scenario, ['edge/small', 'edge/big']);
    // Two items, equally likely: the copy of one is the one asked for in half of the cases; with room for both only the first two miss.
    expect(little.outcomes.get('hit')! / little.arrivals).toBeGreaterThan(0.45);
    expect(little.outcomes.get('hit')! / little.arrivals).toBeLessThan(0.55);
    expect(much.outcomes.get('miss')).toBe(2);
    expect(little.response.sum).toBe(0);
    expect(much.response.sum).toBeCloseTo(much.response.count, 6);
  });
});

async function rowsOf(scenario: Parameters<typeof replicate>[0], names: readonly string[]) {
  const replication = await replicate(scenario, { number: 0, warmup: 0, inBatches: false, goOn: () => Promise.resolve(true) });
  return names.map((name) => replication!.windows.at(-1)!.components.get(name)!);
}

describe('theory of instances that differ', () => {
  const predicted = (text: string) =>
    new Map(outlookOf(scenarioOf(text)).forecasts.map(({ subject, statistic, predicted, exactness }) => [`${subject}.${statistic}`, { predicted, exactness }]));

  it('two M/M/1 under weighted chance: each by itself, and their mean', () => {
    const found = predicted(
      page('balance: { random: { old: 25%, new: 75% } }, instances: { old: { work: { exponential: 20ms } }, new: {} }, work: { exponential: 10ms }'),
    );
    // 1/(μ − λ): 1/(50 − 20) and 1/(100 − 60).
    const [old, young] = [1 / 30, 1 / 40];
    expect(found.get('pages.latency')!.predicted).toBeCloseTo(0.25 * old + 0.75 * young, 12);
    expect(found.get('pages.latency')!.exactness).toBe('exact');
    expect(found.get('web/old.utilisation')!.predicted).toBeCloseTo(0.4, 12);
    expect(found.get('web/new.utilisation')!.predicted).toBeCloseTo(0.6, 12);
    expect(found.get('web/old.wait')!.predicted).toBeCloseTo(old - 0.02, 12);
    expect(found.get('web.utilisation')!.predicted).toBeCloseTo(0.5, 12);
  });

  it('M/M/2 beside M/M/1: busy servers over servers', () => {
    const found = predicted(page('balance: random, instances: { big: { servers: 2 }, small: {} }, work: { exponential: 20ms }'));
    // 40/s each, 20 ms: 0.8 servers of two and of one; M/M/2 waits C/(2μ − λ), C = 0.8²/2 / (1 − 0.4) / (1 + 0.8 + 0.8²/2 / 0.6) = 0.16/0.7 …
    const erlangC = 0.32 / 0.6 / (1.8 + 0.32 / 0.6);
    expect(found.get('web/big.wait')!.predicted).toBeCloseTo(erlangC / (100 - 40), 12);
    expect(found.get('web/small.wait')!.predicted).toBeCloseTo(0.8 / (50 - 40), 12);
    expect(found.get('web.utilisation')!.predicted).toBeCloseTo(1.6 / 3, 12);
  });

  it('M/M/1/3 beside M/M/1: a share of all is turned away', () => {
    const found = predicted(page('balance: random, instances: { short: { queue: 2 }, long: {} }, work: { exponential: 20ms }'));
    const lost = (0.8 ** 3 * 0.2) / (1 - 0.8 ** 4);
    expect(found.get('web/short.outcome.rejected')!.predicted).toBeCloseTo(lost, 12);
    expect(found.get('pages.outcome.rejected')!.predicted).toBeCloseTo(lost / 2, 12);
  });

  it.each(['round-robin', 'least-connections', 'two-choices', 'shortest-queue'])('none under %s, which has a formula for equal ones', (balance) => {
    const found = predicted(page(`balance: ${balance}, instances: { big: { servers: 2 }, small: {} }, work: { exponential: 10ms }`));
    expect([...found.keys()]).toEqual([]);
  });

  it('the instance that is full first says how much more can come', () => {
    const outlook = outlookOf(scenarioOf(page('balance: random, instances: { big: { servers: 4 }, small: {} }, work: { exponential: 10ms }')));
    expect(outlook.bottleneck).toMatchObject({ component: 'web', headroom: 1 / 0.4 });
  });
});
