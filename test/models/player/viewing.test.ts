import { describe, expect, it } from 'vitest';
import type { OwnStatistic } from '../../../src/models/define.js';
import type { System } from '../../../src/scenario/compile/system.js';
import { eventList } from '../../support/event-list.js';

/** A player before an edge that answers after 0.5 s; `more` fields of the player, `rest` of the file. */
function page(more: string, rest = ''): string {
  return `
title: player
keys: { video: { items: 10, attributes: { length: 12s } }, ${/keys: (.*)/.exec(rest)?.[1] ?? ''} }
components:
  player: { kind: player, video: video, length: video.length, fetch: edge.get, ${more} }
  edge: { kind: service, servers: unlimited, operations: { get: 500ms, slow: 3s } }
  gate: { kind: service, servers: unlimited, operations: { open: 1s, shut: [wait: 1s, return: shut] } }
  notes: { kind: service, servers: unlimited, work: 0s }
workload: { plays: { arrivals: { at: [0s] }, call: player.play } }
run: { duration: 10min, warmup: 0s, replications: 1 }
`;
}

function statistics(system: System): Readonly<Record<string, OwnStatistic>> {
  return system.components.find(({ component }) => component.name === 'player')!.behaviour!.statistics(0);
}
function times(system: System, name: string): { count: number; sum: number } {
  const one = statistics(system)[name] as Extract<OwnStatistic, { type: 'times' }>;
  return { count: one.times.tally.count, sum: one.times.tally.sum };
}
function quotient(system: System, name: string): { numerator: number; denominator: number } {
  const { numerator, denominator } = statistics(system)[name] as Extract<OwnStatistic, { type: 'mean' }>;
  return { numerator, denominator };
}
const linesOf = (lines: readonly string[], component: string): readonly string[] => lines.filter((line) => line.split(' ')[1].startsWith(component));

describe('a view of three segments', () => {
  // 1 MB/s × 4 s = 4 MB over 800 kB/s: 0.5 s for the answer, 5 s for the bytes, 4 s to play.
  const slow = 'abr: fixed, rung: only, ladder: { only: 1MB/s }, network: 800kB/s';

  it('starts with the first, stalls before the others, and ends when the last is played', () => {
    const { lines, system } = eventList(page(slow));
    expect(lines).toEqual([
      '0 player.play enters',
      '0 edge.get enters',
      '0.5 edge.get leaves ok',
      '5.5 edge.get enters', // the first picture: 5.5 … 9.5
      '6 edge.get leaves ok',
      '11 edge.get enters', // stalled 9.5 … 11, then the second: 11 … 15
      '11.5 edge.get leaves ok',
      '20.5 player.play leaves ok', // stalled 15 … 16.5, then the third: 16.5 … 20.5
    ]);
    expect(times(system, 'startup_s')).toEqual({ count: 1, sum: 5.5 });
    expect(times(system, 'stalls_s')).toEqual({ count: 2, sum: 3 });
    expect(quotient(system, 'stalled')).toEqual({ numerator: 3, denominator: 15 });
    expect(quotient(system, 'bitrate_bytes_per_s')).toEqual({ numerator: 12e6, denominator: 12 });
    expect(quotient(system, 'switches_per_s')).toEqual({ numerator: 0, denominator: 12 });
  });

  it('waits until the buffer has room for one more', () => {
    // 0.4 s for the bytes: at 0.9, 1.8 there are 4 s and 7.1 s; a buffer of 8 s has room at 4.9, where 4 s are left.
    const { lines } = eventList(page('abr: fixed, rung: only, ladder: { only: 100kB/s }, network: 1MB/s, buffer: 8s'));
    expect(linesOf(lines, 'edge')).toEqual([
      '0 edge.get enters',
      '0.5 edge.get leaves ok',
      '0.9 edge.get enters',
      '1.4 edge.get leaves ok',
      '4.9 edge.get enters',
      '5.4 edge.get leaves ok',
    ]);
    expect(lines.at(-1)).toBe('12.9 player.play leaves ok');
  });

  it('asks first whether it may, and tells afterwards that it was seen', () => {
    const { lines, system } = eventList(page(`${slow}, start: gate.open, watched: notes`));
    expect(linesOf(lines, 'gate')).toEqual(['0 gate.open enters', '1 gate.open leaves ok']);
    expect(linesOf(lines, 'notes')).toEqual(['21.5 notes.serve enters', '21.5 notes.serve leaves ok']);
    expect(times(system, 'startup_s').sum).toBe(6.5);
    const { lines: refused } = eventList(page(`${slow}, start: gate.shut, watched: notes`));
    expect(refused.at(-1)).toBe('1 player.play leaves shut');
    expect(linesOf(refused, 'edge')).toEqual([]);
    expect(linesOf(refused, 'notes')).toEqual([]);
  });

  it('steps up the buffer rule: the lowest rung at first, the highest from 15 s on', () => {
    // Sizes 400 kB and 4 MB over 4 MB/s: 0.1 s or 1 s, after 0.5 s. Level at the decisions: 4, 7.4, 10.8, 14.2, 17.6.
    const rest = 'abr: buffer, ladder: { low: 100kB/s, high: 1MB/s }, network: 4MB/s';
    const { system } = eventList(page(rest).replace('length: 12s', 'length: 24s'));
    // The rung is ⌊1 × share of the cushion⌋: high at 17.6 s alone, for the last segment.
    expect(quotient(system, 'bitrate_bytes_per_s')).toEqual({ numerator: 5 * 400e3 + 4e6, denominator: 24 });
    expect(quotient(system, 'switches_per_s').numerator).toBe(1);
  });
});

