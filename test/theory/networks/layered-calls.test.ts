import { describe, expect, test } from 'vitest';
import { exactClosed } from '../../../src/theory/networks/closed-exact.js';
import { layeredCalls, type LayeredServer } from '../../../src/theory/networks/layered-calls.js';
import { openBcmp } from '../../../src/theory/networks/open-bcmp.js';
import { solveChain, type State } from './markov-chain.js';
import { expectNineDigits } from './nearly.js';

const server = (servers: number, work: number, ...callees: LayeredServer[]): LayeredServer => ({
  servers,
  work,
  calls: callees.map((callee) => ({ visits: 1, server: callee })),
});

/** Mean response of two layers: the state is (requests at the front, of which so many are at the callee); first own work, then the call. */
function twoLayers(threads: number, work: number, servers: number, callee: number, rate: number, most: number): number {
  const chain = solveChain([0, 0], ([present, below]) => {
    const moves: [State, number][] = [];
    const working = Math.min(present, threads) - below;
    if (present < most) moves.push([[present + 1, below], rate]);
    if (working > 0) moves.push([[present, below + 1], working / work]);
    if (below > 0) moves.push([[present - 1, below - 1], Math.min(below, servers) / callee]);
    return moves;
  });
  return chain.mean(([present]) => present) / rate;
}

describe('two layers against their Markov chain', () => {
  test.each([
    [2, 1, 1, 0.5, 0.6],
    [2, 1, 1, 0.5, 1.0],
    [4, 0.2, 1, 1, 0.5],
    [4, 1, 2, 1, 1.0],
    [8, 1, 3, 0.8, 2.5],
    [3, 0.1, 1, 0.9, 0.7],
    [2, 1, 1, 0.1, 1.7],
    [3, 1, 1, 0.4, 1.6],
    [4, 1, 1, 1, 0.7],
    [2, 1, 2, 1, 0.9],
    [4, 0.5, 1, 0.5, 1.6],
  ])('%i threads, own work %f, callee with %i servers of mean %f, %d requests a second: inside the bounds, off by less than 10 %%', (...given) => {
    const [threads, work, servers, callee, rate] = given;
    const answer = layeredCalls(server(threads, work, server(servers, callee)), rate);
    const truth = twoLayers(threads, work, servers, callee, rate, 120);
    expect(truth).toBeGreaterThan(answer.bounds.low);
    expect(truth).toBeLessThan(answer.bounds.high);
    expect(answer.exactness).toBe('approximation');
    expect(Math.abs(answer.responseMean / truth - 1)).toBeLessThan(0.1);
  });

  test('one thread: requests never meet below, M/G/1 exactly', () => {
    const answer = layeredCalls(server(1, 1, server(1, 0.5)), 0.4);
    expect(answer.exactness).toBe('exact');
    expectNineDigits(answer.responseMean, twoLayers(1, 1, 1, 0.5, 0.4, 120));
  });

  test('the saturation throughput is that of as many clients as there are threads', () => {
    const answer = layeredCalls(server(5, 1, server(2, 0.7), server(1, 0.2)), 0.1);
    const closed = exactClosed({
      classes: [{ clients: 5, think: 1 }],
      stations: [
        { servers: 2, demands: [0.7] },
        { servers: 1, demands: [0.2] },
      ],
    });
    expect(answer.isSaturationExact).toBe(true);
    expectNineDigits(answer.throughputMax, closed.throughputs[0]);
    expectNineDigits(answer.heldMeanAtFullLoad ?? Number.NaN, closed.responses[0] + 1);
    expect(layeredCalls(server(5, 1, server(2, 0.7), server(1, 0.2)), answer.throughputMax * 1.001).responseMean).toBe(Infinity);
  });
});

test('unlimited threads hold nothing that others miss: an open network', () => {
  const callee = server(2, 0.5);
  const front = { servers: Infinity, work: 0.3, calls: [{ visits: 3, server: callee }] };
  const answer = layeredCalls(front, 1);
  expect(answer.exactness).toBe('exact');
  expectNineDigits(answer.responseMean, 0.3 + openBcmp({ arrivalRates: [1], stations: [{ servers: 2, demands: [1.5] }] }).responses[0]);
  expectNineDigits(answer.throughputMax, 2 / 1.5);
  expect(answer.heldMeanAtFullLoad).toBeNull();
});

test('three layers: a server in the middle, with threads to spare, is only delay', () => {
  const bottom = server(1, 0.4);
  const through = layeredCalls(server(6, 0.5, server(50, 0.3, bottom)), 1);
  const flat = layeredCalls(server(6, 0.5, server(Infinity, 0.3, bottom)), 1);
  // They differ only in how the variation of the held time is counted.
  expect(Math.abs(through.responseMean / flat.responseMean - 1)).toBeLessThan(0.001);
  expectNineDigits(through.throughputMax, flat.throughputMax);
  expect(through.isSaturationExact).toBe(false);
  expect(through.bounds).toEqual({ low: 1.2, high: Infinity });
});

test('a middle layer with few threads is the limit, and makes requests wait', () => {
  const bottom = server(4, 0.4);
  const narrow = layeredCalls(server(20, 0.1, server(1, 0.1, bottom)), 1);
  expectNineDigits(narrow.throughputMax, 2);
  expect(narrow.responseMean).toBeGreaterThan(layeredCalls(server(20, 0.1, server(3, 0.1, bottom)), 1).responseMean);
});

test.each<[string, LayeredServer, number]>([
  ['half a thread', server(1.5, 1), 1],
  ['no work at all', server(1, 0), 1],
  ['a negative rate', server(1, 1), -1],
  ['visits of 0', { servers: 1, work: 1, calls: [{ visits: 0, server: server(1, 1) }] }, 1],
])('refuses %s', (_, front, rate) => {
  expect(() => layeredCalls(front, rate)).toThrow(RangeError);
});
