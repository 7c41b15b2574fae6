import { describe, expect, test } from 'vitest';
import { exactClosed } from '../../../src/theory/networks/closed-exact.js';
import { mixedNetwork, speedsBesideOpenLoad } from '../../../src/theory/networks/mixed.js';
import { speedWith, type Servers } from '../../../src/theory/networks/station.js';
import { solveChain, type State } from './markov-chain.js';
import { expectNineDigits } from './nearly.js';

describe('mixed networks against the chain of all counts, to nine digits', () => {
  // One sharing station; open jobs come and go, closed ones think between their visits. Cut off where the rest weighs less than 1e-12.
  test.each<[string, Servers, number]>([
    ['one server', 1, 60],
    ['two servers', 2, 50],
    ['four servers, more than there are clients', 4, 40],
    ['speeds that depend on the number present', [1, 1.7, 1.5], 60],
  ])('%s', (_, servers, most) => {
    const [rate, openDemand, closedDemand, think, clients] = [0.4, 0.9, 1.3, 2, 3];
    const chain = solveChain([0, 0], ([open, closed]) => {
      const present = open + closed;
      const speed = present === 0 ? 0 : speedWith(servers, present) / present;
      const moves: [State, number][] = [];
      if (open < most) moves.push([[open + 1, closed], rate]);
      if (open > 0) moves.push([[open - 1, closed], (open * speed) / openDemand]);
      if (closed < clients) moves.push([[open, closed + 1], (clients - closed) / think]);
      if (closed > 0) moves.push([[open, closed - 1], (closed * speed) / closedDemand]);
      return moves;
    });
    const answer = mixedNetwork({ arrivalRates: [rate], closed: [{ clients, think }], stations: [{ servers, demands: [openDemand, closedDemand] }] });
    const throughput = chain.mean(([, closed]) => (clients - closed) / think);
    expectNineDigits(
      answer.stations[0].numbers[0],
      chain.mean(([open]) => open),
    );
    expectNineDigits(
      answer.stations[0].numbers[1],
      chain.mean(([, closed]) => closed),
    );
    expectNineDigits(answer.throughputs[1], throughput);
    expectNineDigits(answer.responses[0], chain.mean(([open]) => open) / rate);
    expectNineDigits(answer.responses[1], chain.mean(([, closed]) => closed) / throughput);
  });

  test('two stations, two open classes, a closed one that goes round', () => {
    const servers = [1, 2];
    const demands = [
      [0.5, 0.3, 0.8],
      [0, 1.2, 0.9],
    ];
    const rates = [0.3, 0.2];
    const [clients, most] = [2, 16];
    // Counts: first open class at station 1; second open class at stations 1 and 2; closed at stations 1 and 2.
    const chain = solveChain([0, 0, 0, 0, 0], (state) => {
      const [a, b1, b2, c1, c2] = state;
      const share = [a + b1 + c1, b2 + c2].map((present, station) => (present === 0 ? 0 : Math.min(present, servers[station]) / present));
      const moves: [State, number][] = [];
      if (a < most) moves.push([[a + 1, b1, b2, c1, c2], rates[0]]);
      if (b1 + b2 < most) moves.push([[a, b1 + 1, b2, c1, c2], rates[1]]);
      if (a > 0) moves.push([[a - 1, b1, b2, c1, c2], (a * share[0]) / demands[0][0]]);
      if (b1 > 0) moves.push([[a, b1 - 1, b2 + 1, c1, c2], (b1 * share[0]) / demands[0][1]]);
      if (b2 > 0) moves.push([[a, b1, b2 - 1, c1, c2], (b2 * share[1]) / demands[1][1]]);
      if (c1 + c2 < clients) moves.push([[a, b1, b2, c1 + 1, c2], clients - c1 - c2]);
      if (c1 > 0) moves.push([[a, b1, b2, c1 - 1, c2 + 1], (c1 * share[0]) / demands[0][2]]);
      if (c2 > 0) moves.push([[a, b1, b2, c1, c2 - 1], (c2 * share[1]) / demands[1][2]]);
      return moves;
    });
    const answer = mixedNetwork({
      arrivalRates: rates,
      closed: [{ clients, think: 1 }],
      stations: demands.map((row, station) => ({ servers: servers[station], demands: row })),
    });
    const means = [0, 1, 2, 3, 4].map((place) => chain.mean((state) => state[place]));
    const [first, second] = answer.stations;
    const found = [first.numbers[0], first.numbers[1], second.numbers[1], first.numbers[2], second.numbers[2]];
    // At most 16 jobs of an open class: what is cut off weighs about 1e-7.
    found.forEach((value, place) => expect(Math.abs(value / means[place] - 1)).toBeLessThan(1e-5));
    expect(second.numbers[0]).toBe(0);
  });
});

test('the speed beside open load: one server keeps 1 - ρ of its own; no open load changes nothing', () => {
  const speeds = speedsBesideOpenLoad(1, 0.3, 10) as readonly number[];
  speeds.forEach((speed) => expectNineDigits(speed, 0.7));
  expect(speedsBesideOpenLoad([1, 2], 0, 10)).toEqual([1, 2]);
  expect(speedsBesideOpenLoad(Infinity, 5, 10)).toBe(Infinity);
});

test('2,000 servers beside open load: with all of them busy what is left is what the open jobs do not use', () => {
  const speeds = speedsBesideOpenLoad(2000, 1500, 5000) as readonly number[];
  expectNineDigits(speeds[speeds.length - 1], 500);
  // A lone closed job hardly ever waits.
  expectNineDigits(speeds[0], 1);
});

test('without open classes: the closed network', () => {
  const network = {
    classes: [
      { clients: 5, think: 1 },
      { clients: 4, think: 0 },
    ],
    stations: [
      { servers: 2, demands: [1, 0.4] },
      { servers: 1, demands: [0.1, 0.7] },
    ],
  };
  const answer = mixedNetwork({ arrivalRates: [], closed: network.classes, stations: network.stations });
  exactClosed(network).throughputs.forEach((value, one) => expectNineDigits(answer.throughputs[one], value));
});

test('open load that fills a station is refused, whatever the closed classes do', () => {
  const closed = [{ clients: 1, think: 1 }];
  expect(() => mixedNetwork({ arrivalRates: [1], closed, stations: [{ servers: 2, demands: [2, 1] }] })).toThrow('offer station 1 a load of 2');
});
