import { describe, expect, it } from 'vitest';
import { encoderOf, encoders, overheadPerChunk } from '../../src/models/transcoder/costs.js';
import { cut } from '../../src/models/transcoder/pieces.js';
import { referenceRows } from '../support/reference.js';
import { hasShared, skipReason } from '../support/shared.js';

const names: Readonly<Record<string, string>> = { libx264: 'h264', libx265: 'h265', 'libvpx-vp9': 'vp9' };
const presetOf = (preset: string): string => preset.replace(' ', '-');

describe.skipIf(!hasShared)(`measured costs of encoding${skipReason}`, () => {
  const rows = hasShared ? referenceRows('reference/transcode-cpu-seconds.csv').slice(1) : [];
  const measured = rows.filter(([, height, codec]) => height === '1080' && codec in names);

  it('the table has every measurement of the 1080p source, to three digits, and no other', () => {
    expect(measured).toHaveLength(18);
    expect(encoders.reduce((sum, { costs }) => sum + Object.keys(costs).length, 0)).toBe(18);
    for (const [, , codec, preset, height, , , , cost] of measured) {
      expect(encoderOf(names[codec], presetOf(preset))!.costs[`${height}p`]).toBe(Number(Number(cost).toPrecision(3)));
    }
  });

  it('the overhead of a chunk is the slope through the origin of the chunked runs', () => {
    const chunked = rows.flatMap(([, , codec, , , , cpu]) => {
      const chunks = /chunked x(\d+)/.exec(codec);
      return chunks === null ? [] : [{ chunks: Number(chunks[1]), cpu: Number(cpu) }];
    });
    expect(chunked.map(({ chunks }) => chunks)).toEqual([1, 2, 4, 7]);
    const [whole] = chunked;
    const x = chunked.map(({ chunks }) => chunks - 1);
    const y = chunked.map(({ cpu }) => cpu - whole.cpu);
    const slope = x.reduce((sum, one, index) => sum + one * y[index], 0) / x.reduce((sum, one) => sum + one * one, 0);
    expect(overheadPerChunk).toBe(Number(slope.toFixed(2)));
    // What the kind makes of it lies within 4 % of every measured total.
    for (const { chunks, cpu } of chunked) {
      const pieces = cut(13.48, { chunk: 13.48 / chunks, costs: [whole.cpu / 13.48], overhead: overheadPerChunk });
      expect(pieces).toHaveLength(chunks);
      expect(Math.abs(pieces.reduce((sum, { time }) => sum + time, 0) / cpu - 1)).toBeLessThan(0.04);
    }
  });
});
