import { describe, it } from 'vitest';
import { hasShared, skipReason } from '../support/shared.js';
import { algorithms, compare } from './eviction-suite.js';

describe.skipIf(!hasShared)(`miss ratios of libCacheSim, every algorithm at every size, on the YouTube campus trace${skipReason}`, () => {
  it.each(Object.keys(algorithms))('%s', (algorithm) => compare('yt_dev', algorithm));
});
