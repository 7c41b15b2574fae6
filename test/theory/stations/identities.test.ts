import { describe, expect, test } from 'vitest';
import type { StationAnswer } from '../../../src/theory/answer.js';
import { constantLaw, erlangLaw, exponentialLaw, hyperexponentialLaw, weibullLaw } from '../../../src/theory/laws/index.js';
import * as stations from '../../../src/theory/stations/index.js';
import { expectEqual } from './digits.js';

const { mm1 } = stations;
const exponential = (mean: number) => ({ mean, secondMoment: 2 * mean * mean });
const serviceMean = 0.4;

/** Every formula that M/M/1 is a special case of, at that case. */
function sameAsMm1(arrivalRate: number): [string, StationAnswer][] {
  const station = { arrivalRate, serviceMean };
  const service = exponentialLaw(serviceMean);
  const twoMoments = { ...station, arrivalVariation: 1, serviceVariation: 1 };
  return [
    ['M/M/c', stations.mmc({ ...station, servers: 1 })],
    ['M/M/c/K with much room', stations.mmck({ ...station, servers: 1, capacity: 3000 })],
    ['M/G/1', stations.mg1({ arrivalRate, service })],
    ['GI/M/1', stations.gimc({ between: exponentialLaw(1 / arrivalRate), serviceMean })],
    ['GI/M/1, Weibull of shape 1', stations.gimc({ between: weibullLaw(1, 1 / arrivalRate), serviceMean })],
    [
      'MMPP/M/c, two phases alike',
      stations.mmpp({
        arrivalRates: [arrivalRate, arrivalRate],
        changes: [
          [0, 1],
          [3, 0],
        ],
        serviceMean,
        servers: 1,
      }),
    ],
    ['M/PH/1', stations.mph1({ arrivalRate, service: stations.erlangPhases(serviceMean, 1) })],
    ['M/PH/1, both phases alike', stations.mph1({ arrivalRate, service: stations.hyperexponentialPhases(serviceMean, 1) })],
    ['priority, one class', stations.priorityNonPreemptive([{ arrivalRate, service }])[0]],
    ['preemptive priority, one class', stations.priorityPreemptive([{ arrivalRate, service }])[0]],
    ['M/M/c priority, one class', stations.mmcPriorityNonPreemptive({ arrivalRates: [arrivalRate], serviceMean, servers: 1 })[0]],
    ['batches of one', stations.batchArrivals({ batchRate: arrivalRate, batch: stations.fixedBatch(1), service })],
    ['set-up of 0 s', stations.setUp({ arrivalRate, service, setUpTime: { mean: 0, secondMoment: 0 } })],
    ['Kingman in heavy traffic', stations.kingmanApproximation(twoMoments)],
    ['Krämer & Langenbach-Belz', stations.kramerLangenbachBelz(twoMoments)],
    ['Allen & Cunneen', stations.allenCunneen({ ...twoMoments, servers: 1 })],
    ['Whitt', stations.whittApproximation({ ...twoMoments, servers: 1 })],
    ['one choice', stations.powerOfChoices({ ...station, choices: 1 })],
  ];
}

