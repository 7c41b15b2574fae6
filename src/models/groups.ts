import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Uniform } from '../sim/chance/stream.js';
import type { Observed } from '../sim/engine.js';
import type { Job, Step } from '../sim/job.js';
import { defineComponent, type FieldProblem, type KeyFacts, type KindBehaviour, type KindContext, type OwnStatistic } from './define.js';
import type { FieldValue } from './field-value.js';
import { type Adjacency, oneWay } from './graph/adjacency.js';
import { distinctNodes } from './graph/distinct-nodes.js';
import { Links } from './graph/links.js';
import { randomOf } from './graph/random-of.js';

export const groups = defineComponent({
  kind: 'groups',
  summary: 'Who is a member of which group: a size for each group by a law, members who join and leave, and the set of them to write to.',
  explanation:
    'Each item of `key` is a group; its size is drawn from `size`, its members are so many different items of `members`, all with the same probability. ' +
    'A broadcast is `each: groups.members` in the steps of whoever sends it. Like a graph, the groups belong to the scenario and its seed: they are the same in all replications, and a run that changes them begins from the same again. ' +
    'The size of a group and its popularity have nothing to do with each other. Asking for the members takes no time: the time that a database needs for it is the work of a call.',
  defaults: { servers: Infinity, async: true },
  operations: {
    join: { summary: 'The member joins the group; nothing changes for one who is in it.', good: [], bad: [], ok: true },
    leave: { summary: 'The member leaves the group.', good: [], bad: [], ok: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are the groups; it needs a number of items.', example: 'group' },
    members: { type: { of: 'key' }, required: true, summary: 'The key whose items the members are; it needs a number of items.', example: 'user' },
    size: {
      type: { of: 'distribution', unit: 'count' },
      required: true,
      summary: 'How many members a group has at the start; at most all there are.',
      example: '{ lognormal: { median: 8, p99: 1000 } }',
    },
  },
  memberSets: { members: { summary: 'Members of the group.', of: 'members', by: 'key' } },
  statistics: [
    { name: 'joined', resultName: 'joined', unit: 'count', estimator: 'count', summary: 'Members that have joined a group, over all replications.' },
    { name: 'left', resultName: 'left', unit: 'count', estimator: 'count', summary: 'Members that have left a group.' },
    { name: 'unchanged', resultName: 'unchanged', unit: 'count', estimator: 'count', summary: 'Calls of both that found nothing to change.' },
  ],
  example: 'groups: { kind: groups, key: group, members: user, size: { lognormal: { median: 8, p99: 1000 } } }',
  check: checkGroups,
  create(context: KindContext): KindBehaviour {
    const key = context.setting('key') as string;
    const memberKey = context.setting('members') as string;
    const { law } = context.setting('size') as { readonly law: Law };
    const made = context.shared('members', (uniform) => makeGroups(law, context.items(key)!, context.items(memberKey)!, uniform));
    const links = new Links(made);
    const group = context.keyIndex(key);
    const member = context.keyIndex(memberKey);
    const counts = Array.from({ length: context.instances }, () => new MembershipCounts());
    for (const one of counts) context.engine.observe(one);
    const done = context.end('ok');
    const change = (isJoining: boolean): Step => ({
      run(job: Job) {
        const { keys } = job;
        const isChanged = isJoining ? links.add(keys[group], keys[member]) : links.remove(keys[group], keys[member]);
        counts[job.station!.index].count(!isChanged ? 'unchanged' : isJoining ? 'joined' : 'left');
        return done;
      },
    });
    return {
      operations: { join: context.work('join', change(true)), leave: context.work('leave', change(false)) },
      memberSets: { members: { members: (keys) => links.of(keys[group]), sample: (keys, uniform) => randomOf(links.of(keys[group]), uniform) } },
      statistics: (instance) => counts[instance].statistics(),
    };
  },
});

/** From each group to its members. */
function makeGroups(law: Law, groupCount: number, memberCount: number, uniform: Uniform): Adjacency {
  const sampler = createSampler(law, uniform);
  const sizes = Int32Array.from({ length: groupCount }, () => Math.min(memberCount, Math.max(0, Math.round(sampler.sample()))));
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const choose = distinctNodes(memberCount, uniform);
  let filled = 0;
  sizes.forEach((size, group) =>
    choose(size, -1, (member) => {
      from[filled] = group;
      to[filled++] = member;
    }),
  );
  return oneWay(groupCount, { from, to }, memberCount);
}

class MembershipCounts implements Observed {
  private joined = 0;
  private left = 0;
  private unchanged = 0;

  count(what: 'joined' | 'left' | 'unchanged'): void {
    this[what]++;
  }

  reset(): void {
    this.joined = 0;
    this.left = 0;
    this.unchanged = 0;
  }

  statistics() {
    return {
      joined: { type: 'count', count: this.joined },
      left: { type: 'count', count: this.left },
      unchanged: { type: 'count', count: this.unchanged },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}

function checkGroups(settings: Readonly<Record<string, FieldValue>>, keys: KeyFacts): FieldProblem | null {
  for (const field of ['key', 'members']) {
    const key = settings[field] as string;
    if (keys.items(key) === null)
      return { code: 'key-not-drawn', field, message: `${key} has no fixed number of items`, expected: 'a key with items: COUNT, or of one' };
  }
  return null;
}
