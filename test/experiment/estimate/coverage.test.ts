import { describe, expect, it } from 'vitest';
import { coverageOfSingleServer, studyFromBacklog } from './coverage.js';

describe('intervals over replications', () => {
  it('of the mean cover it in at least 88 of 100 studies (M/M/1, load 0.5, 20 × 1,000 jobs)', () => {
    // With a true coverage of 94 % a failure has probability 0.5 %.
    const [mean] = coverageOfSingleServer(0.5, 1000, 100, []);
    expect(mean.covered).toBeGreaterThanOrEqual(88);
  });
});

describe('warm-up from a far start', () => {
  it('is long enough for the mean to be right, where a tenth of the run is not (M/M/1, load 0.9, 1,000 s of work at the start)', () => {
    const { choice, mean, meanAfterTenth } = studyFromBacklog(0.9, 50_000, 1000, 1);
    // The backlog shrinks by 0.1 s a second: it lasts about 10,000 s.
    expect(choice.found).toBe(true);
    expect(choice.mser!).toBeGreaterThan(8000);
    expect(choice.warmup).toBe(choice.mser);
    expect(mean.low!).toBeLessThan(10);
    expect(mean.high!).toBeGreaterThan(10);
    expect(meanAfterTenth.value).toBeGreaterThan(20);
  });
});
