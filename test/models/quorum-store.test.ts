import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../src/predict/index.js';
import { exponentialLaw, uniformLaw } from '../../src/theory/laws/index.js';
import { quorumTime, staleAfterWrite } from '../../src/theory/stores/index.js';
import { readText, scenarioOf } from '../scenario/reader.js';
import { eventList } from '../support/event-list.js';
import { mistakesOfQuorum, quorumPage } from '../theory/quorum-cases.js';

const page = (store: string, workload: string, run = '{ duration: 60s, warmup: 0s, replications: 1 }'): string => `title: t
run: ${run}
keys: { item: { items: 4 } }
components:
  store: { kind: quorum-store, key: item, ${store} }
workload:
${workload}`;
const at = (name: string, times: string, operation: string, item: number): string =>
  `  ${name}: { arrivals: { at: [${times}] }, call: store.${operation}, keys: { item: { is: ${item} } } }\n`;
const leaves = (lines: readonly string[], operation: string): readonly string[] =>
  lines.filter((line) => line.includes(`${operation} leaves`)).map((line) => line.replace(/ store\/\d\.\w+ leaves/, ''));

describe('three nodes, worked by hand', () => {
  it('a write ends with the W-th acknowledgement, and all nodes get it', () => {
    const { lines } = eventList(
      page('instances: 3, quorum: { read: 2, write: 2 }, lag: 1s, ack: 0.5s, servers: 1, work: { apply: 2s }', at('w', '0s, 0s', 'write', 1)),
    );
    // Both writes are at each node at 1 s; one is applied from 1 to 3, the other from 3 to 5; the answers are back half a second later.
    expect(leaves(lines, 'write')).toEqual(['3.5 ok', '5.5 ok']);
    expect(leaves(lines, 'apply')).toEqual(['3 ok', '3 ok', '3 ok', '5 ok', '5 ok', '5 ok']);
  });

  it('a read ends with the R-th answer; stale if none of the R has what was committed when it came', () => {
    // Looks come at once and see nothing of a write under way; a read is judged by what was committed before it came.
    const { lines, system } = eventList(
      page(
        'instances: 2, quorum: { read: 2, write: 1 }, lag: 3s, ask: 1s, answer: 1s',
        at('w', '0s', 'write', 1) + at('r', '1s, 2s, 5s', 'read', 1) + at('other', '2s', 'read', 2),
      ),
    );
    // Nothing is committed before 3 s, when all nodes have it: no read lacks anything, and each takes two seconds.
    expect(leaves(lines, 'read')).toEqual(['3 ok', '4 ok', '4 ok', '7 ok']);
    expect(leaves(lines, 'write')).toEqual(['3 ok']);
    const [own] = [0, 1].map((node) => system.components[0].behaviour!.statistics(node));
    expect(own['stale_share']).toMatchObject({ denominator: 2 });
  });

  it('a node that is behind gives an old answer, and a read that hears it alone is stale', () => {
    const store = (read: number): string =>
      `instances: { quick: { work: { apply: 1s, look: 3s } }, slow: { work: { apply: 5s } } }, servers: 2, quorum: { read: ${read}, write: 1 }`;
    const run = (read: number) => eventList(page(store(read), at('w', '0s', 'write', 1) + at('r', '0.5s, 2s, 6s', 'read', 1)));
    // Committed at 1 s, when the quick node has it; the slow one has it at 5 s and answers at once, the quick one after 3 s.
    const one = run(1);
    expect(leaves(one.lines, 'write')).toEqual(['1 ok']);
    expect(leaves(one.lines, 'read')).toEqual(['0.5 ok', '2 stale', '6 ok']);
    const books = [0, 1].map((node) => one.system.components[0].behaviour!.statistics(node)['staleness_s']);
    expect(books.reduce((sum, times) => sum + (times.type === 'times' ? times.times.tally.sum : NaN), 0)).toBe(1);
    expect(leaves(run(2).lines, 'read')).toEqual(['3.5 ok', '5 ok', '9 ok']);
  });
});

