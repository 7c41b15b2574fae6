import { describe, expect, it } from 'vitest';
import type { ComparedStatistic } from '../../../../src/experiment/compare/document.js';
import { findShifts, findStays, findWaitShifts, type Side } from '../../../../src/experiment/compare/why/explain.js';
import type { Ratio, RowTimes } from '../../../../src/experiment/compare/why/time-split.js';

const settings = { paired: true, practical: 0.01, error: 0.05 };
const REPLICATIONS = 5;
/** Per request or job, in seconds; replications differ by up to so much, in A and B alike. */
const around = (value: number, scatter = 0.001): readonly number[] => Array.from({ length: REPLICATIONS }, (_, r) => 100 * (value + scatter * (r - 2)));
const counts = new Array<number>(REPLICATIONS).fill(100);

type Times = readonly [component: string, waiting: readonly number[], working: readonly number[]];
const row = (time: readonly number[], parts: readonly Times[], more: Partial<RowTimes> = {}): RowTimes => ({
  time: { sums: time, counts },
  failed: 0,
  awaited: new Set(parts.map(([component]) => component)),
  parts: parts.map(([component, waiting, working]) => ({ component, waiting, working })),
  ...more,
});
const side = (rows: Record<string, RowTimes>, waits: Record<string, Ratio> = {}): Side => ({
  split: { rows: new Map(Object.entries(rows)), waits: new Map(Object.entries(waits)) },
  components: {},
});
const shifts = (a: Side, b: Side): unknown =>
  findShifts(a, b, new Set(['w']), settings).map(({ workload, difference, parts }) => [
    workload,
    Number(difference.value.toFixed(6)),
    ...parts.map(({ component, what, difference: part }) => `${component} ${what} ${part.value.toFixed(4)}`),
  ]);

describe('what made a mean time differ', () => {
  const before = row(around(0.05), [['db', around(0.03), around(0.01, 0)]]);

  it('is the waiting or the work that makes most of it, the largest first', () => {
    expect(shifts(side({ w: before }), side({ w: row(around(0.02), [['db', around(0.001), around(0.01, 0)]]) }))).toEqual([['w', -0.03, 'db wait -0.0290']]);
    expect(shifts(side({ w: before }), side({ w: row(around(0.09), [['db', around(0.05), around(0.03, 0)]]) }))).toEqual([
      ['w', 0.04, 'db wait 0.0200', 'db work 0.0200'],
    ]);
  });

  it('is also what moves against it', () => {
    const after = row(around(0.04), [
      ['db', around(0.005), around(0.01, 0)],
      ['app', around(0.015), around(0)],
    ]);
    expect(shifts(side({ w: before }), side({ w: after }))).toEqual([['w', -0.01, 'db wait -0.0250', 'app wait 0.0150']]);
  });

  it('has limits that come from the pairs', () => {
    // Pairs differ by 0.03 and (r - 2) times 0.0005: of t(4) at 97.5 %, 2.776, times 0.0005 sqrt(2.5) / sqrt(5).
    const after = row(around(0.02, 0.0015), [['db', around(0, 0.0015), around(0.01, 0)]]);
    const [{ difference, parts }] = findShifts(side({ w: before }), side({ w: after }), new Set(['w']), settings);
    for (const one of [difference, parts[0].difference]) {
      expect(one.value).toBeCloseTo(-0.03, 12);
      expect(one.high! - one.value).toBeCloseTo(2.7764 * 0.0005 * Math.sqrt(0.5), 7);
    }
  });

  it.each([
    ['the parts known make little of it', row(around(0.02), [['db', around(0.02), around(0.01, 0)]])],
    ['the difference does not matter', row(around(0.0502), [['db', around(0.0302), around(0.01, 0)]])],
    ['the difference is not shown', row(around(0.04, 0.02), [['db', around(0.02, 0.02), around(0.01, 0)]])],
    ['many fail', row(around(0.02), [['db', around(0.001), around(0.01, 0)]], { failed: 0.1 })],
    ['its times there are not its own in the other', row(around(0.02), [], { awaited: new Set(['db']) })],
  ])('is not said where %s', (_name, after) => {
    expect(shifts(side({ w: before }), side({ w: after }))).toEqual([]);
  });

  it('of a component that only one of them has is all that it takes there', () => {
    const after = row(around(0.02), [['cache', around(0), around(0.01, 0)]]);
    expect(shifts(side({ w: before }), side({ w: after }))).toEqual([['w', -0.03, 'db wait -0.0300', 'db work -0.0100', 'cache work 0.0100']]);
  });

  it('is told of the operations of a workload that cannot be divided itself, and of nobody whose latency is not compared', () => {
    const after = row(around(0.02), [['db', around(0.001), around(0.01, 0)]]);
    const [unknown, known] = [row(around(0.05), []), row(around(0.02), [])];
    const rows = (whole: RowTimes, part: RowTimes): Record<string, RowTimes> => ({ w: whole, 'w/web.page': part, v: part });
    expect(shifts(side(rows(unknown, before)), side(rows(known, after)))).toEqual([['w/web.page', -0.03, 'db wait -0.0290']]);
    expect(shifts(side(rows(before, before)), side(rows(after, after)))).toEqual([['w', -0.03, 'db wait -0.0290']]);
  });

  it('says whether failed requests are in it, and how busy the component was and is', () => {
    const after = row(around(0.02), [['db', around(0.001), around(0.01, 0)]], { failed: 0.01 });
    const busy = (value: number): Side['components'] => ({ db: { utilisation: { value, low: null, high: null } } }) as unknown as Side['components'];
    const [found] = findShifts({ ...side({ w: before }), components: busy(0.8) }, { ...side({ w: after }), components: busy(0.4) }, new Set(['w']), settings);
    expect([found.with_failures, found.parts[0].utilisation]).toEqual([true, { before: 0.8, after: 0.4 }]);
  });
});

