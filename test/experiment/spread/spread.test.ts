import { beforeAll, describe, expect, it } from 'vitest';
import { Sample } from '../../../src/experiment/sample.js';
import { type Spread, spreadsOf } from '../../../src/experiment/spread/spread.js';
import { distinct, usualStatistics } from '../../../src/experiment/spread/usual-statistics.js';
import { diskReader } from '../../../src/node/disk-reader.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';

const shop = `title: A cache before a server with a short queue
keys:
  page: { items: 100, popularity: { zipf: 0.9 } }
components:
  web: { kind: cache, key: page, capacity: 20, eviction: lru, miss: store }
  store: { kind: service, servers: 2, queue: 4, work: { exponential: 20ms } }
workload:
  browse: { arrivals: { poisson: 90/s }, call: web.get }
  look: { arrivals: { poisson: 2/s }, call: store, calls: { store: { timeout: 100s } } }
objectives:
  browse.latency: { below: 1s }
  browse.latency.p90: { below: 1s }
  browse.latency.max: { below: 10s }
  browse.outcome.rejected: { below: 50% }
faults:
  slow: { at: 3s, for: 1s, slow: store, factor: 2 }
run: { duration: 6s, replications: 6, study: finite }
`;
const asked = [
  'web.hitRatio',
  'web.misses',
  'store.queue',
  'store.wait.p50',
  'browse.recovery',
  'look.outcome.timeout',
  'browse.latency.max',
  'look.latency.p99',
];

function read(yaml: string, statistics: readonly string[] = []): Scenario {
  const reader = { ...diskReader, read: (path: string) => (path === 'test.yaml' ? yaml : diskReader.read(path)) };
  const { scenario, issues } = readScenario({ file: 'test.yaml', sets: [], reader, statistics });
  expect(issues.map(({ message }) => message)).toEqual([]);
  return scenario!;
}

describe('spread over replications', () => {
  let scenario: Scenario;
  let sample: Sample;
  let spreads: ReadonlyMap<string, Spread>;
  beforeAll(async () => {
    scenario = read(shop, asked);
    sample = new Sample(scenario, { sha256: '' });
    await sample.reach(6);
    spreads = new Map(sample.spread().map((one) => [one.statistic, one]));
  });

  it('has the usual statistics and those that were asked for, each once, no maximum unless asked', () => {
    const usual = ['browse', 'look'].flatMap((name) =>
      ['throughput', 'latency.mean', 'latency.p50', 'latency.p95', 'latency.p99'].map((one) => `${name}.${one}`),
    );
    expect(usualStatistics(scenario).map(({ statistic }) => statistic)).toEqual([
      ...usual,
      ...['store.utilisation', 'browse.latency.p90', 'browse.outcome.rejected'],
    ]);
    // look.latency.p99 is among the usual ones; web is a delay by default and has no utilisation.
    expect([...spreads.keys()].filter((name) => !usual.includes(name)).slice(3)).toEqual(asked.filter((name) => name !== 'look.latency.p99'));
  });

  it('is without each replication what the others give', () => {
    const { replications } = sample;
    for (const r of [0, 2, 5]) {
      const others = spreadsOf(scenario, replications.toSpliced(r, 1), distinct([...usualStatistics(scenario), ...scenario.asked]));
      for (const { statistic, value, unit } of others) {
        const { without } = spreads.get(statistic)!;
        if (without === null) continue;
        const scaled = unit === 'count' ? (value! * 6) / 5 : value!;
        if (value !== null) expect(without[r], `${statistic} without ${r}`).toBeCloseTo(scaled, 12);
      }
    }
    expect([...spreads.values()].filter(({ without }) => without === null).map(({ statistic }) => statistic)).toEqual([
      'look.latency.p95',
      'look.latency.p99',
      'browse.latency.max',
    ]);
  });

  it('has of each replication what it gives alone', () => {
    const hits = spreads.get('web.hitRatio')!;
    const misses = spreads.get('web.misses')!;
    expect(misses.each!.reduce((sum, one) => sum + one, 0)).toBe(misses.value);
    sample.replications.forEach((one, r) => {
      const { own } = one.windows[0].components.get('web')!;
      const ratio = own['hit_ratio'] as { numerator: number; denominator: number };
      expect(hits.each![r]).toBe(ratio.numerator / ratio.denominator);
      expect(misses.each![r]).toBe(ratio.denominator - ratio.numerator);
    });
  });

  it('has the limits of the results', () => {
    const { mean, percentiles } = sample.summarise().requests['browse'].latency_s;
    expect(spreads.get('browse.latency.mean')).toMatchObject(mean!);
    expect(spreads.get('browse.latency.p95')).toMatchObject(percentiles['p95']!);
  });

  it('knows an outcome that never came', () => {
    expect(spreads.get('look.outcome.timeout')).toMatchObject({ value: 0, each: new Array(6).fill(0), without: new Array(6).fill(0) });
  });

  it('says nothing of a percentile of few values, nor of one replication', async () => {
    // 12 values a replication: p99 needs 1,000 in all.
    expect(spreads.get('look.latency.p99')).toMatchObject({ value: null, each: null, without: null });
    const one = new Sample(scenario, { sha256: '' });
    await one.reach(1);
    for (const { each, without } of one.spread()) expect([each, without]).toEqual([null, null]);
  });

  it('says nothing of times that grow with the length of the run', async () => {
    const full = read(`title: Full
components: { web: { kind: service, work: 20ms } }
workload: { browse: { arrivals: { poisson: 100/s }, call: web } }
run: { duration: 10s, replications: 4 }`);
    const overloaded = new Sample(full, { sha256: '' });
    await overloaded.reach(4);
    const of = Object.fromEntries(overloaded.spread().map((one) => [one.statistic, one]));
    expect(of['browse.latency.mean'].value).toBeNull();
    expect(of['browse.throughput'].without).toHaveLength(4);
  });
});
