import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Versions } from '../../src/models/replication/versions.js';
import type { OwnStatistic } from '../../src/models/define.js';
import { eventList } from '../support/event-list.js';
import { readText } from '../scenario/reader.js';
import { predictedStaleShare, staleReads } from './stale-reads.js';

const page = (store: string, workload: string, run = '{ duration: 60s, warmup: 0s, replications: 1 }'): string => `title: t
run: ${run}
keys: { item: { items: 4 }, user: { items: 3 } }
components:
  store: { kind: replicated-store, key: item, ${store} }
workload:
${workload}`;
const at = (name: string, times: string, operation: string, item: number, user = 0): string =>
  `  ${name}: { arrivals: { at: [${times}] }, call: store.${operation}, keys: { item: { is: ${item} }, user: { is: ${user} } } }\n`;

function statistics(system: ReturnType<typeof eventList>['system'], instance: number): Readonly<Record<string, OwnStatistic>> {
  return system.components[0].behaviour!.statistics(instance);
}

describe('a primary and a replica with a lag of 3 s', () => {
  it('gives stale answers until the write is there, for that item only', () => {
    const { lines, system } = eventList(
      page('instances: 2, lag: 3s', at('w', '1s', 'write', 1) + at('r1', '0.5s, 1s, 2s, 3.9s, 4s, 5s', 'read', 1) + at('r2', '2.2s', 'read', 2)),
    );
    // At 4 s the write arrives as the end of a wait, before the read of the same instant; at 1 s the write, listed first, comes before the read.
    expect(lines.filter((line) => line.includes('leaves')).map((line) => line.replace('store', ''))).toEqual([
      '0.5 /2.read leaves ok',
      '1 /1.write leaves ok',
      '1 /2.read leaves stale',
      '2 /2.read leaves stale',
      '2.2 /2.read leaves ok',
      '3.9 /2.read leaves stale',
      '4 /2.apply leaves ok',
      '4 /2.read leaves ok',
      '5 /2.read leaves ok',
    ]);
    expect(statistics(system, 1)).toMatchObject({ stale_share: { numerator: 3, denominator: 7 } });
    const staleness = statistics(system, 1)['staleness_s'];
    expect(staleness.type === 'times' && staleness.times.tally.sum).toBeCloseTo(0 + 1 + 2.9, 12);
    const lag = statistics(system, 1)['lag_s'];
    expect(lag.type === 'times' && [lag.times.tally.count, lag.times.tally.sum]).toEqual([1, 3]);
  });

  it('judges a read when its work is done, by what had been committed when it came', () => {
    const { lines } = eventList(page('instances: 2, lag: 3s, work: { read: 1s }', at('w', '1s', 'write', 1) + at('r', '0.5s, 2.5s, 3.5s', 'read', 1)));
    // 0.5 → 1.5: the write came after the read. 2.5 → 3.5: lacks it. 3.5 → 4.5: the replica has it at 4.
    expect(lines.filter((line) => line.includes('read leaves'))).toEqual([
      '1.5 store/2.read leaves ok',
      '3.5 store/2.read leaves stale',
      '4.5 store/2.read leaves ok',
    ]);
  });

  it('applies writes by work of the replica, which waits behind its reads', () => {
    const { lines } = eventList(
      page('instances: 2, servers: 1, lag: 1s, work: { read: 2s, apply: 1s }', at('w', '0s', 'write', 1) + at('r', '0.5s, 3s', 'read', 1)),
    );
    // The read holds the server from 0.5 to 2.5; the write, there at 1 s, is applied from 2.5 to 3.5; the read of 3 s runs from 3.5 on and sees it.
    expect(lines.filter((line) => line.includes('leaves'))).toEqual([
      '0 store/1.write leaves ok',
      '2.5 store/2.read leaves stale',
      '3.5 store/2.apply leaves ok',
      '5.5 store/2.read leaves ok',
    ]);
  });

  it('ends a write when so many replicas have it, and then no read of theirs is stale', () => {
    const { lines } = eventList(page('instances: 3, lag: { sequence: [3s] }, acks: 2', at('w', '1s', 'write', 1) + at('r', '2s, 3s, 4s, 5s', 'read', 1)));
    expect(lines).toContain('4 store/1.write leaves ok');
    // Not committed before: who reads earlier misses nothing.
    expect(lines.filter((line) => line.includes('stale'))).toEqual([]);
  });

  it('holds later writes up behind a late one in the order of the log, and not in any order', () => {
    const text = (order: string): string =>
      page(`instances: 2, lag: { sequence: [5s, 1s] }, order: ${order}`, at('w1', '0s', 'write', 1) + at('w2', '1s', 'write', 2) + at('r', '3s', 'read', 2));
    const outcomeOf = (order: string): string => eventList(text(order)).lines.find((line) => line.includes('read leaves'))!;
    expect(outcomeOf('log')).toBe('3 store/2.read leaves stale');
    expect(outcomeOf('any')).toBe('3 store/2.read leaves ok');
  });

  it('sends who has just written to the primary', () => {
    const { lines, system } = eventList(
      page('instances: 2, lag: 3s, readYourWrites: user', at('w', '1s', 'write', 1, 2) + at('own', '2s, 5s', 'read', 1, 2) + at('other', '2.5s', 'read', 1, 1)),
    );
    expect(lines.filter((line) => line.includes('read leaves'))).toEqual([
      '2 store/1.read leaves ok',
      '2.5 store/2.read leaves stale',
      '5 store/2.read leaves ok',
    ]);
    expect(statistics(system, 0)).toMatchObject({ redirected_reads: { count: 1 } });
  });

  it('reads where it is told to', () => {
    const nodes = (readFrom: string): string[] =>
      eventList(page(`instances: 3, lag: 1s, readFrom: ${readFrom}`, at('r', '1s, 2s, 3s, 4s', 'read', 1)))
        .lines.filter((line) => line.includes('enters'))
        .map((line) => line.slice(8, 9));
    expect(nodes('primary')).toEqual(['1', '1', '1', '1']);
    expect(nodes('replica')).toEqual(['2', '3', '2', '3']);
    expect(nodes('any')).toEqual(['1', '2', '3', '1']);
  });
});

