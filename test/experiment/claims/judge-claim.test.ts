import { expect, test } from 'vitest';
import type { Claim, Look } from '../../../src/experiment/claims/claim.js';
import { judgeClaim } from '../../../src/experiment/claims/judge-claim.js';
import { allLooks } from '../../../src/experiment/claims/looks.js';
import type { Seen } from '../../../src/experiment/claims/seen.js';

const seeds = [null, 2, 3, 4, 5];
const claim: Claim = { scenario: 'small.yaml', statistic: 'db.wait', against: { scenario: 'big.yaml' } };

/** On each seed a value for `small.yaml` and one for `big.yaml`; with settings, what remains. */
function seen(small: readonly number[], big: readonly number[], half: number, left: readonly [number, number] = [0, 0]): (look: Look) => Seen {
  return ({ scenario, set, seed }) => {
    const index = seeds.indexOf(seed);
    const value = set.length > 0 ? left[scenario === 'small.yaml' ? 0 : 1] : (scenario === 'small.yaml' ? small : big)[index];
    return { values: new Map([['db.wait', { estimate: { value, low: value - half, high: value + half }, each: null }]]), limits: 'db', objectives: [] };
  };
}
const all = (value: number): number[] => seeds.map(() => value);
const faults = (extra: Partial<Claim>, look: (look: Look) => Seen): readonly string[] => judgeClaim({ ...claim, ...extra }, seeds, look).faults;

test('an effect has five half-widths on every seed', () => {
  // The half-width of a difference of two that are known to 1 is √2.
  expect(faults({ relation: 'above' }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ relation: 'above' }, seen([17.1, 17.1, 17, 17.1, 17.1], all(10), 1))).toHaveLength(1);
  expect(faults({ relation: 'below' }, seen(all(17.1), all(10), 1))).toHaveLength(1);
  expect(faults({ relation: 'above', halfWidths: 4 }, seen(all(17), all(10), 1))).toEqual([]);
});

test('what equals differs by chance at most: one seed of five beyond its interval, none beyond two half-widths', () => {
  expect(faults({ relation: 'equals' }, seen([10, 11, 9, 12, 10], all(10), 1))).toEqual([]);
  expect(faults({ relation: 'equals' }, seen([10, 12, 8, 10, 10], all(10), 1))).toHaveLength(1);
  expect(faults({ relation: 'equals' }, seen([10, 13, 10, 10, 10], all(10), 1))).toHaveLength(1);
  expect(faults({ relation: { same: 0.01 } }, seen(all(10.05), all(10), 0.01))).toEqual([]);
  expect(faults({ relation: { same: 0.01 } }, seen(all(10.05), all(10), 1))).toHaveLength(1);
  expect(faults({ relation: { ratio: 2, within: 0.1 } }, seen(all(21), all(10), 1))).toEqual([]);
  expect(faults({ relation: { ratio: 2, within: 0.1 } }, seen(all(23), all(10), 1))).toHaveLength(1);
});

test('printed numbers are those of the first seed, and the seed does not decide them', () => {
  const says = { here: '17.1 s', there: '10 s', difference: '7.1 s', ratio: '1.71 times', change: '71 %' };
  expect(faults({ says }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ says: { here: '17.1 s' } }, seen([17.2, 17.1, 17.1, 17.1, 17.1], all(10), 1))[0]).toContain('but it is 17.2');
  expect(faults({ says: { here: '17.1 s' } }, seen([17.1, 19, 19, 17.1, 17.1], all(10), 1))[0]).toContain('hangs on the seed');
});

test('a number known from elsewhere, and the component that limits', () => {
  expect(faults({ expected: { value: 17, from: 'theory' } }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ expected: { value: 12, from: 'theory' } }, seen(all(17.1), all(10), 1))[0]).toContain('theory');
  expect(faults({ expected: { value: 15, within: 0.1, from: 'theory' } }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ expected: { value: 7, of: 'difference', from: 'theory' } }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ limits: 'db' }, seen(all(17.1), all(10), 1))).toEqual([]);
  expect(faults({ limits: 'web' }, seen(all(17.1), all(10), 1))[0]).toContain('web should limit, but db did');
});

test('without what is taught nothing is left, and that is known well enough', () => {
  const removed = { set: ['taught=false'] };
  expect(faults({ removed }, seen(all(20), all(10), 1, [5, 4]))).toEqual([]);
  expect(faults({ removed }, seen(all(20), all(10), 1, [8, 4]))).toHaveLength(1);
  expect(faults({ removed: { ...removed, within: 0.5 } }, seen(all(20), all(10), 1, [8, 4]))).toEqual([]);
  expect(faults({ removed }, seen(all(20), all(10), 10, [5, 4]))[0]).toContain('not known well enough');
});

test('a statistic without a value is a fault; counts have the interval of one more seed', () => {
  const none = (): Seen => ({ values: new Map([['db.wait', { estimate: null, each: null }]]), limits: null, objectives: [] });
  expect(faults({}, none)[0]).toContain('has no value');
  const counts = [100, 102, 98, 101, 99];
  const counted = ({ scenario, seed }: Look): Seen => ({
    values: new Map([
      ['db.wait', { estimate: { value: counts[seeds.indexOf(seed)] + (scenario === 'small.yaml' ? 50 : 0), low: null, high: null }, each: [1, 2] }],
    ]),
    limits: null,
    objectives: [],
  });
  // 2.776 × 1.58 for each of the two: 6.2.
  expect(faults({ relation: 'above' }, counted)).toEqual([]);
  expect(faults({ relation: 'above', halfWidths: 9 }, counted)).toHaveLength(1);
});

test('differences are taken replication by replication where these are known', () => {
  // 5 ±4.3 in each of four replications apart: between 9 and 11, and 4 and 6, but always 5 ±0.1 apart.
  const big = [9, 10, 10, 11];
  const gaps = [4.9, 5, 5, 5.1];
  const pairs = ({ scenario }: Look): Seen => {
    const each = big.map((value, index) => value + (scenario === 'small.yaml' ? gaps[index] : 0));
    const value = each.reduce((sum, one) => sum + one, 0) / 4;
    return { values: new Map([['db.wait', { estimate: { value, low: value - 1.3, high: value + 1.3 }, each }]]), limits: null, objectives: [] };
  };
  // t(3) · 0.0816 / 2 = 0.13: 38 half-widths; 5 / 1.84 = 2.7 if they were independent.
  expect(faults({ relation: 'above', halfWidths: 38 }, pairs)).toEqual([]);
  expect(faults({ relation: 'above', halfWidths: 39 }, pairs)).toHaveLength(1);
  const { ratio } = judgeClaim(claim, seeds, pairs).found;
  expect(ratio[0].value).toBeCloseTo(1.5, 12);
  expect(ratio[0].half).toBeLessThan(0.08);
});

test('each simulation is needed once', () => {
  const asked = allLooks([claim, { ...claim, statistic: 'db.utilisation', removed: { set: ['a=1'] } }], [null, 2]);
  expect([...asked.keys()]).toEqual(
    ['small.yaml', 'big.yaml', 'small.yaml --set a=1', 'big.yaml --set a=1']
      .flatMap((name) => name)
      .concat(['small.yaml --seed 2', 'big.yaml --seed 2', 'small.yaml --set a=1 --seed 2', 'big.yaml --set a=1 --seed 2']),
  );
  expect(asked.get('big.yaml')!.statistics).toEqual(['db.wait', 'db.utilisation']);
});
