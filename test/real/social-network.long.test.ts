import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { see } from '../../src/experiment/claims/seen.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { countOf, playFile } from '../support/play-file.js';
import { referenceRows, shownShared } from '../support/reference.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

const file = (name: string): string => join(resolve(import.meta.dirname, '../..'), 'scenarios/social-network', `${name}.yaml`);

describe.skipIf(!hasShared)(`the social network on the friendships of Reed98${skipReason}`, () => {
  const edges = 'data/social-graphs/socfb-Reed98.edges';
  /** Friends of each, counted from the lines of the file. */
  function degrees(): number[] {
    const counts = new Map<string, number>();
    for (const line of readFileSync(`${sharedFolder}${edges}`, 'utf8').trim().split('\n'))
      for (const name of line.trim().split(/\s+/)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts.values()];
  }
  /** Everybody posts once, to friends. */
  const everybodyPosts = (more: readonly string[]): string[] => [
    'objectives=null',
    'run.warmup=0s',
    'run.study=finite',
    'keys.user.items=962',
    'users.capacity=100',
    'leader.capacity=500',
    `graph.friends={ edges: ${shownShared(edges)} }`,
    'feed.set=graph.friends',
    'feed.follows=graph.friends',
    'workload={ all: { arrivals: { at: [1s] }, do: [{ each: graph.members, as: member, do: [{ call: feed.publish, with: { user: member } }] }] } }',
    ...more,
  ];

  it('a post goes to as many as the author has friends', () => {
    const counted = degrees();
    const system = playFile(file('push'), everybodyPosts([]));
    expect(countOf(system, 'feed', 'posts')).toBe(counted.length);
    expect(countOf(system, 'feed', 'writes') + countOf(system, 'feed', 'skipped')).toBe(counted.reduce((sum, one) => sum + one, 0));
  });

  it.each([1, 10, 30, 88, 158, 313])('as many authors as have %i friends are not pushed, with that limit, and their friends get nothing', (limit) => {
    const counted = degrees();
    const system = playFile(file('baseline'), everybodyPosts([`feed.celebrity=${limit}`]));
    const pushed = counted.filter((one) => one < limit);
    expect(countOf(system, 'feed', 'held_back')).toBe(counted.length - pushed.length);
    expect(countOf(system, 'feed', 'writes') + countOf(system, 'feed', 'skipped')).toBe(pushed.reduce((sum, one) => sum + one, 0));
  });
});

describe.skipIf(!hasShared)(`compose-post against traces of DeathStarBench${skipReason}`, () => {
  it('mean and median of a post are within a tenth of those of the traces', async () => {
    const roots = referenceRows('data/social-dsb-jaeger-traces/spans.dev.csv')
      .filter(([, , parent, service]) => parent === '' && service === 'nginx-web-server')
      .map((row) => Number(row[6]) / 1e6)
      .sort((a, b) => a - b);
    expect(roots).toHaveLength(12);
    const mean = roots.reduce((sum, one) => sum + one, 0) / 12;
    const median = (roots[5] + roots[6]) / 2;
    const statistics = ['posts.latency', 'posts.latency.p50'];
    const { scenario } = readScenario({ file: file('compose-post'), sets: ['run.duration=50s'], reader: diskReader, statistics });
    const { values } = await see(scenario!);
    const of = (name: string): number => values.get(name)!.estimate!.value;
    expect(Math.abs(of('posts.latency') / mean - 1)).toBeLessThan(0.1);
    expect(Math.abs(of('posts.latency.p50') / median - 1)).toBeLessThan(0.1);
  });
});
