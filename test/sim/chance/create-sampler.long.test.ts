import { describe, it } from 'vitest';
import { checkSampler } from './check-sampler.js';
import { LAW_CASES } from './law-cases.js';

describe('a million draws', () => {
  it.each(LAW_CASES)('$name', (lawCase) => {
    checkSampler(lawCase, 1_000_000);
  });
});
