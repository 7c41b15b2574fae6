import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../../src/sim/statistics/histogram.js';
import { Tally } from '../../../src/sim/statistics/tally.js';
import { Times } from '../../../src/sim/statistics/times.js';

const told = (tally: Tally, histogram: Histogram): readonly number[] => [
  tally.count,
  tally.sum,
  tally.min,
  tally.max,
  histogram.count,
  histogram.min,
  histogram.max,
  histogram.quantile(0.5),
  histogram.quantile(0.9),
];

describe('Times', () => {
  it('has what a tally and a histogram have that count each value at once, whenever it is asked', () => {
    const values = fc.array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(0)), { maxLength: 300 });
    fc.assert(
      fc.property(values, fc.array(fc.nat(300), { maxLength: 4 }), (list, asked) => {
        const times = new Times();
        const tally = new Tally();
        const histogram = new Histogram();
        list.forEach((value, index) => {
          times.record(value);
          tally.record(value);
          histogram.record(value);
          if (asked.includes(index)) expect([times.count, ...told(times.tally, times.histogram)]).toEqual([index + 1, ...told(tally, histogram)]);
        });
        expect(told(times.tally, times.histogram)).toEqual(told(tally, histogram));
        expect(times.histogram.buckets()).toEqual(histogram.buckets());
      }),
      { seed: 1 },
    );
  });

  it('forgets what it had not counted yet, too', () => {
    const times = new Times();
    times.record(1);
    times.reset();
    times.record(3);
    expect([times.count, times.tally.sum, times.histogram.max]).toEqual([1, 3, 3]);
  });
});
