import { describe, expect, it } from 'vitest';
import { BATCHES, OverBatches, overReplications } from '../../../src/experiment/estimate/estimator.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';
import { standardNormal } from './normal.js';

const ramp = Array.from({ length: BATCHES }, (_, batch) => batch);
/** Independent levels, each for two batches: neighbours agree half of the time, until they are merged to pairs. */
const levels = ((stream) => Array.from({ length: BATCHES / 2 }, () => 10 + standardNormal(stream)))(createStream(1, 0, 'test', 'levels'));
const pairs = ramp.map((batch) => levels[Math.floor(batch / 2)]);

describe('batch means', () => {
  it('treat independent batches as replications', () => {
    const stream = createStream(3, 0, 'test', 'batches');
    const values = ramp.map(() => 10 + standardNormal(stream));
    const batches = new OverBatches();
    expect(batches.mean(values)).toEqual(overReplications.mean(values));
    expect(batches.areTooShort).toBe(false);
  });

  it('merge pairs where neighbours correlate', () => {
    const batches = new OverBatches();
    expect(batches.mean(pairs)).toEqual(
      overReplications.ratio(
        levels.map((level) => 2 * level),
        levels.map(() => 2),
      ),
    );
    expect(batches.areTooShort).toBe(false);
  });

  it('merge to 10 batches and say so where they still correlate', () => {
    const batches = new OverBatches();
    const tens = Array.from({ length: 10 }, (_, group) => 9 * group + 3);
    expect(batches.mean(ramp)).toEqual(overReplications.ratio(tens, new Array<number>(10).fill(3)));
    expect(batches.areTooShort).toBe(true);
    batches.mean(ramp.map(() => 1));
    expect(batches.areTooShort).toBe(false);
  });

  it('merge percentiles by the shares below the pooled one', () => {
    const histograms = pairs.map((value) => {
      const histogram = new Histogram();
      for (let i = 1; i <= 100; i++) histogram.record(value * i);
      return histogram;
    });
    const merged = Array.from({ length: 15 }, (_, pair) => {
      const histogram = new Histogram();
      histogram.add(histograms[2 * pair]);
      histogram.add(histograms[2 * pair + 1]);
      return histogram;
    });
    expect(new OverBatches().percentile(histograms, 0.9)).toEqual(overReplications.percentile(merged, 0.9));
  });

  it('cover the mean of an M/M/1 (load 0.5, one run of 30,000 jobs) in at least 88 of 100 studies', () => {
    let covered = 0;
    for (let study = 1; study <= 100; study++) {
      const [arrivals, services] = [createStream(study, 0, 'source', 'arrivals'), createStream(study, 0, 'server', 'work')];
      let stay = 0;
      const sums = ramp.map(() => {
        let sum = 0;
        for (let job = 0; job < 1000; job++) {
          stay = Math.max(0, stay + Math.log(1 - arrivals.double()) / 0.5) - Math.log(1 - services.double());
          sum += stay;
        }
        return sum;
      });
      const { low, high } = new OverBatches().ratio(sums, new Array<number>(BATCHES).fill(1000))!;
      if (low! <= 2 && 2 <= high!) covered++;
    }
    // With a true coverage of 94 % a failure has probability 0.5 %.
    expect(covered).toBeGreaterThanOrEqual(88);
  });
});
