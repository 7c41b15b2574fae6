import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeAverage } from '../../../src/sim/statistics/time-average.js';

describe('TimeAverage', () => {
  it('integrates a level that jumps', () => {
    const average = new TimeAverage();
    average.add(1, 2); // 0 on [0, 1)
    average.add(3, 1); // 2 on [1, 3)
    average.add(3, -3); // 3 for no time
    average.set(4, 10); // 0 on [3, 4)
    expect([average.level, average.max, average.integral(4)]).toEqual([10, 10, 4]);
    expect(average.integral(6)).toBe(24);
    expect(average.integral(6.5)).toBe(29);
  });

  it('starts anew at a reset: the level stays, and is the highest so far', () => {
    const average = new TimeAverage();
    average.add(0, 5);
    average.add(2, -3);
    average.reset(3);
    expect([average.level, average.max, average.integral(3)]).toEqual([2, 2, 0]);
    average.add(5, 1);
    expect([average.max, average.integral(6)]).toEqual([3, 7]);
  });

  it('asking in between changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 9 }))), (changes) => {
        const asked = new TimeAverage();
        const plain = new TimeAverage();
        let now = 0;
        for (const [gap, level] of changes) {
          now += gap / 8;
          asked.integral(now - gap / 16);
          asked.set(now, level);
          plain.set(now, level);
        }
        return asked.integral(now + 1) === plain.integral(now + 1) && asked.max === plain.max;
      }),
      { seed: 1 },
    );
  });

  it('loses nothing over many changes', () => {
    // Beyond 2^53 a plain sum would not see a 1.
    const average = new TimeAverage();
    average.set(0, 2 ** 53);
    for (let now = 1; now <= 1000; now++) average.set(now, 1);
    expect(average.integral(1001)).toBe(2 ** 53 + 1000);
  });
});