describe('patience', () => {
  const slow = 'abr: fixed, rung: only, ladder: { only: 1MB/s }, network: 800kB/s';

  it('ends before the first picture, while the bytes come or the answer is awaited', () => {
    const { lines } = eventList(page(`${slow}, abandon: { startup: 5s }, watched: notes`));
    expect(lines.at(-1)).toBe('5 player.play leaves abandoned');
    expect(linesOf(lines, 'notes')).toEqual([]);
    const { lines: early, system } = eventList(page(`${slow}, abandon: { startup: 2s }`).replace('fetch: edge.get', 'fetch: edge.slow'));
    // The edge is not told: it works on, for nobody.
    expect(early).toEqual(['0 player.play enters', '0 edge.slow enters', '2 player.play leaves abandoned', '3 edge.slow leaves ok']);
    const edge = system.components.find(({ component }) => component.name === 'edge')!.component;
    expect(edge.stations[0].cells[1].wasted.sum).toBe(3);
  });

  it('ends in a stall, counted from its beginning', () => {
    const { lines, system } = eventList(page(`${slow}, abandon: { stall: 1s }, watched: notes`));
    expect(lines.filter((line) => line.includes('leaves abandoned'))).toEqual(['10.5 player.play leaves abandoned']);
    expect(linesOf(lines, 'notes')).toHaveLength(2);
    expect(times(system, 'stalls_s')).toEqual({ count: 1, sum: 1 });
    expect(quotient(system, 'stalled')).toEqual({ numerator: 1, denominator: 5 });
  });

  it('an answer of the same instant comes before its end', () => {
    expect(eventList(page(`${slow}, abandon: { startup: 5.5s, stall: 1.5s }`)).lines.at(-1)).toBe('20.5 player.play leaves ok');
  });
});

