import { describe, expect, it } from 'vitest';
import type { CounterBehaviour } from '../../../src/models/counter.js';
import { type EventList, eventList } from '../../support/event-list.js';
import { compare, mistakes } from '../../theory/judge.js';
import { simulate } from '../../theory/simulate.js';

/** Hand-worked lists: the times stand in the comments beside them. */
interface Parts {
  readonly counter: string;
  readonly adds: readonly number[];
  readonly reads?: readonly number[];
  readonly faults?: string;
}

const seconds = (times: readonly number[]): string => `[${times.map((time) => `${time}s`).join(', ')}]`;

function run({ counter, adds, reads = [], faults = '' }: Parts): EventList {
  return eventList(`title: Likes
keys: { post: { is: 7 } }
components: { likes: { kind: counter, key: post, ${counter} } }
workload:
  adds: { arrivals: { at: ${seconds(adds)} }, call: likes.add }
${reads.length === 0 ? '' : `  reads: { arrivals: { at: ${seconds(reads)} }, call: likes.read }\n`}${faults}
run: { duration: 1000s, replications: 1, study: finite }
`);
}

const ends = ({ lines }: EventList, operation: string): string[] =>
  lines.flatMap((line) =>
    line.includes(`.${operation} leaves`)
      ? [line.split(' ')[0]]
      : line.includes('turned away') && line.includes(operation)
        ? [`${line.split(' ')[0]} failed`]
        : [],
  );

function books({ system }: EventList) {
  const { rows, books: all } = system.components[0].behaviour as CounterBehaviour;
  const total = (of: (one: (typeof all)[number]) => number): number => all.reduce((sum, one) => sum + of(one), 0);
  return {
    added: total((one) => one.added),
    writes: total((one) => one.writes),
    written: total((one) => one.written),
    lost: total((one) => one.lost),
    missing: total((one) => one.missing),
    staleReads: total((one) => one.staleReads),
    staleness: total((one) => one.staleness.tally.sum),
    rowWait: total((one) => one.rowWait.tally.sum),
    pending: rows.pending,
  };
}
const fresh = { lost: 0, missing: 0, staleReads: 0, staleness: 0, pending: 0 };

describe('a counter', () => {
  it('is written by one at a time', () => {
    const list = run({ counter: 'work: { write: 2s }', adds: [1, 2, 2.5], reads: [2] });
    // 1–3, 3–5, 5–7: waits 0 + 1 + 2.5.
    expect(ends(list, 'add')).toEqual(['3', '5', '7']);
    expect(books(list)).toEqual({ ...fresh, added: 3, writes: 3, written: 3, rowWait: 3.5 });
  });

  it('is read without waiting, once for each shard', () => {
    expect(ends(run({ counter: 'shards: 3, work: { write: 5s, read: 1s }', adds: [1], reads: [2] }), 'read')).toEqual(['5']);
  });

  it('waits for a server with its row in hand', () => {
    const list = eventList(`title: Likes
keys: { post: { items: 2 } }
components: { likes: { kind: counter, key: post, servers: 1, work: { write: 2s } } }
workload:
  first: { arrivals: { at: [1s, 1.5s] }, call: likes.add, keys: { post: { is: 0 } } }
  second: { arrivals: { at: [2s] }, call: likes.add, keys: { post: { is: 1 } } }
run: { duration: 100s, replications: 1, study: finite }
`);
    // The row of the second is free at once; its write waits for the server until 3 s, before that of 1.5 s, which waits for the row.
    expect(ends(list, 'write')).toEqual(['3', '5', '7']);
    expect(books(list).rowWait).toBe(1.5);
  });

  it('has the writes of different shards side by side', () => {
    const list = run({ counter: 'shards: 1000, work: { write: 2s }', adds: Array.from({ length: 20 }, (_, index) => 1 + index / 100) });
    // Of 20 adds to 1,000 rows hardly two meet; whoever does ends 2 s later.
    expect(ends(list, 'add').filter((time) => Number(time) < 3.2).length).toBeGreaterThan(17);
  });
});

