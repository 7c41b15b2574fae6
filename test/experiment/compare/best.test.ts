import { describe, expect, it } from 'vitest';
import { compareWithBest } from '../../../src/experiment/compare/best.js';
import { leaveOneOut, percentilesWithout } from '../../../src/experiment/spread/leave-one-out.js';

const candidate = (design: string, values: readonly number[]) => {
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const spread = { statistic: 'x', unit: 's' as const, value, low: value, high: value, ...leaveOneOut({ of: 'mean', values }, percentilesWithout()) };
  return { design, spread };
};
const settings = { statistic: 'x', unit: 's', paired: true, error: 0.05 } as const;

describe('the best of several', () => {
  const a = candidate('A', [10, 11, 12, 13, 14]);
  const b = candidate('B', [8, 9.1, 9.9, 11.1, 11.9]);
  const c = candidate('C', [8.2, 9, 10.2, 10.8, 12.1]);

  it('is not clearly worse than any other: B and C are alike, A is 2 behind', () => {
    const best = compareWithBest([a, b, c], { ...settings, better: 'lower' });
    expect(best.ranking.map(({ design, may_be_best }) => [design, may_be_best])).toEqual([
      ['B', true],
      ['C', true],
      ['A', false],
    ]);
    expect(best.confidence).toBeGreaterThan(0);
    expect(best.confidence).toBeLessThan(0.95);
    for (const { value, behind } of best.ranking) {
      const others = best.ranking.filter((one) => one.value !== value).map((one) => one.value);
      expect(behind!.value).toBeCloseTo(value - Math.min(...others), 12);
      expect(behind!.low).toBeLessThan(behind!.value);
      expect(behind!.high).toBeGreaterThan(behind!.value);
    }
  });

  it('is the highest where that is better', () => {
    const best = compareWithBest([a, b, c], { ...settings, better: 'higher' });
    expect(best.ranking.map(({ design, may_be_best }) => [design, may_be_best])).toEqual([
      ['A', true],
      ['C', false],
      ['B', false],
    ]);
    expect(best.confidence).toBeGreaterThan(0.95);
  });

  it('cannot be told where nothing is known of the replications', () => {
    const bare = { design: 'D', spread: { ...a.spread, value: 9, without: null } };
    const best = compareWithBest([bare, b], { ...settings, better: 'lower' });
    expect(best.ranking.map(({ behind, may_be_best }) => [behind, may_be_best])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(best.confidence).toBeNull();
  });

  it.each([
    { better: 'lower', outcome: 'a share that never came', of: (share: number) => share },
    { better: 'higher', outcome: 'one that always came', of: (share: number) => 1 - share },
  ] as const)('takes $outcome in the first for no better known than by the rule of three', ({ better, of }) => {
    const share = (design: string, bad: number) => {
      const values = new Array<number>(4).fill(of(bad));
      const [low, high] = bad === 0 ? [0, 0.003].map(of).sort((left, right) => left - right) : [of(bad), of(bad)];
      const { each, without } = leaveOneOut({ of: 'mean', values }, percentilesWithout());
      return { design, spread: { statistic: 'x', unit: 'share' as const, value: of(bad), low, high, each, without } };
    };
    const best = compareWithBest([share('A', 0), share('B', 0.002), share('C', 0.05)], { ...settings, better });
    // 2 in a thousand more than none in a thousand, of which 3 would be no wonder.
    expect(best.ranking.map(({ design, may_be_best }) => [design, may_be_best])).toEqual([
      ['A', true],
      ['B', true],
      ['C', false],
    ]);
    const rule = (error: number): number => (0.003 * Math.log(error)) / Math.log(0.05);
    const [first, second, third] = best.ranking.map(({ behind }) => behind!);
    expect([first.value, first.low, first.high].map((one) => Number(one!.toFixed(9)))).toEqual([-0.002, -0.002, Number((-0.002 + rule(0.05 / 6)).toFixed(9))]);
    expect([second.value, second.low, second.high].map((one) => Number(one!.toFixed(9)))).toEqual([0.002, Number((0.002 - rule(0.05 / 6)).toFixed(9)), 0.002]);
    expect(third.low).toBeCloseTo(0.048, 9);
    expect(best.confidence).toBeCloseTo(1 - 2 * 0.05 ** (2 / 3), 9);
  });
});
