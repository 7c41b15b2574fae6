import type { ComponentResults, Estimate, MaybeEstimate, OutcomeResults, RequestResults, Results, TimeResults } from '../../src/experiment/results.js';

/** Result documents as runs make them: the first four are close to the mock-ups, the others are the edges. Numbers are plausible, not computed by a run. */

export function estimate(value: number, half: number | null = null): Estimate {
  return half === null ? { value, low: null, high: null } : { value, low: Math.max(0, value - half), high: value + half };
}

export function noTimes(percentiles: readonly string[] = ['p50', 'p90', 'p95', 'p99']): TimeResults {
  return { mean: null, max: null, percentiles: Object.fromEntries(percentiles.map((name) => [name, null])) };
}

/** Percentiles of an exponential law with this mean; halves as shares of each value. */
function exponentialTimes(mean: number, precision: number, extra: Readonly<Record<string, MaybeEstimate>> = {}): TimeResults {
  const percentile = (level: number, width: number): Estimate => estimate(-mean * Math.log(1 - level), -mean * Math.log(1 - level) * width);
  return {
    mean: estimate(mean, mean * precision),
    max: mean * 14.2,
    percentiles: {
      p50: percentile(0.5, precision),
      p90: percentile(0.9, precision * 1.2),
      p95: percentile(0.95, precision * 1.5),
      p99: percentile(0.99, precision * 2.6),
      ...extra,
    },
  };
}

function constantTimes(time: number): TimeResults {
  const exact = estimate(time, 0);
  return { mean: exact, max: time, percentiles: { p50: exact, p90: exact, p95: exact, p99: exact } };
}

type Histogram = RequestResults['latency_s']['histogram'];

/** Buckets of 2 % of a distribution given by its distribution function. */
export function histogramOf(distribution: (time: number) => number, count: number, from: number, to: number): Histogram {
  const rows: [number, number][] = [];
  let before = 0;
  for (let edge = from; edge < to * 1.02; edge *= 1.02) {
    const upTo = Math.round(distribution(edge) * count);
    if (upTo > before) rows.push([edge, upTo - before]);
    before = upTo;
  }
  return rows;
}

function exponentialHistogram(mean: number, count: number): Histogram {
  return histogramOf((time) => 1 - Math.exp(-time / mean), count, mean / 500, mean * 15);
}

export function ok(count: number, share = 1): OutcomeResults {
  return { count, share: estimate(share, share === 1 ? 0 : 0.002), latency_s: null };
}

export function request(parts: Partial<RequestResults> & { rate: number; count: number; mean: number; precision?: number }): RequestResults {
  const { rate, count, mean, precision = 0.024, ...given } = parts;
  return {
    offered_per_s: estimate(rate, rate * 0.004),
    throughput_per_s: estimate(rate, rate * 0.004),
    latency_s: { ...exponentialTimes(mean, precision), histogram: exponentialHistogram(mean, count) },
    outcomes: { ok: ok(count) },
    inside_at_end: { count: 74, oldest_age_s: mean * 4 },
    effective_size: 820,
    in_flight: estimate(rate * mean, rate * mean * precision),
    ...given,
  };
}

export function component(parts: Partial<ComponentResults> & { busy: number | null; rate: number; wait: number; work: number }): ComponentResults {
  const { busy, rate, wait, work, ...given } = parts;
  return {
    kind: 'service',
    utilisation: busy === null ? null : { value: busy, low: busy - 0.004, high: Math.min(1, busy + 0.004) },
    working: busy === null ? null : estimate(busy, 0.004),
    busy_servers: estimate(rate * work, 0.02),
    servers: busy === null ? null : Math.max(1, Math.round((rate * work) / busy)),
    arrivals_per_s: estimate(rate, rate * 0.004),
    throughput_per_s: estimate(rate, rate * 0.004),
    queue_length: { mean: estimate(rate * wait, rate * wait * 0.03), max: 61 },
    wait_s: { mean: estimate(wait, wait * 0.03), max: wait * 12, percentiles: { p95: estimate(wait * 3.4, wait * 0.12) } },
    response_s: {
      mean: estimate(wait + work, (wait + work) * 0.024),
      max: wait * 12 + work,
      percentiles: { p95: estimate((wait + work) * 3, (wait + work) * 0.1) },
    },
    wasted: estimate(0, 0),
    outcomes: { ok: { count: Math.round(rate * 10_800), share: estimate(1, 0) } },
    ...given,
  };
}

