import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mobileLookalike } from '../../scripts/generate-mobile-lookalike.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

const text = readFileSync(join(resolve(import.meta.dirname, '../..'), 'scenarios/basics/mobile-lookalike.csv'), 'utf8');
const rates = text
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => (Number(line.split(',')[1]) * 8) / 1000);

/** Of bandwidths in kbit/s, `step` seconds apart. */
function summary(all: readonly number[], step: number) {
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length;
  const correlation = (seconds: number): number => {
    const lag = Math.round(seconds / step);
    const products = all.slice(lag).map((one, index) => (one - mean) * (all[index] - mean));
    return products.reduce((sum, one) => sum + one, 0) / products.length / variance;
  };
  return { mean, variation: Math.sqrt(variance) / mean, low: all.filter((one) => one < 100).length / all.length, correlation };
}

describe('the generated hour of mobile bandwidth', () => {
  const file = summary(rates, 2);

  it('is what the program writes, byte for byte', () => expect(mobileLookalike() === text).toBe(true));

  it('has the numbers that the program states', () => {
    expect(rates).toHaveLength(1800);
    expect(Math.abs(file.mean / 887 - 1)).toBeLessThan(0.02);
    expect(Math.abs(file.variation - 0.65)).toBeLessThan(0.03);
    expect(Math.abs(file.low - 0.1)).toBeLessThan(0.02);
    // An hour has few independent stretches of 55 s: the correlations are estimates.
    for (const [seconds, stated] of [
      [10, 0.65],
      [20, 0.52],
      [40, 0.37],
    ])
      expect(Math.abs(file.correlation(seconds) - stated), `${seconds} s`).toBeLessThan(0.1);
  });
});

describe.skipIf(!hasShared)(`the 3G logs themselves${skipReason}`, () => {
  it('have these numbers in the middle', () => {
    const logs = JSON.parse(readFileSync(`${sharedFolder}data/video-abr-network-traces/3Glogs.dev.json`, 'utf8')) as Record<string, [number, number, number][]>;
    const all = Object.values(logs).map((log) => summary(bySecond(log), 1));
    const middle = (of: (one: (typeof all)[number]) => number): number => all.map(of).sort((a, b) => a - b)[all.length >> 1];
    expect(all).toHaveLength(43);
    expect(middle((one) => one.mean)).toBeCloseTo(887, -1);
    expect(middle((one) => one.variation)).toBeCloseTo(0.65, 1);
    expect(middle((one) => one.low)).toBeCloseTo(0.1, 1);
    for (const [seconds, stated] of [
      [5, 0.74],
      [10, 0.65],
      [20, 0.52],
      [40, 0.37],
    ])
      expect(
        middle((one) => one.correlation(seconds)),
        `${seconds} s`,
      ).toBeCloseTo(stated, 1);
  });
});

/** Mean bandwidth of each whole second of a log of [ms, kbit/s, ms]. */
function bySecond(log: readonly [number, number, number][]): number[] {
  const seconds: number[] = [];
  let left = 1000;
  let sum = 0;
  for (const [duration, rate] of log) {
    for (let rest = duration; rest > 0;) {
      const part = Math.min(rest, left);
      sum += part * rate;
      rest -= part;
      left -= part;
      if (left > 0) continue;
      seconds.push(sum / 1000);
      sum = 0;
      left = 1000;
    }
  }
  return seconds;
}
