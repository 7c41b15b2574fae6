import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import { outcome } from '../../src/sim/outcome.js';
import { erlangB } from '../../src/theory/stations/index.js';
import { scenarioOf } from '../support/read.js';

interface Found {
  readonly cold: number;
  readonly rejected: number;
  readonly environments: number;
}
const DURATION = 10_000;
const WARMUP = 500;

/** Means over twenty replications, each with its standard error; Poisson arrivals at so many a second. */
function measured(rate: number, serverless: string, work: string): Record<keyof Found, { readonly mean: number; readonly error: number }> {
  const scenario = scenarioOf(`title: t
components: { resize: { kind: service, serverless: ${serverless}, work: ${work} } }
workload: { calls: { arrivals: { poisson: ${rate}/s }, call: resize } }
run: { duration: ${DURATION}s, warmup: ${WARMUP}s, replications: 1 }`);
  const found = Array.from({ length: 20 }, (_, replication) => {
    const system = wire(scenario, { seed: 1, replication, warmup: WARMUP, curves: false });
    while (!system.run(1_000_000));
    return look(system);
  });
  const over = (pick: (one: Found) => number): { mean: number; error: number } => {
    const values = found.map(pick);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return { mean, error: Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1) / values.length) };
  };
  return { cold: over((one) => one.cold), rejected: over((one) => one.rejected), environments: over((one) => one.environments) };
}

function look({ components, end }: System): Found {
  const environments = components[0].environments![0];
  const [cell] = components[0].component.stations[0].cells;
  return {
    cold: environments.cold / (environments.cold + environments.warm),
    rejected: cell.outcomes[outcome.rejected] / cell.arrivals,
    environments: environments.aliveUntil(end).integral(end) / (end - WARMUP),
  };
}

function expectAgrees({ mean, error }: { readonly mean: number; readonly error: number }, exact: number, precision: number): void {
  expect(Math.abs(mean - exact)).toBeLessThan(5 * error);
  // Small enough that it can fail.
  expect(error).toBeLessThan(precision * exact);
}

describe('calls that are over at once, at instants of a Poisson process', () => {
  /** An environment is there for the next call if that comes within the keep-alive. */
  it.each([0.5, 1, 3])('cold with probability exp(-rate × keep-alive): %d', (keepAlive) => {
    expectAgrees(measured(1, `{ coldStart: 0s, keepAlive: ${keepAlive}s }`, '0s').cold, Math.exp(-keepAlive), 0.02);
  });
});

describe('one environment at most', () => {
  /**
   * After each call the next one that is let in comes after an exponential time, whatever the work and the cold start were: cold with p = exp(-λ K). Each holds
   * the environment for m = work + p × cold start in the mean, and finds it free with 1 / (1 + λ m) (Erlang B with one server); it is there besides for
   * (1 - p) / λ after each call.
   */
  it.each([
    [1, 2, '{ lognormal: { mean: 300ms, cv: 2 } }', '{ exponential: 500ms }'],
    [0.4, 1, '{ exponential: 2s }', '1s'],
  ])('λ %d, keep-alive %d s, cold start %s, work %s', (rate, keepAlive, coldStart, work) => {
    const means: Readonly<Record<string, number>> = {
      '{ lognormal: { mean: 300ms, cv: 2 } }': 0.3,
      '{ exponential: 2s }': 2,
      '{ exponential: 500ms }': 0.5,
      '1s': 1,
    };
    const cold = Math.exp(-rate * keepAlive);
    const held = means[work] + cold * means[coldStart];
    const found = measured(rate, `{ coldStart: ${coldStart}, concurrency: 1, keepAlive: ${keepAlive}s }`, work);
    expectAgrees(found.cold, cold, 0.02);
    expectAgrees(found.rejected, (rate * held) / (1 + rate * held), 0.01);
    expectAgrees(found.environments, (held + (1 - cold) / rate) / (held + 1 / rate), 0.01);
  });
});

describe('a concurrency limit', () => {
  it('without cold starts throttles as Erlang B says, whatever the law of the work', () => {
    expectAgrees(measured(4, '{ coldStart: 0s, concurrency: 5 }', '{ lognormal: { mean: 1s, cv: 1.5 } }').rejected, erlangB(5, 4), 0.01);
  });

  it('where nothing is kept alive holds the cold start and the work: Erlang B again', () => {
    const found = measured(4, '{ coldStart: { exponential: 300ms }, concurrency: 5, keepAlive: 0s }', '700ms');
    expectAgrees(found.rejected, erlangB(5, 4), 0.01);
    // Every call has an environment for 1 s.
    expectAgrees(found.environments, 4 * (1 - erlangB(5, 4)), 0.01);
    expect(found.cold.mean).toBe(1);
  });
});

describe('without a limit', () => {
  it('as many are at work as an infinite number of servers would have busy', () => {
    const found = measured(4, '{ coldStart: 0s, concurrency: unlimited, keepAlive: 0s }', '{ exponential: 2s }');
    expectAgrees(found.environments, 8, 0.01);
  });
});
