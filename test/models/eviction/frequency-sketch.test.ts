import { describe, expect, it } from 'vitest';
import { FrequencySketch } from '../../../src/models/eviction/frequency-sketch.js';

describe('a sketch of frequencies', () => {
  it('counts exactly while it has room, and never too few', () => {
    const sketch = new FrequencySketch();
    sketch.fit(1000);
    for (let item = 0; item < 1000; item++) for (let use = 0; use <= item % 7; use++) sketch.add(item);
    const errors = Array.from({ length: 1000 }, (_, item) => sketch.estimate(item) - ((item % 7) + 1));
    expect(Math.min(...errors)).toBe(0);
    // One in a thousand is taken for another where each item was added once; conservative counting keeps to it here.
    expect(errors.filter((error) => error > 0).length).toBeLessThanOrEqual(3);
    expect(sketch.estimate(123_456)).toBeLessThanOrEqual(1);
  });

  it('estimates the same after it has widened', () => {
    const sketch = new FrequencySketch();
    sketch.fit(70);
    for (let item = 0; item < 70; item++) for (let use = 0; use <= item % 5; use++) sketch.add(item);
    const before = Array.from({ length: 70 }, (_, item) => sketch.estimate(item));
    sketch.fit(100);
    sketch.fit(500);
    expect(Array.from({ length: 70 }, (_, item) => sketch.estimate(item))).toEqual(before);
  });

  it('halves its counts after twelve additions for each item', () => {
    const sketch = new FrequencySketch();
    sketch.fit(2);
    for (let use = 0; use < 23; use++) sketch.add(1);
    expect(sketch.estimate(1)).toBe(23);
    sketch.add(1);
    expect(sketch.estimate(1)).toBe(12);
  });
});
