import type { Observed } from '../sim/engine.js';
import type { Job, Step } from '../sim/job.js';
import type { MemberSet } from '../sim/keys.js';
import { randomOf } from './graph/random-of.js';
import { defineComponent, type FieldProblem, type KeyFacts, type KindBehaviour, type KindContext, type OwnStatistic } from './define.js';
import type { FieldValue } from './field-value.js';
import { FriendsOfFriends } from './graph/friends-of-friends.js';
import { Links } from './graph/links.js';
import { makeFollows, makeFriends, type NodeOrder } from './graph/make-graph.js';
import { Members } from './graph/members.js';
import type { GraphSource } from './graph/source.js';

export const graph = defineComponent({
  kind: 'graph',
  summary: 'Who is a friend of whom, and who follows whom: a graph of users from a file or generated, whose sets other components go through.',
  explanation:
    'The users are the items of `key`, numbered so that 0 has the most followers (or friends), as item 0 of a popularity is the most popular: who is drawn often is linked often; `numbering: random` undoes that. ' +
    'A distribution gives every user that many friends or followers (configuration model: friends are matched at random, followers chosen among all); the generators and edge lists are fields of their own. No graph has a pair twice or a user linked to itself. ' +
    'The graph belongs to the scenario and its seed, as attributes of items do: it is the same in all replications, and intervals say nothing about other graphs of the same law. What changes during a run is forgotten after it. ' +
    'Other components use its sets: `each: graph.followers` goes through those of the job’s user, a key `from: graph.friends` is a random one of them. Asking for a set takes no time: the time that a database needs for it is the work of a call. ' +
    'Friendships and follows are separate: a graph can have either or both.',
  defaults: { servers: Infinity, async: true },
  operations: {
    join: { summary: 'One more user, without links, numbered after all others.', good: [], bad: [], ok: true, ignores: ['key', 'other'] },
    befriend: { summary: 'The user and `other` become friends; nothing changes if they are.', good: [], bad: [], ok: true, needs: ['friends', 'other'] },
    unfriend: { summary: 'They are friends no longer.', good: [], bad: [], ok: true, needs: ['friends', 'other'] },
    follow: { summary: 'The user follows `other`; nothing changes if it does.', good: [], bad: [], ok: true, needs: ['followers', 'other'] },
    unfollow: { summary: 'The user follows `other` no longer.', good: [], bad: [], ok: true, needs: ['followers', 'other'] },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are the users; it needs a number of items.', example: 'user' },
    friends: {
      type: { of: 'graph', isDirected: false },
      summary: 'Friendships, which go both ways: a distribution of how many each user has, or a graph.',
      example: '{ lognormal: { median: 29, p99: 157 } }',
    },
    followers: {
      type: { of: 'graph', isDirected: true },
      summary: 'Follows, which go one way: a distribution of how many followers each user has, or a graph.',
      example: '{ pareto: { min: 1, shape: 1.2, max: 300k } }',
    },
    other: {
      type: { of: 'key' },
      summary: 'The key of the other user in befriend, unfriend, follow and unfollow.',
      example: 'stranger',
    },
    numbering: {
      type: {
        of: 'choice',
        choices: ['degree', 'random'],
        meanings: { degree: 'User 0 has the most followers (friends).', random: 'Popularity and links have nothing to do with each other.' },
      },
      default: 'degree',
      summary: 'How users are numbered.',
      example: 'random',
    },
  },
  memberSets: {
    members: { summary: 'All users.', of: 'key' },
    friends: { summary: 'Friends of the user.', of: 'key', by: 'key', needs: 'friends', isMutual: true },
    'friends-of-friends': { summary: 'Friends of its friends who are not its friends, each once.', of: 'key', by: 'key', needs: 'friends', isMutual: true },
    followers: { summary: 'Those who follow the user.', of: 'key', by: 'key', needs: 'followers' },
    following: { summary: 'Those whom the user follows.', of: 'key', by: 'key', needs: 'followers' },
  },
  statistics: [
    { name: 'linked', resultName: 'linked', unit: 'count', estimator: 'count', summary: 'Links that befriend and follow have made, over all replications.' },
    { name: 'unlinked', resultName: 'unlinked', unit: 'count', estimator: 'count', summary: 'Links that unfriend and unfollow have removed.' },
    { name: 'unchanged', resultName: 'unchanged', unit: 'count', estimator: 'count', summary: 'Calls of these that found nothing to change.' },
    { name: 'joined', resultName: 'joined', unit: 'count', estimator: 'count', summary: 'Users who have joined.' },
  ],
  example: 'graph: { kind: graph, key: user, other: stranger, friends: { lognormal: { median: 29, p99: 157 } } }',
  check: checkGraph,
  create(context: KindContext): KindBehaviour {
    const key = context.setting('key') as string;
    const users = context.items(key)!;
    const order = context.setting('numbering') as NodeOrder;
    const friendSource = context.setting('friends') as GraphSource | null;
    const followSource = context.setting('followers') as GraphSource | null;
    const friends = friendSource === null ? null : new Links(context.shared('friends', (uniform) => makeFriends(friendSource, users, order, uniform)));
    const follows = followSource === null ? null : context.shared('followers', (uniform) => makeFollows(followSource, users, order, uniform));
    const followers = follows === null ? null : new Links(follows.followers);
    const following = follows === null ? null : new Links(follows.following);
    const members = new Members(users);
    const counts = Array.from({ length: context.instances }, () => new GraphCounts());
    for (const one of counts) context.engine.observe(one);

    const user = context.keyIndex(key);
    const otherKey = context.setting('other') as string | null;
    const other = otherKey === null ? user : context.keyIndex(otherKey);
    const done = context.end('ok');
    const change = (operation: string, isMade: boolean, there: Links, back: Links): Record<string, Step> => ({
      [operation]: context.work(operation, new Change(counts, { user, other, isMade, there, back }, done)),
    });
    const rows = (links: Links): MemberSet => ({ members: (keys) => links.of(keys[user]), sample: (keys, uniform) => randomOf(links.of(keys[user]), uniform) });
    return {
      operations: {
        join: context.work('join', { run: (job) => (counts[job.station!.index].count('joined'), members.add(), done) }),
        ...(friends === null || otherKey === null ? {} : { ...change('befriend', true, friends, friends), ...change('unfriend', false, friends, friends) }),
        ...(following === null || otherKey === null
          ? {}
          : { ...change('follow', true, following, followers!), ...change('unfollow', false, following, followers!) }),
      },
      memberSets: {
        members,
        ...(friends === null ? {} : { friends: rows(friends), 'friends-of-friends': new FriendsOfFriends(friends, user, users) }),
        ...(following === null ? {} : { followers: rows(followers!), following: rows(following) }),
      },
      statistics: (instance) => counts[instance].statistics(),
    };
  },
});

