import { expect, test } from 'vitest';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

/**
 * M/M[1,∞]/1, bulk service of all that wait (Bailey 1954; Gross and Harris, section 3.2): with r = λ/(λ+μ), P(busy, n wait) = p r^n and
 * P(idle) = p μ/λ, so p (μ/λ + (λ+μ)/μ) = 1 and Lq = p λ(λ+μ)/μ².
 */
function bulk(rate: number, flushes: number): { readonly busy: number; readonly waiting: number } {
  const p = 1 / (flushes / rate + (rate + flushes) / flushes);
  return { busy: 1 - (p * flushes) / rate, waiting: (p * rate * (rate + flushes)) / flushes ** 2 };
}

test.each([0.5, 3, 20])('one flush takes all that wait, at %d commits a flush', async (rate) => {
  const results = await simulate({
    text: `title: Group commit
components: { log: { kind: service, work: { exponential: 1s }, batch: { most: unlimited } } }
workload: { commits: { arrivals: { poisson: ${rate}/s }, call: log } }
run: { duration: 4000s, warmup: 400s, replications: 20 }
`,
  });
  const { busy, waiting } = bulk(rate, 1);
  const expected = {
    'components.log.utilisation': busy,
    'components.log.queue_length.mean': waiting,
    'requests.commits.latency_s.mean': waiting / rate + 1,
  };
  const findings = Object.entries(expected).map(([path, value]) => compare(results, { quantity: path, statistic: [path], value, reference: [] }));
  expect(findings.flatMap((finding) => mistakes(finding, 2))).toEqual([]);
  expect(results.advice.map(({ code }) => code)).not.toContain('busy-station');
  expect(results.bottleneck).toBeNull();
});
