import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { oneServer, run } from './run.js';

const busy = (settings: string, rest = ''): string => oneServer({ rate: 0.8, run: `{ duration: 500s, warmup: 50s, ${settings} }`, rest });

/** Without what only the precision adds. */
const numbers = ({ requests, components, fingerprint, over_time, warmup_s }: Results) => ({ requests, components, fingerprint, over_time, warmup_s });

describe('precision', () => {
  it('stops at the first look at which every interval is narrow enough, and a look is what so many replications give', async () => {
    const results = await run(busy('precision: 20%'));
    expect(results.precision).toMatchObject({ reached: true, end: 'reached' });
    const [mean] = results.precision!.statistics;
    expect(mean).toMatchObject({ statistic: 'jobs.latency.mean', target: 0.2, relative: true });
    expect(mean.half_width).toBeLessThanOrEqual(0.2);
    const looks = [20, 26, 34, 45, 59, 77, 101];
    expect(looks).toContain(results.replications);
    expect(numbers(await run(busy(`replications: ${results.replications}`)))).toEqual(numbers(results));
    const before = looks[looks.indexOf(results.replications) - 1];
    if (before !== undefined) {
      const { value, low, high } = (await run(busy(`replications: ${before}`))).requests['jobs'].latency_s.mean!;
      expect(Math.max(high! - value, value - low!) / value).toBeGreaterThan(0.2);
    }
  });

  it('names the mean latencies, and the times and rates of objectives; not shares and maxima', async () => {
    const objectives = `objectives:
  jobs.latency.p95: { below: 20s }
  jobs.latency.max: { below: 200s }
  jobs.throughput: { above: 0.1/s }
  server.utilisation: { below: 99% }
`;
    const results = await run(busy('precision: 50%', objectives));
    expect(results.precision!.statistics.map(({ statistic }) => statistic)).toEqual(['jobs.latency.mean', 'jobs.latency.p95', 'jobs.throughput']);
    expect(results.replications).toBe(20);
  });

  it('takes targets by name, in per cent of the value, in points of a share, or in a unit', async () => {
    const results = await run(busy('precision: { server.utilisation: 3%, jobs.latency.p90: 60%, server.wait: 2s }'));
    const [utilisation, p90, wait] = results.precision!.statistics;
    expect(utilisation).toMatchObject({ target: 0.03, relative: false });
    const { value, low, high } = results.components['server'].utilisation!;
    expect(utilisation.half_width).toBe(Math.max(high! - value, value - low!));
    expect(p90).toMatchObject({ target: 0.6, relative: true });
    expect(wait).toMatchObject({ target: 2, relative: false });
    expect(results.precision!.reached).toBe(true);
  });

  it('doubles the run after 101 replications and begins again with 20', async () => {
    const results = await run(busy('precision: 5%'), { budget: { requests: 80_000 } });
    expect(results.duration_s).toBeGreaterThanOrEqual(1000);
    expect(Math.log2((results.duration_s as number) / 500) % 1).toBe(0);
    expect(results.warmup_s).toBe(50);
    expect(results.precision!.statistics[0].half_width).toBeLessThan(0.1);
  });

  it('ends within its budget of requests, says what was reached, and is not partial', async () => {
    const results = await run(busy('precision: 1%'), { budget: { requests: 30_000 } });
    expect(results.precision).toMatchObject({ reached: false, end: 'requests' });
    expect(results.partial).toBe(false);
    const offered = results.over_time!.requests['jobs'].offered_per_s.reduce((sum, one) => sum + one!.value * results.over_time!.bin_s, 0);
    expect(offered * results.replications).toBeLessThanOrEqual(30_000);
    const advice = results.advice.find(({ code }) => code === 'precision-not-reached')!;
    expect(advice.sentence).toMatch(/jobs\.latency\.mean is known to \d+(\.\d)? % \(1 % asked\)/);
  });

  it('is never reached without its advice, and never has it where it is', async () => {
    expect((await run(busy('precision: 50%'))).advice.map(({ code }) => code)).not.toContain('precision-not-reached');
  });

  it('lets the clock decide only whether to look again', async () => {
    let now = 0;
    const slow = await run(busy('precision: 5%'), { budget: { seconds: 100 }, clock: () => (now += 30) });
    expect(slow.precision).toMatchObject({ reached: false, end: 'time' });
    expect(numbers(await run(busy(`replications: ${slow.replications}`)))).toEqual(numbers(slow));
  });

  it('is reached at once where nothing varies', async () => {
    const results = await run(`title: Clockwork
components: { server: { kind: service, work: 100ms } }
workload: { jobs: { arrivals: { every: 1s }, call: server } }
run: { duration: 100s, precision: 0.1% }
`);
    expect(results.precision).toMatchObject({ reached: true });
    expect(results.precision!.statistics[0].half_width).toBe(0);
  });

  it('gives up where there is no steady value', async () => {
    const results = await run(oneServer({ rate: 1.2, run: '{ duration: 500s, precision: 10% }' }));
    expect(results.precision).toMatchObject({ reached: false, end: 'unstable' });
    expect(results.replications).toBe(20);
  });

  it('of a finite study grows in replications alone', async () => {
    const results = await run(oneServer({ rate: 0.5, run: '{ duration: 20s, study: finite, precision: 10% }' }));
    expect(results.precision!.reached).toBe(true);
    expect(results.duration_s).toBe(20);
    expect(results.replications).toBeGreaterThan(101);
  });
});
