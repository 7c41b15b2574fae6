import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedSteps, exactClosed, throughputCurve, type ClosedNetwork } from '../../../src/theory/networks/closed-exact.js';
import { speedWith } from '../../../src/theory/networks/station.js';
import { solveChain, type State } from './markov-chain.js';
import { meanValueAnalysis } from './mean-value-analysis.js';
import { expectNineDigits } from './nearly.js';
import { randomClosed } from './random-closed.js';

/**
 * The network as a chain: the state counts the jobs of each class at each station, then the thinking ones. Jobs of a class visit the stations
 * in turn and then think; every station shares its speed among all present (processor sharing, exponential work).
 */
function sharingChain({ classes, stations }: ClosedNetwork) {
  const places = stations.length + 1;
  const at = (state: State, place: number, one: number): number => state[place * classes.length + one];
  const start = Array.from({ length: places * classes.length }, (_, index) => (index < classes.length ? classes[index].clients : 0));
  const chain = solveChain(start, (state) => {
    const moves: [State, number][] = [];
    for (let place = 0; place < places; place++) {
      const present = classes.reduce((sum, _, one) => sum + at(state, place, one), 0);
      classes.forEach(({ think }, one) => {
        const mine = at(state, place, one);
        if (mine === 0) return;
        const rate = place === stations.length ? mine / think : ((mine / present) * speedWith(stations[place].servers, present)) / stations[place].demands[one];
        const next = [...state];
        next[place * classes.length + one]--;
        next[((place + 1) % places) * classes.length + one]++;
        moves.push([next, rate]);
      });
    }
    return moves;
  });
  return {
    throughput: (one: number) => chain.mean((state) => at(state, stations.length, one) / classes[one].think),
    number: (station: number, one: number) => chain.mean((state) => at(state, station, one)),
    emptyShare: (station: number) => chain.mean((state) => (classes.every((_, one) => at(state, station, one) === 0) ? 1 : 0)),
  };
}

function expectSameAsChain(network: ClosedNetwork): void {
  const chain = sharingChain(network);
  const answer = exactClosed(network);
  network.classes.forEach((_, one) => {
    expectNineDigits(answer.throughputs[one], chain.throughput(one));
    network.stations.forEach((_, station) => {
      expectNineDigits(answer.stations[station].numbers[one], chain.number(station, one));
      expectNineDigits(answer.stations[station].responses[one], chain.number(station, one) / chain.throughput(one));
    });
  });
  network.stations.forEach(({ servers }, station) => {
    if (typeof servers !== 'number') expectNineDigits(answer.stations[station].utilisation ?? Number.NaN, 1 - chain.emptyShare(station));
  });
}

