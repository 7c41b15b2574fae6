import { describe, expect, it } from 'vitest';
import { logOfUnit } from '../../../src/sim/chance/log-of-unit.js';
import { createStream } from '../../../src/sim/chance/stream.js';

describe('logOfUnit', () => {
  it('is the logarithm, to the last digits', () => {
    const stream = createStream(1, 0, 'test', 'logarithm');
    let worstAbsolute = 0;
    let worstRelative = 0;
    for (let draw = 0; draw < 200_000; draw++) {
      const x = 1 - stream.double() ** ((draw % 6) + 1);
      if (x === 0) continue;
      const error = Math.abs(logOfUnit(x) - Math.log(x));
      worstAbsolute = Math.max(worstAbsolute, error / (1 - Math.log(x)));
      worstRelative = Math.max(worstRelative, error / Math.max(Math.abs(Math.log(x)), Number.MIN_VALUE));
    }
    expect(worstAbsolute).toBeLessThan(2 ** -51);
    expect(worstRelative).toBeLessThan(2 ** -44);
  });

  it('is exact at 1 and beside it, and right at the ends', () => {
    expect(logOfUnit(1)).toBe(0);
    expect(logOfUnit(1 - 2 ** -53)).toBe(Math.log(1 - 2 ** -53));
    for (const power of [20, 30, 40, 52]) expect(logOfUnit(1 - 2 ** -power)).toBe(Math.log(1 - 2 ** -power));
    expect(logOfUnit(2 ** -53)).toBe(Math.log(2 ** -53));
    for (const x of [0.5, 0.25, 0.7071, 0.70703125, 0.7070312499999999, 1e-300]) expect(logOfUnit(x)).toBeCloseTo(Math.log(x), 12);
  });

  it('never rises where x falls, along a fine grid', () => {
    let rises = 0;
    for (let step = 1; step < 400_000; step++) if (logOfUnit(1 - step / 400_000) >= logOfUnit(1 - (step - 1) / 400_000)) rises++;
    expect(rises).toBe(0);
  });
});
