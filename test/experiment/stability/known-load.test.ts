import { describe, expect, it } from 'vitest';
import { knownLoads } from '../../../src/experiment/stability/known-load.js';
import { scenarioOf } from '../../support/read.js';

const loads = (yaml: string): Record<string, number> => Object.fromEntries([...knownLoads(scenarioOf(yaml))].map(([name, { load }]) => [name, load]));

describe('offered load by arithmetic', () => {
  it('follows mixes, choices, repetitions, branches and sends', () => {
    const found = loads(`title: T
components:
  front:
    kind: service
    async: true
    servers: 4
    operations:
      read: [{ work: 10ms }, { choose: { hot: { weight: 3, do: [] }, cold: { weight: 1, do: [{ call: db.get }] } } }]
      write: [{ work: 20ms }, { parallel: [{ call: db.put }, { call: db.put }] }, { repeat: 2, do: [{ send: log }] }]
  db: { kind: service, servers: 2, operations: { get: { exponential: 5ms }, put: { exponential: 8ms } } }
  log: { kind: service, work: 1ms }
  idle: { kind: service, work: 1ms }
workload:
  web: { arrivals: { poisson: 100/s }, mix: { front.read: 80%, front.write: 20% } }
  more: { arrivals: { every: 100ms }, call: log }
`);
    expect(found['front']).toBeCloseTo((80 * 0.01 + 20 * 0.02) / 4, 12);
    expect(found['db']).toBeCloseTo((20 * 0.005 + 40 * 0.008) / 2, 12);
    expect(found['log']).toBeCloseTo((40 + 10) * 0.001, 12);
    expect(found['idle']).toBeUndefined();
  });

  it('counts instances, speeds, repairs, batches of arrivals and cycles of rates', () => {
    const found = loads(`title: T
components:
  a: { kind: service, servers: 2, instances: 3, work: { exponential: 60ms } }
  b: { kind: service, speeds: [1, 0.5], servers: 2, work: { exponential: 15ms } }
  c: { kind: service, breakdowns: { up: { exponential: 9s }, down: { exponential: 1s } }, work: { exponential: 9ms } }
workload:
  to-a: { arrivals: { poisson: 50/s }, call: a }
  to-b: { arrivals: { poisson: 5/s, batch: 10 }, call: b }
  to-c: { arrivals: { poisson: { phases: [{ for: 1min, rate: 20/s }, { for: 1min, rate: 100/s }], repeat: true } }, call: c }
`);
    expect(found['a']).toBeCloseTo((50 * 0.06) / 6, 12);
    expect(found['b']).toBeCloseTo((50 * 0.015) / 1.5, 12);
    expect(found['c']).toBeCloseTo((60 * 0.009) / 0.9, 12);
  });

  it('says nothing where the page does not say it', () => {
    const found = loads(`title: T
keys: { video: { items: 100, popularity: { zipf: 1 } } }
components:
  edge: { kind: cache, key: video, capacity: 10, miss: origin.read }
  origin: { kind: service, operations: { read: 10ms } }
  held: { kind: service, servers: 5, operations: { serve: [{ work: 1ms }, { call: deep }] } }
  deep: { kind: service, work: 1ms }
  shaky: { kind: service, servers: 3, work: 1ms, queue: 2 }
  tried: { kind: service, async: true, operations: { serve: [{ call: shaky }, { send: after }] } , calls: { shaky: { retry: { attempts: 2, backoff: 1s } } } }
  after: { kind: service, work: 1ms }
  desk: { kind: service, work: 1s }
  delay: { kind: service, servers: unlimited, work: 1s }
workload:
  views: { arrivals: { poisson: 10/s }, call: edge.get }
  calls: { arrivals: { poisson: 10/s }, call: held }
  tries: { arrivals: { poisson: 10/s }, call: tried }
  waits: { arrivals: { poisson: 10/s }, call: delay }
  people: { users: 5, call: desk }
`);
    // Of `tried` it does: no work, as often as it may be asked.
    expect(found).toEqual({ deep: expect.closeTo(0.01, 12) as number, tried: 0 });
  });
});
