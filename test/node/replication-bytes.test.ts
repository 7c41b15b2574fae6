import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { replicate, type Replication } from '../../src/experiment/observation/replication.js';
import { bytesOfReplication, replicationOfBytes } from '../../src/node/replication-bytes.js';
import { Histogram } from '../../src/sim/statistics/histogram.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { shippedScenarios } from '../../bin/scenario-files.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { oneServer } from '../experiment/run.js';
import { scenarioOf } from '../support/read.js';

const plan = { number: 0, warmup: 0, inBatches: false, goOn: () => Promise.resolve(true) };

async function replicationOf(scenario: Scenario): Promise<Replication> {
  return (await replicate(scenario, plan))!;
}

describe('a replication as bytes', () => {
  it('comes back with each number the same, to the last bit', async () => {
    const one = await replicationOf(scenarioOf(oneServer({ rate: 0.8, run: '{ duration: 200s }' })));
    const back = replicationOfBytes(bytesOfReplication(one));
    expect(back).toEqual(one);
    const { histogram } = back.windows[0].requests.get('jobs')!.latency;
    expect(histogram).toBeInstanceOf(Histogram);
    histogram.record(1e6);
    expect(histogram.max).toBe(1e6);
  });

  it.each([0, 1, 255, 256, 65_536, 2 ** 32, 2 ** 40])('keeps a count of %d in a bucket', (count) => {
    const histogram = Histogram.from({ count, min: 1, max: 2, zeros: 0, first: 1023 * 256, counts: new Float64Array(256).fill(count, 3, 4) });
    const bytes = bytesOfReplication({ curves: [histogram] } as unknown as Replication);
    expect(replicationOfBytes(bytes).curves[0]).toEqual(histogram);
  });
});

describe('a scenario', () => {
  it('is plain data: none that is shipped loses anything on its way to another thread', () => {
    const strange: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value === 'function' || typeof value === 'symbol') strange.push(path);
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
      if (value instanceof Map) for (const [key, part] of value) look(part, `${path}.${String(key)}`);
      else if (![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object)) strange.push(path);
      else for (const [key, part] of Object.entries(value)) look(part, `${path}.${key}`);
    };
    for (const { name, file } of shippedScenarios().filter(({ name: one }) => /^(basics\/[a-z-]*|[a-z-]*\/baseline)$/.test(one))) {
      const { scenario } = readScenario({ file, sets: [], reader: diskReader });
      look(scenario, name);
    }
    expect(strange).toEqual([]);
  });

  it('is simulated alike when it has been there', async () => {
    const { scenario } = readScenario({ file: 'scenarios/basics/friend-suggestions.yaml', sets: ['run.duration=2s'], reader: diskReader });
    const [here, there] = [await replicationOf(scenario!), await replicationOf(deserialize(serialize(scenario)) as Scenario)];
    expect(there.fingerprint).toBe(here.fingerprint);
    expect(here.events).toBeGreaterThan(0);
  });
});
