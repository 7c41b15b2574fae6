import { expect, test } from 'vitest';
import { judgeStatistics } from '../../../src/experiment/gate/judge-statistics.js';
import { looksUpTo } from '../../../src/experiment/looks.js';
import type { Spread } from '../../../src/experiment/spread/spread.js';

/** A mean over replications, each of them given. */
function meanOf(statistic: string, each: readonly number[]): Spread {
  const sum = each.reduce((total, one) => total + one, 0);
  return { statistic, unit: 's', value: sum / each.length, low: null, high: null, each, without: each.map((one) => (sum - one) / (each.length - 1)) };
}

const noise = [0.3, -0.1, -0.4, 0.2, 0.1, -0.2, 0.4, -0.3];
const base = noise.map((one) => 100 + 5 * one);
const together = { isPaired: true, isSameRun: false };
const target = { subject: { type: 'workload', workload: 'w', operation: null }, statistic: 'latency', outcome: null, part: 'mean' } as const;

function judged(shifts: readonly { readonly by: number; readonly spread: number }[], practical = 0.02, alpha = 0.05): string[] {
  const compared = shifts.map(({ by, spread }, index) => ({
    gated: { statistic: `s${index}`, target, worse: 'higher' as const },
    before: meanOf(`s${index}`, base),
    now: meanOf(
      `s${index}`,
      base.map((one, r) => one + by + spread * noise[(r + 3) % noise.length]),
    ),
  }));
  return judgeStatistics(compared, { alpha, practical, replications: base.length, ...together }).map(({ verdict }) => verdict);
}

test('the whole interval decides: beyond the limit, within it, or neither', () => {
  expect(judged([{ by: 5, spread: 1 }])).toEqual(['worse']);
  expect(judged([{ by: -5, spread: 1 }])).toEqual(['better']);
  expect(judged([{ by: 0.5, spread: 1 }])).toEqual(['same']);
  expect(judged([{ by: 2, spread: 1 }])).toEqual(['undecided']);
  expect(judged([{ by: 0, spread: 0 }])).toEqual(['identical']);
  // Known exactly: the limit itself decides.
  expect(judged([{ by: 2.5, spread: 0 }])).toEqual(['worse']);
  expect(judged([{ by: 1.5, spread: 0 }])).toEqual(['same']);
});

test('the interval is that of the paired differences, by hand', () => {
  // Differences 1 ± noise: their standard deviation over √8 is the standard error; t(7, .975) = 2.364624.
  const [one] = judgeStatistics(
    [
      {
        gated: { statistic: 's', target, worse: 'higher' },
        before: meanOf('s', base),
        now: meanOf(
          's',
          base.map((value, r) => value + 1 + noise[r]),
        ),
      },
    ],
    { alpha: 0.05, practical: 0.02, replications: 8, ...together },
  );
  const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value ** 2, 0) / 7);
  expect(one.difference!.value).toBeCloseTo(1, 12);
  expect(one.difference!.high! - one.difference!.value).toBeCloseTo((2.364624 * deviation) / Math.sqrt(8), 5);
  expect(one.limit).toBeCloseTo(2, 12);
});

test('Holm: what is decided leaves the others more error', () => {
  const near = { by: 3, spread: 2.9 };
  const clear = { by: 9, spread: 0.1 };
  const seven = (shift: typeof clear): (typeof clear)[] => new Array<typeof clear>(7).fill(shift);
  // Alone it is decided, beside seven others that are not it is not; beside seven that are decided, it is again.
  expect(judged([near])).toEqual(['worse']);
  expect(judged([near, ...seven({ by: 2, spread: 3 })])[0]).toBe('undecided');
  expect(judged([near, ...seven(clear)])[0]).toBe('worse');
});

test('nothing to compare is undecided, with a reason', () => {
  const none: Spread = { statistic: 's', unit: 's', value: null, low: null, high: null, each: null, without: null };
  const some = meanOf('s', base);
  const verdict = (before: Spread | null, now: Spread): unknown =>
    judgeStatistics([{ gated: { statistic: 's', target, worse: null }, before, now }], { alpha: 0.05, practical: 0.02, replications: 8, ...together })[0];
  expect(verdict(null, some)).toMatchObject({ verdict: 'new' });
  expect(verdict(some, none)).toMatchObject({ verdict: 'undecided', reason: 'it has no value now' });
  expect(verdict(none, some)).toMatchObject({ verdict: 'undecided', reason: 'it has no value in the baseline' });
  expect(verdict(none, none)).toMatchObject({ verdict: 'undecided', reason: 'it has no value on either side' });
});

test('looks double up to the budget', () => {
  expect(looksUpTo(20, 8)).toEqual([20, 40, 80, 160]);
  expect(looksUpTo(20, 6)).toEqual([20, 40, 80, 120]);
  expect(looksUpTo(20, 1)).toEqual([20]);
  expect(looksUpTo(5, 1.5)).toEqual([5, 7]);
});