describe.each([0.001, 0.3, 0.97])('M/M/1 at load %d is a special case', (load) => {
  const arrivalRate = load / serviceMean;
  const truth = mm1({ arrivalRate, serviceMean });
  test.each(sameAsMm1(arrivalRate))('%s', (_, answer) => {
    expectEqual(answer.waitMean, truth.waitMean ?? NaN, 10);
    expectEqual(answer.responseMean, truth.responseMean, 10);
    expectEqual(answer.presentMean, truth.presentMean, 10);
    expectEqual(answer.queueLengthMean, truth.queueLengthMean ?? NaN, 10);
    expectEqual(answer.utilisation, load, 12);
    if (answer.waitProbability !== null) expectEqual(answer.waitProbability, load, 10);
    for (const p of [0.5, 0.99, 0.9999]) {
      if (answer.responseQuantile) expectEqual(answer.responseQuantile(p), truth.responseQuantile?.(p) ?? NaN, 9);
      if (answer.waitQuantile) expectEqual(answer.waitQuantile(p), truth.waitQuantile?.(p) ?? NaN, 9);
    }
    if (answer.presentProbability) expectEqual(answer.presentProbability(2), (1 - load) * load ** 2, 9);
  });

  test('and in the mean under processor sharing, preemptive LIFO and rare breakdowns', () => {
    const { responseMean } = truth;
    expectEqual(stations.mg1ProcessorSharing({ arrivalRate, service: { mean: serviceMean } }).responseMean, responseMean, 12);
    expectEqual(stations.mg1LifoPreemptive({ arrivalRate, service: { mean: serviceMean } }).responseMean, responseMean, 12);
    expectEqual(stations.breakdowns({ arrivalRate, serviceMean, servers: 1, upMean: 1e15, downMean: 1 }).responseMean, responseMean, 9);
    expectEqual(
      stations.breakdownsWhileWorking({ arrivalRate, service: exponential(serviceMean), upMean: 1e18, repair: exponential(1) }).responseMean,
      responseMean,
      12,
    );
  });
});

test('every answer obeys Little’s law and the utilisation law, and its quantiles invert its tails', () => {
  const answers: StationAnswer[] = [
    mm1({ arrivalRate: 2, serviceMean }),
    stations.mmc({ arrivalRate: 20, serviceMean, servers: 9 }),
    stations.mmck({ arrivalRate: 20, serviceMean, servers: 3, capacity: 11 }),
    stations.mdc({ arrivalRate: 7, service: serviceMean, servers: 3 }),
    stations.gimc({ between: erlangLaw(0.15, 3), serviceMean, servers: 3 }),
    stations.mmpp({
      arrivalRates: [1, 3],
      changes: [
        [0, 1],
        [2, 0],
      ],
      serviceMean,
      servers: 1,
    }),
    stations.mph1({ arrivalRate: 2, service: stations.hyperexponentialPhases(serviceMean, 3) }),
    stations.finiteSource({ clients: 9, thinkMean: 1, serviceMean, servers: 2 }),
    stations.lossStation({ arrivalRate: 20, serviceMean, servers: 5 }),
    stations.infiniteServers({ arrivalRate: 3, service: weibullLaw(0.5, serviceMean / 2) }),
    stations.mg1ShortestRemaining({ arrivalRate: 2, service: hyperexponentialLaw(serviceMean, 2) }),
  ];
  for (const answer of answers) {
    expectEqual(answer.presentMean, answer.throughput * answer.responseMean, 13);
    expectEqual(answer.busyServers, answer.throughput * serviceMean, 11);
    expectEqual((answer.queueLengthMean ?? NaN) + answer.busyServers, answer.presentMean, 11);
    if (answer.responseTail) {
      expect(answer.responseTail(0)).toBe(1);
      for (const p of [0.1, 0.5, 0.95, 0.999]) {
        // Just before the quantile the tail is still above 1 - p, just behind it no more: the tail may jump there.
        const quantile = answer.responseQuantile?.(p) ?? NaN;
        expect(answer.responseTail(quantile * (1 - 1e-9))).toBeGreaterThan(1 - p);
        expect(answer.responseTail(quantile * (1 + 1e-9))).toBeLessThan(1 - p);
      }
    }
    if (answer.waitTail) expectEqual(answer.waitTail(0), answer.waitProbability ?? NaN, 10);
    if (answer.presentProbability) {
      let sum = 0;
      let mean = 0;
      for (let n = 0; n < 400; n++) {
        sum += answer.presentProbability(n);
        mean += n * answer.presentProbability(n);
      }
      expectEqual(sum, 1, 10);
      expectEqual(mean, answer.presentMean, 9);
    }
  }
});

