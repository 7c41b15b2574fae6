import { describe, expect, it } from 'vitest';
import { wire } from '../../../src/scenario/compile/wire.js';
import { CumulativeRate } from '../../../src/sim/sources/cumulative-rate.js';
import { eventList } from '../../support/event-list.js';
import { scenarioOf } from '../../support/read.js';

const page = (arrivals: string, faults: string, duration = '20s'): string => `title: Spike
components: { web: { kind: service, servers: unlimited, work: 0s } }
workload: { jobs: { arrivals: { ${arrivals} }, call: web } }
faults: ${faults}
run: { duration: ${duration}, replications: 1 }
`;

const arrivalsOf = (yaml: string): number[] =>
  eventList(yaml)
    .lines.filter((line) => line.endsWith('enters'))
    .map((line) => Number(line.split(' ')[0]));

describe('a spike, by hand', () => {
  it('of gaps: what is left of the gap passes so many times as fast', () => {
    const spike = '{ rush: { at: 5s, for: 3s, spike: jobs, factor: 4 } }';
    // Due at 6 s with 1 s of gap left at 5 s: 5.25; then every 0.5 s to 8 s; 0.5 s − 0.25 s of the gap of 7.75 s are left as 1 s.
    expect(arrivalsOf(page('every: 2s', spike, '13s'))).toEqual([2, 4, 5.25, 5.75, 6.25, 6.75, 7.25, 7.75, 9, 11, 13]);
  });

  it('of several at once: factors multiply', () => {
    const spike = '{ rush: { at: 4s, for: 4s, spike: jobs, factor: 2 }, crowd: { at: 6s, for: 2s, spike: [jobs], factor: 2 } }';
    expect(arrivalsOf(page('every: 2s', spike, '10s'))).toEqual([2, 4, 5, 6, 6.5, 7, 7.5, 8, 10]);
  });

  it('of a rate in phases: the area under the rate times the factor', () => {
    // Expected arrivals of the trapezium 0 → 4/s over 4 s, then 4/s: t²/2 to 4 s.
    const rate = new CumulativeRate(
      [
        { for: 4, rate: 0, rampTo: 4 },
        { for: Infinity, rate: 4, rampTo: 4 },
      ],
      false,
    );
    expect([rate.at(2), rate.at(4), rate.at(5), rate.timeOf(2), rate.timeOf(12), rate.timeOf(0.5)]).toEqual([2, 8, 12, 2, 5, 1]);
    const cycle = new CumulativeRate([{ for: 2, rate: 1, rampTo: 3 }], true);
    expect([cycle.at(2), cycle.at(3), cycle.timeOf(4), cycle.timeOf(9.5), cycle.at(5)]).toEqual([4, 5.5, 2, 5, 9.5]);
  });
});

describe('a factor of 1 changes nothing', () => {
  it.each([
    'every: 100ms',
    'every: { exponential: 100ms }',
    'poisson: 13/s',
    'poisson: { phases: [{ for: 2s, rate: 3/s, rampTo: 30/s }, { for: 1s, rate: 8/s }], repeat: true }',
  ])('%s', (arrivals) => {
    const with_ = arrivalsOf(page(arrivals, '{ rush: { at: [3s, 9s], for: 2s, spike: jobs, factor: 1 } }'));
    const plain = arrivalsOf(page(arrivals, '{ other: { at: [3s, 9s], for: 2s, slow: web, factor: 2 } }'));
    expect(with_.length).toBeGreaterThan(100);
    expect(with_).toEqual(plain);
  });
});

describe('a spike is exact: the number of arrivals is Poisson with the area as its mean', () => {
  it.each([
    ['poisson: 20/s', 20 * 10 + 20 * 2 * 5],
    // 10/s to 30/s in 20 s: 400; from 5 s to 10 s the rate goes from 15/s to 20/s, 87.5 arrivals, twice more.
    ['poisson: { phases: [{ for: 20s, rate: 10/s, rampTo: 30/s }] }', 400 + 2 * 87.5],
  ])('%s', (arrivals, mean) => {
    const isFlat = arrivals === 'poisson: 20/s';
    const scenario = scenarioOf(page(arrivals, '{ rush: { at: 5s, for: 5s, spike: jobs, factor: 3 } }', isFlat ? '10s' : '20s'));
    const counts = Array.from({ length: 60 }, (_, replication) => {
      const system = wire(scenario, { seed: 1, replication, warmup: 0, curves: false });
      while (!system.run(1_000_000));
      return system.workloads[0].requests[0].cell.offered;
    });
    const found = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const error = Math.sqrt(mean / counts.length);
    expect(Math.abs(found - mean)).toBeLessThan(4 * error);
    const variance = counts.reduce((sum, count) => sum + (count - found) ** 2, 0) / (counts.length - 1);
    // The variance of a Poisson number is its mean; that of 60 values varies by √(2 / 59).
    expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt(2 / 59));
  });
});

describe('what cannot have a spike', () => {
  it.each([
    ['arrivals: { at: [1s] }', /a spike of arrivals by `at` is not yet supported/],
    ['users: 3, think: 1s', /a spike of users who think is not yet supported/],
  ])('%s', (load, message) => {
    const yaml = page('every: 1s', '{ rush: { at: 5s, for: 3s, spike: jobs, factor: 2 } }').replace('arrivals: { every: 1s }', load);
    expect(() => scenarioOf(yaml)).toThrow(message);
  });

  it.each([
    ['{ rush: { at: 5s, for: 3s, spike: jbs, factor: 2 } }', /there is no workload "jbs"/],
    ['{ rush: { at: 5s, for: 3s, spike: jobs } }', /does nothing without "factor"|factor/],
    ['{ rush: { at: 5s, for: 3s, crash: web, factor: 2 } }', /"factor" of a fault does nothing/],
    ['{ rush: { at: 5s, for: 3s, spike: jobs, factor: 2, instances: 1 } }', /a spike is of a workload/],
    ['{ rush: { at: 5s, for: 3s, full: web } }', /which is that/],
  ])('%s', (faults, message) => {
    expect(() => scenarioOf(page('every: 1s', faults))).toThrow(message);
  });
});