describe('adds that are gathered', () => {
  const adds = [1, 1.5, 2, 4.5, 8];
  it('end at once and become one write', () => {
    const list = run({ counter: 'flush: 2s, work: { write: 1s }', adds, reads: [0.5, 1.7, 3.5, 4, 4.2] });
    expect(ends(list, 'add')).toEqual(['1', '1.5', '2', '4.5', '8']);
    // Gathered 1–3 (three), 4.5–6.5 and 8–10, written 1 s later.
    expect(ends(list, 'write')).toEqual(['4', '7.5', '11']);
    // At 1.7 two are missing since 1 s, at 3.5 three; at 4 the write has ended (ends come before arrivals).
    expect(books(list)).toEqual({ ...fresh, added: 5, writes: 3, written: 5, rowWait: 0, missing: 5, staleReads: 2, staleness: 0.7 + 2.5 });
  });

  it('are written sooner when there are enough', () => {
    const list = run({ counter: 'flush: 2s, flushAt: 2', adds });
    expect(ends(list, 'write')).toEqual(['1.5', '4', '6.5', '10']);
  });

  it('wait for their row', () => {
    const list = run({ counter: 'flush: 1s, work: { write: 4s }', adds: [1, 3, 20] });
    // 2–6; gathered at 4 and written 6–10; 21–25.
    expect(ends(list, 'write')).toEqual(['6', '10', '25']);
    expect(books(list).rowWait).toBe(2);
  });

  it('are lost in a crash, and those that are written at once are not', () => {
    const crash = 'faults: { down: { at: 6s, for: 1s, crash: likes } }\n';
    const list = run({ counter: 'flush: 2s, work: { write: 1s }', adds: [1, 1.5, 3.5, 5, 9], faults: crash });
    // The first two are written at 4 s. Those of 3.5 s and 5 s are gathered until 5.5 s and would be written at 6.5 s: lost.
    expect(books(list)).toEqual({ ...fresh, added: 5, writes: 2, written: 3, lost: 2, rowWait: 0 });
    const plain = run({ counter: 'work: { write: 1s }', adds: [1, 5.5, 5.6, 9], faults: crash });
    expect(ends(plain, 'add')).toEqual(['2', '6 failed', '6 failed', '10']);
    expect(books(plain)).toEqual({ ...fresh, added: 4, writes: 2, written: 2, rowWait: 0 });
  });

  it('of several instances are written in turn, and the others go on after a crash of one', () => {
    const list = eventList(`title: Likes
keys: { post: { is: 7 } }
components: { likes: { kind: counter, key: post, instances: 2, work: { write: 4s } } }
workload: { adds: { arrivals: { at: [1s, 2s, 3s] }, call: likes.add } }
faults: { down: { at: 4s, for: 1s, crash: likes/1 } }
run: { duration: 100s, replications: 1, study: finite }
`);
    // The first writes 1–5 at instance 1 and the third waits there: both are lost at 4 s, and the second begins.
    expect(ends(list, 'add')).toEqual(['4 failed', '4 failed', '8']);
  });
});

describe('a hot counter beside theory', () => {
  const hot = (more: string, rate: string, mean: string, duration: number) => `title: Hot
keys: { post: { is: 1 } }
components: { likes: { kind: counter, key: post, ${more} } }
workload:
  clicks: { arrivals: { poisson: ${rate} }, call: likes.add }
  views: { arrivals: { poisson: ${mean} }, call: likes.read }
run: { duration: ${duration}s, warmup: 5s, replications: 20 }
`;

  // M/M/1 for each row: 1/(μ − λ/n), with μ = 100/s and λ = 150/s over n = 2 rows.
  it('takes 1 / (μ − λ/n) for an add', { timeout: 60_000 }, async () => {
    const results = await simulate({ text: hot('shards: 2, work: { write: { exponential: 10ms } }', '150/s', '1/s', 60) });
    expect(mistakes(compare(results, { quantity: 'add', statistic: ['requests.clicks.latency_s.mean'], value: 1 / (100 - 75), reference: [] }), 4)).toEqual([]);
  });

  // A cycle is the wait for the first add, 1/λ, and the time T in which it gathers: 1 + λT adds a write. At time t of T there are 1 + λt, and all are
  // missing for the time W of the write too, so a read (Poisson) misses (T + λT²/2 + (1 + λT)W) / (1/λ + T) in the mean.
  it('writes one for 1 + λT adds, of which a read misses what theory says', { timeout: 60_000 }, async () => {
    const [rate, gather, write] = [50, 0.1, 0.02];
    const results = await simulate({ text: hot('flush: 100ms, work: { write: 20ms }', '50/s', '50/s', 60) });
    const cycle = 1 / rate + gather;
    const missing = (gather + (rate * gather ** 2) / 2 + (1 + rate * gather) * write) / cycle;
    const findings = [
      compare(results, { quantity: 'adds a write', statistic: ['components.likes.adds_per_write'], value: 1 + rate * gather, reference: [] }),
      compare(results, { quantity: 'missing', statistic: ['components.likes.missing_per_read'], value: missing, reference: [] }),
    ];
    expect(findings.flatMap((finding) => mistakes(finding, 2))).toEqual([]);
  });
});