function results(parts: Partial<Results>): Results {
  return {
    schema: 'queuelab/results/1',
    version: '0.1.0',
    scenario: { title: 'One server', question: null, file: 'scenarios/basics/one-server.yaml', sha256: '0123456789abcdef'.repeat(4) },
    seed: 1,
    replications: 20,
    duration_s: 600,
    warmup_s: 60,
    warmup: { source: 'auto', mser_s: 45, found: true, deleted_share: 0.1, curve: null },
    study: 'long-run',
    study_reason: 'arrivals are constant and nothing goes wrong',
    fingerprint: '9f86d081884c7d65',
    partial: false,
    events: 2_873_112,
    requests: {},
    components: {},
    objectives: [],
    advice: [],
    intervals: 'replications',
    precision: null,
    bottleneck: null,
    stability: { growth_per_s: null, stations: [] },
    over_time: null,
    theory: [],
    ...parts,
  };
}

const web = request({ rate: 79.8, count: 861_840, mean: 0.0491 });

/** One server at 80 % busy; nothing is asked. */
export const oneServer: Results = results({
  requests: { web, 'web/server.serve': web },
  components: { server: component({ busy: 0.798, rate: 79.8, wait: 0.0391, work: 0.01 }) },
  bottleneck: { component: 'server', utilisation: 0.798, headroom: 1.253, saturation_per_s: 100, wait_share: 0.796, work_share: 0.204 },
});

const tail: RequestResults = {
  ...web,
  latency_s: {
    ...web.latency_s,
    percentiles: { ...web.latency_s.percentiles, p99: { value: 0.2332, low: 0.2201, high: 0.2478 }, 'p99.9': { value: 0.34, low: 0.302, high: 0.381 } },
  },
  outcomes: { ok: ok(861_840), rejected: { count: 0, share: { value: 0, low: 0, high: 0.0002 }, latency_s: noTimes() } },
};

/** The mock-up: three objectives, each with another verdict. */
export const threeVerdicts: Results = {
  ...oneServer,
  requests: { web: tail, 'web/server.serve': tail },
  advice: [{ code: 'wide-interval', sentence: 'p99.9 of web is known to 12 % only: --replications 60 brings it to about 7 %.' }],
  objectives: [
    { statistic: 'web.latency.p95', bound: { below: 0.2 }, observed: { value: 0.1463, low: 0.1412, high: 0.1514 }, verdict: 'met', unit: 's' },
    { statistic: 'web.latency.p99', bound: { below: 0.24 }, observed: { value: 0.2332, low: 0.2201, high: 0.2478 }, verdict: 'undecided', unit: 's' },
    { statistic: 'server.utilisation', bound: { below: 0.75 }, observed: { value: 0.798, low: 0.794, high: 0.802 }, verdict: 'failed', unit: 'share' },
  ],
};

const browse = request({ rate: 60, count: 648_000, mean: 0.0559 });
const checkout = request({
  rate: 10.2,
  count: 109_000,
  mean: 0.272,
  precision: 0.009,
  throughput_per_s: estimate(9.87, 0.05),
  outcomes: {
    ok: ok(106_600, 0.9676),
    timeout: { count: 3_570, share: estimate(0.0324, 0.0021), latency_s: { ...exponentialTimes(1, 0), mean: estimate(1, 0) } },
    declined: { count: 0, share: { value: 0, low: 0, high: 0.0003 }, latency_s: noTimes() },
  },
});