/** What is changed, and which way. */
interface ChangeRules {
  readonly user: number;
  readonly other: number;
  readonly isMade: boolean;
  readonly there: Links;
  readonly back: Links;
}

/** A link from the user to the other, and the one back (of a friendship, in the same rows). */
class Change implements Step {
  constructor(
    private readonly counts: readonly GraphCounts[],
    private readonly rules: ChangeRules,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    const { user, other, isMade, there, back } = this.rules;
    const from = job.keys[user];
    const to = job.keys[other];
    const isChanged = from !== to && (isMade ? there.add(from, to) : there.remove(from, to));
    if (isChanged) {
      if (isMade) back.add(to, from);
      else back.remove(to, from);
    }
    this.counts[job.station!.index].count(!isChanged ? 'unchanged' : isMade ? 'linked' : 'unlinked');
    return this.next;
  }
}

class GraphCounts implements Observed {
  private linked = 0;
  private unlinked = 0;
  private unchanged = 0;
  private joined = 0;

  count(what: 'linked' | 'unlinked' | 'unchanged' | 'joined'): void {
    this[what]++;
  }

  reset(): void {
    this.linked = 0;
    this.unlinked = 0;
    this.unchanged = 0;
    this.joined = 0;
  }

  statistics() {
    return {
      linked: { type: 'count', count: this.linked },
      unlinked: { type: 'count', count: this.unlinked },
      unchanged: { type: 'count', count: this.unchanged },
      joined: { type: 'count', count: this.joined },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}

function checkGraph(settings: Readonly<Record<string, FieldValue>>, keys: KeyFacts): FieldProblem | null {
  const key = settings['key'] as string;
  const users = keys.items(key);
  if (users === null)
    return {
      code: 'key-not-drawn',
      field: 'key',
      message: `the users are the items of ${key}, which has no fixed number of them`,
      expected: 'a key with items: COUNT',
    };
  const sources = ['friends', 'followers'].flatMap((field) => {
    const source = settings[field] as GraphSource | null;
    return source === null ? [] : [{ field, source }];
  });
  if (sources.length === 0)
    return {
      code: 'missing-field',
      field: 'kind',
      message: 'a graph needs friends or followers',
      expected: 'friends or followers',
      suggestion: 'add friends: { lognormal: { median: 29, p99: 157 } }',
    };
  for (const { field, source } of sources) {
    if (source.by === 'edges' && source.nodes !== users)
      return {
        code: 'out-of-range',
        field,
        message: `the file has ${source.nodes} users, and ${key} has ${users} items`,
        expected: `items: ${source.nodes}`,
        suggestion: `write ${key}: { items: ${source.nodes} }`,
      };
    const least = source.by === 'preferential' ? source.links + 1 : source.by === 'small-world' ? source.neighbours + 1 : 1;
    if (users < least)
      return {
        code: 'out-of-range',
        field,
        message: `there are ${users} users, and each is linked to more than there are others`,
        expected: `${least} users or more`,
      };
  }
  const other = settings['other'] as string | null;
  if (other !== null && keys.items(other) !== users)
    return {
      code: 'key-not-drawn',
      field: 'other',
      message: `${other} is no other user: it has other items than ${key}`,
      expected: `a key of: ${key}, or from a set of the graph`,
    };
  if (sources.length === 2 && sources.every(({ source }) => source.by === 'edges'))
    return {
      code: 'not-together',
      field: 'followers',
      message: 'two edge lists number their users each in its own way',
      expected: 'one edge list, or two graphs',
    };
  return null;
}
