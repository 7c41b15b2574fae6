import { describe, expect, it } from 'vitest';
import { observe } from '../../src/experiment/observation/observe.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from './reader.js';

/** Caches of devices: very many, most of which nobody looks into while we watch. */
const page = (instances: number, more = '') => `title: T
keys: { user: { items: 1000000 }, video: { items: 10 } }
components:
  browser: { kind: cache, key: video, capacity: 2, instances: ${instances}, balance: { hash: user }, miss: origin }
  origin: { kind: service, servers: unlimited, work: 5ms }
workload:
  plays: { arrivals: { every: 100ms }, call: browser.get }
run: { duration: 20s, warmup: 0s, replications: 1 }
${more}`;
const run = (text: string) => {
  const system = wire(scenarioOf(text), { seed: 1, replication: 0, warmup: 0, curves: true });
  while (!system.run(1_000_000));
  return { system, rows: observe(system, 0).components };
};

describe('very many instances', () => {
  it('cost nothing but their place before somebody comes', () => {
    const { system, rows } = run(page(20_000));
    const used = system.components[0].component.stations.filter(({ cells }) => cells.length > 0);
    expect(used.length).toBeGreaterThan(150);
    expect(used.length).toBeLessThanOrEqual(200);
    expect(system.curves.ratios.length).toBe(1);
    expect(rows.get('browser')).toMatchObject({ arrivals: 200 });
    expect(rows.get('browser.get')).toMatchObject({ arrivals: 200, insideAtEnd: 1 });
    expect(rows.get('browser.put')).toMatchObject({ arrivals: 0 });
  });

  it('have no rows of their own but those that an objective names', () => {
    const { rows } = run(page(2000, 'objectives: { browser/17.hitRatio: { atLeast: 0% } }'));
    expect([...rows.keys()].filter((name) => name.includes('/'))).toEqual(['browser/17']);
  });

  it('up to a thousand have all', () => {
    const { system, rows } = run(page(1000));
    const instances = [...rows].filter(([name]) => name.startsWith('browser/'));
    expect(instances.length).toBe(1000);
    expect(instances.reduce((sum, [, { arrivals }]) => sum + arrivals, 0)).toBe(200);
    expect(system.components[0].component.stations.every(({ cells }) => cells.length === 3)).toBe(true);
  });

  it('are called by sessions, too', () => {
    const { rows } = run(page(2000).replace('call: browser.get', 'do: [{ call: browser.get }, { call: browser.get }]'));
    // The last session comes at the end, and its second call would come 5 ms later.
    expect(rows.get('browser.get')).toMatchObject({ arrivals: 399 });
    const services = page(2000).replace('kind: cache, key: video, capacity: 2,', 'kind: service, work: 5ms,').replace(', miss: origin', '');
    expect(run(services.replace('call: browser.get', 'do: [{ call: browser }]')).rows.get('browser')).toMatchObject({ arrivals: 200 });
  });
});
