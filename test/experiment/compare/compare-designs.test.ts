import { describe, expect, it } from 'vitest';
import { compareDesigns, type CompareSettings } from '../../../src/experiment/compare/compare-designs.js';
import type { Comparison } from '../../../src/experiment/compare/document.js';
import { diskReader } from '../../../src/node/disk-reader.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { oneServer } from '../run.js';

function read(yaml: string, sets: readonly string[], statistics: readonly string[] = []): Scenario {
  const reader = { ...diskReader, read: (path: string) => (path === 'test.yaml' ? yaml : diskReader.read(path)) };
  const { scenario, issues } = readScenario({ file: 'test.yaml', sets, reader, statistics });
  expect(issues.map(({ message }) => message)).toEqual([]);
  return scenario!;
}

async function compare(
  pages: readonly (readonly [yaml: string, ...sets: string[]])[],
  more: Partial<CompareSettings> & { statistics?: readonly string[] } = {},
): Promise<Comparison> {
  const { statistics = [], ...settings } = more;
  const designs = pages.map(([yaml, ...set]) => ({ scenario: read(yaml, set, statistics), set, options: { sha256: '' } }));
  return (await compareDesigns(designs, { practical: 0.01, askedOnly: statistics.length > 0, by: null, notes: [], ...settings }))!;
}

const verdicts = ({ statistics }: Comparison, design = 'B'): Record<string, string> =>
  Object.fromEntries(statistics.map(({ statistic, against }) => [statistic, against[design].verdict]));

const busy = oneServer({ rate: 0.9, run: '{ duration: 11111s, warmup: 0s, replications: 3 }' });
const small = oneServer({ rate: 0.5, run: '{ duration: 400s, replications: 20 }', rest: 'objectives: { jobs.latency.p90: { below: 100s } }' });
const few = small.replace('replications: 20', 'replications: 4');

