import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckDocument, JudgedScenario } from '../../src/experiment/gate/document.js';
import { judgeStatistics } from '../../src/experiment/gate/judge-statistics.js';
import { gatedStatistics } from '../../src/experiment/gate/gated.js';
import { Sample } from '../../src/experiment/sample.js';
import { spreadsOf } from '../../src/experiment/spread/spread.js';
import { scenarioOf } from '../support/read.js';
import { queuelab, queuelabProcess } from './cli.js';

const shop = (work: string, { duration = '60s', seed = 1 } = {}): string => `title: A shop
seed: ${seed}
components:
  web: { kind: service, async: true, servers: 2, operations: { get: [{ work: { exponential: 2ms } }, { call: db }] } }
  db: { kind: service, work: { exponential: ${work} } }
workload: { users: { arrivals: { poisson: 90/s }, call: web.get } }
run: { duration: ${duration}, warmup: 5s, replications: 20 }
objectives: { users.latency.p99: { below: 1s }, users.latency.mean: { below: 200ms }, users.throughput: { above: 80/s } }
`;
const fault = `title: A fault
components: { db: { kind: service, work: { exponential: 8ms } } }
workload: { users: { arrivals: { poisson: 60/s }, call: db, calls: { db: { timeout: 500ms, retry: { attempts: 2 } } } } }
faults: { outage: { at: 5s, for: 1s, freeze: db } }
run: { duration: 20s, replications: 6, study: finite }
objectives: { users.outcome.ok: { above: 40% }, users.latency.mean: { below: 200ms } }
`;

test('on an unchanged tree the check passes 100 times of 100, with any number of workers, and says the same each time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-gate-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('shop.yaml', shop('8ms', { duration: '15s' }));
  write('fault.yaml', fault);
  const words = ['check', folder, '--baseline', join(folder, 'reports')];
  expect(await queuelab(...words, '--update')).toMatchObject({ code: 0 });
  const said = new Set<string>();
  for (let time = 0; time < 88; time++) {
    const { code, stdout } = await queuelab(...words, '--workers', '1');
    expect(code).toBe(0);
    said.add(stdout);
  }
  // Threads come where it lasts more than half a second, in the built program: from the sources each would compile them anew, and leave its files open.
  write('long.yaml', shop('8ms', { duration: '5min' }));
  expect(queuelabProcess([...words, '--update'])).toMatchObject({ code: 0 });
  const saidLong = new Set<string>();
  for (const workers of ['1', '2', '3', '1', '2', '3', '1', '2', '3', '2', '3', '2']) {
    const { code, stdout } = queuelabProcess([...words, '--workers', workers]);
    expect(code).toBe(0);
    saidLong.add(stdout);
  }
  expect([said.size, saidLong.size]).toEqual([1, 1]);
  expect([...said][0]).toContain('2 scenarios: 2 identical');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i: work that is three per cent longer is found for the right reason', async (seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-gate-'));
  const file = join(folder, 'shop.yaml');
  writeFileSync(file, shop('8ms', { seed }));
  const words = ['check', file, '--baseline', join(folder, 'reports')];
  await queuelab(...words, '--update');
  writeFileSync(file, shop('8.24ms', { seed }));
  const { code, stdout } = await queuelab(...words, '--format', 'json');
  expect(code).toBe(3);
  const [one] = (JSON.parse(stdout) as CheckDocument).scenarios as JudgedScenario[];
  const verdicts = Object.fromEntries(one.statistics.map(({ statistic, verdict }) => [statistic, verdict]));
  expect(verdicts).toEqual({ 'users.latency.p99': 'worse', 'users.latency.mean': 'worse', 'users.throughput': 'same' });
  expect(one.changes).toMatchObject([{ path: 'db.work.exponential', before: '8ms', after: '8.24ms', line: 5 }]);
  expect(one.why[0]).toContain('db.work.exponential was 8ms and is 8.24ms (+3 %');
  expect(one.why[1]).toMatch(/^db was 7\d\.\d % busy and is 7\d\.\d % busy/);
});

test('of 200 comparisons of a design with itself under other seeds at most 20 claim a difference at 5 %', async () => {
  const page = (seed: number): string =>
    `title: Half busy\nseed: ${seed}\ncomponents: { db: { kind: service, work: { exponential: 10ms } } }\nworkload: { users: { arrivals: { poisson: 50/s }, call: db } }\nrun: { duration: 12s, warmup: 2s, replications: 20 }\nobjectives: { users.latency.mean: { below: 1s } }\n`;
  const spreadAt = async (seed: number): Promise<ReturnType<typeof spreadsOf>[number]> => {
    const scenario = scenarioOf(page(seed));
    const sample = new Sample(scenario, { sha256: '' });
    await sample.reach(20);
    return spreadsOf(scenario, sample.replications, gatedStatistics(scenario))[0];
  };
  const [gated] = gatedStatistics(scenarioOf(page(1)));
  let claims = 0;
  for (let pair = 0; pair < 200; pair++) {
    const [before, now] = [await spreadAt(1000 + 2 * pair), await spreadAt(1001 + 2 * pair)];
    const [judged] = judgeStatistics([{ gated, before, now }], { alpha: 0.05, practical: 0, replications: 20, isPaired: false, isSameRun: false });
    if (judged.verdict !== 'undecided') claims++;
  }
  expect(claims).toBeGreaterThan(0);
  expect(claims).toBeLessThanOrEqual(20);
});