describe('many servers', () => {
  test('Erlang B at 100,000 servers: the sum of its definition, from the largest term down', () => {
    for (const load of [99_000, 1e5, 101_000]) {
      let term = 1;
      let sum = 1;
      for (let n = 1e5; n > 0 && term > 1e-20; n--) sum += term *= n / load;
      expectEqual(stations.erlangB(1e5, load), 1 / sum, 11);
    }
  });

  test('M/M/c at 100,000 servers: Halfin & Whitt’s limit, and finite everywhere', () => {
    // Load 1 - β/√c with β = 1: P(wait) → 1/(1 + βΦ(β)/φ(β)) = 0.22336…
    const servers = 1e5;
    const answer = stations.mmc({ arrivalRate: servers - Math.sqrt(servers), serviceMean: 1, servers });
    expect(Math.abs((answer.waitProbability ?? NaN) - 1 / (1 + 0.8413447460685429 / 0.24197072451914337))).toBeLessThan(5e-4);
    expectEqual(answer.waitMean, (answer.waitProbability ?? NaN) / Math.sqrt(servers), 10);
    for (const x of [answer.responseQuantile?.(0.5), answer.responseQuantile?.(0.999), answer.presentProbability?.(servers), answer.presentProbability?.(0)])
      expect(x).toBeGreaterThanOrEqual(0);
    expect(answer.presentProbability?.(servers - 300)).toBeGreaterThan(0.0009);
  });

  test('M/M/c/K at 100,000 servers is M/M/c where there is room, and Erlang B where there is none', () => {
    const station = { arrivalRate: 99_900, serviceMean: 1, servers: 1e5 };
    const roomy = stations.mmck({ ...station, capacity: 1.4e5 });
    const free = stations.mmc(station);
    expectEqual(roomy.waitMean, free.waitMean ?? NaN, 9);
    expectEqual(roomy.responseQuantile?.(0.99), free.responseQuantile?.(0.99) ?? NaN, 8);
    expectEqual(roomy.waitTail?.(0.005), free.waitTail?.(0.005) ?? NaN, 8);
    expectEqual(stations.mmck({ ...station, capacity: 1e5 }).rejectedShare, stations.erlangB(1e5, 99_900), 9);
  });

  test('Erlang-A at 100,000 servers: much patience is M/M/c, little is Erlang B', () => {
    const station = { arrivalRate: 99_500, serviceMean: 1, servers: 1e5 };
    expectEqual(stations.erlangA({ ...station, patienceMean: 1e9 }).waitMean, stations.mmc(station).waitMean ?? NaN, 7);
    expectEqual(stations.erlangA({ ...station, patienceMean: 1e-13 }).abandonedShare, stations.erlangB(1e5, 99_500), 7);
    // Twice as much as can be served: half gives up.
    expectEqual(stations.erlangA({ ...station, arrivalRate: 2e5, patienceMean: 1 }).abandonedShare, 0.5, 9);
  });

  test('GI/M/c at 1,000 servers', () => {
    expectEqual(
      stations.gimc({ between: exponentialLaw(1 / 970), serviceMean: 1, servers: 1000 }).waitMean,
      stations.mmc({ arrivalRate: 970, serviceMean: 1, servers: 1000 }).waitMean ?? NaN,
      9,
    );
  });

  test('Engset with very many clients is Erlang B; with as many servers as clients nobody is rejected', () => {
    expectEqual(stations.engset({ clients: 1e9, thinkMean: 1e9 / 25, serviceMean: 1, servers: 30 }).rejectedShare, stations.erlangB(30, 25), 7);
    expect(stations.engset({ clients: 5, thinkMean: 1, serviceMean: 1, servers: 5 }).rejectedShare).toBe(0);
  });
});

