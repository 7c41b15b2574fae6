import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';
import { eventList } from '../support/event-list.js';
import type { System } from '../../src/scenario/compile/system.js';

/** What each delivery looks at. */
const fieldsOf = (delivery: string, more: string): string =>
  [
    `delivery: ${delivery}`,
    ...(delivery === 'pull' ? [] : ['append: lists.append', 'page: lists.read']),
    ...(delivery === 'push' && !more.includes('skip') ? [] : ['follows: graph.following', 'pull: posts']),
    ...(delivery === 'hybrid' ? ['celebrity: 8'] : []),
  ].join(', ');

/** Forty users, of whom everybody but the first four follows three who were there before. */
const page = (delivery: string, workload: string, more = '') => `
title: feeds
keys:
  user: { items: 40 }
  other: { of: user }
components:
  graph: { kind: graph, key: user, followers: { preferential: 3 } }
  feed: { kind: fan-out, set: graph.followers, as: user, ${fieldsOf(delivery, more)}${more} }
  lists: { kind: list, key: user, length: 5 }
  posts: { kind: service, servers: unlimited, work: 0s }
workload:
${workload}
run: { duration: 1000s, warmup: 0s, replications: 1, study: finite }
`;

type Count = { readonly count: number };
const statisticsOf = (system: System, name: string) => system.components.find(({ component }) => component.name === name)!.behaviour!.statistics(0);
const countOf = (system: System, name: string, statistic: string): number => (statisticsOf(system, name)[statistic] as Count).count;

/** Sizes of the sets, by asking the component itself. */
function degrees(system: System): { followers: number[]; celebritiesFollowed: number[]; following: number[] } {
  const sets = system.components.find(({ component }) => component.name === 'graph')!.behaviour!.memberSets!;
  const users = Array.from({ length: 40 }, (_, user) => user);
  const followers = users.map((user) => sets['followers'].members([user, 0, 0]).length);
  const following = users.map((user) => Array.from(sets['following'].members([user, 0, 0])));
  return {
    followers,
    following: following.map((one) => one.length),
    celebritiesFollowed: following.map((one) => one.filter((author) => followers[author] >= 8).length),
  };
}

function run(yaml: string): System {
  const scenario = scenarioOf(yaml);
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  return system;
}

const at = (name: string, user: number, times: number, operation: string) =>
  `  ${name}: { arrivals: { at: [${Array.from({ length: times }, (_, index) => `${index + 1}s`).join(', ')}] }, keys: { user: { is: ${user} } }, call: feed.${operation} }`;

