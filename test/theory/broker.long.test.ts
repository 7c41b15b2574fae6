import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/index.js';
import { hashOfItem } from '../../src/sim/placement.js';
import * as stations from '../../src/theory/stations/index.js';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

/** Every number by the rule of the cases: within five standard errors, and these at most `se` per cent. */
function judge(results: Results, expected: Readonly<Record<string, number>>, se: number): string[] {
  const findings = Object.entries(expected).map(([path, value]) => compare(results, { quantity: path, statistic: [path], value, reference: [] }));
  return findings.flatMap((finding) => mistakes(finding, se));
}

describe('a broker against queueing theory', () => {
  test.each([
    ['pdq-mm3', { servers: 3, arrivalRate: 2, serviceMean: 1 }],
    ['sixto-mm2', { servers: 2, arrivalRate: 5, serviceMean: 0.1 }],
    ['mm1, load 0.6', { servers: 1, arrivalRate: 0.6, serviceMean: 1 }],
  ])('a work queue is M/M/c: %s', async (_, { servers, arrivalRate, serviceMean }) => {
    const { waitMean, queueLengthMean } = stations.mmc({ servers, arrivalRate, serviceMean });
    const results = await simulate({
      text: `title: A work queue
components:
  tasks: { kind: broker, groups: { workers: { call: worker, consumers: ${servers} } } }
  worker: { kind: service, servers: unlimited, work: { exponential: ${serviceMean}s } }
workload: { jobs: { arrivals: { poisson: ${arrivalRate}/s }, call: tasks.publish } }
run: { duration: ${25_000 / arrivalRate}s, warmup: ${2500 / arrivalRate}s, replications: 20 }
`,
    });
    const expected = {
      'components.tasks.age_s.mean': waitMean!,
      'components.tasks.lag.mean': queueLengthMean!,
      'components.tasks.in_hand.mean': arrivalRate * serviceMean,
    };
    expect(judge(results, expected, 3)).toEqual([]);
    expect(results.theory.map(({ verdict }) => verdict)).not.toContain('contradiction');
  });

  test('a partition is M/M/1, however many consumers there are: the mean over partitions by their shares', async () => {
    const items = 200;
    const partitions = 4;
    const rate = 20;
    const serviceMean = 0.1;
    const results = await simulate({
      text: `title: Partitions
keys: { user: { items: ${items}, popularity: { zipf: 0.8 } } }
components:
  feed: { kind: broker, key: user, partitions: ${partitions}, groups: { index: { call: indexer, consumers: 50 } } }
  indexer: { kind: service, servers: unlimited, work: { exponential: ${serviceMean}s } }
workload: { posts: { arrivals: { poisson: ${rate}/s }, call: feed.publish } }
run: { duration: 2000s, warmup: 200s, replications: 20 }
`,
    });
    const weights = Array.from({ length: items }, (_, index) => (index + 1) ** -0.8);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const rates = new Array<number>(partitions).fill(0);
    weights.forEach((weight, item) => (rates[Math.floor((hashOfItem(item) / 2 ** 32) * partitions)] += (weight / total) * rate));
    const queues = rates.map((arrivalRate) => stations.mm1({ arrivalRate, serviceMean }));
    const waiting = queues.reduce((sum, { queueLengthMean }) => sum + queueLengthMean!, 0);
    expect(judge(results, { 'components.feed.lag.mean': waiting, 'components.feed.age_s.mean': waiting / rate }, 3)).toEqual([]);
  });

  test('what fails with a chance of its own each time is lost with its power: 0.2 cubed', async () => {
    const results = await simulate({ file: 'scenarios/basics/dead-letters.yaml' });
    const rate = 20;
    // Hidden from its failure (0.1 s after the delivery) until 30 s after it: 0.2 + 0.04 times a message.
    const hidden = rate * 0.24 * (30 - 0.1);
    const { age_s: age } = results.components['tasks'] as unknown as { readonly age_s: { readonly mean: { readonly value: number } } };
    const expected = {
      'components.failures.arrivals_per_s': rate * 0.2 ** 3,
      'components.worker.arrivals_per_s': rate * 1.24,
      // Besides them, those that wait for a consumer: 5 ms each delivery, measured.
      'components.tasks.lag.mean': hidden + rate * 1.24 * age.mean.value,
    };
    expect(judge(results, expected, 3)).toEqual([]);
  });

  test('back-pressure throttles closed load to what the consumer can do: R = N / X - Z', async () => {
    const results = await simulate({ file: 'scenarios/basics/back-pressure.yaml' });
    expect(results.requests['publishers'].throughput_per_s!.value).toBeCloseTo(10, 2);
    expect(judge(results, { 'requests.publishers.latency_s.mean': 20 / 10 - 1 }, 3)).toEqual([]);
  });
});

