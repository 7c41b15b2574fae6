import { describe, expect, it } from 'vitest';
import { latencyBins } from '../../../src/report/chart/latency-bins.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';

function bucketsOf(times: readonly number[]): (readonly [number, number])[] {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  return histogram.buckets();
}

/** Evenly over the distribution: no random numbers. */
function exponential(mean: number, count: number): number[] {
  return Array.from({ length: count }, (_unused, index) => -mean * Math.log(1 - (index + 0.5) / count));
}

describe('the bins of a histogram of latencies', () => {
  it('have the shares that counting the times themselves gives, to the last one', () => {
    const times = [...exponential(0.03, 4000), ...exponential(2, 1000), 0, 0, 0];
    const { edges, rows } = latencyBins([bucketsOf(times)])!;
    const [{ shares, zero, faster, slower }] = rows;
    shares.forEach((share, bin) => {
      const count = times.filter((time) => time >= edges[bin] && time < edges[bin + 1]).length;
      expect(Math.round(share * times.length), `bin ${bin}`).toBe(count);
    });
    expect(zero).toBe(3 / times.length);
    expect(faster * times.length).toBeCloseTo(times.filter((time) => time > 0 && time < edges[0]).length, 9);
    expect(slower * times.length).toBeCloseTo(times.filter((time) => time >= edges[edges.length - 1]).length, 9);
    expect(shares.reduce((sum, share) => sum + share, zero + faster + slower)).toBeCloseTo(1, 12);
    expect(faster + slower).toBeGreaterThan(0);
  });

  it('are equally wide on a log axis, within 3 %', () => {
    const { edges, perOctave } = latencyBins([bucketsOf(exponential(0.03, 4000))])!;
    expect(edges.length).toBeGreaterThan(10);
    for (let bin = 1; bin < edges.length; bin++) expect(Math.log2(edges[bin] / edges[bin - 1]) * perOctave).toBeCloseTo(1, 1.2);
  });

  it('are fewer where times differ by orders of magnitude, and the same for all workloads', () => {
    const narrow = latencyBins([bucketsOf(exponential(0.03, 2000).map((time) => 0.03 + time / 100))])!;
    const wide = latencyBins([bucketsOf(exponential(0.03, 500)), bucketsOf(exponential(3000, 500))])!;
    expect(narrow.perOctave).toBe(8);
    expect(wide.perOctave).toBeLessThan(narrow.perOctave);
    expect(wide.edges.length).toBeLessThanOrEqual(49);
    for (const { shares } of wide.rows) expect(shares.length).toBe(wide.edges.length - 1);
  });

  it('hold a time that is always the same in one bin, and there are none where no time is above zero', () => {
    const { edges, rows } = latencyBins([bucketsOf([0.2, 0.2, 0.2])])!;
    expect(rows[0].shares).toEqual([1]);
    expect(edges[0]).toBeLessThanOrEqual(0.2);
    expect(edges[1]).toBeGreaterThanOrEqual(0.2);
    expect(latencyBins([bucketsOf([0, 0]), []])).toBeNull();
    expect(latencyBins([[...bucketsOf(Array<number>(50_000).fill(0)), [0.1, 1]]])!.rows[0].shares).toEqual([1 / 50_001]);
  });
});
