import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import type { RequestCell } from '../../src/sim/request-cell.js';
import { scenarioOf } from '../support/read.js';

/** Mean over replications with its standard error, of a number that each replication's requests give. */
function measured(yaml: string, value: (cell: RequestCell, system: System) => number): { readonly mean: number; readonly error: number } {
  const scenario = scenarioOf(`title: t\nrun: { duration: 500s, warmup: 20s, replications: 1 }\n${yaml}`);
  const values = Array.from({ length: 10 }, (_, replication) => {
    const system = wire(scenario, { seed: 1, replication, warmup: 20, curves: false });
    while (!system.run(1_000_000));
    return value(system.workloads[0].requests[0].cell, system);
  });
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

function expectAgrees({ mean, error }: { readonly mean: number; readonly error: number }, exact: number, precision: number): void {
  expect(Math.abs(mean - exact)).toBeLessThan(5 * error);
  // Small enough that it can fail.
  expect(error).toBeLessThan(precision * exact);
}

const meanLatency = (cell: RequestCell): number => cell.latency.tally.sum / cell.latency.tally.count;

describe('hedging exponential work of mean 100 ms at unlimited servers', () => {
  /** Without an answer after d both are exponential from then on: E = (1 - e^(-d/m)) m + e^(-d/m) m/2. */
  it.each([0, 50, 100, 200])('after %i ms: the mean is that of the earlier of two', (after) => {
    const left = Math.exp(-after / 100);
    const yaml = `components: { server: { kind: service, servers: unlimited, work: { exponential: 100ms } } }
workload: { calls: { arrivals: { poisson: 40/s }, call: server, calls: { server: { hedge: { after: ${after}ms } } } } }`;
    expectAgrees(measured(yaml, meanLatency), 0.1 * (1 - left) + 0.05 * left, 0.01);
  });

  it('three at once: a third of the mean', () => {
    const yaml = `components: { server: { kind: service, servers: unlimited, work: { exponential: 100ms } } }
workload: { calls: { arrivals: { poisson: 40/s }, call: server, calls: { server: { hedge: { after: 0s, attempts: 3 } } } } }`;
    expectAgrees(measured(yaml, meanLatency), 0.1 / 3, 0.01);
  });
});

describe('M/M/1, 8/s offered, 10/s served, callers give up, their work is still served', () => {
  /** The callee does not know: responses are exponential with rate µ - λ, as ever. */
  it.each([0.25, 0.5, 1])('after %s s: λ (1 - e^(-(µ - λ) t)) good answers a second', (timeout) => {
    const yaml = `components: { server: { kind: service, work: { exponential: 100ms } } }
workload: { calls: { arrivals: { poisson: 8/s }, call: server, calls: { server: { timeout: ${timeout}s } } } }`;
    expectAgrees(
      measured(yaml, (cell) => cell.latency.count / 480),
      8 * (1 - Math.exp(-2 * timeout)),
      0.04,
    );
  });

  it('and taken back in the queue: M/M/1 with constant patience in the queue and a service that is not interrupted', () => {
    // Barrer 1957: density of the offered wait v(x) = λ P0 e^(-(µ - λ) x) for x < t; jobs with x ≥ t leave. Then v(x) = λ P0 e^(λ t - µ x) beyond.
    // P0 (1 + λ/(µ-λ) (1 - e^(-(µ-λ)t)) + λ/µ e^(-(µ-λ)t)) = 1. Good: started before t and done within t of the call.
    const [lambda, mu, t] = [8, 10, 0.25];
    const gone = Math.exp(-(mu - lambda) * t);
    const empty = 1 / (1 + (lambda / (mu - lambda)) * (1 - gone) + (lambda / mu) * gone);
    // P(wait + work ≤ t) = P0 (1 - e^(-µt)) + ∫ λ P0 e^(-(µ-λ)x) (1 - e^(-µ(t-x))) dx over x < t.
    const integral = (1 - gone) / (mu - lambda) - (Math.exp(-mu * t) * (Math.exp(lambda * t) - 1)) / lambda;
    const good = empty * (1 - Math.exp(-mu * t)) + lambda * empty * integral;
    const yaml = `components: { server: { kind: service, work: { exponential: 100ms } } }
workload: { calls: { arrivals: { poisson: 8/s }, call: server, calls: { server: { timeout: 250ms, cancel: true } } } }`;
    expectAgrees(
      measured(yaml, (cell) => cell.latency.count / 480),
      lambda * good,
      0.02,
    );
  });
});

describe('charges of exponential work of mean 1 s, given up after 1 s, tried three times', () => {
  const charges = (once: string): string => `keys: { order: { items: new } }
components:
  shop: { kind: service, servers: unlimited, operations: { buy: [call: bank] }, calls: { bank: { timeout: 1s, retry: { attempts: 3, backoff: 0s } } } }
  bank: { kind: service, servers: unlimited, work: { exponential: 1s }, once: { key: order, ${once} } }
workload: { orders: { arrivals: { poisson: 40/s }, call: shop.buy } }`;
  const p = Math.exp(-1);
  const own = (name: 'repeats' | 'replayed') => (_: RequestCell, system: System) => {
    const statistic = system.components[1].behaviour!.statistics(0)[name];
    return statistic.type === 'count' ? statistic.count / (480 * 40) : Number.NaN;
  };
  const failed = (cell: RequestCell, system: System): number => cell.outcomes[system.outcomes.code('timeout')] / (480 * 40);

  it('are done p + p² times more than once for each order without keys: all of them end well, whoever waits', () => {
    expectAgrees(measured(charges('enforce: false'), own('repeats')), p + p * p, 0.01);
  });

  it('fail as often with keys, where a repeated call waits for the first: the rest of an exponential time is a new one', () => {
    const yaml = charges('meanwhile: wait');
    expectAgrees(measured(yaml, failed), p ** 3, 0.02);
    expectAgrees(measured(charges('enforce: false'), failed), p ** 3, 0.02);
    expect(measured(yaml, own('repeats')).mean).toBe(0);
    // Each attempt after the first is answered by the one execution, also those that nobody waits for.
    expectAgrees(measured(yaml, own('replayed')), p + p * p, 0.01);
  });
});
