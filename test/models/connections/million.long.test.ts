import { describe, expect, it } from 'vitest';
import type { ConnectionsBehaviour } from '../../../src/models/connections.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';

/** Idle connections with heartbeats, people coming and going. */
const page = `title: More than a million phones connected at a time
keys: { user: { items: 2200k } }
components:
  phones: { kind: connections, key: user, instances: 4, online: { exponential: 7min }, away: { exponential: 8min }, silent: 10%, memory: 20kB }
workload: { pushes: { arrivals: { poisson: 10/s }, call: phones.push } }
run: { duration: 5min, replications: 1, study: finite }
`;

describe('a million people', () => {
  it('take less than 1 GiB, and less time than they live', () => {
    const began = performance.now();
    const system = wire(scenarioOf(page), { seed: 1, replication: 0, warmup: 0, curves: false });
    while (!system.run(1_000_000));
    const seconds = (performance.now() - began) / 1000;
    const { rss } = process.memoryUsage();
    const { gateways } = system.components[0].behaviour as ConnectionsBehaviour;
    const online = gateways.reduce((sum, { online: level }) => sum + level.level, 0);
    console.log(
      `${Math.round(online)} of 2,200,000 online: ${Math.round(rss / 2 ** 20)} MiB, 300 s in ${seconds.toFixed(1)} s (${Math.round(300 / seconds)} × real time)`,
    );
    expect(Math.abs(online - (2.2e6 * 7) / 15)).toBeLessThan(4000);
    expect(online).toBeGreaterThan(1e6);
    expect(rss).toBeLessThan(2 ** 30);
    expect(seconds).toBeLessThan(300);
  });
});
