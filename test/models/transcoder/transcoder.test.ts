import { describe, expect, it } from 'vitest';
import { offeredLoad } from '../../../src/predict/index.js';
import { diskReader } from '../../../src/node/disk-reader.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { eventList } from '../../support/event-list.js';
import { scenarioOf } from '../../support/read.js';

interface Parts {
  readonly fields?: string;
  readonly length?: string;
  readonly uploads?: string;
  readonly run?: string;
  readonly cutting?: string;
}

/** 35 s of video in two renditions on two workers: the example of list-scheduling.test.ts. */
function page({
  fields = '',
  length = '35s',
  uploads = '{ arrivals: { at: [0s] }, call: transcoder.encode }',
  run = 'duration: 200s, warmup: 0s, replications: 1',
  cutting = 'chunk: 10s, ladder: { low: 0.5, high: 1 }, overhead: 1s',
}: Parts = {}): string {
  return `title: t
keys: { upload: { items: new, attributes: { length: ${length}, size: 10MB } } }
components:
  transcoder: { kind: transcoder, servers: 2, length: upload.length, ${cutting}, ${fields} }
  catalogue: { kind: service, servers: unlimited, work: 0s }
workload: { uploads: ${uploads} }
run: { ${run} }`;
}

const own = (system: ReturnType<typeof eventList>['system']) =>
  system.components.find(({ component }) => component.name === 'transcoder')!.behaviour!.statistics(0) as Record<string, { count: number }>;

describe('a transcoder in a scenario', () => {
  it('publishes each rendition when its last piece is done, and ends with the last', () => {
    const { lines } = eventList(page({ fields: 'published: catalogue' }));
    expect(lines).toEqual([
      '0 transcoder.encode enters',
      '11 catalogue.serve enters',
      '11 catalogue.serve leaves ok',
      '30.5 catalogue.serve enters',
      '30.5 transcoder.encode leaves ok',
      '30.5 catalogue.serve leaves ok',
    ]);
  });

  it('takes `work` to split the video, on a worker', () => {
    const { lines } = eventList(page({ fields: 'work: 4s' }));
    expect(lines.at(-1)).toBe('34.5 transcoder.encode leaves ok');
  });

  it('gives the whole video up when a piece finds no place in the queue', () => {
    const refused = eventList(page({ fields: 'queue: 5' }));
    expect(refused.lines).toEqual(['0 transcoder.encode enters', '0 transcoder.encode is turned away rejected']);
    expect([own(refused.system)['unpublished'].count, own(refused.system)['pieces'].count]).toEqual([2, 0]);
    expect(eventList(page({ fields: 'queue: 6' })).lines.at(-1)).toBe('30.5 transcoder.encode leaves ok');
  });

  it('ends `failed` when a piece has been lost too often, and the caller can handle that', () => {
    const uploads = '{ arrivals: { at: [0s] }, do: [{ call: transcoder.encode, on: { failed: [call: catalogue] } }] }';
    const { lines } = eventList(page({ fields: 'lostAfter: { sequence: [4s] }, attempts: 3', uploads }));
    // Every piece but those of 3.5 s is lost at 4 s, again and again.
    expect(lines.filter((line) => !line.includes('enters')).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'transcoder.encode leaves failed',
      'catalogue.serve leaves ok',
    ]);
  });

  it('counts work for a caller that has gone as wasted', () => {
    const uploads = '{ arrivals: { at: [0s] }, call: transcoder.encode, calls: { transcoder: { timeout: 10s } } }';
    const { system } = eventList(page({ uploads }));
    const cell = system.components[0].component.stations[0].cells[0];
    // Of 58.5 s of work, the pieces of 5, 6 and 3.5 s that ended by 10 had somebody waiting.
    expect([cell.work.sum, cell.wasted.sum]).toEqual([58.5, 58.5 - 5 - 6 - 3.5]);
  });

  it('obeys the order of its station between videos: the one of higher priority first', () => {
    const text = page({ fields: 'discipline: priority' }).replace(
      /workload: .*/,
      `workload:
  slow: { arrivals: { at: [0s] }, call: transcoder.encode, priority: 0 }
  fast: { arrivals: { at: [1s] }, call: transcoder.encode, priority: 1 }`,
    );
    const { system, lines } = eventList(text);
    const ends = lines.filter((line) => line.includes('leaves')).map((line) => Number(line.split(' ')[0]));
    expect(ends).toHaveLength(2);
    // The video of 1 gets both workers at 5 and 6 and is done as if it had come then: 5, 6 → the pieces of the other wait.
    const [fast] = system.workloads.filter(({ declaration }) => declaration.name === 'fast');
    expect(fast.requests[0].cell.latency.tally.sum).toBe(ends[0] - 1);
    expect(ends[0]).toBeLessThan(ends[1]);
  });

  it('forgets at the end of the warm-up what it has counted, not what is going on', () => {
    const uploads = '{ arrivals: { at: [0s, 60s] }, call: transcoder.encode }';
    const after = (warmup: number): number[] => {
      const system = wire(scenarioOf(page({ uploads })), { seed: 1, replication: 0, warmup, curves: false });
      while (!system.run(1_000_000));
      return [own(system)['published'].count, own(system)['pieces'].count];
    };
    expect(after(0)).toEqual([4, 16]);
    // By 20 s the first video has published one rendition and done five pieces: low 1-4 and high 1.
    expect(after(20)).toEqual([3, 11]);
  });
});