describe('closed networks against their Markov chains, to nine digits', () => {
  test('one class, one and several servers, delay, load-dependent speeds', () => {
    expectSameAsChain({
      classes: [{ clients: 6, think: 1.7 }],
      stations: [
        { servers: 1, demands: [0.4] },
        { servers: 2, demands: [0.9] },
        { servers: Infinity, demands: [0.5] },
        { servers: [1, 1.6, 0.7], demands: [0.3] },
      ],
    });
  });

  test('two classes with different work, one and two servers', () => {
    expectSameAsChain({
      classes: [
        { clients: 3, think: 2 },
        { clients: 2, think: 0.5 },
      ],
      stations: [
        { servers: 1, demands: [0.4, 1.1] },
        { servers: 2, demands: [1.5, 0.3] },
      ],
    });
  });

  test('two classes, two stations whose speeds depend on the number present', () => {
    expectSameAsChain({
      classes: [
        { clients: 3, think: 1 },
        { clients: 3, think: 4 },
      ],
      stations: [
        { servers: [1, 1.5, 1.8, 1.2], demands: [0.7, 0.2] },
        { servers: [0.5, 2], demands: [0.3, 0.6] },
      ],
    });
  });

  test('three classes', () => {
    expectSameAsChain({
      classes: [
        { clients: 2, think: 1 },
        { clients: 1, think: 3 },
        { clients: 2, think: 0.2 },
      ],
      stations: [
        { servers: 1, demands: [0.7, 0.2, 0.1] },
        { servers: 3, demands: [0.3, 0.6, 0.9] },
      ],
    });
  });

  test('first come first served with one mean, and last come first served with preemption and two, the order in the state', () => {
    // A state: for the FIFO queue, then the LIFO queue, then thinking: class 1 or 2 in each of four places, 0 where empty.
    const means = [0.6, [0.5, 1.25], [1, 2]] as const;
    const part = (state: State, place: number): number[] => state.slice(4 * place, 4 * place + 4).filter((one) => one > 0);
    const join = (parts: readonly number[][]): State => parts.flatMap((jobs) => [...jobs, 0, 0, 0, 0].slice(0, 4));
    const chain = solveChain(join([[1, 1, 2, 2], [], []]), (state) => {
      const [fifo, lifo, thinking] = [0, 1, 2].map((place) => part(state, place));
      const moves: [State, number][] = [];
      if (fifo.length > 0) moves.push([join([fifo.slice(1), [fifo[0], ...lifo], thinking]), 1 / means[0]]);
      if (lifo.length > 0) moves.push([join([fifo, lifo.slice(1), [...thinking, lifo[0]].sort((a, b) => a - b)]), 1 / means[1][lifo[0] - 1]]);
      for (const one of [1, 2]) {
        const count = thinking.filter((each) => each === one).length;
        if (count === 0) continue;
        const rest = [...thinking];
        rest.splice(rest.indexOf(one), 1);
        moves.push([join([[...fifo, one], lifo, rest]), count / means[2][one - 1]]);
      }
      return moves;
    });
    const answer = exactClosed({
      classes: [
        { clients: 2, think: 1 },
        { clients: 2, think: 2 },
      ],
      stations: [
        { servers: 1, demands: [0.6, 0.6] },
        { servers: 1, demands: [0.5, 1.25] },
      ],
    });
    for (const one of [1, 2]) {
      expectNineDigits(
        answer.throughputs[one - 1],
        chain.mean((state) => part(state, 2).filter((each) => each === one).length / means[2][one - 1]),
      );
      for (const place of [0, 1]) {
        expectNineDigits(
          answer.stations[place].numbers[one - 1],
          chain.mean((state) => part(state, place).filter((each) => each === one).length),
        );
      }
    }
  });
});

describe('against mean value analysis as the textbooks have it', () => {
  test('two classes, single servers, 40 + 25 clients', () => {
    const network: ClosedNetwork = {
      classes: [
        { clients: 40, think: 3 },
        { clients: 25, think: 0 },
      ],
      stations: [
        { servers: 1, demands: [0.2, 0.5] },
        { servers: 1, demands: [0.4, 0.1] },
        { servers: Infinity, demands: [0.3, 1] },
      ],
    };
    const answer = exactClosed(network);
    const textbook = meanValueAnalysis(network);
    textbook.throughputs.forEach((value, one) => expectNineDigits(answer.throughputs[one], value));
    textbook.numbers.forEach((row, station) => row.forEach((value, one) => expectNineDigits(answer.stations[station].numbers[one], value)));
  });

  test('10,000 clients, five stations', () => {
    const network: ClosedNetwork = {
      classes: [{ clients: 10_000, think: 100 }],
      stations: [0.013, 0.0128, 0.011, 0.002, 0].map((demand) => ({ servers: 1, demands: [demand] })),
    };
    const answer = exactClosed(network);
    const textbook = meanValueAnalysis(network);
    expectNineDigits(answer.throughputs[0], textbook.throughputs[0]);
    textbook.numbers.forEach(([value], station) => expectNineDigits(answer.stations[station].numbers[0], value));
  });
});