describe('at the ends of the range', () => {
  test('load close to 1: the limit (1 - ρ)L → 1 for M/M/1, 1/2 for M/D/1', () => {
    const load = 1 - 1e-9;
    expectEqual(mm1({ arrivalRate: load, serviceMean: 1 }).presentMean * 1e-9, 1, 7);
    expectEqual(stations.gimc({ between: exponentialLaw(1 / load), serviceMean: 1 }).responseMean * 1e-9, 1, 6);
    expectEqual((stations.mg1({ arrivalRate: load, service: constantLaw(1) }).waitMean ?? NaN) * 1e-9, 0.5, 7);
    expectEqual((stations.mdc({ arrivalRate: 0.999999, service: 1, servers: 1 }).waitMean ?? NaN) * 1e-6, 0.4999995, 9);
    expectEqual(
      stations.mmpp({
        arrivalRates: [0.9999, 0.9999],
        changes: [
          [0, 1],
          [1, 0],
        ],
        serviceMean: 1,
        servers: 1,
      }).presentMean,
      9999,
      8,
    );
  });

  test('hardly any load: waits keep their digits', () => {
    expectEqual(stations.mmc({ arrivalRate: 1e-6, serviceMean: 1, servers: 3 }).waitProbability, (1e-18 / 6) * (1 - 1e-6 + 1e-6 / 3), 6);
    expectEqual(stations.mmck({ arrivalRate: 1e-6, serviceMean: 1, servers: 1, capacity: 2 }).rejectedShare, 1e-12 / (1 + 1e-6 + 1e-12), 12);
    expectEqual(stations.gimc({ between: constantLaw(50), serviceMean: 1 }).waitProbability, Math.exp(-50), 12);
  });

  test('what has no long run is refused', () => {
    const overloaded = { arrivalRate: 2, serviceMean: 0.5 };
    const service = exponentialLaw(0.5);
    const refused: (() => unknown)[] = [
      () => mm1(overloaded),
      () => stations.mmc({ ...overloaded, arrivalRate: 4, servers: 2 }),
      () => stations.erlangC(2, 2),
      () => stations.mg1({ arrivalRate: 2, service }),
      () => stations.mg1ProcessorSharing({ arrivalRate: 2, service }),
      () => stations.mg1ShortestRemaining({ arrivalRate: 2, service }),
      () => stations.gimc({ between: constantLaw(0.5), serviceMean: 0.5 }),
      () => stations.mdc({ arrivalRate: 2, service: 0.5, servers: 1 }),
      () => stations.mdc({ arrivalRate: 1, service: 0, servers: 1 }),
      () =>
        stations.priorityNonPreemptive([
          { arrivalRate: 1, service },
          { arrivalRate: 1, service },
        ]),
      () => stations.priorityPreemptive([]),
      () => stations.batchArrivals({ batchRate: 1, batch: stations.fixedBatch(2), service }),
      () => stations.batchArrivals({ batchRate: 0.1, batch: { mean: 0.5, secondMoment: 1 }, service }),
      () => stations.breakdowns({ arrivalRate: 0.9, serviceMean: 1, servers: 1, upMean: 9, downMean: 1 }),
      () =>
        stations.mmpp({
          arrivalRates: [1, 3],
          changes: [
            [0, 1],
            [1, 0],
          ],
          serviceMean: 0.5,
          servers: 1,
        }),
      () => stations.powerOfChoices({ ...overloaded, choices: 2 }),
      () => stations.kingmanBound({ ...overloaded, arrivalVariation: 1, serviceVariation: 1 }),
      () => mm1({ arrivalRate: -1, serviceMean: 1 }),
      () => mm1({ arrivalRate: NaN, serviceMean: 1 }),
      () => mm1({ arrivalRate: 0, serviceMean: 1 }),
      () => stations.mmc({ arrivalRate: 1, serviceMean: 0.1, servers: 1.5 }),
      () => stations.mmck({ arrivalRate: 1, serviceMean: 1, servers: 3, capacity: 2 }),
      () => stations.erlangB(-1, 1),
      () => stations.erlangBServers(1, 0),
      () => stations.erlangBLoad(3, 1),
      () => stations.erlangCServers(1, 1, { waitMean: 0 }),
      () => stations.availability(0, 1),
      () => stations.availabilityOfGroup({ units: 2, upMean: 1, downMean: 1 }, 3),
      () => mm1({ arrivalRate: 1, serviceMean: 0.1 }).responseQuantile?.(1.2),
    ];
    for (const each of refused) expect(each, String(each)).toThrow(RangeError);
  });
});
