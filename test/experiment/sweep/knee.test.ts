import { describe, expect, it } from 'vitest';
import { findKnee, type KneePoint } from '../../../src/experiment/sweep/knee.js';
import type { Spread } from '../../../src/experiment/spread/spread.js';

const about = { workload: 'web', path: 'web.arrivals.poisson', others: {} };

/** A value whose leave-one-out values are scattered by so much. */
function spread(value: number, noise: readonly number[]): Spread {
  return { statistic: 'x', unit: 's', value, low: null, high: null, each: null, without: noise.map((part) => value * (1 + part)) };
}

/** Points of a station with unit service rate at the loads, exact but for the noise of the latency; no latency: unstable. */
function points(loads: readonly number[], latency: (load: number) => number | null, noise: readonly number[] = [0, 0, 0]): KneePoint[] {
  return loads.map((load): KneePoint => {
    const time = latency(load);
    const none: Spread = { statistic: 'x', unit: 's', value: null, low: null, high: null, each: null, without: null };
    return { value: `${load}`, throughput: spread(Math.min(load, 1), [0, 0, 0]), latency: time === null ? none : spread(time, noise) };
  });
}

const loads = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const mm1 = (load: number): number | null => (load < 1 ? 1 / (1 - load) : null);
// Pollaczek and Khinchine: 1 + load / (2 (1 - load)); the power is largest at 2 - √2 = .586.
const md1 = (load: number): number => 1 + load / (2 * (1 - load));

describe('the knee of a latency curve', () => {
  it.each([
    ['M/M/1', mm1, '0.5', '0.4', '0.6'],
    ['M/D/1', md1, '0.6', '0.5', '0.7'],
  ])('of %s is where throughput over latency is largest', (_name, latency, at, above, below) => {
    expect(findKnee(points(loads, latency), about)).toMatchObject({ at, above, below, workload: 'web' });
  });

  it('does not hang on the range', () => {
    expect(findKnee(points(loads.slice(2, 7), mm1), about)?.at).toBe('0.5');
    expect(findKnee(points([...loads, 1, 1.1], mm1), about)?.at).toBe('0.5');
  });

  it('is known as well as the powers can be told apart', () => {
    // Each replication alike at all points: paired differences see through it.
    expect(findKnee(points(loads, mm1, [0.001, -0.001, 0]), about)).toMatchObject({ above: '0.4', below: '0.6' });
    const rough = points(loads, mm1).map((point, index) => ({
      ...point,
      latency: spread(mm1(loads[index])!, index % 2 === 0 ? [0.02, -0.02, 0] : [-0.02, 0, 0.02]),
    }));
    const knee = findKnee(rough, about)!;
    expect(knee.at).toBe('0.5');
    expect(Number(knee.above)).toBeLessThan(0.4);
    expect(Number(knee.below)).toBeGreaterThan(0.6);
  });

  it('is not at an end of what was tried', () => {
    expect(findKnee(points([0.6, 0.7, 0.8, 0.9], mm1), about)).toMatchObject({ at: null, above: null, below: '0.7', latency_s: null });
    expect(findKnee(points([0.1, 0.2, 0.3, 0.4], mm1), about)).toMatchObject({ at: null, above: '0.3', below: null });
    // What is unstable is an end that was tried.
    expect(findKnee(points([0.1, 0.2, 0.4, 1.2], mm1), about)).toMatchObject({ at: '0.4', above: '0.2', below: '1.2' });
  });

  it('is none of a path that is no load, nor of a few points', () => {
    expect(
      findKnee(
        points([0.5, 0.5, 0.5, 0.5, 0.5], () => 2),
        about,
      ),
    ).toBeNull();
    expect(findKnee(points([0.3, 0.5, 0.7], mm1), about)).toBeNull();
    expect(findKnee(points([0.9, 0.7, 0.5, 0.3], mm1), about)).toBeNull();
  });
});
