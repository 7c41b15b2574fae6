import { describe, expect, test } from 'vitest';
import { forkJoin, forkJoinBounds, splitMerge } from '../../../src/theory/networks/fork-join.js';
import { solveChain, type State } from './markov-chain.js';
import { expectNineDigits } from './nearly.js';

/** Mean response by Little: unfinished forks are as many as the longest queue, as each queue is served in order. Service rate 1. */
function byChain(branches: number, load: number, most: number): number {
  const chain = solveChain(
    Array.from({ length: branches }, () => 0),
    (state) => {
      const moves: [State, number][] = [];
      // Queues are exchangeable: keep them in order of length.
      const ordered = (next: number[]): State => next.sort((a, b) => b - a);
      if (state[0] < most) moves.push([state.map((length) => length + 1), load]);
      state.forEach((length, branch) => {
        if (length > 0) moves.push([ordered(state.map((other, index) => (index === branch ? other - 1 : other))), 1]);
      });
      return moves;
    },
  );
  return chain.mean((state) => state[0]) / load;
}

describe('fork-join against its Markov chain', () => {
  test.each([0.1, 0.4, 0.5])('two branches at load %f: exact to nine digits', (load) => {
    const answer = forkJoin(2, load * 2, 0.5);
    expect(answer.exactness).toBe('exact');
    expectNineDigits(answer.responseMean, 0.5 * byChain(2, load, 45));
  });

  test.each([
    [3, 0.2, 18],
    [3, 0.5, 24],
    [4, 0.3, 16],
  ])('%i branches at load %f: inside the bounds, the approximation within 1.5 %%', (branches, load, most) => {
    const truth = byChain(branches, load, most);
    const answer = forkJoin(branches, load, 1);
    expect(answer.exactness).toBe('approximation');
    expect(Math.abs(answer.responseMean / truth - 1)).toBeLessThan(0.015);
    expect(truth).toBeGreaterThan(answer.bounds.low);
    expect(truth).toBeLessThan(answer.bounds.high);
    expect(truth).toBeLessThan(splitMerge(branches, load, 1));
  });
});

test('one branch is M/M/1, for the bounds too', () => {
  const { responseMean, bounds, exactness } = forkJoin(1, 3, 0.25);
  expect(exactness).toBe('exact');
  for (const value of [responseMean, bounds.low, bounds.high]) expectNineDigits(value, 1);
});

test('the bounds hold the approximation for many branches, and meet where there is no load: H_n', () => {
  for (const branches of [2, 3, 8, 32, 100]) {
    for (const load of [0.05, 0.5, 0.9, 0.99]) {
      const { responseMean, bounds } = forkJoin(branches, load, 1);
      expect(responseMean).toBeGreaterThanOrEqual(bounds.low);
      expect(responseMean).toBeLessThan(bounds.high);
    }
    const { low, high } = forkJoinBounds(branches, 0, 1);
    expectNineDigits(low, high);
  }
});

test('split-merge of one branch is M/M/1; it is overloaded from 1/H_n on', () => {
  expectNineDigits(splitMerge(1, 0.5, 1), 2);
  expect(splitMerge(2, 0.66, 1)).toBeGreaterThan(50);
  expect(splitMerge(2, 0.67, 1)).toBe(Infinity);
});

test.each([
  [0, 0.5, 1],
  [1.5, 0.5, 1],
  [2, 1, 1],
  [2, -1, 1],
  [2, 0.5, 0],
])('refuses %f branches, rate %f, mean %f', (branches, rate, mean) => {
  expect(() => forkJoin(branches, rate, mean)).toThrow(RangeError);
});
