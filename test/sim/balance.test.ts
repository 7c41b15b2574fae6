import { describe, expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';
import { codesOf } from '../scenario/reader.js';

const page = (balance: string, arrivals: string, work = '1ms') => `title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components: { web: { kind: service, instances: [a, b, c], balance: ${balance}, work: ${work} } }
workload: { w: { arrivals: { ${arrivals} }, call: web } }`;

/** The instances that the arrivals went to, by their letters. */
function order(yaml: string): string {
  return eventList(yaml)
    .lines.filter((line) => line.endsWith('enters'))
    .map((line) => 'abc'[Number(/web\/(\d)/.exec(line)![1]) - 1])
    .join('');
}

describe('round robin by weights', () => {
  it('spreads the turns of the heavy instance (the example of nginx: 5, 1, 1)', () => {
    expect(order(page('{ roundRobin: { a: 5 } }', 'every: 1s, count: 14'))).toBe('aabacaaaabacaa');
  });

  it('is the plain one with equal weights, and leaves out a weight of 0', () => {
    expect(order(page('{ roundRobin: { a: 2, b: 2, c: 2 } }', 'every: 1s, count: 7'))).toBe(order(page('round-robin', 'every: 1s, count: 7')));
    expect(order(page('{ roundRobin: { b: 0 } }', 'every: 1s, count: 4'))).toBe('acac');
  });
});

describe('idle queue', () => {
  it('takes an instance without jobs while there is one', () => {
    // Work of 10 s, one arrival a second: three find the three idle instances; the next to find one comes when the first is done.
    const first = order(page('idle-queue', 'every: 1s, count: 3', '10s'));
    expect([...first].sort((x, y) => x.localeCompare(y)).join('')).toBe('abc');
    const gone = order(page('idle-queue', 'at: [0s, 1s, 2s, 10.5s]', '10s'));
    expect(gone[3]).toBe(gone[0]);
  });
});

describe('mistakes in weights', () => {
  it.each([
    ['{ roundRobin: { d: 1 } }', 'unknown-instance'],
    ['{ random: { a: 0, b: 0, c: 0 } }', 'impossible-weights'],
    ['{ random: { a: 50%, b: 10%, c: 10% } }', 'impossible-weights'],
    ['{ random: { a: 1 }, roundRobin: { a: 1 } }', 'one-of'],
  ])('%s: %s', (balance, code) => {
    expect(codesOf(page(balance, 'every: 1s')).map((text) => text.split(' ')[1])).toEqual([code]);
  });
});

describe('weights beside a crash', () => {
  it('are those of the instances that are left', () => {
    const crashed = (balance: string) => `${page(balance, 'every: 1s, count: 6')}\nfaults: { lost: { at: 0.5s, for: 90s, crash: web/a } }`;
    expect(order(crashed('{ roundRobin: { a: 5, b: 2 } }'))).toBe('bcbbcb');
    expect(order(crashed('{ random: { a: 5, b: 1, c: 0 } }'))).toBe('bbbbbb');
  });
});