test('what consumers call is no part of the latency of publishing', async () => {
  const results = await simulate({
    text: `title: Not on the way
components:
  tasks: { kind: broker, work: 1ms, groups: { workers: { call: worker, consumers: 9 } } }
  worker: { kind: service, work: { exponential: 100ms } }
workload: { jobs: { arrivals: { poisson: 8/s }, call: tasks.publish } }
run: { duration: 1000s, replications: 5 }
`,
  });
  expect(results.bottleneck).toMatchObject({ component: 'worker', wait_share: null, work_share: null });
});

describe('a lag without end', () => {
  const page = (rest: string) => `title: Too few consumers
components:
  tasks: { kind: broker, ${rest}, groups: { workers: { call: worker, consumers: 2 } } }
  worker: { kind: service, servers: 3, work: { exponential: 1s } }
workload: { jobs: { arrivals: { poisson: 4/s }, call: tasks.publish } }
objectives: { tasks.age: { below: 1h, expect: failed } }
run: { duration: 2000s, replications: 10 }
`;

  test('is told of the broker, whose lag and age are withheld; publishers do not wait, and what its consumers call is not flooded', async () => {
    const { stability, components, requests, objectives } = await simulate({ text: page('work: 1ms') });
    const verdicts = Object.fromEntries(stability.stations.map(({ component, verdict }) => [component, verdict]));
    // The page offers the worker 4 s of work a second for 3 servers, but two consumers never let in more than two.
    expect(verdicts).toEqual({ tasks: 'unstable', worker: 'saturated' });
    const tasks = components['tasks'] as unknown as { readonly lag: { readonly mean: unknown }; readonly age_s: { readonly mean: unknown } };
    expect([tasks.lag.mean, tasks.age_s.mean]).toEqual([null, null]);
    expect(requests['jobs'].latency_s.mean!.value).toBeCloseTo(0.001, 9);
    expect(components['worker'].wait_s.mean!.value).toBe(0);
    expect(objectives[0].verdict).toBe('met');
  });

  test('is told of closed load, too: its users do not wait for consumers', async () => {
    const text = page('work: 1ms').replace('arrivals: { poisson: 4/s }', 'users: 4, think: { exponential: 1s }');
    const { stability } = await simulate({ text });
    expect(stability.stations.find(({ component }) => component === 'tasks')!.verdict).toBe('unstable');
  });

  test('becomes a line of publishers where they are held back: then their latency has no steady value', async () => {
    const { stability, requests } = await simulate({ text: page('retention: { messages: 50, whenFull: block }') });
    expect(stability.stations.find(({ component }) => component === 'tasks')!.verdict).toBe('unstable');
    expect(requests['jobs'].latency_s.mean).toBeNull();
  });

  test('is bounded by a retention', async () => {
    const { stability, components } = await simulate({ text: page('retention: { messages: 50 }') });
    expect(stability.stations.find(({ component }) => component === 'tasks')!.verdict).not.toBe('unstable');
    const tasks = components['tasks'] as unknown as { readonly lag: { readonly mean: { readonly value: number }; readonly max: number } };
    expect(tasks.lag.max).toBeLessThanOrEqual(50);
    expect(tasks.lag.mean.value).toBeGreaterThan(45);
  });
});
