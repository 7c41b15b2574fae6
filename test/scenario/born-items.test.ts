import { describe, expect, test } from 'vitest';
import { run } from '../experiment/run.js';

/** Mean work of each replication, one request each second, with work by the attribute of what it is about. */
async function means(key: string): Promise<{ readonly value: number; readonly half: number }> {
  const results = await run(`title: Work by what it is about
keys: { thing: { ${key}, attributes: { work: { exponential: 1s } } } }
components:
  desk: { kind: service, servers: unlimited, operations: { serve: [{ work: 1s, per: { thing.work: 1s } }] } }
workload: { jobs: { arrivals: { every: 1s }, call: desk.serve } }
run: { duration: 200s, warmup: 0s, replications: 10 }
`);
  const { value, high } = results.components['desk'].busy_servers!;
  return { value, half: high! - value };
}

describe('items that are made in the run are others in each replication', () => {
  // 200 exponential values of mean 1 have a mean that is known to 0.07; ten times as many to 0.022, and t(9) · 0.022 = 0.05.
  test.each(['items: new', 'items: 200, popularity: { trending: { life: 1h, volume: 1 } }', 'items: 5, popularity: { zipf: 1, oneHit: 100% }'])(
    '%s',
    async (key) => {
      const { value, half } = await means(key);
      expect(half).toBeGreaterThan(0.02);
      expect(Math.abs(value - 1)).toBeLessThan(2 * half);
    },
  );

  test('those of a population are the same', async () => {
    expect((await means('is: 3')).half).toBeLessThan(0.005);
  });
});