describe('designs compared on common random numbers', () => {
  it('a true difference of 1 % in the mean latency of M/M/1 at load .9 is found with 3 pairs of 10,000 jobs', async () => {
    // 0.999 of the work: 1 / (1 / 0.999 - 0.9) against 10 s is 9.9 s.
    const comparison = await compare([[busy], [busy, 'server.work={ exponential: 999ms }']], { practical: 0.001, statistics: ['jobs.latency.mean'] });
    const [{ against, values }] = comparison.statistics;
    const { verdict, meaning, variance_ratio: gain, correlation, difference } = against['B'];
    expect(comparison.comparisons).toBe(1);
    expect([verdict, meaning]).toEqual(['lower', 'better']);
    expect(difference!.value / values['A']!.value).toBeCloseTo(-0.01, 2);
    expect(gain).toBeGreaterThan(1000);
    expect(correlation).toBeGreaterThan(0.999);
    // Independently they say nothing: the interval of each alone is wider than 10 %.
    const { value, high } = values['A']!;
    expect(high! - value).toBeGreaterThan(0.1 * value);
  });

  it('a design and itself are identical, and nothing is tested', async () => {
    const comparison = await compare([[few], [few, 'title=Another name']]);
    expect(comparison.designs[1].identical).toBe(true);
    const { 'jobs.latency.p99': p99, ...others } = verdicts(comparison);
    expect(new Set(Object.values(others))).toEqual(new Set(['equal']));
    // 800 jobs are too few for it.
    expect(p99).toBe('not compared');
    expect(comparison.comparisons).toBe(0);
  });

  it('has a verdict on each usual statistic and on what objectives name, with limits for all of them together', async () => {
    const comparison = await compare([[small], [small, 'server.servers=2']]);
    expect(verdicts(comparison)).toEqual({
      'jobs.throughput': 'cannot tell',
      'jobs.latency.mean': 'lower',
      'jobs.latency.p50': 'lower',
      'jobs.latency.p95': 'lower',
      // 4,000 jobs: there are values enough for p99.
      'jobs.latency.p99': 'lower',
      'server.utilisation': 'lower',
      'jobs.latency.p90': 'lower',
    });
    expect(comparison.comparisons).toBe(7);
    for (const { against } of comparison.statistics) {
      const { difference, alone } = against['B'];
      expect(alone!.low).toBeGreaterThan(difference!.low!);
      expect(alone!.high).toBeLessThan(difference!.high!);
    }
    expect(comparison.statistics[5].against['B'].meaning).toBeNull();
  });

  it('compares no percentile on fewer than 20 replications, and says so', async () => {
    const comparison = await compare([
      [small, 'run.replications=4'],
      [small, 'run.replications=4', 'server.servers=2'],
    ]);
    const { against } = comparison.statistics.find(({ statistic }) => statistic === 'jobs.latency.p95')!;
    expect(against['B']).toMatchObject({ verdict: 'cannot tell', more_replications: null, difference: { low: null, high: null } });
    expect(comparison.advice.some(({ sentence }) => /p95.*20 replications/.test(sentence))).toBe(true);
  });

  it('takes the longest warm-up for all of them', async () => {
    const comparison = await compare([
      [small, 'run.warmup=50s'],
      [small, 'run.warmup=200s'],
    ]);
    expect(comparison.warmup_s).toBe(200);
    expect(comparison.designs[1].identical).toBe(true);
  });

  it('compares no time of an unstable design, and what is steady all the same', async () => {
    const comparison = await compare([
      [small, 'run.replications=4'],
      [small, 'run.replications=4', 'workload.jobs.arrivals.poisson=2/s'],
    ]);
    expect(comparison.designs[1].unstable).toMatch(/^unstable: server/);
    expect(verdicts(comparison)['jobs.latency.mean']).toBe('not compared');
    expect(verdicts(comparison)['server.utilisation']).toBe('higher');
    const three = await compare([[few], [few, 'server.servers=2'], [few, 'workload.jobs.arrivals.poisson=2/s']]);
    const { against } = three.statistics.find(({ statistic }) => statistic === 'jobs.latency.mean')!;
    expect([against['B'].why, against['C'].why]).toEqual([null, 'no value in C']);
  });

  it('where every difference matters, it says that this is why no absence can be shown', async () => {
    const { advice, statistics } = await compare([[few], [few, 'server.servers=2']], { practical: 0, statistics: ['jobs.throughput'] });
    expect(statistics[0].values['A']!.value).toBeGreaterThan(0);
    expect(advice.find(({ code }) => code === 'no-threshold')!.sentence).toBe(
      'jobs.throughput: with --practical 0 every difference matters, so that its absence cannot be shown.',
    );
  });

  it('lists what only one of them has', async () => {
    const other = few.replace('workload:\n', 'workload:\n  more: { arrivals: { poisson: 0.01/s }, call: server }\n');
    const comparison = await compare([[few], [other]]);
    expect(comparison.only.map(({ statistic }) => statistic)).toEqual(
      ['throughput', 'latency.mean', 'latency.p50', 'latency.p95', 'latency.p99'].map((one) => `more.${one}`),
    );
    expect(comparison.only[0].values['A']).toBeUndefined();
    expect(comparison.only[0].values['B'].value).toBeGreaterThan(0);
  });

  it('ranks several, by what an objective names', async () => {
    const comparison = await compare([[small], [small, 'server.servers=2'], [small, 'server.servers=3']]);
    expect(comparison.comparisons).toBe(14);
    expect(comparison.best).toMatchObject({ statistic: 'jobs.latency.p90', better: 'lower' });
    expect(comparison.best!.ranking.map(({ design }) => design)).toEqual(['C', 'B', 'A']);
    expect(comparison.best!.ranking[2].may_be_best).toBe(false);
    expect((await compare([[few], [few, 'server.servers=2'], [few]], { by: 'jobs.latency.mean' })).best!.statistic).toBe('jobs.latency.mean');
    // Percentiles of few replications have no limits, so that nobody is the best by them.
    const [ofFew, asked] = [await compare([[few], [few, 'server.servers=2'], [few, 'server.servers=3']]), { by: 'jobs.latency.p90' }];
    expect(ofFew.best!.statistic).toBe('jobs.latency.mean');
    expect((await compare([[few], [few, 'server.servers=2'], [few, 'server.servers=3']], asked)).best).toBeNull();
  });

  it('interrupted, compares the pairs that are finished, and marks that; with fewer than two there is nothing', async () => {
    const stoppedAfter = async (count: number): Promise<Comparison | null> => {
      let done = 0;
      const options = {
        sha256: '',
        progress: (here: number) => void (done = Math.max(done, here)),
        stop: () => (done >= count ? ('after-replication' as const) : ('no' as const)),
      };
      const designs = [[], ['server.servers=2']].map((set) => ({ scenario: read(small, set), set, options }));
      return compareDesigns(designs, { practical: 0.01, askedOnly: false, by: null, notes: [] });
    };
    const comparison = (await stoppedAfter(5))!;
    expect(comparison.partial).toBe(true);
    expect(comparison.replications).toBeGreaterThanOrEqual(2);
    expect(comparison.replications).toBeLessThan(20);
    expect(comparison.designs.map(({ replications }) => replications)).toEqual([comparison.replications, comparison.replications]);
    expect(await stoppedAfter(0)).toBeNull();
  });
});
