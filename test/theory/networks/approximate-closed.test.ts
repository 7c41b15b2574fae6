import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approximateClosed } from '../../../src/theory/networks/approximate-closed.js';
import { balancedJobBounds, closedBounds, type Bounds } from '../../../src/theory/networks/closed-bounds.js';
import { exactClosed } from '../../../src/theory/networks/closed-exact.js';
import { asymptoticBounds } from '../../../src/theory/networks/operational-laws.js';
import { expectNineDigits } from './nearly.js';
import { randomClosed } from './random-closed.js';

const expectInside = (value: number, { low, high }: Bounds): void => {
  expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-12));
  expect(value).toBeLessThanOrEqual(high * (1 + 1e-12));
};

describe('bounds: the exact answer lies inside, on random networks', () => {
  test('any classes, any numbers of servers', () => {
    fc.assert(
      fc.property(randomClosed, (network) => {
        const exact = exactClosed(network);
        const bounds = closedBounds(network);
        exact.throughputs.forEach((value, one) => expectInside(value, bounds.throughputs[one]));
        exact.responses.forEach((value, one) => expectInside(value, bounds.responses[one]));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('load-dependent speeds, also falling ones', () => {
    const speeds = fc.array(fc.double({ min: 0.2, max: 4, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(speeds, speeds, fc.integer({ min: 1, max: 12 }), (first, second, clients) => {
        const network = {
          classes: [
            { clients, think: 1 },
            { clients: 2, think: 0 },
          ],
          stations: [
            { servers: first, demands: [1, 0.3] },
            { servers: second, demands: [0, 0.8] },
          ],
        };
        const exact = exactClosed(network);
        const bounds = closedBounds(network);
        exact.throughputs.forEach((value, one) => expectInside(value, bounds.throughputs[one]));
        exact.responses.forEach((value, one) => expectInside(value, bounds.responses[one]));
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  test('one class, single servers: balanced job bounds, inside the asymptotic ones', () => {
    const demands = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 2, noNaN: true })), { minLength: 1, maxLength: 6 });
    const think = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 30, noNaN: true }));
    fc.assert(
      fc.property(demands, fc.integer({ min: 1, max: 200 }), think, (list, clients, pause) => {
        fc.pre(list.some((demand) => demand > 0));
        const exact = exactClosed({ classes: [{ clients, think: pause }], stations: list.map((demand) => ({ servers: 1, demands: [demand] })) });
        const balanced = balancedJobBounds(list, clients, pause);
        const servers = list.map(() => 1);
        const wide = asymptoticBounds(list, servers, clients, pause);
        for (const bounds of [balanced, wide]) {
          expectInside(exact.throughputs[0], bounds.throughput);
          expectInside(exact.responses[0], bounds.response);
        }
        expectInside(balanced.throughput.low, wide.throughput);
        expectInside(balanced.throughput.high, wide.throughput);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test('a balanced network without think time: both balanced job bounds are the answer, N / (D + (N-1) D/M)', () => {
    const { throughput } = balancedJobBounds([0.5, 0.5, 0.5], 7, 0);
    expectNineDigits(throughput.low, 7 / (1.5 + 3));
    expectNineDigits(throughput.high, 7 / (1.5 + 3));
  });
});

describe('approximations', () => {
  test('throughputs on 200 random networks of up to 24 clients: as far off as the documentation says', () => {
    const errors = { schweitzer: [] as number[], linearizer: [] as number[] };
    fc.assert(
      fc.property(randomClosed, (network) => {
        const stations = network.stations.map((station) => ({ ...station, servers: station.servers === Infinity ? Infinity : 1 }));
        const exact = exactClosed({ ...network, stations });
        for (const method of ['schweitzer', 'linearizer'] as const) {
          const { throughputs } = approximateClosed({ ...network, stations }, method);
          errors[method].push(throughputs.reduce((most, value, one) => Math.max(most, Math.abs(value / exact.throughputs[one] - 1)), 0));
        }
      }),
      { numRuns: 200, seed: 7 },
    );
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(errors.schweitzer)).toBeLessThan(0.03);
    expect(Math.max(...errors.schweitzer)).toBeLessThan(0.2);
    expect(mean(errors.linearizer)).toBeLessThan(0.001);
    expect(Math.max(...errors.linearizer)).toBeLessThan(0.01);
  });

  test('both come to the exact answer as clients grow', () => {
    const network = { classes: [{ clients: 2000, think: 10 }], stations: [0.02, 0.019, 0.005].map((demand) => ({ servers: 1, demands: [demand] })) };
    const exact = exactClosed(network).responses[0];
    for (const method of ['schweitzer', 'linearizer'] as const)
      expect(Math.abs(approximateClosed(network, method).responses[0] / exact - 1)).toBeLessThan(0.002);
  });

  test.each(['schweitzer', 'linearizer'] as const)('%s: nobody waits where nobody can; clients are conserved', (method) => {
    const lone = approximateClosed({ classes: [{ clients: 1, think: 2 }], stations: [{ servers: 1, demands: [0.5] }] }, method);
    expectNineDigits(lone.throughputs[0], 0.4);
    const classes = [
      { clients: 3000, think: 20 },
      { clients: 500, think: 5 },
      { clients: 0, think: 0 },
    ];
    const stations = [
      { servers: 4, demands: [0.02, 0.05, 1] },
      { servers: 1, demands: [0.005, 0.002, 1] },
    ];
    const many = approximateClosed({ classes, stations }, method);
    classes.forEach(({ clients, think }, one) => {
      const inside = many.numbers.reduce((sum, row) => sum + row[one], 0);
      expect(Math.abs(inside + many.throughputs[one] * think - clients)).toBeLessThan(1e-6);
      expectInside(many.throughputs[one], { low: 0, high: clients / (think + 0.025) });
    });
    expect(many.throughputs[2]).toBe(0);
  });

  test('load-dependent stations are refused', () => {
    expect(() => approximateClosed({ classes: [{ clients: 1, think: 0 }], stations: [{ servers: [1, 2], demands: [1] }] }, 'schweitzer')).toThrow(RangeError);
  });
});