describe('the offered load of a transcoder', () => {
  const load = (parts: Parts): number | null =>
    offeredLoad(scenarioOf(page({ uploads: '{ arrivals: { poisson: 1/min }, call: transcoder.encode }', run: 'duration: 1h', ...parts }))).get('transcoder')!;

  it('is all its work: costs, cuts, slow workers, lost work', () => {
    expect(load({})).toBeCloseTo(58.5 / 60 / 2, 12);
    expect(load({ fields: 'slowest: { pick: { 1: 3, 5: 1 } }' })).toBeCloseTo((2 * 58.5) / 60 / 2, 12);
    // Half a piece for each of p / (1 - p) = 1/4 losses.
    expect(load({ fields: 'lost: 20%, attempts: unlimited' })).toBeCloseTo((1.125 * 58.5) / 60 / 2, 12);
  });

  it('counts the cuts of videos of random length: E[chunks - 1] of an exponential length is 1 / (e^(chunk/mean) - 1)', () => {
    const cuts = 1 / (Math.exp(10 / 20) - 1);
    expect(load({ length: '{ exponential: 20s }' })).toBeCloseTo((1.5 * 20 + 2 * cuts) / 60 / 2, 7);
    // Many more chunks than terms are added one by one.
    const many = 1 / (Math.exp(0.001 / 20) - 1);
    expect(
      load({ length: '{ exponential: 20s }', cutting: 'chunk: 1ms, ladder: { low: 0.5 }, overhead: 1ms' })! / ((0.5 * 20 + 0.001 * many) / 60 / 2),
    ).toBeCloseTo(1, 6);
  });

  it('is not known where it depends on the queue or on videos that are given up', () => {
    expect(load({ fields: 'slowest: { exponential: 1 }, backup: 2' })).toBeNull();
    expect(load({ fields: 'lost: 20%' })).toBeNull();
  });
});

