import { describe, it } from 'vitest';
import { checkItems } from './check-items.js';

describe('items, five million draws', () => {
  it.each([
    [0.6, 20_000],
    [0.9, 20_000],
    [1.1, 5_000],
  ])('zipf %d over %d items', (exponent, items) => {
    checkItems({ law: 'zipf', exponent }, items, 5_000_000);
  });
});
