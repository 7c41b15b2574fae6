import { describe, expect, it } from 'vitest';
import type { MaybeEstimate } from '../../src/experiment/results.js';
import { studentQuantile } from '../../src/experiment/estimate/student.js';
import { oneServer, run } from './run.js';

/** Each point within 5 standard errors of the exact one: 50 points, two-sided, about 3 in 100,000 by chance. */
function expectCurve(estimates: readonly MaybeEstimate[], exact: readonly number[], replications: number): void {
  const t = studentQuantile(0.975, replications - 1);
  estimates.forEach((estimate, bin) => {
    const { value, high } = estimate!;
    expect(Math.abs(value - exact[bin]), `bin ${bin}: ${value} against ${exact[bin]}`).toBeLessThanOrEqual((5 * (high! - value)) / t);
  });
}

/** Mean number in an M/M/1 with service rate 1 that starts empty, averaged over each bin: the birth-death chain solved by Runge and Kutta's method. */
function transientMM1(load: number, duration: number, bins: number): number[] {
  const states = 120;
  const steps = 200;
  const step = duration / bins / steps;
  let p = new Float64Array(states);
  p[0] = 1;
  const slope = (at: Float64Array): Float64Array =>
    at.map((share, n) => {
      const up = n + 1 < states ? load : 0;
      const down = n > 0 ? 1 : 0;
      return (n > 0 ? load * at[n - 1] : 0) + (n + 1 < states ? at[n + 1] : 0) - (up + down) * share;
    });
  const plus = (at: Float64Array, by: Float64Array, factor: number): Float64Array => at.map((share, n) => share + factor * by[n]);
  const meanOf = (at: Float64Array): number => at.reduce((sum, share, n) => sum + n * share, 0);
  return Array.from({ length: bins }, () => {
    let area = 0;
    for (let i = 0; i < steps; i++) {
      const before = meanOf(p);
      const k1 = slope(p);
      const k2 = slope(plus(p, k1, step / 2));
      const k3 = slope(plus(p, k2, step / 2));
      const k4 = slope(plus(p, k3, step));
      p = p.map((share, n) => share + (step / 6) * (k1[n] + 2 * k2[n] + 2 * k3[n] + k4[n]));
      area += ((before + meanOf(p)) / 2) * step;
    }
    return area / (step * steps);
  });
}

describe('the run over time', () => {
  it('is that of an M/M/1 from empty, by its chain solved numerically', async () => {
    const { over_time, study } = await run(oneServer({ rate: 0.8, run: '{ duration: 25s, replications: 1000, study: finite }' }));
    expect(study).toBe('finite');
    const { jobs, bin_s, requests } = over_time!;
    expect(bin_s).toBe(0.5);
    const exact = transientMM1(0.8, 25, 50);
    expect(exact[0]).toBeLessThan(0.2);
    expect(exact[49]).toBeGreaterThan(2);
    expectCurve(jobs, exact, 1000);
    expectCurve(
      requests['jobs'].offered_per_s,
      exact.map(() => 0.8),
      1000,
    );
  });

  it('is that of a rate in two steps into unlimited servers: N(t) relaxes to each rate with the mean service time', async () => {
    const { over_time, study_reason } = await run(`title: Two steps
components:
  delay: { kind: service, servers: unlimited, work: { exponential: 2s } }
workload:
  jobs: { arrivals: { poisson: { phases: [{ for: 10s, rate: 3/s }, { for: 10s, rate: 12/s }] } }, call: delay }
run: { duration: 20s, replications: 400 }
`);
    expect(study_reason).toContain('changes over time');
    // m' = λ(t) - m / S from m(0) = 0 (Eick, Massey & Whitt 1993); its integral over each bin in closed form.
    const S = 2;
    const at = (t: number): number => (t <= 10 ? 3 * S * (1 - Math.exp(-t / S)) : 12 * S + (at(10) - 12 * S) * Math.exp(-(t - 10) / S));
    const exact = Array.from({ length: 50 }, (_, bin) => {
      const [from, to] = [bin * 0.4, (bin + 1) * 0.4];
      const rate = to <= 10 + 1e-9 ? 3 : 12;
      return rate * S - (S * (at(to) - at(from))) / 0.4;
    });
    expectCurve(over_time!.jobs, exact, 400);
    // Nobody waits: whoever arrives in whichever bin takes 2 s on average (but those who are still inside at the end are not in it).
    const { mean, p50, p99 } = over_time!.requests['jobs'].latency_s;
    expectCurve(
      mean.slice(0, 12),
      mean.slice(0, 12).map(() => 2),
      400,
    );
    expectCurve(
      p50.slice(0, 12),
      p50.slice(0, 12).map(() => 2 * Math.LN2),
      400,
    );
    // 400 × 0.4 s × 3/s = 480 requests in a bin do not carry a p99; 1,920 do, unless most are still inside at the end.
    expect(p99.slice(0, 24).every((estimate) => estimate === null)).toBe(true);
    expect(p99.slice(25, 44).every((estimate) => estimate !== null)).toBe(true);
  });
});
