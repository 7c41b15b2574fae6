import { expect, test } from 'vitest';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

/** Five exponential answers of mean 1 s that come at once, never queued. */
const COPIES = 5;

/**
 * The k-th of n independent exponential times of mean 1: the gaps between successive order statistics are independent and exponential with means
 * 1/n, 1/(n-1), … (Rényi 1953), so the mean is their sum; and P(k-th ≤ t) is the binomial tail of at least k among n with share 1 - e^-t.
 */
function orderStatistic(k: number) {
  const mean = Array.from({ length: k }, (_, gap) => 1 / (COPIES - gap)).reduce((sum, value) => sum + value, 0);
  const choose = (n: number, r: number): number => (r === 0 ? 1 : (choose(n, r - 1) * (n - r + 1)) / r);
  const below = (time: number): number => {
    const share = 1 - Math.exp(-time);
    return Array.from({ length: COPIES - k + 1 }, (_, extra) => k + extra).reduce(
      (sum, count) => sum + choose(COPIES, count) * share ** count * (1 - share) ** (COPIES - count),
      0,
    );
  };
  let low = 0;
  let high = 50;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (below(middle) < 0.95) low = middle;
    else high = middle;
  }
  return { mean, p95: high };
}

const step = (until: string): string => `{ parallel: [${Array(COPIES).fill('call: copies').join(', ')}], until: ${until} }`;

test.each([
  ['the first: the minimum', 'first', 1],
  ['two', '2', 2],
  ['a majority', '3', 3],
  ['all of them by number: the maximum', '5', 5],
])('%s of five exponential answers', async (_, until, k) => {
  const results = await simulate({
    text: `title: Order statistics
components:
  front: { kind: service, servers: unlimited, operations: { get: [${step(until)}] } }
  copies: { kind: service, servers: unlimited, work: { exponential: 1s } }
workload: { jobs: { arrivals: { poisson: 5/s }, call: front.get } }
run: { duration: 2200s, warmup: 100s, replications: 20 }
`,
  });
  const { mean, p95 } = orderStatistic(k);
  const at = (path: string, value: number) => compare(results, { quantity: path, statistic: [path], value, reference: [] });
  const findings = [
    at('requests.jobs.latency_s.mean', mean),
    at('requests.jobs.latency_s.percentiles.p95', p95),
    // Every copy works to its end, whether or not it is late.
    at('components.copies.busy_servers', 5 * COPIES),
    // The late ones are those after the k-th; the k-th itself is in time. The work of the j-th of n is the j-th order statistic.
    ...(k === COPIES
      ? []
      : [
          at(
            'components.copies.wasted',
            Array.from({ length: COPIES - k }, (__, late) => orderStatistic(k + late + 1).mean).reduce((sum, value) => sum + value, 0) / COPIES,
          ),
        ]),
  ];
  expect(findings.flatMap((finding) => mistakes(finding, 2))).toEqual([]);
  expect(results.theory.map(({ verdict }) => verdict)).not.toContain('contradiction');
});

test('a first answer of two M/M/1 queues with independent arrivals is not asked of theory', async () => {
  const results = await simulate({
    text: `title: No fork-join
components:
  front: { kind: service, servers: unlimited, operations: { get: [{ parallel: [call: one, call: two], until: first }] } }
  one: { kind: service, work: { exponential: 1s } }
  two: { kind: service, work: { exponential: 1s } }
workload: { jobs: { arrivals: { poisson: 0.5/s }, call: front.get } }
run: { duration: 200s, warmup: 20s, replications: 20 }
`,
  });
  expect(results.theory.filter(({ statistic }) => statistic === 'latency')).toEqual([]);
});
