import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalRates, closedVisits, timeToLeave } from '../../../src/theory/networks/traffic-equations.js';
import { expectNineDigits } from './nearly.js';

describe('arrival rates of an open network', () => {
  test('a loop, by hand: one in five comes back, 1/(1 - 1/5) visits', () => {
    const [first, second] = arrivalRates(
      [4, 0],
      [
        [0, 1],
        [0.2, 0],
      ],
    );
    expectNineDigits(first, 5);
    expectNineDigits(second, 5);
  });

  test('a station that nobody reaches has rate 0, even where its own jobs would never leave', () => {
    expect(
      arrivalRates(
        [1, 0],
        [
          [0.5, 0],
          [0, 1],
        ],
      ),
    ).toEqual([2, 0]);
  });

  test('jobs that never leave are found, and where', () => {
    const routing = [
      [0, 0.5, 0],
      [0, 0, 1],
      [0, 1, 0],
    ];
    expect(() => arrivalRates([1, 0, 0], routing)).toThrow('Jobs that reach station 2, 3 never leave');
    expect(arrivalRates([0, 0, 0], routing)).toEqual([0, 0, 0]);
  });

  test('shares that sum to 1 only up to rounding are no way out', () => {
    expect(() =>
      arrivalRates(
        [1, 0, 0],
        [
          [0.7, 0.2, 0.1],
          [0.9, 0.1, 0],
          [0.1, 0.2, 0.7],
        ],
      ),
    ).toThrow(/never leave/);
  });

  test.each([
    [[1], [[1.1]], 'sums to more than 1'],
    [[1], [[-0.1]], 'at least 0'],
    [[-1], [[0]], 'at least 0'],
    [[1, 1], [[0, 0]], 'must have 2 rows'],
    [[1], [[0, 0]], 'must have 1 entries'],
    [[Number.NaN], [[0]], 'at least 0'],
  ])('refuses %j %j', (external, routing, message) => {
    expect(() => arrivalRates(external, routing)).toThrow(RangeError);
    expect(() => arrivalRates(external, routing)).toThrow(message);
  });

  test('random networks: what comes in goes out, each station balances, and Little’s law agrees with the times to leave', () => {
    const network = fc.integer({ min: 1, max: 12 }).chain((size) =>
      fc.record({
        external: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: size, maxLength: size }),
        weights: fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
        times: fc.array(fc.double({ min: 0.01, max: 3, noNaN: true }), { minLength: size, maxLength: size }),
      }),
    );
    fc.assert(
      fc.property(network, ({ external, weights, times }) => {
        const routing = weights.map((row) => row.map((weight) => (0.95 * weight) / (row.reduce((sum, one) => sum + one, 0) || 1)));
        const rates = arrivalRates(external, routing);
        const entering = external.reduce((sum, rate) => sum + rate, 0);
        const leaving = rates.reduce((sum, rate, from) => sum + rate * (1 - routing[from].reduce((all, share) => all + share, 0)), 0);
        expectNineDigits(leaving, entering);
        rates.forEach((rate, to) => expectNineDigits(rate, external[to] + rates.reduce((sum, one, from) => sum + one * routing[from][to], 0)));
        const inside = rates.reduce((sum, rate, station) => sum + rate * times[station], 0);
        const stays = timeToLeave(times, routing);
        expectNineDigits(
          external.reduce((sum, rate, station) => sum + rate * stays[station], 0),
          inside,
        );
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('visits in a closed network', () => {
  test('a central server: after it one of two disks, and back', () => {
    const visits = closedVisits(
      [
        [0.1, 0.6, 0.3],
        [1, 0, 0],
        [1, 0, 0],
      ],
      0,
    );
    [1, 0.6, 0.3].forEach((value, station) => expectNineDigits(visits[station], value));
  });

  test('visits do not depend on the reference, but for their scale; they are balanced', () => {
    const routing = [
      [0.2, 0.5, 0.3],
      [0.1, 0.2, 0.7],
      [0.6, 0.4, 0],
    ];
    const first = closedVisits(routing, 0);
    const last = closedVisits(routing, 2);
    first.forEach((visits, station) => {
      expectNineDigits(visits / first[2], last[station]);
      expectNineDigits(
        visits,
        first.reduce((sum, one, from) => sum + one * routing[from][station], 0),
      );
    });
  });

  test('a closed network from which jobs leave, or to whose reference they do not come back, is refused', () => {
    const leaving = [
      [0, 1],
      [0.9, 0],
    ];
    expect(() => closedVisits(leaving, 0)).toThrow('leave the closed network after station 2');
    const caught = [
      [0.5, 0.5],
      [0, 1],
    ];
    expect(() => closedVisits(caught, 0)).toThrow('station 2 never come back to station 1');
    expect(() => closedVisits(caught, 2)).toThrow(RangeError);
  });
});

test('the time to leave is Infinity from where jobs may be caught', () => {
  const routing = [
    [0, 0.5, 0],
    [0, 1, 0],
    [0, 0, 0.5],
  ];
  expect(timeToLeave([1, 1, 3], routing)).toEqual([Infinity, Infinity, 6]);
});