describe('waiting for a component', () => {
  const [long, short]: Ratio[] = [
    { sums: around(0.03), counts },
    { sums: around(0.01), counts },
  ];
  const requests = (value: number): RowTimes => row(around(value), [], { awaited: new Set(['db']) });
  const found = (a: Side, b: Side): unknown =>
    findWaitShifts(a, b, settings).map(({ component, before_s, after_s, workloads }) => [component, before_s, after_s, workloads]);

  it('is told of those that wait for it and whose time it can have moved', () => {
    expect(found(side({ w: requests(0.05) }, { db: long }), side({ w: requests(0.03) }, { db: short }))).toEqual([['db', 0.03, 0.01, ['w']]]);
    // 0.1 s less a request cannot come of 0.02 s less a job, where there are as many jobs as requests.
    expect(found(side({ w: requests(0.15) }, { db: long }), side({ w: requests(0.05) }, { db: short }))).toEqual([['db', 0.03, 0.01, []]]);
    expect(found(side({ w: requests(0.05) }, { db: long }), side({ w: requests(0.06) }, { db: short }))).toEqual([['db', 0.03, 0.01, []]]);
  });

  it('is not told where it is the same', () => {
    expect(found(side({ w: requests(0.05) }, { db: long }), side({ w: requests(0.03) }, { db: long }))).toEqual([]);
  });
});

describe('who hardly gains', () => {
  const statistic = (workload: string, ratio: number): ComparedStatistic =>
    ({
      statistic: `${workload}.latency.p99`,
      against: { B: { verdict: 'lower', meaning: 'better', ratio: { value: ratio, low: null, high: null } } },
    }) as unknown as ComparedStatistic;
  const statistics = [statistic('browse', 0.3), statistic('buy', 0.9)];
  const bank = around(0.25);
  const before = row(around(0.3), [
    ['db', around(0.03, 0), around(0.01, 0)],
    ['bank', around(0, 0), bank],
  ]);
  const stays = (after: RowTimes, of = statistics): unknown =>
    findStays(side({ buy: before }), side({ buy: after }), { statistics: of, design: 'B' }, settings).map(({ component, mostly, equal, share, gain }) => [
      component,
      mostly,
      equal,
      Number(share.value.toFixed(4)),
      Number(gain.value.toFixed(4)),
    ]);
  const gaining = (time: number, at: readonly number[]): RowTimes =>
    row(around(time), [
      ['db', around(0.01, 0), around(0.01, 0)],
      ['bank', around(0, 0), at],
    ]);

  it('spends its time at a component that did not change', () => {
    expect(stays(gaining(0.28, bank))).toEqual([['bank', 'work', true, 0.8929, 0.0667]]);
    expect(stays(gaining(0.2801, around(0.2501)))).toEqual([['bank', 'work', false, 0.8929, 0.0663]]);
  });

  it.each([
    ['it gains as others do', gaining(0.15, around(0.12)), statistics],
    ['it loses', gaining(0.32, bank), statistics],
    ['that component changed', gaining(0.28, around(0.26)), statistics],
    ['no component has most of its time', row(around(0.28), [['bank', around(0, 0), around(0.1)]]), statistics],
    ['nobody else gains', gaining(0.28, bank), [statistic('buy', 0.9)]],
  ])('is not said where %s', (_name, after, of) => {
    expect(stays(after, of)).toEqual([]);
  });
});
