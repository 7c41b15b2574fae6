import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Claim, Look } from '../../src/experiment/claims/claim.js';
import { judgeClaim } from '../../src/experiment/claims/judge-claim.js';
import { allLooks, lookName } from '../../src/experiment/claims/looks.js';
import { see, type Seen } from '../../src/experiment/claims/seen.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { root } from '../bin/cli.js';

const file = 'scenarios/basics/one-server.yaml';
const at = (rate: number): string => `workload.web.arrivals.poisson=${rate}/s`;
const constant = 'server.work=10ms';
const varied = 'server.work={ hyperexponential: { mean: 10ms, cv: 2 } }';
const SEEDS = [null, 2, 3, 4, 5];

/** What the pages of lessons 1 and 2 say; the expected values are those of Pollaczek and Khinchine, busy / (1 - busy) × service × (1 + cv²) / 2. */
const claims: readonly Claim[] = [
  {
    scenario: file,
    statistic: 'web.latency',
    set: [at(90)],
    against: {},
    relation: 'above',
    expected: { value: 0.1, from: 'M/M/1' },
    // Constant gaps and constant work: nobody waits at either rate.
    removed: { set: ['workload.web.arrivals={ every: 11ms }', constant], against: ['workload.web.arrivals={ every: 12.5ms }', constant] },
  },
  { scenario: file, statistic: 'web.latency', set: [at(95)], expected: { value: 0.2, from: 'M/M/1' } },
  { scenario: file, statistic: 'web.latency.p95', set: [at(85)], expected: { value: 0.2, from: 'M/M/1: ln 20 / (100 - 85)' } },
  { scenario: file, statistic: 'web.latency', set: [constant], expected: { value: 0.03, from: 'M/D/1' } },
  {
    scenario: file,
    statistic: 'web.latency',
    set: [varied],
    against: { set: [constant] },
    relation: 'above',
    expected: { value: 0.11, from: 'M/H2/1' },
    // 12.2 - 10.4 ms of 80 ms remain.
    removed: { set: [at(8)], within: 0.03 },
  },
];

describe('lessons 1 and 2 hold on five seeds', () => {
  const seen = new Map<string, Promise<Seen>>();
  test.each(claims.map((claim, index) => [`${index + 1}: ${claim.statistic} ${(claim.set ?? []).join(' ').replaceAll('%', '')}`, claim] as const))(
    '%s',
    async (_name, claim) => {
      const found = new Map<string, Seen>();
      for (const { look, statistics } of allLooks([claim], SEEDS).values()) {
        const name = `${lookName(look)} ${statistics.join(' ')}`;
        if (!seen.has(name)) seen.set(name, see(read(look, statistics)));
        found.set(lookName(look), await seen.get(name)!);
      }
      expect(judgeClaim(claim, SEEDS, (look) => found.get(lookName(look))!).faults).toEqual([]);
    },
  );
});

describe('lesson 3: what one run of 10,000 requests says', () => {
  const RUNS = 400;
  /** Three standard deviations of a share that is counted in so many runs. */
  const chance = (share: number): number => 3 * Math.sqrt((share * (1 - share)) / RUNS);

  /** The means of so many runs of 10,000 requests, after a start that is left out. */
  async function means(rate: number): Promise<readonly number[]> {
    const run = `run={ warmup: ${200 / rate + 10}s, duration: ${10_200 / rate + 10}s, replications: ${RUNS} }`;
    const found = await see(read({ scenario: file, set: [at(rate), run, 'objectives=null'], seed: null }, ['web.latency']));
    return found.values.get('web.latency')!.each!;
  }
  /**
   * Share of the runs whose interval, mean ± 1.96 s / √n as if the latencies were independent, holds the true mean. The latencies of M/M/1 are exponential:
   * their standard deviation s is their mean. What is expected comes from 6,000 runs of Lindley's recursion outside of this program: 9.7 % and 92.3 % (with
   * the standard deviation of each run itself 9.1 % and 92.3 %).
   */
  const covered = (all: readonly number[], truth: number): number => all.filter((mean) => Math.abs(mean - truth) < (1.96 * mean) / 100).length / all.length;

  test('at 90/s nine of ten lie in 75 … 135 ms, and the naive interval holds the truth in one of eleven', async () => {
    const all = await means(90);
    expect(all).toHaveLength(RUNS);
    expect(Math.abs(all.filter((mean) => mean < 0.075).length / RUNS - 0.05)).toBeLessThan(chance(0.05));
    expect(Math.abs(all.filter((mean) => mean > 0.135).length / RUNS - 0.05)).toBeLessThan(chance(0.05));
    expect(Math.abs(covered(all, 0.1) - 0.097)).toBeLessThan(chance(0.097));
  });

  test('at 5/s it holds it in 92 of 100', async () => {
    expect(Math.abs(covered(await means(5), 1 / 95) - 0.923)).toBeLessThan(chance(0.923));
  });
});

function read(look: Look, statistics: readonly string[]) {
  const set = look.set.some((one) => one.startsWith('run=')) ? look.set : [...look.set, 'run.replications=10', 'objectives=null'];
  const overrides = look.seed === null ? {} : { seed: look.seed };
  const { scenario, issues } = readScenario({ file: join(root, look.scenario), sets: set, reader: diskReader, overrides, statistics });
  if (scenario === null) throw new Error(`${lookName(look)}: ${issues.map(({ message }) => message).join('; ')}`);
  return scenario;
}
