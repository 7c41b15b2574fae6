import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { areCorrelated } from '../../../src/experiment/estimate/von-neumann.js';
import { standardNormal } from './normal.js';

describe('von Neumann’s ratio', () => {
  it('by hand: 1 - Σ steps² / (2 Σ squares) against 2.326 √((n-2)/(n²-1))', () => {
    // Squares 60, steps² 4 × 10 - ... of a ramp -4 … 4: steps all 1, 8 of them; C = 1 - 8/120 = 0.933; the bound is 0.688 for n = 9.
    expect(areCorrelated([-4, -3, -2, -1, 0, 1, 2, 3, 4])).toBe(true);
    // Alternating: C = 1 - 7·4/(2·8) < 0.
    expect(areCorrelated([1, -1, 1, -1, 1, -1, 1, -1])).toBe(false);
    expect(areCorrelated([0, 0, 0, 0])).toBe(false);
  });

  it.each([10, 15, 30])('calls about 1 %% of independent series of %d correlated', (length) => {
    const stream = createStream(1, 0, 'test', `white ${length}`);
    let called = 0;
    for (let series = 0; series < 20_000; series++) {
      const values = Array.from({ length }, () => standardNormal(stream));
      const mean = values.reduce((sum, value) => sum + value, 0) / length;
      if (areCorrelated(values.map((value) => value - mean))) called++;
    }
    // The mean of C in residuals is -1/n-ish: the level is at most the nominal one. Standard error of the share: 0.07 %.
    expect(called / 20_000).toBeGreaterThan(0.002);
    expect(called / 20_000).toBeLessThan(0.013);
  });

  it('finds a correlation of 0.6 between neighbours in most series of 30', () => {
    const stream = createStream(1, 0, 'test', 'correlated');
    let called = 0;
    for (let series = 0; series < 1000; series++) {
      let before = standardNormal(stream);
      const values = Array.from({ length: 30 }, () => (before = 0.6 * before + 0.8 * standardNormal(stream)));
      const mean = values.reduce((sum, value) => sum + value, 0) / 30;
      if (areCorrelated(values.map((value) => value - mean))) called++;
    }
    expect(called).toBeGreaterThan(650);
  });
});
