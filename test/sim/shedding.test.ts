import { describe, expect, it } from 'vitest';
import { GradientLimit } from '../../src/sim/servers/gradient-limit.js';
import { eventList } from '../support/event-list.js';

/** Event lists worked out by hand: constant times, arrivals at given instants. */
const run = (server: string, at: string): readonly string[] =>
  eventList(`title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
components: { db: { kind: service, ${server} } }
workload: { w: { arrivals: { at: ${at} }, call: db } }`).lines.filter((line) => !line.endsWith('enters'));

describe('adaptive LIFO', () => {
  it('serves the first to come while few wait, and the last while more do', () => {
    // Waiting at 10: b c d e, more than two: e is next, then (b c d: three) d, then b, c.
    const waits = eventList(
      `title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
components:
  front: { kind: service, servers: unlimited, operations: { a: [call: db.a], b: [call: db.b], c: [call: db.c], d: [call: db.d], e: [call: db.e] } }
  db: { kind: service, lifoAbove: 2, operations: { a: 10s, b: 1s, c: 1s, d: 1s, e: 1s } }
workload:
  a: { arrivals: { at: [0s] }, call: front.a }
  b: { arrivals: { at: [1s] }, call: front.b }
  c: { arrivals: { at: [2s] }, call: front.c }
  d: { arrivals: { at: [3s] }, call: front.d }
  e: { arrivals: { at: [4s] }, call: front.e }`,
    );
    expect(waits.lines.filter((line) => line.includes('db') && line.includes('leaves'))).toEqual([
      '10 db.a leaves ok',
      '11 db.e leaves ok',
      '12 db.d leaves ok',
      '13 db.b leaves ok',
      '14 db.c leaves ok',
    ]);
  });
});

describe('controlled delay', () => {
  it('lets jobs wait for the interval, and for the target only once the queue has not been empty for so long', () => {
    // The queue is not empty from 1 on. Who comes at 1, 2 and 6 may wait 5 s; at 6.5, more than 5 s after 1, it is 1 s.
    expect(run('work: 20s, codel: { target: 1s, interval: 5s }', '[0s, 1s, 2s, 6s, 6.5s]')).toEqual([
      '6 db.serve is turned away rejected',
      '7 db.serve is turned away rejected',
      '7.5 db.serve is turned away rejected',
      '11 db.serve is turned away rejected',
      '20 db.serve leaves ok',
    ]);
  });

  it('begins anew when the queue was empty', () => {
    expect(run('work: 4s, codel: { target: 1s, interval: 5s }', '[0s, 1s, 6s, 7s, 7.5s]')).toEqual([
      '4 db.serve leaves ok',
      '8 db.serve leaves ok',
      '12 db.serve leaves ok',
      // Came at 7, second in a queue that is not empty since 6 (the server was busy until 8): it may wait until 12, when the server is free, and an answer beats a time-out.
      '12.5 db.serve is turned away rejected',
      '16 db.serve leaves ok',
    ]);
  });

  it('turns nobody away who is served in time', () => {
    expect(run('work: 1s, codel: { target: 1s, interval: 5s }', '[0s, 0s, 0s]')).toEqual([
      '1 db.serve leaves ok',
      '2 db.serve leaves ok',
      '3 db.serve leaves ok',
    ]);
  });
});

describe('an adaptive limit', () => {
  it('refuses beyond the limit', () => {
    expect(run('work: 4s, adaptiveLimit: { initial: 2, least: 1, most: 9 }', '[0s, 1s, 2s, 5s]')).toEqual([
      '2 db.serve is turned away rejected',
      '4 db.serve leaves ok',
      '8 db.serve leaves ok',
      '12 db.serve leaves ok',
    ]);
  });

  it('follows the formula, a look a second at ten responses or more', () => {
    const limit = new GradientLimit({ initial: 20, least: 10, most: 40, tolerance: 1, queue: 4, smoothing: 0.5 });
    const second = (from: number, response: number, inside: number): number => {
      for (let index = 1; index <= 10; index++) limit.observe(from + index / 10, response, inside);
      return limit.value;
    };
    // Responses of 1 s as always: gradient 1, the limit goes half of the way to 24.
    expect(second(0, 1, 20)).toBe(22);
    // Of 3 s: the long mean is 2 (a plain mean of the first ten looks), gradient 2/3, the new limit 22 · 2/3 + 4, half of the way there.
    expect(second(1, 3, 20)).toBeCloseTo(0.5 * 22 + 0.5 * (22 * (2 / 3) + 4), 12);
    const before = limit.value;
    // Few inside say nothing.
    expect(second(2, 9, 5)).toBe(before);
    // Nine responses in a second are too few.
    for (let index = 1; index <= 9; index++) limit.observe(3 + index / 10, 9, 20);
    expect(limit.value).toBe(before);
    // Never below the least: the gradient is at least a half.
    for (let at = 5; at < 40; at++) second(at, 2 ** (at - 4), 40);
    expect(limit.value).toBe(10);
  });
});