/** A shop: a mix of two operations, a delay, a pool with instances, time-outs and wasted work. */
export const shop: Results = results({
  scenario: { title: 'A small shop', question: 'Which part limits the shop, and who waits for it?', file: 'shop.yaml', sha256: 'fedcba9876543210'.repeat(4) },
  requests: {
    visitors: request({
      rate: 70.2,
      count: 757_000,
      mean: 0.0873,
      outcomes: {
        ...checkout.outcomes,
        ok: ok(754_600, 0.9953),
        timeout: { ...checkout.outcomes['timeout'], share: estimate(0.0047, 0.0004) },
      },
    }),
    'visitors/gateway.browse': browse,
    'visitors/gateway.checkout': checkout,
  },
  components: {
    gateway: component({ busy: 0.1757, rate: 70.2, wait: 0.000019, work: 0.01 }),
    'gateway.browse': component({ busy: null, rate: 60, wait: 0.000019, work: 0.01 }),
    'gateway.checkout': component({ busy: null, rate: 10.2, wait: 0.000019, work: 0.01 }),
    db: component({ busy: 0.733, rate: 70.2, wait: 0.0378, work: 0.0104, wasted: estimate(0.021, 0.0015) }),
    'db/1': component({ busy: 0.735, rate: 35.1, wait: 0.038, work: 0.0104 }),
    'db/2': component({ busy: 0.731, rate: 35.1, wait: 0.0376, work: 0.0104 }),
    payment: component({ busy: null, rate: 10.2, wait: 0, work: 0.2 }),
  },
  objectives: [
    { statistic: 'visitors/gateway.checkout.latency.p95', bound: { below: 0.9 }, observed: estimate(0.815, 0.011), verdict: 'met', unit: 's' },
    { statistic: 'visitors.outcome.timeout', bound: { atMost: 0.01 }, observed: estimate(0.0047, 0.0004), verdict: 'met', unit: 'share' },
    { statistic: 'visitors.throughput', bound: { above: 72 }, observed: estimate(70.2, 0.28), verdict: 'met', unit: '1/s', expect: 'failed' },
  ],
  bottleneck: { component: 'db', utilisation: 0.733, headroom: 1.364, saturation_per_s: 95.8, wait_share: 0.68, work_share: 0.19 },
});

/** A trace through a cache: finite, one replication, no intervals, unlimited servers. */
export const cacheReplay: Results = results({
  scenario: {
    title: 'An edge cache in front of an origin',
    question: 'How many plays reach the origin?',
    file: 'scenarios/video-streaming/edge-cache.yaml',
    sha256: 'ab'.repeat(32),
  },
  replications: 1,
  intervals: 'none',
  duration_s: 'all',
  warmup_s: 0,
  warmup: { source: 'none', mser_s: null, found: true, deleted_share: 0, curve: null },
  study: 'finite',
  study_reason: 'requests are replayed from a trace',
  requests: {
    plays: {
      offered_per_s: estimate(1.42),
      throughput_per_s: estimate(1.42),
      latency_s: {
        mean: estimate(0.0217),
        max: 0.412,
        percentiles: { p50: estimate(0.001), p90: estimate(0.0677), p95: estimate(0.0954), p99: estimate(0.1598) },
        histogram: [[0.001, 71_020], ...histogramOf((time) => 1 - Math.exp(-(time - 0.01) / 0.04), 52_100, 0.0102, 0.4)],
      },
      outcomes: { hit: { count: 71_020, share: estimate(0.5768), latency_s: null }, miss: { count: 52_100, share: estimate(0.4232), latency_s: null } },
      inside_at_end: { count: 0, oldest_age_s: null },
      in_flight: estimate(1.42 * 0.0217),
      skipped_rows: 12,
      effective_size: null,
    },
  },
  components: {
    edge: {
      ...component({ busy: null, rate: 1.42, wait: 0, work: 0.0217 }),
      kind: 'cache',
      arrivals_per_s: estimate(1.42),
      throughput_per_s: estimate(1.42),
      response_s: { mean: estimate(0.0217), max: 0.412, percentiles: { p95: estimate(0.0954) } },
      wait_s: constantTimes(0),
      outcomes: { hit: { count: 71_020, share: estimate(0.5768) }, miss: { count: 52_100, share: estimate(0.4232) } },
      hit_ratio: estimate(0.5768),
      byte_hit_ratio: estimate(0.4911),
      misses: 52_100,
      missed_bytes: 182_400_000_000,
    },
    origin: {
      ...component({ busy: 0.31, rate: 0.6, wait: 0.0017, work: 0.0384 }),
      utilisation: estimate(0.31),
      working: estimate(0.31),
      queue_length: { mean: estimate(0.0012), max: 9 },
      wait_s: { mean: estimate(0.0017), max: 0.2, percentiles: { p95: estimate(0.011) } },
      response_s: { mean: estimate(0.0401), max: 0.412, percentiles: { p95: estimate(0.118) } },
    },
  },
  objectives: [
    { statistic: 'edge.hitRatio', bound: { above: 0.5 }, observed: estimate(0.5768), verdict: 'undecided', unit: 'share' },
    { statistic: 'plays.outcome.rejected', bound: { atMost: 0 }, observed: estimate(0), verdict: 'met', unit: 'share' },
  ],
  bottleneck: { component: 'origin', utilisation: 0.31, headroom: 3.23, saturation_per_s: 1.94, wait_share: 0.04, work_share: 0.94 },
});

