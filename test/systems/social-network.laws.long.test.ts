import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { System } from '../../src/scenario/compile/system.js';
import { behaviourOf, countOf, playFile } from '../support/play-file.js';

const MEMBERS = 20_000;
const file = (name: string): string => join(resolve(import.meta.dirname, '../..'), 'scenarios/social-network', `${name}.yaml`);
const finite = ['objectives=null', 'run.warmup=0s', 'run.study=finite'];
/** Everybody does it once, at the same instant, and nothing else happens. */
const once = (call: string): string[] => [
  ...finite,
  `workload={ all: { arrivals: { at: [1s] }, do: [{ each: graph.members, as: member, do: [{ call: ${call}, with: { user: member } }] }] } }`,
];

/** A set of each member, by asking the graph itself. */
function setOf(system: System, set: string): number[][] {
  const keys = Array.from({ length: 16 }, () => 0);
  return Array.from({ length: MEMBERS }, (_, user) => Array.from(behaviourOf(system, 'graph').memberSets![set].members(keys.map(() => user))));
}
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const sizes = (sets: readonly (readonly number[])[]): number[] => sets.map((one) => one.length);

describe('the laws of the social network', () => {
  test.each([
    ['push', Infinity],
    ['baseline', 200],
    ['all-lists', 200],
  ] as const)('%s: posts × followers = written + skipped, but for celebrities, and each is in the list', (name, celebrity) => {
    const system = playFile(file(name), once('feed.publish'));
    const followers = sizes(setOf(system, 'followers'));
    const pushed = followers.filter((count) => count < celebrity);
    const skipped = name === 'all-lists' ? 0 : countOf(system, 'feed', 'skipped');
    expect(countOf(system, 'feed', 'posts')).toBe(MEMBERS);
    expect(countOf(system, 'feed', 'held_back')).toBe(MEMBERS - pushed.length);
    expect(countOf(system, 'feed', 'writes') + skipped).toBe(sum(pushed));
    expect(countOf(system, 'feed', 'lost')).toBe(0);
    expect(countOf(system, 'timelines', 'appended')).toBe(countOf(system, 'feed', 'writes'));
    // Half are inactive, whom others follow by chance.
    if (name !== 'all-lists') expect(Math.abs(skipped / sum(pushed) - 0.5)).toBeLessThan(0.02);
  });

  test('what is lost is counted: written = in a list + lost', () => {
    const system = playFile(file('push'), [
      ...once('feed.publish'),
      'workload.all.arrivals.at=[1s, 3s]',
      'faults={ no-room: { at: 2s, for: 1h, full: timelines } }',
    ]);
    const lost = countOf(system, 'feed', 'lost');
    expect(lost).toBeGreaterThan(1000);
    expect(countOf(system, 'timelines', 'appended')).toBeGreaterThan(1000);
    expect(countOf(system, 'timelines', 'appended') + lost).toBe(countOf(system, 'feed', 'writes'));
  });

  test('one post is in the list of each active follower exactly once: of lists of length one nothing is pushed out', () => {
    const system = playFile(file('push'), [
      ...finite,
      'workload={ one: { arrivals: { at: [1s] }, keys: { user: { is: 0 } }, call: feed.publish } }',
      'timelines.length=1',
    ]);
    const followers = setOf(system, 'followers')[0].length;
    expect(followers).toBeGreaterThan(1000);
    expect(countOf(system, 'timelines', 'appended')).toBe(followers - countOf(system, 'feed', 'skipped'));
    expect(countOf(system, 'timelines', 'pushed_out')).toBe(0);
  });

  test('no list is longer than its length', () => {
    const system = playFile(file('all-lists'), [...once('feed.publish'), 'timelines.length=5']);
    const followers = sizes(setOf(system, 'followers'));
    const entries = setOf(system, 'following').map((authors) => Math.min(5, authors.filter((author) => followers[author] < 200).length));
    expect(countOf(system, 'timelines', 'appended') - countOf(system, 'timelines', 'pushed_out')).toBe(sum(entries));
    expect(countOf(system, 'timelines', 'pushed_out')).toBeGreaterThan(1000);
  });

  test('everybody reads: pulled are the celebrities that one follows, or all where there is no list', () => {
    const pull = playFile(file('pull'), once('feed.read'));
    expect(countOf(pull, 'feed', 'pulls')).toBe(sum(sizes(setOf(pull, 'following'))));
    const some = playFile(file('all-lists'), once('feed.read'));
    const followers = sizes(setOf(some, 'followers'));
    expect(countOf(some, 'feed', 'pulls')).toBe(sum(followers.filter((count) => count >= 200)));
  });

  test('friendships go both ways, and their number is that of the start, and what was made, less what was ended', () => {
    const before = playFile(file('baseline'), once('people.get'));
    const after = playFile(file('baseline'), finite);
    const friends = setOf(after, 'friends').map((one) => new Set(one));
    friends.forEach((of, user) => {
      for (const other of of) if (other < MEMBERS) expect(friends[other].has(user)).toBe(true);
      expect(of.has(user)).toBe(false);
    });
    const made = countOf(after, 'graph', 'linked');
    const ended = countOf(after, 'graph', 'unlinked');
    expect(Math.min(made, ended)).toBeGreaterThan(10);
    const ends = (system: System): number => sum(sizes(setOf(system, 'friends')));
    expect(ends(after)).toBe(ends(before) + 2 * (made - ended));
  });

  test.each(['viral', 'viral-sharded', 'viral-gathered'])('%s: each add is in one write', (name) => {
    const system = playFile(file(name), once('reactions.add'));
    expect(countOf(system, 'reactions', 'added')).toBe(MEMBERS);
    expect(countOf(system, 'reactions', 'adds_per_write')).toBe(MEMBERS);
    expect(countOf(system, 'reactions', 'lost')).toBe(0);
  });
});
