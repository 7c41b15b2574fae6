import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../src/sim/chance/log-gamma.js';

describe('logGamma', () => {
  it('is the logarithm of the factorial', () => {
    let factorial = 1;
    for (let n = 1; n <= 170; n++) {
      expect(Math.abs(logGamma(n) - Math.log(factorial)), `${n}`).toBeLessThan(1e-14 * Math.max(1, Math.log(factorial)));
      factorial *= n;
    }
  });

  it('is log(√π/2) at 3/2, and grows by log x from x to x + 1', () => {
    expect(logGamma(1.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI) / 2), 14);
    for (const x of [1.01, 1.4616321449683623, 2.7, 14.99, 15.01, 101]) expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 12);
  });
});