describe('fan-out', () => {
  it('push: a post costs one append for each follower, a read one page', () => {
    for (const user of [0, 1, 17, 39]) {
      const system = run(page('push', `${at('post', user, 3, 'publish')}\n${at('read', user, 2, 'read')}`));
      expect(countOf(system, 'feed', 'writes')).toBe(3 * degrees(system).followers[user]);
      expect(countOf(system, 'lists', 'appended')).toBe(3 * degrees(system).followers[user]);
      expect(countOf(system, 'feed', 'pulls')).toBe(0);
    }
  });

  it('pull: a post costs nothing, a read one pull from each who is followed', () => {
    for (const user of [0, 5, 39]) {
      const system = run(page('pull', `${at('post', user, 3, 'publish')}\n${at('read', user, 2, 'read')}`));
      expect(countOf(system, 'feed', 'writes')).toBe(0);
      expect(countOf(system, 'feed', 'pulls')).toBe(2 * degrees(system).following[user]);
      const posts = system.components.find(({ component }) => component.name === 'posts')!.component.stations[0].cells[0].arrivals;
      expect(posts).toBe(2 * degrees(system).following[user]);
    }
  });

  it('by hand: who is told, in which order, and for whom', () => {
    const { lines } = eventList(`
title: three followers
keys: { user: { items: 4 } }
components:
  graph: { kind: graph, key: user, followers: { preferential: 3 }, numbering: degree }
  feed: { kind: fan-out, set: graph.followers, as: user, append: lists.append, page: lists.read, concurrency: 2 }
  lists: { kind: list, key: user, length: 5, servers: 1, work: { append: 1s, read: 1s } }
workload:
  post: { arrivals: { at: [0s] }, keys: { user: { is: 0 } }, call: feed.publish }
  read: { arrivals: { at: [10s] }, keys: { user: { is: 0 } }, call: feed.read }
  second: { arrivals: { at: [20s] }, keys: { user: { is: 3 } }, call: feed.read }
run: { duration: 30s, warmup: 0s, replications: 1, study: finite }
`);
    // A clique of four, the later following the earlier: user 0 has three followers and follows nobody.
    expect(lines).toEqual([
      '0 feed.publish enters',
      '0 lists.append enters',
      '0 lists.append enters',
      '1 lists.append leaves ok',
      '1 lists.append enters',
      '2 lists.append leaves ok',
      '3 lists.append leaves ok',
      '3 feed.publish leaves ok',
      '10 feed.read enters',
      '10 lists.read enters',
      '11 lists.read leaves empty',
      '11 feed.read leaves ok',
      '20 feed.read enters',
      '20 lists.read enters',
      '21 lists.read leaves ok',
      '21 feed.read leaves ok',
    ]);
  });

  it('keepFor of skip: who has not read lately is skipped, and pulls from all when it reads again', () => {
    // Everybody has just read at 0 s; from 100 s on lists are gone.
    const system = run(
      page(
        'push',
        `  early: { arrivals: { at: [50s] }, keys: { user: { is: 0 } }, call: feed.publish }
  late: { arrivals: { at: [200s] }, keys: { user: { is: 0 } }, call: feed.publish }
  back: { arrivals: { at: [150s, 160s] }, keys: { user: { is: 39 } }, call: feed.read }`,
        ', skip: { keepFor: 100s }',
      ),
    );
    const { followers, following } = degrees(system);
    const sets = system.components.find(({ component }) => component.name === 'graph')!.behaviour!.memberSets!;
    const isFollowing = Array.from(sets['followers'].members([0, 0, 0])).includes(39) ? 1 : 0;
    expect(countOf(system, 'feed', 'writes')).toBe(followers[0] + isFollowing);
    expect(countOf(system, 'feed', 'skipped')).toBe(followers[0] - isFollowing);
    expect(countOf(system, 'feed', 'rebuilt')).toBe(1);
    expect(countOf(system, 'feed', 'pulls')).toBe(following[39]);
  });

  it('hybrid: never above push by more than the pulls from celebrities, nor above pull by more than threshold − 1 writes a post', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 1, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        (activities, celebrity) => {
          const workload = activities.map(([user, times, isPost], index) => at(`w${index}`, user, times, isPost ? 'publish' : 'read')).join('\n');
          const cost = (delivery: string) => {
            const system = run(page(delivery, workload).replace('celebrity: 8', `celebrity: ${celebrity}`));
            return { system, writes: countOf(system, 'feed', 'writes'), pulls: countOf(system, 'feed', 'pulls') };
          };
          const push = cost('push').writes;
          const pull = cost('pull').pulls;
          const hybrid = cost('hybrid');
          const { followers } = degrees(hybrid.system);
          const sets = hybrid.system.components.find(({ component }) => component.name === 'graph')!.behaviour!.memberSets!;
          const sum = (isPost: boolean, of: (user: number) => number) =>
            activities.reduce((all, [user, times, posts]) => all + (posts === isPost ? times * of(user) : 0), 0);
          const pushed = sum(true, (user) => (followers[user] < celebrity ? followers[user] : 0));
          const pulled = sum(false, (user) => Array.from(sets['following'].members([user, 0, 0])).filter((author) => followers[author] >= celebrity).length);
          expect(hybrid.writes).toBe(pushed);
          expect(hybrid.pulls).toBe(pulled);
          expect(hybrid.writes + hybrid.pulls).toBeLessThanOrEqual(push + pulled);
          expect(hybrid.writes + hybrid.pulls).toBeLessThanOrEqual(pull + (celebrity - 1) * sum(true, () => 1));
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });
});

describe('a call of a fan-out that is taken back', () => {
  /** Everybody follows the three others; an append takes 1 s and a pull 1 s, one after the other at each. */
  const small = (delivery: string, operation: string, cancel: boolean, more = '') => `
title: taken back
keys: { user: { items: 4 } }
components:
  graph: { kind: graph, key: user, followers: 3 }
  feed: { kind: fan-out, set: graph.followers, as: user, ${fieldsOf(delivery, '')}${more} }
  lists: { kind: list, key: user, length: 5, servers: 1, work: 1s }
  posts: { kind: service, work: 1s }
workload:
  w: { arrivals: { at: [0s] }, keys: { user: { is: 0 } }, call: feed.${operation}, calls: { feed: { timeout: 1500ms, cancel: ${cancel} } } }
run: { duration: 60s, warmup: 0s, replications: 1, study: finite }
`;
  const told = (lines: readonly string[]) => lines.filter((line) => !line.endsWith('enters'));

  it('takes its appends back: one that works ends, those that wait leave at once, and are counted as lost', () => {
    const { lines, system } = eventList(small('push', 'publish', true));
    expect(told(lines)).toEqual([
      '1 lists.append leaves ok',
      '1.5 lists.append leaves cancelled',
      '2 lists.append leaves ok',
      '2 feed.publish leaves cancelled',
    ]);
    expect([countOf(system, 'feed', 'writes'), countOf(system, 'feed', 'lost')]).toEqual([3, 1]);
    expect(told(eventList(small('push', 'publish', false)).lines)).toEqual([
      '1 lists.append leaves ok',
      '2 lists.append leaves ok',
      '3 lists.append leaves ok',
      '3 feed.publish leaves ok',
    ]);
  });

  it('begins no more of them', () => {
    const { lines, system } = eventList(small('push', 'publish', true, ', concurrency: 1'));
    expect(lines.filter((line) => line.includes('append enters'))).toEqual(['0 lists.append enters', '1 lists.append enters']);
    expect(countOf(system, 'feed', 'lost')).toBe(1);
  });

  it('takes its pulls back', () => {
    const { lines } = eventList(small('pull', 'read', true));
    expect(told(lines)).toEqual([
      '1 posts.serve leaves ok',
      '1.5 posts.serve is turned away cancelled',
      '2 posts.serve leaves ok',
      '2 feed.read leaves cancelled',
    ]);
    expect(told(eventList(small('pull', 'read', false)).lines).at(-1)).toBe('3 feed.read leaves ok');
  });
});
