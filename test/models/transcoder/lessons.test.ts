import { describe, expect, it } from 'vitest';
import { lesson } from './lesson.js';

describe('what the scenarios of the transcoder say', () => {
  it.each([
    ['', 77.7, 8.2],
    ['-whole', 726, 148.2],
    ['-longest-first', 73.5, 37.1],
  ])('transcoder%s: %d s, and %d s to the first rendition, every time', async (name, makespan, first) => {
    const found = await lesson(name);
    expect([Math.abs(found.makespan - makespan) < 0.06, Math.abs(found.first - first) < 0.06]).toEqual([true, true]);
    const row = found.results.components['transcoder'];
    expect((row['makespan_s'] as { max: number }).max).toBeCloseTo(found.makespan, 6);
    // 5 runs of 5 h: every video but the last is done in all five renditions.
    const renditions = row['renditions'] as Record<string, { published: number }>;
    expect(Object.keys(renditions)).toEqual(['240p', '360p', '480p', '720p', '1080p']);
    expect(Object.values(renditions).reduce((sum, one) => sum + one.published, 0)).toBe(row['published']);
  });
});
