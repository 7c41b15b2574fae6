import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { diskReader } from '../../../src/node/disk-reader.js';

const yaml = `
title: rules
keys: { video: { items: 10, attributes: { length: 12s } }, clip: { of: video } }
components:
  player:
    kind: player
    video: video
    length: video.length
    ladder: { low: 100kb/s, high: 1Mb/s }
    network: 2Mb/s
    fetch: edge.get
  edge: { kind: cache, key: segment, size: segment.size, capacity: 1GB, miss: origin.read }
  origin: { kind: service, operations: { read: [{ work: 1ms }] } }
workload: { plays: { arrivals: { poisson: 1/s }, call: player.play } }
`;

/** The codes and messages of a scenario. */
function issuesOf(text: string, ...sets: string[]): string[] {
  const reader = { ...diskReader, read: (path: string) => (path === 'test.yaml' ? text : diskReader.read(path)) };
  return readScenario({ file: 'test.yaml', sets, reader }).issues.map(({ code, message }) => `${code}: ${message}`);
}

describe('the fields of a player together', () => {
  it('are right as they stand', () => expect(issuesOf(yaml)).toEqual([]));

  it.each([
    ['player.segment=0s', 'out-of-range: player: a segment plays for some time'],
    ['player.buffer=3s', 'out-of-range: player: a buffer of 3 s has no room for a segment of 4 s'],
    ['player.ladder={ low: 1Mb/s, high: 1000kb/s }', 'not-together: player: two rungs of the ladder have the same bandwidth'],
    ['player.abr=fixed', 'missing-field: player: abr: fixed needs the rung'],
    ['player.rung=low', 'not-together: player: abr: dynamic chooses the rung itself'],
    ['player.live=0s', 'out-of-range: player: nobody sees a live event before its first segment is there'],
    ['player.abandon={}', 'missing-field: player: abandon says not when'],
    ['player.network={ pick: { 0Mb/s: 1, 1Mb/s: 1 } }', 'out-of-range: player: a view whose bandwidth is 0 never ends'],
    ['player.network=0Mb/s', 'out-of-range: player: a view whose bandwidth is 0 never ends'],
    ['player.network=5s', 'unit-wrong: 5s is a time, and a bandwidth is expected'],
    ['player.abr=quickest', 'unknown-choice: "quickest" cannot stand here'],
  ])('%s', (set, message) => expect(issuesOf(yaml, set)).toEqual([message]));

  it('names a rung of the ladder', () => {
    expect(issuesOf(yaml, 'player.abr=fixed', 'player.rung=middle')).toEqual(['unknown-choice: player: the ladder has no rung "middle"']);
    expect(issuesOf(yaml, 'player.abr=fixed', 'player.rung=high')).toEqual([]);
  });
});

describe('the key that a player sets', () => {
  it('is there for what the player calls by fetch alone', () => {
    expect(issuesOf(yaml.replace('call: player.play', 'call: edge.get'))).toContain(
      'key-not-set: plays reaches edge.get, which uses the key segment, and nothing sets it',
    );
    expect(issuesOf(yaml.replace('fetch: edge.get', 'fetch: origin.read\n    start: edge.get'))).toEqual([
      'key-not-set: plays reaches edge.get, which uses the key segment, and nothing sets it',
    ]);
  });

  it('has no source besides', () => {
    const refused = 'key-not-drawn: segment is set by a player, with its attributes: it cannot be set or taken otherwise';
    expect(issuesOf(yaml.replace('clip: { of: video }', 'clip: { of: segment }'))).toContain(refused);
    expect(issuesOf(yaml.replace('call: player.play', 'call: player.play, keys: { segment: { is: 1 } }'))).toContain(refused);
    expect(
      issuesOf(
        yaml.replace('[{ work: 1ms }]', '[{ call: other, with: { segment: video } }]').replace('  origin:', '  other: { kind: service, work: 1ms }\n  origin:'),
      ),
    ).toEqual([refused]);
    expect(issuesOf(yaml.replace('[{ work: 1ms }]', '[{ each: [a, b], as: segment, do: [{ work: 1ms }] }]'))).toEqual([refused]);
    expect(issuesOf(yaml.replace('[{ work: 1ms }]', '[{ draw: segment }, { work: 1ms }]'))).toEqual([
      'key-not-drawn: there is no new item to draw: segment is set by a component',
    ]);
  });

  it('takes its name', () => {
    expect(issuesOf(yaml.replace('clip: { of: video }', 'segment: { items: 5 }'))).toContain(
      'name-taken: "segment" is the name of a key, and of the key that a player sets',
    );
  });

  it('has the attribute size, and no other', () => {
    expect(issuesOf(yaml, 'edge.size=segment.length')).toEqual(['unknown-attribute: "segment.length": the key segment has no attribute "length"']);
  });
});

describe('a network from a trace', () => {
  const traced = (rows: string): string[] => {
    const text = yaml.replace('network: 2Mb/s', 'network: { file: net.csv, time: t, bandwidth: rate }');
    const reader = { ...diskReader, read: (path: string) => (path === 'test.yaml' ? text : path.endsWith('net.csv') ? rows : diskReader.read(path)) };
    return readScenario({ file: 'test.yaml', sets: [], reader }).issues.map(({ code, message }) => `${code}: ${message}`);
  };

  it('has times that do not go back, and some bandwidth', () => {
    expect(traced('t,rate\n0,1000\n5,0\n7,300\n')).toEqual([]);
    expect(traced('t,rate\n0,0\n5,0\n')).toEqual(['out-of-range: nothing ever comes through: every bandwidth of net.csv is 0']);
    expect(traced('t,rate\n5,10\n0,20\n')).toEqual(['trace-time-back: the time goes back, from 5 s to 0 s']);
    expect(traced('t,other\n5,10\n')).toEqual(['trace-column: net.csv has no column "rate"']);
  });
});
