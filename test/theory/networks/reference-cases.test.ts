import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exactClosed, type ClosedAnswer } from '../../../src/theory/networks/closed-exact.js';
import { openBcmp } from '../../../src/theory/networks/open-bcmp.js';
import { openJackson } from '../../../src/theory/networks/open-jackson.js';
import { expectDigitsShown } from './nearly.js';

/** Numbers of the networks in ../shared/reference/theory-cases.yaml, copied so that the test runs anywhere. */
const shown = {
  'sixto-jackson': { L: [1.3333333, 0.2162162, 1.607362, 0.3779528], R_total: 0.2524903 },
  'pdq-mm1n': { X: 0.3324532, R: 0.7942597, U: 0.2094455 },
  'pdq-httpd': { X: 91.73346, R: 0.05450574 },
  'qsp-ch6': { X: 0.1515165, R: 4.7998248, L: [0.097566, 0.3946566, 0.23503], U: [0.0916675, 0.3181846, 0.2045473] },
  'chandy-neuse': { L: [2.7733846, 1.0], X: [0.6533269, 0.3466731], R: [4.245018, 2.8845621] },
  'qnap-1': { X: 0.1493799, L: [0.3852397, 0.0369079, 0.0964541], R: 3.4716958 },
  repairman: { L: 0.3351611, R: 0.2515432, X: 1.3324195, U: 0.1665524 },
  'closed-jackson': { X: 2.1428571, L: [0.5714286, 1.4285714] },
};

const single = (clients: number, think: number, stations: readonly (readonly [servers: number, demand: number])[]): ClosedAnswer =>
  exactClosed({ classes: [{ clients, think }], stations: stations.map(([servers, demand]) => ({ servers, demands: [demand] })) });
const numbers = (answer: ClosedAnswer): number[] => answer.stations.map((station) => station.numbers[0]);
const utilisations = (answer: ClosedAnswer): (number | null)[] => answer.stations.map((station) => station.utilisation);

const computed: Record<keyof typeof shown, () => Record<string, number | (number | null)[]>> = {
  'sixto-jackson': () => {
    const answer = openJackson({
      external: [8, 0, 6, 0],
      routing: [
        [0, 0.2, 0.56, 0.24],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
      stations: [14, 9, 17, 7].map((rate) => ({ servers: 1, serviceMean: 1 / rate })),
    });
    return { L: answer.stations.map((station) => station.numberMean), R_total: answer.responseMean };
  },
  'pdq-mm1n': () => {
    const answer = single(100, 300, [[1, 0.63]]);
    return { X: answer.throughputs[0], R: answer.responses[0], U: answer.stations[0].utilisation ?? Number.NaN };
  },
  'pdq-httpd': () => {
    const answer = single(5, 0, [[1, 0.0109], ...Array.from({ length: 16 }, () => [1, 0.000275] as const)]);
    return { X: answer.throughputs[0], R: answer.responses[0] };
  },
  'qsp-ch6': () => {
    const answer = single(3, 15, [
      [1, 0.605],
      [1, 2.1],
      [1, 1.35],
    ]);
    return { X: answer.throughputs[0], R: answer.responses[0], L: numbers(answer), U: utilisations(answer) };
  },
  'chandy-neuse': () => {
    const classes = [
      { clients: 8, think: 8 },
      { clients: 1, think: 0 },
    ];
    const answer = exactClosed({ classes, stations: [{ servers: 1, demands: [1, 1] }] });
    return { L: [...answer.stations[0].numbers], X: [...answer.throughputs], R: [...answer.responses] };
  },
  'qnap-1': () => {
    const answer = single(5, 30, [
      [1, 10 * 0.2],
      [1, 3 * 0.08],
      [1, 6 * 0.1],
    ]);
    return { X: answer.throughputs[0], L: numbers(answer), R: answer.responses[0] };
  },
  repairman: () => {
    const answer = single(3, 2, [[2, 0.25]]);
    return { L: numbers(answer)[0], R: answer.responses[0], X: answer.throughputs[0], U: answer.stations[0].utilisation ?? Number.NaN };
  },
  'closed-jackson': () => {
    const answer = single(2, 0, [
      [1, 0.2],
      [1, 0.4],
    ]);
    return { X: answer.throughputs[0], L: numbers(answer) };
  },
};

describe('the networks of the reference, to the digits shown', () => {
  test.each(Object.entries(shown))('%s', (id, quantities) => {
    const values = computed[id as keyof typeof shown]();
    for (const [quantity, expected] of Object.entries(quantities)) {
      const list = [values[quantity]].flat();
      const wanted: readonly number[] = [expected].flat();
      expect(list).toHaveLength(wanted.length);
      wanted.forEach((value, index) => expectDigitsShown(list[index] ?? Number.NaN, value));
    }
  });

  test('rr-vs-random: a job to one of two servers at random', () => {
    const servers = [0, 1].map(() => ({ servers: 1, demands: [0.5 * 0.5] }));
    expectDigitsShown(openBcmp({ arrivalRates: [1], stations: servers }).responses[0], 0.6666667);
  });

  const path = resolve(import.meta.dirname, '../../../../shared/reference/theory-cases.yaml');
  test.skipIf(!existsSync(path))('are those of ../shared/reference/theory-cases.yaml (skipped where that is absent)', () => {
    const { networks } = parse(readFileSync(path, 'utf8')) as { networks: { id: string; expect: unknown }[] };
    for (const [id, expected] of Object.entries(shown)) expect(networks.find((one) => one.id === id)?.expect).toEqual(expected);
  });
});
