import { describe, it } from 'vitest';
import { hasShared, skipReason } from '../support/shared.js';
import { algorithms, compare, traces } from './eviction-suite.js';

describe.skipIf(!hasShared).each(traces)(`miss ratios of libCacheSim, every algorithm at every size, on %s${skipReason}`, (trace) => {
  it.each(Object.keys(algorithms))('%s', (algorithm) => compare(trace, algorithm));
});
