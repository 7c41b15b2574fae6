import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';

describe('a million similar stream names', () => {
  const first = new Float64Array(1e6);
  const second = new Float64Array(1e6);
  for (let i = 0; i < 1e6; i++) {
    const stream = createStream(1, i % 20, `component-${Math.floor(i / 20)}`, 'work');
    first[i] = stream.double();
    second[i] = stream.double();
  }

  it('the first 32 bits repeat as often as chance has it', () => {
    const words = first.map((x) => Math.floor(x * 2 ** 32)).sort();
    let repeats = 0;
    for (let i = 1; i < words.length; i++) if (words[i] === words[i - 1]) repeats++;
    // 1e12 / 2 / 2^32 = 116 are expected, and none of 1e-4 is above 170 or below 70.
    expect(repeats).toBeLessThanOrEqual(170);
    expect(repeats).toBeGreaterThan(70);
  });

  it('no two begin with the same two outputs', () => {
    // A number is made of two: all 32 bits of the first, 21 of the second.
    expect(new Set(first).size).toBe(1e6);
  });

  it('no two give the same second number', () => {
    expect(new Set(second).size).toBe(1e6);
  });
});
