import { describe, expect, test } from 'vitest';
import type { StationAnswer } from '../../../src/theory/answer.js';
import { constantLaw, erlangLaw, hyperexponentialLaw } from '../../../src/theory/laws/index.js';
import {
  availability,
  erlangB,
  erlangC,
  finiteSource,
  gimc,
  lossStation,
  mdc,
  mg1,
  mg1ProcessorSharing,
  mm1,
  mmc,
  mmck,
  mph1,
  erlangPhases,
  hyperexponentialPhases,
  powerOfChoices,
  priorityNonPreemptive,
} from '../../../src/theory/stations/index.js';

/** The numbers of ../shared/reference/theory-cases.yaml (test/theory/reference.test.ts holds cases.ts against that file), to the digits shown there. */
type Words = 'U' | 'R' | 'L' | 'Wq' | 'Lq' | 'C' | 'B' | 'X';
const words: Readonly<Record<Words, (answer: StationAnswer) => number | null>> = {
  U: ({ utilisation }) => utilisation,
  R: ({ responseMean }) => responseMean,
  L: ({ presentMean }) => presentMean,
  Wq: ({ waitMean }) => waitMean,
  Lq: ({ queueLengthMean }) => queueLengthMean,
  C: ({ waitProbability }) => waitProbability,
  B: ({ rejectedShare }) => rejectedShare,
  X: ({ throughput }) => throughput,
};

const station = (arrivalRate: number, serviceRate: number, servers = 1) => ({ arrivalRate, serviceMean: 1 / serviceRate, servers });

describe('the cases of the reference', () => {
  test.each<[string, StationAnswer, Partial<Record<Words, number>>]>([
    ['pdq-mm1', mm1(station(1.25, 1.66666666667)), { U: 0.75, R: 2.4, L: 3, Wq: 1.8 }],
    ['pdq-mm3', mmc(station(2, 1, 3)), { C: 0.4444444, Wq: 0.4444444, R: 1.4444444, L: 2.8888889 }],
    ['gross-harris', mmc(station(2 / 3, 0.25, 4)), { C: 0.3784183, Wq: 1.135255, R: 5.135255, L: 3.4235033 }],
    ['thomopoulos-mm1', mm1(station(1, 1.25)), { Lq: 3.2, Wq: 3.2, R: 4 }],
    ['thomopoulos-mm3a', mmc(station(1, 1.25, 3)), { C: 0.0520325, Wq: 0.0189209, R: 0.8189209 }],
    ['thomopoulos-mm3b', mmc(station(1, 0.4, 3)), { C: 0.7022472, Wq: 3.511236, R: 6.011236 }],
    ['ciw-mm1', mm1(station(5, 8)), { Wq: 0.2083333, R: 0.3333333 }],
    ['sixto-mm2', mmc(station(5, 10, 2)), { C: 0.1, Wq: 0.0066667, L: 0.5333333 }],
    ['sixto-mm1-15', mmck({ ...station(5, 5.714), capacity: 15 }), { B: 0.0191344, X: 4.9043279, L: 4.8588876, R: 0.9907347 }],
    ['simmer-mm2-3', mmck({ ...station(3, 4, 2), capacity: 3 }), { L: 0.76234, B: 0.0493601, R: 0.2673077 }],
    ['pk-md1', mg1({ arrivalRate: 0.8, service: constantLaw(1) }), { Wq: 2, R: 3 }],
    ['pk-md1 by Crommelin', mdc({ arrivalRate: 0.8, service: 1, servers: 1 }), { Wq: 2, R: 3 }],
    ['pk-me2-1', mg1({ arrivalRate: 0.8, service: erlangLaw(1, 2) }), { Wq: 3, R: 4 }],
    ['pk-me2-1 by phases', mph1({ arrivalRate: 0.8, service: erlangPhases(1, 2) }), { Wq: 3, R: 4 }],
    ['pk-mh2-1', mg1({ arrivalRate: 0.8, service: hyperexponentialLaw(1, 2) }), { Wq: 10, R: 11 }],
    ['pk-mh2-1 by phases', mph1({ arrivalRate: 0.8, service: hyperexponentialPhases(1, 2) }), { Wq: 10, R: 11 }],
    ['erlang-b-30', lossStation(station(25, 1, 30)), { B: 0.0526032 }],
    ['pooling, one queue', mmc(station(1.5, 1, 2)), { R: 2.2857143 }],
    ['pooling, two queues', mm1(station(0.75, 1)), { R: 4 }],
    ['pooling, one fast server', mm1(station(1.5, 2)), { R: 2 }],
    ['plateau', mmck({ ...station(400, 20, 2), capacity: 102 }), { X: 40, B: 0.9, R: 2.5472222 }],
    ['pdq-mm1n', finiteSource({ clients: 100, thinkMean: 300, serviceMean: 0.63, servers: 1 }), { X: 0.3324532, R: 0.7942597, U: 0.2094455 }],
    ['repairman', finiteSource({ clients: 3, thinkMean: 2, serviceMean: 0.25, servers: 2 }), { L: 0.3351611, R: 0.2515432, X: 1.3324195, U: 0.1665524 }],
    ['po2c-half, 0.5', powerOfChoices({ ...station(0.5, 1), choices: 2 }), { R: 1.265686 }],
    ['po2c-half, 0.9', powerOfChoices({ ...station(0.9, 1), choices: 2 }), { R: 2.6140574 }],
    ['rr-vs-random, random', mg1ProcessorSharing({ arrivalRate: 0.5, service: { mean: 0.5 } }), { R: 0.6666667 }],
    ['rr-vs-random, in turn', gimc({ between: erlangLaw(2, 2), serviceMean: 0.5 }), { R: 0.5773503 }],
  ])('%s', (_, answer, expected) => {
    for (const [word, value] of Object.entries(expected)) expect(words[word as Words](answer), word).toBeCloseTo(value, 7);
  });

  test('percentiles-mm1', () => {
    const { responseQuantile } = mm1(station(0.9, 1));
    expect([0.5, 0.95, 0.99].map((p) => responseQuantile?.(p).toFixed(4))).toEqual(['6.9315', '29.9573', '46.0517']);
  });

  test('cobham-hol', () => {
    const service = { mean: 1, secondMoment: 2 };
    const waits = priorityNonPreemptive([
      { arrivalRate: 0.3, service },
      { arrivalRate: 0.4, service },
    ]).map(({ waitMean }) => waitMean);
    expect(waits[0]).toBeCloseTo(1, 12);
    expect(waits[1]).toBeCloseTo(3.3333333, 7);
  });

  test('erlang-b', () => {
    expect([3, 5, 7, 8].map((servers) => erlangB(servers, 2.5).toFixed(7))).toEqual(['0.2821670', '0.0697311', '0.0099830', '0.0031100']);
  });
});

test('published tables: Erlang B at 1 % (ITU), Erlang C', () => {
  // Offered load that blocks 1 %: 10 servers 4.46, 50 servers 37.9, 100 servers 84.1 erlangs.
  expect(erlangB(10, 4.461)).toBeCloseTo(0.01, 4);
  expect(erlangB(50, 37.901)).toBeCloseTo(0.01, 4);
  expect(erlangB(100, 84.064)).toBeCloseTo(0.01, 4);
  expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 14);
  expect(availability(99, 1)).toBe(0.99);
});