describe('overlapping quorums', () => {
  const quorum = (nodes: number) =>
    fc.record({ nodes: fc.constant(nodes), read: fc.integer({ min: 1, max: nodes }), write: fc.integer({ min: 1, max: nodes }) });

  it('give no stale read, whatever the delays; others do', () => {
    let stale = 0;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }).chain(quorum), fc.integer({ min: 1, max: 1e6 }), ({ nodes, read, write }, seed) => {
        const { system } = eventList(
          `seed: ${seed}\n${page(
            `instances: ${nodes}, quorum: { read: ${read}, write: ${write} }, lag: { exponential: 1s }, ack: { exponential: 200ms }, ask: { exponential: 200ms }, answer: { exponential: 1s }`,
            '  w: { arrivals: { poisson: 4/s }, call: store.write }\n  r: { arrivals: { poisson: 10/s }, call: store.read }\n',
            '{ duration: 10s, warmup: 0s, replications: 1 }',
          )}`,
        );
        let count = 0;
        for (let node = 0; node < nodes; node++) {
          const statistic = system.components[0].behaviour!.statistics(node)['stale_reads'];
          if (statistic.type === 'count') count += statistic.count;
        }
        if (read + write > nodes) expect(count).toBe(0);
        else stale += count;
      }),
      { numRuns: 40, seed: 11 },
    );
    expect(stale).toBeGreaterThan(100);
  });
});

describe('beside theory', () => {
  const text = (quorum: string, reads = '10/s', more = '') => quorumPage({ quorum, reads, more, duration: 600 });

  it('the k-th of n exponential answers: m (1/n + … + 1/(n-k+1)); of n uniform ones: k/(n+1)', () => {
    expect(quorumTime({ law: exponentialLaw(0.01), needed: 3, nodes: 5 }).mean).toBeCloseTo(0.01 * (1 / 5 + 1 / 4 + 1 / 3), 12);
    expect(quorumTime({ law: exponentialLaw(0.01), needed: 5, nodes: 5 }).mean).toBeCloseTo(0.01 * (1 / 5 + 1 / 4 + 1 / 3 + 1 / 2 + 1), 12);
    expect(quorumTime({ law: uniformLaw(0, 1), needed: 2, nodes: 3 }).mean).toBeCloseTo(2 / 4, 12);
  });

  it('partial quorums right after a write: the published values, and never where they overlap', () => {
    // Bailis et al. 2012, section 3.1: N = 3, R = W = 1: 0.666; R = W = 2 of 3: 0; N = 100, R = W = 30: 1.88e-6.
    const share = (nodes: number, read: number, write: number): number => staleAfterWrite({ nodes, read, write, lagMean: 1, after: 0 }).staleShare;
    expect(share(3, 1, 1)).toBeCloseTo(2 / 3, 12);
    expect(share(3, 2, 1)).toBeCloseTo(1 / 3, 12);
    expect(share(3, 2, 2)).toBe(0);
    expect(share(100, 30, 30)).toBeCloseTo(1.88e-6, 8);
  });

  it('partial quorums: latencies, and the share of stale reads at random instants', { timeout: 60_000 }, async () => {
    expect(await mistakesOfQuorum({ nodes: 5, read: 1, write: 1, reads: '10/s', duration: 80 }, 8)).toEqual([]);
  });

  it('is predicted where its conditions hold, and only there', () => {
    const forecasts = (one: string) =>
      new Map(outlookOf(scenarioOf(one)).forecasts.map(({ subject, statistic, predicted }) => [`${subject}.${statistic}`, predicted]));
    const exact = forecasts(text('{ read: 3, write: 3 }'));
    expect(exact.get('reads.latency')).toBeCloseTo(0.01 * (1 / 5 + 1 / 4 + 1 / 3), 12);
    expect(exact.get('store.staleShare')).toBe(0);
    expect(forecasts(text('{ read: 2, write: 3 }')).has('store.staleShare')).toBe(false);
    expect(forecasts(text('{ read: 3, write: 3 }', '10/s', ', work: { look: 1ms }')).has('reads.latency')).toBe(false);
    expect(forecasts(text('{ read: 3, write: 3 }', '10/s', ', ask: { exponential: 1ms }')).has('reads.latency')).toBe(false);
    expect(forecasts(text('{ read: 3, write: 3 }', '10/s', ', ask: { exponential: 1ms }')).has('writes.latency')).toBe(true);
  });
});

describe('what a quorum store refuses', () => {
  it.each<readonly [string, string]>([
    ['instances: 3, quorum: { read: 4, write: 1 }', 'out-of-range'],
    ['instances: 1, quorum: { read: 1, write: 1 }', 'out-of-range'],
    ['instances: 3, quorum: { read: 2 }', 'missing-field'],
    ['instances: 3, quorum: { read: 2, write: 2 }, balance: { hash: item }', 'not-together'],
    ['instances: 3, quorum: { read: 2, write: 2 }, servers: 1, queue: 3, work: 1ms', 'not-together'],
  ])('%s is %s', (fields, code) => {
    expect(readText(page(fields, at('r', '1s', 'read', 1))).issues.map((issue) => issue.code)).toEqual([code]);
  });
});
