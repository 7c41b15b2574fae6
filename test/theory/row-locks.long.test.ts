import { expect, test } from 'vitest';
import * as stations from '../../src/theory/stations/index.js';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

/** Updates a second, of one of ten rows each; an update holds its row for 1 s in the mean. */
const RATE = 2.2;
const ITEMS = 10;

function shares(exponent: number): number[] {
  const weights = Array.from({ length: ITEMS }, (_, index) => (index + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

test.each([
  ['wanted alike: independent M/M/1 queues', 0],
  ['wanted by Zipf: M/M/1 queues weighted by popularity', 1],
])('rows %s', async (_, exponent) => {
  const results = await simulate({
    text: `title: Row locks
keys: { row: { items: ${ITEMS}, popularity: { zipf: ${exponent} } } }
components: { rows: { kind: service, per: row, work: { exponential: 1s } } }
workload: { jobs: { arrivals: { poisson: ${RATE}/s }, call: rows } }
run: { duration: 20000s, warmup: 2000s, replications: 20 }
`,
  });
  const rows = shares(exponent).map((share) => ({ share, queue: stations.mm1({ arrivalRate: RATE * share, serviceMean: 1 }) }));
  const expected = {
    'requests.jobs.latency_s.mean': rows.reduce((sum, { share, queue }) => sum + share * queue.responseMean, 0),
    'components.rows.busy_servers': rows.reduce((sum, { queue }) => sum + queue.busyServers, 0),
    'components.rows.queue_length.mean': rows.reduce((sum, { queue }) => sum + queue.queueLengthMean!, 0),
  };
  const findings = Object.entries(expected).map(([path, value]) => compare(results, { quantity: path, statistic: [path], value, reference: [] }));
  expect(findings.flatMap((finding) => mistakes(finding, 2))).toEqual([]);
  expect(results.theory.map(({ verdict }) => verdict)).not.toContain('contradiction');
});
