import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';

function run(yaml: string, replication = 0) {
  const scenario = scenarioOf(yaml);
  const system = wire(scenario, { seed: scenario.seed, replication, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  return system;
}

/** Mean and 99.9 % half-width over replications (normal; there are 30). */
function over(replications: number, value: (replication: number) => number) {
  const values = Array.from({ length: replications }, (_, replication) => value(replication));
  const mean = values.reduce((sum, one) => sum + one, 0) / replications;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (replications - 1);
  return { mean, half: 3.66 * Math.sqrt(variance / replications) };
}

describe('availability', () => {
  it('of a station with two states is up / (up + down): so many calls are refused (arrivals see time averages)', () => {
    const { mean, half } = over(30, (replication) => {
      const system = run(
        `title: Up and down
components: { web: { kind: service, servers: unlimited, work: 0s } }
workload: { jobs: { arrivals: { poisson: 50/s }, call: web } }
faults: { lost: { every: { exponential: 9s }, for: { exponential: 1s }, crash: web } }
run: { duration: 1000s, replications: 1 }`,
        replication,
      );
      const { cell } = system.workloads[0].requests[0];
      return cell.outcomes[system.outcomes.code('failed')] / cell.offered;
    });
    // At the start it is up: 0.1 − 0.1 (1 − e^{−T/0.9}) · 0.9/T over a run of T = 1000 s.
    const expected = 0.1 - (0.1 * 0.9) / 1000;
    expect(Math.abs(mean - expected)).toBeLessThan(half);
    // The variance of the share of time is near 2 u² d² / ((u + d)³ T): 3.66 · 0.0127 / √30.
    expect(half).toBeLessThan(0.01);
  });

  it('of n hosts of which k are needed is binomial: 3 of 4 hosts with availability 0.9', () => {
    const hosts = [1, 2, 3, 4];
    const { mean, half } = over(30, (replication) => {
      const { faults, end } = run(
        `title: Hosts
components: { web: { kind: service, instances: 4, work: 1ms } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: web } }
faults: { ${hosts.map((host) => `lost-${host}: { every: { exponential: 9s }, for: { exponential: 1s }, crash: web/${host} }`).join(', ')} }
run: { duration: 1000s, replications: 1 }`,
        replication,
      );
      const changes = faults.flatMap(({ fault }) => fault.spans.flatMap(({ start, end: over_ }) => [[start, 1] as const, [Math.min(over_, end), -1] as const]));
      changes.sort(([left], [right]) => left - right);
      let down = 0;
      let since = 0;
      let enough = 0;
      for (const [time, change] of [...changes, [end, 0] as const]) {
        if (down <= 1) enough += time - since;
        since = time;
        down += change;
      }
      return enough / end;
    });
    const expected = 0.9 ** 4 + 4 * 0.9 ** 3 * 0.1;
    expect(Math.abs(mean - expected)).toBeLessThan(half);
    expect(half).toBeLessThan(0.006);
  });
});

/** The case retry-metastable of HotOS'21: a caller gives up after 1 s and asks once more; the server stands still from 60 s on. */
const metastable = (rate: number, stop: string, retry: boolean) => `title: Metastable
components:
  server: { kind: service, work: { exponential: 3333333ns } }
workload:
  jobs:
    arrivals: { poisson: ${rate}/s }
    call: server
    calls: { server: { timeout: 1s${retry ? ', retry: { attempts: 2, backoff: 0s }' : ''} } }
faults:
  pause: { at: 60s, for: ${stop}, freeze: server }
run: { duration: 600s, replications: 1 }
`;

/** Good ends and attempts a second in each 12 s of the run. */
function curve(yaml: string): { readonly good: readonly number[]; readonly offered: readonly number[] } {
  const { cell } = run(yaml).workloads[0].requests[0];
  return { good: [...cell.overTime!.good].map((count) => count / 12), offered: [...cell.overTime!.offered].map((count) => count / 12) };
}

describe('a stop and what comes of it (retry-metastable)', () => {
  it('280/s with the retry never recover from 10 s or 1.5 s, and do from 0.5 s', () => {
    expect(
      curve(metastable(280, '10s', true))
        .good.slice(8)
        .every((rate) => rate < 1),
    ).toBe(true);
    expect(
      curve(metastable(280, '1500ms', true))
        .good.slice(25)
        .every((rate) => rate < 1),
    ).toBe(true);
    expect(
      curve(metastable(280, '500ms', true))
        .good.slice(10)
        .every((rate) => rate > 250),
    ).toBe(true);
  });

  it('280/s without the retry, and 140/s with it, recover', () => {
    const without = curve(metastable(280, '10s', false)).good;
    expect(without[6]).toBeLessThan(20);
    expect(without.slice(21).every((rate) => rate > 250)).toBe(true);
    expect(
      curve(metastable(140, '10s', true))
        .good.slice(15)
        .every((rate) => rate > 110),
    ).toBe(true);
  });

  it('200/s, above half of what the server can do, never recover', () => {
    expect(
      curve(metastable(200, '10s', true))
        .good.slice(8)
        .every((rate) => rate < 1),
    ).toBe(true);
  });
});
