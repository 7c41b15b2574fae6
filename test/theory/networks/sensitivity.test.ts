import { describe, expect, test } from 'vitest';
import { exactClosed, type ClosedNetwork } from '../../../src/theory/networks/closed-exact.js';
import { openBcmp, type OpenNetwork } from '../../../src/theory/networks/open-bcmp.js';
import { closedElasticities, openElasticities } from '../../../src/theory/networks/sensitivity.js';

const step = 1e-5;
/** Central difference of ln f with respect to ln D of one demand. */
function difference<N extends { readonly stations: readonly { readonly demands: readonly number[] }[] }>(
  network: N,
  station: number,
  one: number,
  value: (changed: N) => number,
): number {
  const scaled = (factor: number): N => ({
    ...network,
    stations: network.stations.map((each, index) =>
      index === station ? { ...each, demands: each.demands.map((demand, other) => (other === one ? demand * factor : demand)) } : each,
    ),
  });
  return Math.log(value(scaled(1 + step)) / value(scaled(1 - step))) / (Math.log1p(step) - Math.log1p(-step));
}

describe('elasticities are the derivatives', () => {
  test('closed, two classes, several servers and load-dependent speeds', () => {
    const network: ClosedNetwork = {
      classes: [
        { clients: 6, think: 1 },
        { clients: 4, think: 0 },
      ],
      stations: [
        { servers: 1, demands: [0.4, 0.2] },
        { servers: 3, demands: [1, 0.5] },
        { servers: [1, 1.5], demands: [0, 0.3] },
      ],
    };
    const elasticities = closedElasticities(network);
    for (const one of [0, 1]) {
      network.stations.forEach(({ demands }, station) => {
        demands.forEach((_, other) => {
          const { throughput, response } = elasticities[one];
          expect(throughput[station][other]).toBeCloseTo(
            difference(network, station, other, (changed) => exactClosed(changed).throughputs[one]),
            8,
          );
          expect(response[station][other]).toBeCloseTo(
            difference(network, station, other, (changed) => exactClosed(changed).responses[one]),
            8,
          );
        });
      });
    }
  });

  test('closed without think time: the elasticities of the throughput sum to -1; the bottleneck has nearly all', () => {
    const [{ throughput }] = closedElasticities({
      classes: [{ clients: 60, think: 0 }],
      stations: [0.1, 0.07, 0.02].map((demand) => ({ servers: 1, demands: [demand] })),
    });
    expect(throughput.flat().reduce((sum, value) => sum + value, 0)).toBeCloseTo(-1, 10);
    expect(throughput[0][0]).toBeLessThan(-0.999);
  });

  test('open, two classes', () => {
    const network: OpenNetwork = {
      arrivalRates: [0.5, 0.2],
      stations: [
        { servers: 1, demands: [0.9, 0.3] },
        { servers: 4, demands: [2, 5] },
        { servers: Infinity, demands: [0.3, 0] },
      ],
    };
    const elasticities = openElasticities(network);
    for (const one of [0, 1]) {
      network.stations.forEach(({ demands }, station) => {
        demands.forEach((_, other) => {
          expect(elasticities[one][station][other]).toBeCloseTo(
            difference(network, station, other, (changed) => openBcmp(changed).responses[one]),
            7,
          );
        });
      });
    }
  });

  test('an overloaded station has none', () => {
    expect(() => openElasticities({ arrivalRates: [1], stations: [{ servers: 1, demands: [1] }] })).toThrow(RangeError);
  });

  test('a class without clients or without work: zeros', () => {
    const [{ throughput, response }, second] = closedElasticities({
      classes: [
        { clients: 1, think: 1 },
        { clients: 0, think: 1 },
      ],
      stations: [{ servers: 1, demands: [0, 1] }],
    });
    expect([throughput, response, second.throughput, second.response].flat(2).every((value) => value === 0)).toBe(true);
  });
});