describe('what the fields of a transcoder must be together', () => {
  const issuesOf = (parts: Parts): string[] => {
    const text = page(parts);
    const reader = { ...diskReader, read: (path: string) => (path === 't.yaml' ? text : diskReader.read(path)) };
    return readScenario({ file: 't.yaml', sets: [], reader }).issues.map(({ code, message }) => `${code}: ${message}`);
  };

  it.each<[Parts, string]>([
    [{ cutting: 'chunk: 10s' }, 'one-of: transcoder: a transcoder needs one of ladder and heights'],
    [{ fields: 'heights: [240p]' }, 'one-of: transcoder: a transcoder has ladder and heights, and may have one of them'],
    [{ fields: 'codec: vp9' }, 'not-together: transcoder: codec says what heights cost, and the ladder says that itself'],
    [{ fields: 'preset: medium' }, 'not-together: transcoder: preset says what heights cost, and the ladder says that itself'],
    [{ cutting: 'heights: [240p, 240p]' }, 'not-together: transcoder: 240p is there twice'],
    [{ cutting: 'heights: [240p], codec: vp9' }, 'not-together: transcoder: vp9 cpu-used-4 has not been measured at 240p'],
    [{ cutting: 'heights: [480p], codec: vp9, preset: medium' }, 'not-together: transcoder: vp9 has not been measured with the preset medium'],
    [{ cutting: 'chunk: 0s, ladder: { low: 1 }' }, 'out-of-range: transcoder: a chunk cannot have no length'],
    [{ cutting: 'ladder: { low: 0 }, overhead: 0s' }, 'out-of-range: transcoder: the renditions cost nothing'],
    [{ fields: 'detect: 3s' }, 'not-together: transcoder: no worker is ever lost, so detect does nothing'],
    [{ fields: 'attempts: 3' }, 'not-together: transcoder: no worker is ever lost, so attempts does nothing'],
    [{ fields: 'lost: 100%, attempts: unlimited' }, 'out-of-range: transcoder: every worker is lost, so no piece is ever done'],
    [{ fields: 'async: false' }, 'not-together: transcoder is a transcoder, and async: false does not go with that kind'],
    [{ fields: 'discipline: processor-sharing' }, 'not-together: transcoder is a transcoder, and discipline: processor-sharing does not go with that kind'],
    [{ fields: 'speeds: [1, 2]' }, 'not-together: transcoder is a transcoder, and speeds does not go with that kind'],
    [{ fields: 'breakdowns: { up: 1h, down: 1min }' }, 'not-together: transcoder is a transcoder, and breakdowns does not go with that kind'],
  ])('%j', (parts, message) => expect(issuesOf(parts)).toEqual([message]));

  it('the length of a video is a time', () => {
    const text = page().replace('length: upload.length', 'length: upload.size');
    const reader = { ...diskReader, read: (path: string) => (path === 't.yaml' ? text : diskReader.read(path)) };
    expect(readScenario({ file: 't.yaml', sets: [], reader }).issues.map(({ message }) => message)).toEqual(['upload.size is a size, and a time is expected']);
  });

  it('`failed` may be handled with and without lost workers (a fault can bring it, too)', () => {
    const uploads = '{ arrivals: { at: [0s] }, do: [{ call: transcoder.encode, on: { failed: [] } }] }';
    expect(issuesOf({ uploads })).toEqual([]);
    expect(issuesOf({ uploads, fields: 'lost: 1%' })).toEqual([]);
  });

  it('objectives may name a rendition, of a ladder and of heights', () => {
    const withObjective = (parts: Parts, name: string): string[] =>
      issuesOf({ ...parts, run: `duration: 200s }\nobjectives: { transcoder.renditions.${name}: { below: 1min }` });
    expect(withObjective({}, 'low.ready.max')).toEqual([]);
    expect(withObjective({ cutting: 'heights: [480p]' }, '480p.ready')).toEqual([]);
    expect(withObjective({}, '480p.ready')).toEqual(['unknown-statistic: "transcoder.renditions.480p.ready": transcoder has no "480p" among its renditions']);
  });

  it('the costs of heights are the measured ones', () => {
    const { lines } = eventList(page({ cutting: 'heights: [720p], codec: h265' }));
    expect(lines.at(-1)).toBe('76.65 transcoder.encode leaves ok');
  });
});