describe('large numbers of clients and servers', () => {
  /** Clients that think and c servers: a birth-death chain, summed from its most probable state outwards. */
  function repairman(clients: number, servers: number, think: number, demand: number): { throughput: number; number: number } {
    const up = (present: number): number => (clients - present) / think;
    const down = (present: number): number => Math.min(present, servers) / demand;
    let mode = 0;
    while (mode < clients && up(mode) > down(mode + 1)) mode++;
    let total = 1;
    let number = mode;
    let served = down(mode);
    for (let present = mode + 1, weight = 1; present <= clients && weight > 0; present++) {
      weight *= up(present - 1) / down(present);
      total += weight;
      number += weight * present;
      served += weight * down(present);
    }
    for (let present = mode - 1, weight = 1; present >= 0 && weight > 0; present--) {
      weight *= down(present + 1) / up(present);
      total += weight;
      number += weight * present;
      served += weight * down(present);
    }
    return { throughput: served / total, number: number / total };
  }

  test.each([1, 2, 7, 100, 1000, 10_000])('%i clients at 1, 16 and 150 servers: all digits that a birth-death chain has', (clients) => {
    for (const servers of [1, 16, 150]) {
      for (const think of [5, 300]) {
        const demand = 0.1 * servers;
        const answer = exactClosed({ classes: [{ clients, think }], stations: [{ servers, demands: [demand] }] });
        const expected = repairman(clients, servers, think, demand);
        expectNineDigits(answer.throughputs[0], expected.throughput);
        expectNineDigits(answer.stations[0].numbers[0], expected.number);
      }
    }
  });

  test('a saturated pair of stations with several servers, where the textbook recursion on 1 - Σ p loses everything', () => {
    const network: ClosedNetwork = {
      classes: [{ clients: 3000, think: 1 }],
      stations: [
        { servers: 20, demands: [2] },
        { servers: 8, demands: [0.5] },
      ],
    };
    const answer = exactClosed(network);
    expectNineDigits(answer.throughputs[0], 10);
    // Beside a station that never idles the other is M/M/8 with 10 arrivals a second, offered load 5.
    const erlangC = (): number => {
      let blocking = 1;
      for (let k = 1; k <= 8; k++) blocking = (5 * blocking) / (k + 5 * blocking);
      return blocking / (1 - (5 / 8) * (1 - blocking));
    };
    expectNineDigits(answer.stations[1].numbers[0], 5 + (erlangC() * 5) / 3);
  });

  test('two classes of 400 and 300: constants far beyond the range of a number, clients conserved to nine digits', () => {
    const network: ClosedNetwork = {
      classes: [
        { clients: 400, think: 50 },
        { clients: 300, think: 0 },
      ],
      stations: [
        { servers: 1, demands: [0.2, 0.0001] },
        { servers: 3, demands: [0.0003, 0.9] },
        { servers: 1, demands: [0.1, 0.29] },
      ],
    };
    const { throughputs, stations } = exactClosed(network);
    network.classes.forEach(({ clients, think }, one) => {
      expectNineDigits(stations.reduce((sum, { numbers }) => sum + numbers[one], 0) + throughputs[one] * think, clients);
    });
  });

  test.each([1e-12, 1e9])('the unit of time does not matter: all times multiplied by %d', (unit) => {
    const network = (scale: number): ClosedNetwork => ({
      classes: [
        { clients: 30, think: 2000 * scale },
        { clients: 20, think: 0 },
      ],
      stations: [
        { servers: 4, demands: [3 * scale, 0.1 * scale] },
        { servers: [1, 1.2], demands: [0, scale] },
      ],
    });
    const one = exactClosed(network(1));
    const other = exactClosed(network(unit));
    one.throughputs.forEach((value, index) => expectNineDigits(other.throughputs[index] * unit, value));
    one.stations.forEach(({ numbers }, station) => numbers.forEach((value, index) => expectNineDigits(other.stations[station].numbers[index], value)));
  });

  test('more servers than clients: nobody waits', () => {
    const answer = exactClosed({ classes: [{ clients: 10_000, think: 9 }], stations: [{ servers: 100_000, demands: [1] }] });
    expectNineDigits(answer.throughputs[0], 1000);
    expectNineDigits(answer.responses[0], 1);
    expectNineDigits(answer.stations[0].utilisation ?? Number.NaN, 0.01);
  });
});

