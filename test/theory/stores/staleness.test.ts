import { describe, expect, test } from 'vitest';
import { constantLaw, erlangLaw, exponentialLaw, uniformLaw } from '../../../src/theory/laws/index.js';
import { staleInAnyOrder, staleInLogOrder } from '../../../src/theory/stores/index.js';

describe('staleness of one replica', () => {
  test('in any order: closed forms', () => {
    expect(staleInAnyOrder({ writeRate: 2, lag: exponentialLaw(0.3) }).staleShare).toBeCloseTo(0.6 / 1.6, 12);
    expect(staleInAnyOrder({ writeRate: 2, lag: constantLaw(0.3) }).staleShare).toBeCloseTo(1 - Math.exp(-0.6), 12);
  });

  test.each([exponentialLaw(0.4), constantLaw(0.4), uniformLaw(0.1, 0.7), erlangLaw(0.4, 3)])('in order, one item: M/G/∞ is empty, whatever the law', (lag) => {
    expect(staleInLogOrder({ writeRate: 3, allWrites: 3, lag }).staleShare).toBeCloseTo(1 - Math.exp(-1.2), 9);
  });

  test('in order, constant lag: nothing is held up, so the order does not matter', () => {
    const lag = constantLaw(0.4);
    expect(staleInLogOrder({ writeRate: 0.5, allWrites: 50, lag }).staleShare).toBeCloseTo(staleInAnyOrder({ writeRate: 0.5, lag }).staleShare, 9);
  });

  test('in order is staler than in any order, and the more so the more others are written', () => {
    const lag = exponentialLaw(0.4);
    const any = staleInAnyOrder({ writeRate: 0.5, lag }).staleShare;
    const few = staleInLogOrder({ writeRate: 0.5, allWrites: 0.6, lag }).staleShare;
    const many = staleInLogOrder({ writeRate: 0.5, allWrites: 60, lag }).staleShare;
    expect(any).toBeLessThan(few);
    expect(few).toBeLessThan(many);
  });
});