/** Twenty components, eight workloads, four bad outcomes, heavy tails. */
export const large: Results = results({
  scenario: { title: 'Twenty services', question: null, file: 'scenarios/large/twenty-services.yaml', sha256: '5a'.repeat(32) },
  requests: Object.fromEntries(
    Array.from({ length: 8 }, (_unused, index) => {
      const scale = 0.002 * 2.4 ** index;
      const count = 400_000 - index * 40_000;
      const pareto = (time: number): number => (time <= scale ? 0 : 1 - (scale / time) ** 1.6);
      const quantile = (level: number, width: number): Estimate => estimate(scale / (1 - level) ** (1 / 1.6), (width * scale) / (1 - level) ** (1 / 1.6));
      return [
        ['search', 'browse', 'basket', 'checkout', 'recommend', 'review', 'upload', 'report'][index] ?? '',
        request({
          rate: 37 - index * 3.7,
          count,
          mean: scale * 2.67,
          latency_s: {
            mean: estimate(scale * 2.67, scale * 0.2),
            max: scale * 3_000,
            percentiles: { p50: quantile(0.5, 0.01), p90: quantile(0.9, 0.02), p95: quantile(0.95, 0.03), p99: quantile(0.99, 0.12) },
            histogram: histogramOf(pareto, count, scale * 1.001, scale * 3_000),
          },
          outcomes: {
            ok: ok(count, 0.97),
            rejected: { count: Math.round(count * 0.012), share: estimate(0.012, 0.0009), latency_s: constantTimes(0.0004) },
            timeout: { count: Math.round(count * 0.011), share: estimate(0.011, 0.0008), latency_s: constantTimes(1) },
            failed: { count: Math.round(count * 0.005), share: estimate(0.005, 0.0006), latency_s: exponentialTimes(0.04, 0.05) },
            late: { count: Math.round(count * 0.002), share: estimate(0.002, 0.0003), latency_s: exponentialTimes(2.4, 0.08) },
          },
        }),
      ];
    }),
  ),
  components: Object.fromEntries(
    Array.from({ length: 20 }, (_unused, index) => [
      `${['identity', 'catalogue', 'inventory', 'recommendation', 'notification'][index % 5] ?? ''}-${Math.floor(index / 5) + 1}`,
      component({ busy: index === 19 ? null : 0.97 - ((index * 7) % 19) * 0.05, rate: 200 - index * 4, wait: 0.02 / (index + 1), work: 0.004 }),
    ]),
  ),
  objectives: [
    { statistic: 'search.latency.p99', bound: { below: 0.05 }, observed: { value: 0.0356, low: 0.0313, high: 0.0398 }, verdict: 'met', unit: 's' },
    { statistic: 'report.latency.p95', bound: { below: 2 }, observed: estimate(5.97, 0.18), verdict: 'failed', unit: 's' },
  ],
  advice: [
    {
      code: 'effective-size',
      sentence: 'Replications are short against the memory of identity-1 (effective size 19): intervals are too narrow, lengthen each at least 4 times.',
    },
    { code: 'wide-interval', sentence: 'p99 of report is known to 12 % only: --replications 60 brings it to about 7 %.' },
  ],
  bottleneck: { component: 'identity-1', utilisation: 0.97, headroom: 1.031, saturation_per_s: 206.2, wait_share: 0.44, work_share: 0.09 },
});

