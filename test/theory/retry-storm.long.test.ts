import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';

/**
 * What prevents the retry storm of ../shared/reference/theory-cases.yaml (retry-metastable): 300/s served, time-out 1 s, one retry, the server stands still from 60 to 70 s.
 * In the storm every attempt times out. A budget b then leaves (1 + b) λ attempts a second, and the queue drains exactly where that is less than µ.
 * A full queue of K places makes an attempt wait K/µ: answers come in time exactly where K is under µ times the time-out.
 */
function goodPerSecond({ rate, capacity }: { readonly rate: number; readonly capacity: number }, retry: string, queue: string, seconds = 900): number[] {
  const scenario = scenarioOf(`title: A retry storm
components:
  server: { kind: service, servers: { schedule: [{ for: 60s, servers: 1 }, { for: 10s, servers: 0 }, { for: 10000s, servers: 1 }] }, work: { exponential: ${1 / capacity}s }${queue} }
workload:
  callers: { arrivals: { poisson: ${rate}/s }, call: server, calls: { server: { timeout: 1s, retry: { attempts: 2${retry} } } } }
run: { duration: ${seconds}s, warmup: 0s, replications: 1 }`);
  const system = wire(scenario, { seed: 3, replication: 0, warmup: 0, curves: false });
  const { cell } = system.workloads[0].requests[0];
  const good: number[] = [];
  let before = 0;
  for (let second = 1; second <= seconds; second++) {
    while (!system.engine.run(second, 1_000_000));
    good.push(cell.latency.count - before);
    before = cell.latency.count;
  }
  return good;
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a retry budget b: the storm dies down exactly where (1 + b) λ < µ', () => {
  it.each([
    [250, 15, true],
    [250, 25, false],
    [270, 5, true],
    [270, 17, false],
    [140, 100, true],
    [160, 100, false],
  ])('%i/s with %i per cent: recovers %s', (rate, budget, recovers) => {
    expect((1 + budget / 100) * rate < 300).toBe(recovers);
    const late = mean(goodPerSecond({ rate, capacity: 300 }, `, budget: ${budget}%`, '').slice(700));
    if (recovers) expect(late).toBeGreaterThan(0.97 * rate);
    else expect(late).toBe(0);
  });
});

/**
 * Exact in the limit of many servers' worth of work: the wait of a full queue spreads by 1/sqrt(K), so near the edge chance decides. Ten times the rates stand three
 * times as near to it.
 */
describe('a bounded queue: answers come in time exactly where its room is under capacity × time-out, 300', () => {
  it.each([
    [1, 200, true],
    [1, 250, true],
    [1, 400, false],
    [1, 500, false],
    [10, 2850, true],
    [10, 3250, false],
  ])('%i times 300/s, %i places: recovers %s', (scale, places, recovers) => {
    expect(places < 300 * scale).toBe(recovers);
    const late = mean(goodPerSecond({ rate: 280 * scale, capacity: 300 * scale }, '', `, queue: ${places}`, 300).slice(220)) / scale;
    if (recovers) expect(late).toBeGreaterThan(0.97 * 280);
    else expect(late).toBeLessThan(0.05 * 280);
  });
});
