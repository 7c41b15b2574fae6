import { describe, expect, it } from 'vitest';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';

type Sets = Readonly<Record<string, (user: number) => readonly number[]>>;

function run(yaml: string, name: string, replication = 0): { sets: Sets; count: (statistic: string) => number } {
  const scenario = scenarioOf(yaml);
  const system = wire(scenario, { seed: scenario.seed, replication, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  const { behaviour } = system.components.find(({ component }) => component.name === name)!;
  const sets = Object.fromEntries(
    Object.entries(behaviour!.memberSets!).map(([set, members]) => [set, (user: number) => Array.from(members.members([user, 0, 0, 0]))]),
  );
  return { sets, count: (statistic) => (behaviour!.statistics(0)[statistic] as { count: number }).count };
}

/** A ring of six: everybody is a friend of both neighbours. */
const ring = (workload: string) => `
title: ring
keys: { user: { items: 6 }, other: { of: user }, third: { is: 3 } }
components:
  graph: { kind: graph, key: user, other: other, numbering: random, friends: { smallWorld: { neighbours: 2, rewired: 0% } }, followers: 0 }
  app: { kind: service, servers: unlimited, operations: { meet: [{ call: graph.befriend, with: { other: third } }], part: [{ call: graph.unfriend, with: { other: third } }], follow: [{ call: graph.follow, with: { other: third } }] } }
workload: { ${workload} }
run: { duration: 10s, warmup: 0s, replications: 1, study: finite }
`;
const at = (time: string, operation: string): string => `${operation}: { arrivals: { at: [${time}] }, keys: { user: { is: 0 } }, call: app.${operation} }`;

describe('a graph that changes', () => {
  it('friendships go both ways, follows one way, and what is there already is no change', () => {
    const before = run(ring(`join: { arrivals: { at: [1s] }, call: graph.join }`), 'graph');
    const was = before.sets['friends'](0);
    expect(before.sets['members'](0)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(before.count('joined')).toBe(1);

    const { sets, count } = run(ring(`${at('1s, 2s', 'meet')}, ${at('3s', 'follow')}`), 'graph');
    expect(sets['friends'](0)).toEqual([...new Set([...was, 3])].sort((a, b) => a - b));
    expect(sets['friends'](3)).toContain(0);
    expect(sets['following'](0)).toEqual([3]);
    expect(sets['followers'](3)).toEqual([0]);
    expect(sets['followers'](0)).toEqual([]);
    expect(count('linked')).toBe(was.includes(3) ? 1 : 2);
    expect(count('unchanged')).toBe(was.includes(3) ? 2 : 1);
  });

  it('what a run changes is forgotten after it', () => {
    const was = run(ring(at('11s', 'meet')), 'graph').sets['friends'](0);
    const gone = run(ring(`${at('1s', 'meet')}, ${at('2s', 'part')}`), 'graph');
    expect(gone.sets['friends'](0)).toEqual(was.filter((friend) => friend !== 3));
    expect(gone.sets['friends'](3)).not.toContain(0);
    expect(gone.count('unlinked')).toBe(1);
    expect(run(ring(at('11s', 'meet')), 'graph').sets['friends'](0)).toEqual(was);
  });

  it('friends of friends: each once, without the user and its friends', () => {
    const { sets } = run(ring(at('11s', 'meet')), 'graph');
    for (let user = 0; user < 6; user++) {
      const friends = sets['friends'](user);
      const expected = new Set(friends.flatMap((friend) => sets['friends'](friend)).filter((one) => one !== user && !friends.includes(one)));
      expect([...sets['friends-of-friends'](user)].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
      expect(expected.size).toBe(2);
    }
  });

  it('is the same in all replications', () => {
    const yaml = ring(at('11s', 'meet')).replace('smallWorld: { neighbours: 2, rewired: 0% }', 'preferential: 2');
    expect(run(yaml, 'graph', 0).sets['friends'](0)).toEqual(run(yaml, 'graph', 5).sets['friends'](0));
  });
});

describe('groups', () => {
  const page = (workload: string) => `
title: groups
keys: { user: { items: 50 }, group: { items: 20 } }
components: { groups: { kind: groups, key: group, members: user, size: 7 } }
workload: { ${workload} }
run: { duration: 10s, warmup: 0s, replications: 1, study: finite }
`;
  it('have as many different members as their size says; who joins or leaves changes one group alone', () => {
    const idle = 'idle: { arrivals: { at: [11s] }, call: groups.join }';
    const { sets } = run(page(idle), 'groups');
    const membersOf = (all: Sets, group: number): readonly number[] => all['members'](group);
    expect(membersOf(sets, 0)).toHaveLength(7);
    const visit = (operation: string) => `visit: { arrivals: { at: [1s, 2s] }, keys: { user: { is: 49 }, group: { is: 0 } }, call: groups.${operation} }`;
    const was = membersOf(sets, 0).includes(49);
    const joined = run(page(visit('join')), 'groups');
    expect(membersOf(joined.sets, 0)).toContain(49);
    expect(joined.count('joined')).toBe(was ? 0 : 1);
    expect(joined.count('unchanged')).toBe(was ? 2 : 1);
    expect(membersOf(run(page(visit('leave')), 'groups').sets, 0)).not.toContain(49);
  });
});

describe('mistakes in graphs and fan-outs', () => {
  const feed = (fields: string) => `
title: feeds
keys: { user: { items: 40 }, video: { items: 7 }, id: { items: new } }
components:
  graph: { kind: graph, key: user, followers: 3 }
  feed: { kind: fan-out, set: graph.followers, as: user${fields} }
  lists: { kind: list, key: user }
workload: { jobs: { arrivals: { poisson: 1/s }, call: feed.publish } }
`;
  it.each([
    [feed(', append: lists.append'), 'push needs the field "page"'],
    [feed(', append: lists.append, page: lists.read, delivery: hybrid'), 'hybrid needs the field "pull"'],
    [feed(', append: lists.append, page: lists.read, celebrity: 5'), 'push does not look at "celebrity"'],
    [feed(', append: lists.append, page: lists.read, follows: graph.following'), 'push does not look at "follows"'],
    [feed(', delivery: pull, follows: graph.following, pull: lists.read, page: lists.read'), 'pull does not look at "page"'],
    [feed(', delivery: pull, follows: graph.following, pull: lists.read, skip: { inactive: 5% }'), 'pull does not look at "skip"'],
    [feed(', append: lists.append, page: lists.read').replace('as: user', 'as: video'), 'and video has others'],
    [feed(', append: lists.append, page: lists.read').replace('graph.followers', 'graph.friends'), 'graph keeps no friends'],
    [feed(', append: lists.append, page: lists.read').replace('followers: 3', 'order: random'), 'order'],
    [feed(', append: lists.append, page: lists.read').replace('key: user, followers', 'key: id, followers'), 'no fixed number'],
    [
      feed(', append: lists.append, page: lists.read').replace('followers: 3', 'followers: 3, friends: { smallWorld: { neighbours: 5, rewired: 1% } }'),
      'half of 5 neighbours',
    ],
    [feed(', append: lists.append, page: lists.read').replace('followers: 3', 'followers: { preferential: 40 }'), 'more than there are others'],
  ])('%#: %s', (yaml, message) => {
    expect(() => scenarioOf(yaml)).toThrow(message);
  });
});