/** Interrupted after 6 of 20 replications. */
export const interrupted: Results = { ...threeVerdicts, replications: 6, partial: true };

/** Nothing was asked of the system and nothing was done. */
export const empty: Results = results({
  scenario: { title: 'Nobody comes', question: null, file: 'nobody.yaml', sha256: '00'.repeat(32) },
  components: {
    idle: {
      ...component({ busy: 0, rate: 0, wait: 0, work: 0 }),
      utilisation: estimate(0, 0),
      servers: 1,
      wait_s: noTimes(['p95']),
      response_s: noTimes(['p95']),
    },
  },
});

/** More is offered than can be served: no steady latency, many requests left inside. */
export const unstable: Results = results({
  requests: {
    web: request({
      rate: 104,
      count: 1_120_000,
      mean: 1,
      throughput_per_s: estimate(99.9, 0.3),
      latency_s: { ...noTimes(), histogram: [] },
      inside_at_end: { count: 48_200, oldest_age_s: 24.3 },
    }),
  },
  components: { server: component({ busy: 0.999, rate: 104, wait: 0, work: 0.0099, wait_s: noTimes(['p95']), response_s: noTimes(['p95']) }) },
  advice: [
    {
      code: 'unstable',
      sentence:
        'The system is unstable: the number of jobs inside grows by 4.02 a second. server is 99.9 % busy. There is no steady latency, so none is printed: offer less load, or add servers there.',
    },
  ],
  objectives: [{ statistic: 'web.latency.p95', bound: { below: 0.2 }, observed: null, verdict: 'failed', unit: 's' }],
});

/** Everything takes 10 ms exactly; p99 has no upper limit, p99.9 has too few requests. */
export const constant: Results = results({
  scenario: { title: 'Constant gaps and work', question: null, file: 'constant.yaml', sha256: '11'.repeat(32) },
  duration_s: 30,
  warmup_s: 5,
  warmup: { source: 'given', mser_s: 0, found: true, deleted_share: 0.1, curve: null },
  requests: {
    steady: request({ rate: 10, count: 5_000, mean: 0.01, latency_s: { ...constantTimes(0.01), histogram: [[0.01, 5_000]] } }),
    jumpy: request({
      rate: 10,
      count: 5_000,
      mean: 0.012,
      latency_s: {
        ...exponentialTimes(0.012, 0.03, { p99: { value: 0.055, low: 0.048, high: null }, 'p99.9': null }),
        histogram: exponentialHistogram(0.012, 5_000),
      },
    }),
  },
  components: { server: component({ busy: 0.1, rate: 20, wait: 0, work: 0.01, wait_s: constantTimes(0), response_s: constantTimes(0.01) }) },
  advice: [
    {
      code: 'too-few-for-percentile',
      sentence:
        'p99.9 of jumpy is not printed: 10,000 requests are needed in all, and there were fewer. Run longer (--duration) or more often (--replications).',
    },
    { code: 'no-upper-limit', sentence: 'The data give no upper limit for p99 of jumpy: run 3 times longer (--duration).' },
    { code: 'few-requests', sentence: 'A replication has about 250 requests of steady; tails are surer from 50,000 on (--duration).' },
  ],
  bottleneck: { component: 'server', utilisation: 0.1, headroom: 10, saturation_per_s: 200, wait_share: 0, work_share: 1 },
  objectives: [
    { statistic: 'jumpy.latency.p99', bound: { below: 0.1 }, observed: { value: 0.055, low: 0.048, high: null }, verdict: 'undecided', unit: 's' },
    { statistic: 'jumpy.latency.p99.9', bound: { below: 0.1 }, observed: null, verdict: 'undecided', unit: 's' },
  ],
});