describe('laws on random networks', () => {
  test('clients are conserved, Little’s law, work within the servers, at least as much with a client more', () => {
    fc.assert(
      fc.property(randomClosed, (network) => {
        const { classes, stations } = network;
        const answer = exactClosed(network);
        classes.forEach(({ clients, think }, one) => {
          const inside = answer.stations.reduce((sum, station) => sum + station.numbers[one], 0);
          expectNineDigits(inside + answer.throughputs[one] * think, clients);
          expectNineDigits(answer.throughputs[one] * answer.responses[one], inside);
          expect(answer.responses[one]).toBeGreaterThanOrEqual(
            stations.reduce((sum, { demands }, station) => sum + demands[one] / Math.max(1, speedWith(stations[station].servers, 1)), 0) * (1 - 1e-12),
          );
        });
        answer.stations.forEach(({ utilisation }) => {
          if (utilisation !== null) expect(utilisation).toBeLessThanOrEqual(1 + 1e-12);
        });
        // With several classes a client more may slow the others; of its own class it never lowers the throughput.
        const more = { ...network, classes: classes.map((one, index) => (index === 0 ? { ...one, clients: one.clients + 1 } : one)) };
        expect(exactClosed(more).throughputs[0]).toBeGreaterThanOrEqual(answer.throughputs[0] * (1 - 1e-12));
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  test('the curve ends in the answer and starts with a lone client', () => {
    const network: ClosedNetwork = {
      classes: [{ clients: 50, think: 2 }],
      stations: [
        { servers: 3, demands: [0.6] },
        { servers: 1, demands: [0.1] },
      ],
    };
    const curve = throughputCurve(network);
    expect(curve).toHaveLength(50);
    expectNineDigits(curve[0], 1 / 2.7);
    expectNineDigits(curve[49], exactClosed(network).throughputs[0]);
    expectNineDigits(curve[19], exactClosed({ ...network, classes: [{ clients: 20, think: 2 }] }).throughputs[0]);
  });

  test('a class without clients changes nothing, and its response is that of a lone visitor', () => {
    const alone = exactClosed({ classes: [{ clients: 4, think: 1 }], stations: [{ servers: 2, demands: [0.7] }] });
    const both = exactClosed({
      classes: [
        { clients: 4, think: 1 },
        { clients: 0, think: 0 },
      ],
      stations: [{ servers: 2, demands: [0.7, 0.7] }],
    });
    expectNineDigits(both.throughputs[0], alone.throughputs[0]);
    expect(both.throughputs[1]).toBe(0);
    // A fifth client of the first class would find the other four as the visitor does.
    expectNineDigits(both.responses[1], exactClosed({ classes: [{ clients: 5, think: 1 }], stations: [{ servers: 2, demands: [0.7] }] }).responses[0]);
  });
});

test('what is too large is refused with its size, before any work', () => {
  const network: ClosedNetwork = {
    classes: Array.from({ length: 6 }, () => ({ clients: 99, think: 1 })),
    stations: [{ servers: 1, demands: [1, 1, 1, 1, 1, 1] }],
  };
  expect(closedSteps(network)).toBeGreaterThan(1e12);
  expect(() => exactClosed(network)).toThrow(/\d+ steps over 1000000000000 population vectors/);
});

test('few steps, but too much memory: refused as well; a smaller limit of steps is kept', () => {
  const one = (clients: number): ClosedNetwork => ({ classes: [{ clients, think: 1 }], stations: [{ servers: 1, demands: [1] }] });
  expect(() => exactClosed(one(1_000_000))).toThrow('1000001 population vectors');
  expect(() => exactClosed(one(1000), 1000)).toThrow(RangeError);
  expect(() => throughputCurve(one(1000), 1000)).toThrow(RangeError);
});

test.each<[string, ClosedNetwork]>([
  ['half a client', { classes: [{ clients: 1.5, think: 1 }], stations: [] }],
  ['a negative think time', { classes: [{ clients: 1, think: -1 }], stations: [] }],
  ['no class', { classes: [], stations: [] }],
  ['neither work nor think time', { classes: [{ clients: 1, think: 0 }], stations: [{ servers: 1, demands: [0] }] }],
  ['demands of another number of classes', { classes: [{ clients: 1, think: 1 }], stations: [{ servers: 1, demands: [1, 1] }] }],
  ['no server', { classes: [{ clients: 1, think: 1 }], stations: [{ servers: 0, demands: [1] }] }],
  ['an empty list of speeds', { classes: [{ clients: 1, think: 1 }], stations: [{ servers: [], demands: [1] }] }],
  ['a speed of 0', { classes: [{ clients: 1, think: 1 }], stations: [{ servers: [1, 0], demands: [1] }] }],
])('refuses %s', (_, network) => {
  expect(() => exactClosed(network)).toThrow(RangeError);
});