describe('versions', () => {
  /** What every replica has of every write, kept in full. */
  class Everything {
    readonly writes: { item: number; version: number; writer: number; committed: number; at: Set<number> }[] = [];
    has = (item: number, replica: number, version: number): boolean =>
      this.writes.some((one) => one.item === item && one.version >= version && one.at.has(replica)) ||
      !this.writes.some((one) => one.item === item && one.version === version);
  }

  it('agree with a list of all writes that forgets nothing, and forget what all have', () => {
    const step = fc.record({ item: fc.nat(2), replica: fc.nat(1), pick: fc.nat(), action: fc.constantFrom('write', 'commit', 'apply', 'apply', 'apply') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const versions = new Versions(2);
        const all = new Everything();
        for (const [now, { item, replica, pick, action }] of steps.entries()) {
          if (action === 'write') {
            const writer = pick % 2;
            all.writes.push({ item, version: versions.write(item, writer), writer, committed: -1, at: new Set() });
          } else if (all.writes.length > 0) {
            const write = all.writes[pick % all.writes.length];
            if (action === 'commit' && write.committed < 0) {
              write.committed = now;
              versions.commit(write.item, write.version, now);
            } else if (action === 'apply') {
              write.at.add(replica);
              versions.apply(write.item, replica, write.version);
            }
          }
          // Also long after: whoever came earlier asks for what was newest then.
          for (const write of all.writes)
            for (const node of [0, 1]) expect(versions.has(write.item, node, write.version)).toBe(all.has(write.item, node, write.version));
          for (const one of [0, 1, 2]) {
            const committed = all.writes.filter((write) => write.item === one && write.committed >= 0);
            const newest = committed.at(-1)?.version ?? 0;
            const lacks = (node: number): boolean => newest > 0 && !all.has(one, node, newest);
            const known = versions.newestCommitted(one);
            // What is forgotten is what all replicas have.
            if (known === 0) expect([lacks(0), lacks(1)]).toEqual([false, false]);
            else expect(known).toBe(newest);
            for (const node of [0, 1]) {
              expect(known > 0 && !versions.has(one, node, known)).toBe(lacks(node));
              for (const writer of [0, 1])
                expect(versions.lacksOf(one, node, writer)).toBe(committed.some((write) => write.writer === writer && !all.has(one, node, write.version)));
              if (lacks(node))
                expect(versions.lackedSince(one, node, newest)).toBe(
                  Math.min(...committed.filter((write) => !all.has(one, node, write.version)).map((write) => write.committed)),
                );
            }
          }
        }
        for (const write of all.writes) for (const node of [0, 1]) versions.apply(write.item, node, write.version);
        expect(versions.pendingItems).toBe(0);
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe('the share of stale reads beside theory', () => {
  it('is predicted where its conditions hold, and only there', () => {
    const lag = 'lag: { exponential: 1s }, order: any';
    expect(predictedStaleShare(staleReads(lag, '{ zipf: 1 }'))).toBeCloseTo(
      [1, 2, 3, 4, 5].reduce((sum, rank) => {
        const share = 1 / rank / (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5);
        return sum + (share * 4 * share) / (1 + 4 * share);
      }, 0),
      9,
    );
    expect(predictedStaleShare(staleReads(`${lag}, readFrom: primary`))).toBe(0);
    expect(predictedStaleShare(staleReads(`${lag}, work: { write: { exponential: 5ms } }`))).not.toBeNull();
    for (const missed of [
      'acks: 1',
      'readYourWrites: user',
      'work: { read: 1ms }',
      'work: { apply: 1ms }',
      'servers: 2',
      'readFrom: any, balance: least-connections',
    ])
      expect(predictedStaleShare(staleReads(`${lag}, ${missed}`)), missed).toBeNull();
    expect(predictedStaleShare(staleReads(lag).replace('poisson: 4/s', 'every: 250ms'))).toBeNull();
    expect(predictedStaleShare(staleReads('lag: { sequence: [1s, 2s] }'))).toBeNull();
  });
});

describe('what a replicated store refuses', () => {
  it.each<readonly [string, string]>([
    ['lag: 1s', 'out-of-range'],
    ['lag: 1s, instances: 3, balance: { hash: item }', 'not-together'],
    ['lag: 1s, instances: 3, acks: 3', 'out-of-range'],
    ['lag: 1s, instances: 3, servers: 2, queue: 5, work: 1ms', 'not-together'],
    ['instances: 3', 'missing-field'],
  ])('%s is %s', (fields, code) => {
    expect(readText(page(fields, at('r', '1s', 'read', 1))).issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('a call of apply from outside', () => {
    expect(readText(page('lag: 1s, instances: 2', at('r', '1s', 'apply', 1))).issues.map((issue) => issue.code)).toEqual(['unknown-operation']);
  });
});
