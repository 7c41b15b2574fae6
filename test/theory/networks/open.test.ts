import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixedNetwork } from '../../../src/theory/networks/mixed.js';
import { openBcmp } from '../../../src/theory/networks/open-bcmp.js';
import { openJackson } from '../../../src/theory/networks/open-jackson.js';
import { productFormObstacle, productFormStation, type StationDescription } from '../../../src/theory/networks/product-form.js';
import { solveChain, type State } from './markov-chain.js';
import { expectNineDigits } from './nearly.js';

describe('open Jackson', () => {
  test('two stations with a loop against the chain of both (one and two servers, cut off at 60 jobs each)', () => {
    const most = 60;
    const chain = solveChain([0, 0], ([first, second]) => {
      const moves: [State, number][] = [];
      if (first < most) moves.push([[first + 1, second], 0.3]);
      if (first > 0 && second < most) moves.push([[first - 1, second + 1], 1]);
      if (second > 0) {
        moves.push([[first, second - 1], Math.min(second, 2) * 0.6 * 0.75]);
        if (first < most) moves.push([[first + 1, second - 1], Math.min(second, 2) * 0.6 * 0.25]);
      }
      return moves;
    });
    const answer = openJackson({
      external: [0.3, 0],
      routing: [
        [0, 1],
        [0.25, 0],
      ],
      stations: [
        { servers: 1, serviceMean: 1 },
        { servers: 2, serviceMean: 1 / 0.6 },
      ],
    });
    const numbers = [0, 1].map((station) => chain.mean((state) => state[station]));
    numbers.forEach((value, station) => expectNineDigits(answer.stations[station].numberMean, value));
    expectNineDigits(answer.responseMean, (numbers[0] + numbers[1]) / 0.3);
    expectNineDigits(answer.responseByEntry[0], answer.responseMean);
    // Who entered at the second station would be done after it, or with one chance in four go the whole way.
    expectNineDigits(answer.responseByEntry[1], answer.stations[1].responseMean + 0.25 * answer.responseMean);
    expectNineDigits(answer.stations[1].waitingMean, numbers[1] - 0.4 / 0.6);
  });

  test('an overloaded station has infinite means, and whoever may come to it', () => {
    const answer = openJackson({
      external: [2, 1, 0],
      routing: [
        [0, 0, 0.5],
        [0, 0, 0],
        [0, 0, 0],
      ],
      stations: [
        { servers: Infinity, serviceMean: 1 },
        { servers: 2, serviceMean: 1 },
        { servers: 1, serviceMean: 1 },
      ],
    });
    expect(answer.stations[2].utilisation).toBe(1);
    expect(answer.stations[2].numberMean).toBe(Infinity);
    expect(answer.responseMean).toBe(Infinity);
    expect([answer.responseByEntry[0], answer.responseByEntry[2]]).toEqual([Infinity, Infinity]);
    expectNineDigits(answer.responseByEntry[1], 4 / 3);
    expect(answer.stations[0].utilisation).toBeNull();
  });

  test('100,000 servers at load 0.999: Erlang’s numbers stay finite and in range', () => {
    const [station] = openJackson({ external: [99_900], routing: [[0]], stations: [{ servers: 100_000, serviceMean: 1 }] }).stations;
    expect(station.waitMean).toBeGreaterThan(0.001);
    expect(station.waitMean).toBeLessThan(0.01);
  });
});

describe('open BCMP', () => {
  test('two classes with different work share two servers: the chain of both counts', () => {
    const rates = [0.2, 0.3];
    const means = [2, 0.5];
    const most = 45;
    const chain = solveChain([0, 0], (state) => {
      const present = state[0] + state[1];
      const moves: [State, number][] = [];
      for (const one of [0, 1]) {
        if (present < most) moves.push([state.map((count, other) => count + (other === one ? 1 : 0)), rates[one]]);
        if (state[one] > 0) {
          moves.push([state.map((count, other) => count - (other === one ? 1 : 0)), ((state[one] / present) * Math.min(present, 2)) / means[one]]);
        }
      }
      return moves;
    });
    const answer = openBcmp({ arrivalRates: rates, stations: [{ servers: 2, demands: means }] });
    for (const one of [0, 1]) {
      expectNineDigits(
        answer.stations[0].numbers[one],
        chain.mean((state) => state[one]),
      );
    }
    expectNineDigits(answer.responseMean, chain.mean((state) => state[0] + state[1]) / 0.5);
  });

  test('agrees with the mixed network without closed classes, on random networks', () => {
    const network = fc.record({
      arrivalRates: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }),
      stations: fc.array(
        fc.record({
          servers: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(Infinity)),
          shares: fc.array(fc.double({ min: 0.001, max: 0.49, noNaN: true }), { minLength: 2, maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(network, ({ arrivalRates, stations }) => {
        const open = {
          arrivalRates,
          stations: stations.map(({ servers, shares }) => ({ servers, demands: shares.map((share) => share * Math.min(servers, 50)) })),
        };
        const one = openBcmp(open);
        const other = mixedNetwork({ ...open, closed: [] });
        one.responses.forEach((value, index) => expectNineDigits(other.responses[index], value));
        // Little's law over the whole network and at each station.
        expectNineDigits(
          one.numberMean,
          one.responses.reduce((sum, response, index) => sum + response * arrivalRates[index], 0),
        );
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('overload is infinite, also for classes of which nobody comes; a class without work is not held up', () => {
    const answer = openBcmp({ arrivalRates: [2, 0, 1], stations: [{ servers: 1, demands: [0.5, 0.1, 0] }] });
    expect(answer.stations[0].utilisation).toBe(1);
    expect(answer.responses).toEqual([Infinity, Infinity, 0]);
    expect(answer.stations[0].numbers).toEqual([Infinity, 0, 0]);
  });
});

describe('product form', () => {
  const classes = (...means: number[]): StationDescription['classes'] => means.map((serviceMean) => ({ visits: 2, serviceMean, isExponential: true }));
  const general = [{ visits: 1, serviceMean: 1, isExponential: false }];
  test.each<[string, StationDescription, RegExp | null]>([
    ['FIFO, one mean', { discipline: 'fifo', servers: 3, classes: classes(1, 1) }, null],
    ['FIFO, two means', { discipline: 'fifo', servers: 1, classes: classes(1, 2) }, /same mean service time/],
    ['FIFO, any law', { discipline: 'fifo', servers: 1, classes: general }, /exponential/],
    ['sharing, any law', { discipline: 'processor-sharing', servers: 4, classes: general }, null],
    ['LIFO preemptive, any law', { discipline: 'lifo-preemptive', servers: 1, classes: [...general, ...classes(3)] }, null],
    ['LIFO preemptive, several servers, any law', { discipline: 'lifo-preemptive', servers: 2, classes: general }, /exponential/],
    ['unlimited servers, any law, any discipline', { discipline: 'other', servers: Infinity, classes: general }, null],
    ['priorities', { discipline: 'other', servers: 1, classes: classes(1) }, /discipline/],
    [
      'FIFO, two means, but one class never comes',
      { discipline: 'fifo', servers: 1, classes: [...classes(1), { visits: 0, serviceMean: 9, isExponential: false }] },
      null,
    ],
  ])('%s', (_, station, obstacle) => {
    if (obstacle === null) {
      expect(productFormObstacle(station)).toBeNull();
      expect(productFormStation(station).demands).toEqual(station.classes.map(({ visits, serviceMean }) => visits * serviceMean));
    } else {
      expect(productFormObstacle(station)).toMatch(obstacle);
      expect(() => productFormStation(station)).toThrow(obstacle);
    }
  });
});
