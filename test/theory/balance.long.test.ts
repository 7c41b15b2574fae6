import { expect, test } from 'vitest';
import * as stations from '../../src/theory/stations/index.js';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

const text = (instances: number, balance: string, rate: number, duration = 4000): string => `title: Balance
components: { web: { kind: service, instances: ${instances}, balance: ${balance}, work: { exponential: 1s } } }
workload: { jobs: { arrivals: { poisson: ${rate}/s }, call: web } }
run: { duration: ${duration}s, warmup: ${duration / 10}s, replications: 20 }
`;
const LATENCY = 'requests.jobs.latency_s.mean';
const close = async (yaml: string, value: number, share: number): Promise<void> => {
  const results = await simulate({ text: yaml });
  expect(mistakes(compare(results, { quantity: LATENCY, statistic: [LATENCY], value, reference: [] }), share)).toEqual([]);
  expect(results.theory.map(({ verdict }) => verdict)).not.toContain('contradiction');
};

/**
 * Mean response of two M/M/1 queues (mean 1) that arrivals join when idle, else at random: the Markov chain of the two numbers, up to LEVELS jobs in
 * each, by Gauss–Seidel.
 */
function idleQueueOfTwo(rate: number): number {
  const LEVELS = 70;
  const at = (i: number, j: number): number => i * LEVELS + j;
  const share = (i: number, j: number): number => (i === 0 && j > 0 ? 1 : j === 0 && i > 0 ? 0 : 0.5);
  const flows: { from: number; to: number; rate: number }[] = [];
  for (let i = 0; i < LEVELS; i++) {
    for (let j = 0; j < LEVELS; j++) {
      if (i + 1 < LEVELS) flows.push({ from: at(i, j), to: at(i + 1, j), rate: rate * share(i, j) });
      if (j + 1 < LEVELS) flows.push({ from: at(i, j), to: at(i, j + 1), rate: rate * (1 - share(i, j)) });
      if (i > 0) flows.push({ from: at(i, j), to: at(i - 1, j), rate: 1 });
      if (j > 0) flows.push({ from: at(i, j), to: at(i, j - 1), rate: 1 });
    }
  }
  const size = LEVELS * LEVELS;
  const out = new Float64Array(size);
  const into: { from: number; rate: number }[][] = Array.from({ length: size }, () => []);
  for (const flow of flows) {
    out[flow.from] += flow.rate;
    into[flow.to].push(flow);
  }
  const share0 = new Float64Array(size).fill(1 / size);
  for (let round = 0; round < 4000; round++) {
    for (let state = 0; state < size; state++) {
      let sum = 0;
      for (const { from, rate: by } of into[state]) sum += share0[from] * by;
      share0[state] = sum / out[state];
    }
    const total = share0.reduce((sum, value) => sum + value, 0);
    for (let state = 0; state < size; state++) share0[state] /= total;
  }
  let jobs = 0;
  for (let i = 0; i < LEVELS; i++) for (let j = 0; j < LEVELS; j++) jobs += (i + j) * share0[at(i, j)];
  return jobs / rate;
}

test('idle queue of two servers against the chain of their numbers', async () => {
  await close(text(2, 'idle-queue', 1.4, 10_000), idleQueueOfTwo(1.4), 2);
});

test('random by weights: independent M/M/1 queues with Poisson shares', async () => {
  const shares = [0.5, 0.3, 0.2];
  const rate = 1.5;
  await close(
    text(3, '{ random: { 1: 5, 2: 3, 3: 2 } }', rate, 8000),
    shares.reduce((sum, share) => sum + share / (1 - rate * share), 0),
    2,
  );
});

test('on common random numbers: one line ≤ shortest queue ≤ idle queue ≤ two choices ≤ random', async () => {
  const rate = 0.9 * 20;
  const ways = ['shortest-queue', 'idle-queue', 'two-choices', 'random'];
  const latencies: number[] = [];
  for (const way of ways) latencies.push((await simulate({ text: text(20, way, rate, 2000) })).requests['jobs'].latency_s.mean?.value ?? Number.NaN);
  const line = stations.mmc({ arrivalRate: rate, serviceMean: 1, servers: 20 }).responseMean;
  const all = [line, ...latencies];
  expect(all).toEqual([...all].sort((left, right) => left - right));
});

test.each([
  ['random', 0.6666667],
  ['round-robin', 0.5773503],
])('rr-vs-random on processor sharing, %s: with exponential work as many are there as first come, first served', async (balance, value) => {
  const servers = `components: { web: { kind: service, instances: 2, balance: ${balance}, discipline: processor-sharing, work: { exponential: 0.5s } } }`;
  const results = await simulate({
    text: `title: t\n${servers}\nworkload: { jobs: { arrivals: { poisson: 1/s }, call: web } }\nrun: { duration: 20000s, warmup: 1000s, replications: 20 }\n`,
  });
  expect(mistakes(compare(results, { quantity: LATENCY, statistic: [LATENCY], value, reference: [] }), 1)).toEqual([]);
});