describe('a fetch that ends badly', () => {
  const some = 'abr: fixed, rung: high, ladder: { low: 100kB/s, middle: 200kB/s, high: 400kB/s }, network: 800kB/s';

  it('is tried again a rung lower after a second, three times, then the view fails', () => {
    const { lines } = eventList(page(`${some}, calls: { edge: { timeout: 1s } }`).replace('fetch: edge.get', 'fetch: edge.slow'));
    expect(lines.filter((line) => line.endsWith('enters') || line.includes('player'))).toEqual([
      '0 player.play enters',
      '0 edge.slow enters',
      '2 edge.slow enters',
      '4 edge.slow enters',
      '6 edge.slow enters',
      '7 player.play leaves failed',
    ]);
  });

  it('goes on lower where it ends well at last', () => {
    const text = page(`${some}, calls: { edge: { timeout: 1s } }`).replace('get: 500ms', 'get: { sequence: [3s, 3s, 0s, 0s, 0s] }');
    const { lines, system } = eventList(text);
    // The first segment in the lowest rung at 4 s, 400 kB; then 1.6 MB in 2 s each.
    expect(lines.filter((line) => line.endsWith('get enters'))).toEqual(['0', '2', '4', '4.5', '6.5'].map((time) => `${time} edge.get enters`));
    expect(times(system, 'startup_s').sum).toBe(4.5);
    expect(quotient(system, 'bitrate_bytes_per_s')).toEqual({ numerator: 4 * 100e3 + 8 * 400e3, denominator: 12 });
    expect(lines.at(-1)).toBe('16.5 player.play leaves ok');
  });
});

describe('a live event', () => {
  it('has a segment when it is complete, and a viewer who stalls stays behind', () => {
    // Video 0 is in phase with the clock: at 0 s, 8 s behind, the segment that began at -8 s is the first; the last of three began at 0 s, complete at 4 s.
    const text = page('abr: fixed, rung: only, ladder: { only: 100kB/s }, network: 400kB/s, live: 8s', 'keys: ').replace('items: 10,', 'items: 1,');
    const { lines, system } = eventList(text);
    // 0.5 s for the answer and 1 s for the bytes: 1.5 s and 3 s; the third is asked for at 4 s.
    expect(linesOf(lines, 'edge').filter((line) => line.endsWith('enters'))).toEqual(['0 edge.get enters', '1.5 edge.get enters', '4 edge.get enters']);
    // Picture from 1.5 s on: what happened at -8 s is seen at 1.5 s.
    expect(times(system, 'live_latency_s')).toEqual({ count: 3, sum: 3 * 9.5 });
    expect(lines.at(-1)).toBe('13.5 player.play leaves ok');
  });
});

describe('the key segment', () => {
  it('tells segments by video, number and rung, and their bytes: a cache serves a second view', () => {
    const text = `
title: two views
keys: { video: { items: 1, attributes: { length: 12s } } }
components:
  player: { kind: player, video: video, length: video.length, fetch: edge.get, abr: fixed, rung: b, ladder: { a: 100kB/s, b: 200kB/s }, network: 1MB/s }
  edge: { kind: cache, key: segment, size: segment.size, capacity: 2.4MB, miss: origin }
  origin: { kind: service, servers: unlimited, operations: { read: [{ work: 100ms, per: { segment.size: 100kB } }] } }
workload: { plays: { arrivals: { at: [0s, 60s] }, call: player.play } }
run: { duration: 10min, warmup: 0s, replications: 1 }
`;
    const { lines, system } = eventList(text);
    expect(lines.filter((line) => line.includes('edge') && line.includes('leaves')).map((line) => line.split(' ').at(-1))).toEqual([
      ...['miss', 'miss', 'miss'],
      ...['hit', 'hit', 'hit'],
    ]);
    const edge = system.components.find(({ component }) => component.name === 'edge')!.behaviour!.statistics(0);
    expect(edge['byte_hit_ratio']).toEqual({ type: 'ratio', numerator: 2.4e6, denominator: 4.8e6 });
    // 800 kB take 800 ms at the origin.
    expect(lines.find((line) => line.includes('origin.read leaves'))).toBe('0.8 origin.read leaves ok');
  });
});