/** Answers that take no time at all, as in a check of miss counts. */
export const noLatency: Results = {
  ...cacheReplay,
  requests: {
    plays: {
      ...cacheReplay.requests['plays'],
      latency_s: {
        mean: estimate(0),
        max: 0,
        percentiles: { p50: estimate(0), p90: estimate(0), p95: estimate(0), p99: estimate(0) },
        histogram: [[0, 123_120]],
      },
    },
  },
};

/** A queue that still filled when the run ended: no stationary part was seen. */
export const unsettled: Results = {
  ...oneServer,
  warmup_s: 300,
  warmup: { source: 'auto', mser_s: null, found: false, deleted_share: 0.5, curve: null },
  advice: [
    {
      code: 'warm-up-not-found',
      sentence:
        'No stationary part was seen in 600 s, so the first half was deleted and every number here is marked "warm-up not found": run at least 4 times as long (--duration 2,400s).',
    },
  ],
};

/** Kinds with statistics of their own: a link that limits, a broker with two groups, a player. */
export const ownKinds: Results = results({
  scenario: { title: 'A photo site', question: 'What do its parts count?', file: 'photos.yaml', sha256: '12'.repeat(32) },
  requests: { uploads: request({ rate: 8.75, count: 80_000, mean: 0.289 }) },
  components: {
    wan: {
      ...component({ busy: 0.95, rate: 8.75, wait: 0, work: 0.264 }),
      kind: 'link',
      rate_bytes_per_s: estimate(3_775_000, 100_000),
      bytes: 76_000_000_000,
      retransmitted: estimate(0, 0),
    },
    orders: {
      ...component({ busy: null, rate: 8.75, wait: 0, work: 0 }),
      kind: 'broker',
      lag: { mean: estimate(8.17, 0.7), max: 78 },
      in_hand: { mean: estimate(1.3, 0.01), max: 5 },
      age_s: { ...noTimes(['p50', 'p95', 'p99']), mean: estimate(0.4, 0.05), max: 10.2 },
      published: 80_000,
      redelivered: 12,
      groups: {
        mail: {
          lag: { mean: estimate(0.169, 0.004), max: 8 },
          in_hand: { mean: estimate(0.4, 0.01), max: 4 },
          age_s: { mean: estimate(0.0169, 0.0004), max: 0.76, percentiles: { p50: estimate(0), p95: estimate(0.108, 0.003), p99: estimate(0.223, 0.009) } },
          delivered: 79_990,
          redelivered: 12,
        },
        report: {
          lag: { mean: null, max: 70 },
          in_hand: { mean: estimate(0.9, 0.008), max: 1 },
          age_s: { ...noTimes(['p50', 'p95', 'p99']), max: 10.225 },
          delivered: 79_000,
          redelivered: 0,
        },
      },
    },
    player: {
      ...component({ busy: null, rate: 0.169, wait: 0, work: 321 }),
      kind: 'player',
      startup_s: { mean: estimate(2.8, 0.4), max: 33.9, percentiles: { p50: estimate(1.9, 0.1), p95: estimate(14, 3), p99: null } },
      stalled: estimate(0.056, 0.007),
      stalls_s: noTimes(['p50', 'p95', 'p99']),
      bitrate_bytes_per_s: estimate(107_500, 2000),
      switches_per_s: estimate(0.12, 0.0004),
      given_up: 33_378,
    },
  },
  bottleneck: { component: 'wan', utilisation: 0.95, headroom: 1.0526, saturation_per_s: 9.21, shared: true, wait_share: 0.63, work_share: 0.28 },
});

export const everyExample: Readonly<Record<string, Results>> = {
  ownKinds,
  oneServer,
  threeVerdicts,
  shop,
  cacheReplay,
  large,
  interrupted,
  empty,
  unstable,
  constant,
  noLatency,
  unsettled,
};
