import { describe, expect, it } from 'vitest';
import { inverseNormal } from '../../../src/sim/chance/inverse-normal.js';
import { normalCdf } from './goodness-of-fit.js';

describe('inverseNormal', () => {
  it.each([
    // The three test values of Wichura's paper, one for each of its ranges, and tabulated ones.
    [0.25, -0.674489750196081743],
    [0.001, -3.090232306167813541],
    [1e-20, -9.262340089798407573],
    [0.975, 1.959963984540054],
    [0.5, 0],
  ])('of %d', (p, expected) => {
    expect(inverseNormal(p)).toBeCloseTo(expected, 14);
  });

  it('inverts the distribution function', () => {
    for (let i = 1; i < 1000; i++) expect(normalCdf(inverseNormal(i / 1000))).toBeCloseTo(i / 1000, 14);
  });

  it('has the ends at the ends', () => {
    expect(inverseNormal(0)).toBe(-Infinity);
    expect(inverseNormal(1)).toBe(Infinity);
    expect(inverseNormal(1 - 2 ** -53)).toBeGreaterThan(8);
    expect(inverseNormal(2 ** -53)).toBeLessThan(-8);
  });
});
