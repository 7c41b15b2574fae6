import { describe, expect, it } from 'vitest';
import type { OwnStatistic } from '../../../src/models/define.js';
import { readText } from '../../scenario/reader.js';
import { eventList } from '../../support/event-list.js';

/** A view of 40 segments of 4 s; `player` and `calls` say over what they come. */
const page = (player: string, rest = '', at = '0s') => `
title: player
keys: { video: { items: 10, attributes: { length: 160s } } }
components:
  player: { kind: player, video: video, length: video.length, fetch: edge.get, ladder: { low: 500kb/s, mid: 1500kb/s, high: 4Mb/s }, ${player} }
  edge: { kind: service, servers: unlimited, operations: { get: 0s } }
${rest}
workload: { plays: { arrivals: { at: [${at}] }, call: player.play } }
run: { duration: 20min, warmup: 0s, replications: 1 }
`;
const behind = 'calls: { edge: { via: { answer: line }, bytes: { answer: segment.size } } }';
const line = (bandwidth: string, more = '') => `  line: { kind: link, bandwidth: ${bandwidth}${more} }`;

function watched(text: string) {
  const { lines, system } = eventList(text);
  const own = system.components[0].behaviour!.statistics(0);
  const ratio = (name: string): number => {
    const one = own[name] as Extract<OwnStatistic, { type: 'mean' }>;
    return one.numerator / one.denominator;
  };
  const fetches = lines.filter((one) => one.includes('edge.get enters')).map((one) => Number(one.split(' ')[0]));
  return { fetches, bitrate: ratio('bitrate_bytes_per_s'), stalled: ratio('stalled'), switches: ratio('switches_per_s') };
}

describe('a player alone behind a link', () => {
  const rules = ['throughput', 'buffer', 'fixed, rung: mid'].flatMap((abr) => ['700kb/s', '2Mb/s', '9Mb/s'].map((bandwidth) => [abr, bandwidth]));

  it.each([...rules, ['bola', '9Mb/s']])('by %s at %s: fetches, rungs and stalls are those of a network of its own with that bandwidth', (abr, bandwidth) => {
    const own = watched(page(`abr: ${abr}, network: ${bandwidth}`));
    const shared = watched(page(`abr: ${abr}, ${behind}`, line(bandwidth)));
    expect(shared.fetches.length).toBe(own.fetches.length);
    shared.fetches.forEach((time, index) => expect(time).toBeCloseTo(own.fetches[index], 6));
    expect(shared.bitrate).toBeCloseTo(own.bitrate, 6);
    expect(shared.stalled).toBeCloseTo(own.stalled, 9);
    expect(shared.switches).toBeCloseTo(own.switches, 9);
  });

  it('gives no download up: BOLA asks for each segment once, where it would give some up on a network of its own', () => {
    expect(watched(page('abr: bola, network: 2Mb/s')).fetches.length).toBeGreaterThan(40);
    expect(watched(page(`abr: bola, ${behind}`, line('2Mb/s'))).fetches.length).toBe(40);
  });

  it('sees the latency of the link as the way, and not as narrowness', () => {
    // 100 ms there and back beside 1 s of bytes: the estimate stands by the bytes alone, and the rungs are the same.
    const own = watched(page('abr: throughput, network: 2Mb/s'));
    const far = watched(page(`abr: throughput, ${behind}`, line('2Mb/s', ', latency: 100ms')));
    expect(far.bitrate).toBeCloseTo(own.bitrate, 6);
    expect(far.fetches.length).toBe(own.fetches.length);
  });

  it('steps down when another one comes to share it, and up when it is alone', () => {
    const alone = watched(page(`abr: throughput, ${behind}`, line('5Mb/s')));
    const two = watched(page(`abr: throughput, ${behind}`, line('5Mb/s'), '0s, 0s'));
    expect(alone.bitrate).toBeGreaterThan(1.2 * two.bitrate);
    expect(two.stalled).toBeLessThan(0.05);
  });

  it('and a network of its own behind it: the slower of the two says how long it takes', () => {
    for (const [own, shared] of [
      ['2Mb/s', '50Mb/s'],
      ['50Mb/s', '2Mb/s'],
    ]) {
      const both = watched(page(`abr: buffer, network: ${own}, ${behind}`, line(shared)));
      const one = watched(page('abr: buffer, network: 2Mb/s'));
      both.fetches.forEach((time, index) => expect(time).toBeCloseTo(one.fetches[index], 6));
    }
  });

  it('needs either of them', () => {
    expect(readText(page('abr: buffer')).issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'missing-field: the segments of player come at once: it has no network, and no link on the way of fetch',
    ]);
    expect(readText(page('abr: buffer, calls: { edge: { latency: 10ms } }')).issues.map(({ code }) => code)).toEqual(['missing-field']);
    expect(readText(page(`abr: buffer, ${behind}`, line('2Mb/s'))).issues).toEqual([]);
  });
});
