import { describe, expect, it } from 'vitest';
import type { MaybeEstimate } from '../../src/experiment/results.js';
import { oneServer, run } from './run.js';

describe('the run over time', () => {
  it('deletes nothing, and counts every request and every good end once', async () => {
    const results = await run(oneServer({ rate: 5, work: '{ exponential: 100ms }', run: '{ duration: 100s, warmup: 40s, replications: 4 }' }));
    const all = await run(oneServer({ rate: 5, work: '{ exponential: 100ms }', run: '{ duration: 100s, warmup: 0s, replications: 4 }' }));
    expect(results.over_time).toEqual(all.over_time);
    const { offered_per_s: offered, throughput_per_s: throughput } = results.over_time!.requests['jobs'];
    const total = (estimates: readonly MaybeEstimate[]): number => estimates.reduce((sum, estimate) => sum + estimate!.value, 0) / estimates.length;
    expect(total(offered)).toBeCloseTo(all.requests['jobs'].offered_per_s!.value, 9);
    expect(total(throughput)).toBeCloseTo(all.requests['jobs'].throughput_per_s!.value, 9);
  });

  it('has the arrival at the very end in its last bin', async () => {
    const { over_time, requests } = await run(`title: Clockwork
components: { server: { kind: service, work: 100ms } }
workload: { jobs: { arrivals: { every: 1s }, call: server } }
run: { duration: 100s, replications: 2, study: finite }
`);
    expect(over_time!.requests['jobs'].offered_per_s.map((estimate) => estimate!.value)).toEqual([
      // At 1 s alone: an arrival at 2 s ends the first bin, which is (0 s, 2 s] as windows are.
      ...new Array<number>(50).fill(1),
    ]);
    expect(requests['jobs'].offered_per_s!.value).toBe(1);
  });

  it('is there in a run cut into batches, too', async () => {
    const { over_time, intervals } = await run(oneServer({ rate: 0.5, run: '{ duration: 3000s, replications: 1 }' }));
    expect(intervals).toBe('batch means');
    expect(over_time!.requests['jobs'].offered_per_s.reduce((sum, estimate) => sum + estimate!.value, 0) / 50).toBeCloseTo(0.5, 1);
    expect(over_time!.jobs.every((estimate) => estimate!.low === null)).toBe(true);
  });
});
