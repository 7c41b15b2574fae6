import { defineComponent, type FieldProblem, type KeyFacts, type KindBehaviour, type KindContext } from './define.js';
import { type Activity, FixedShare, KeptAfterRead } from './fan-out/activity.js';
import { FanOutCounts, fanOutStatistics } from './fan-out/counts.js';
import { Publish } from './fan-out/publish.js';
import { BeginRead, Pull, type ReadRules } from './fan-out/read.js';
import type { FieldValue } from './field-value.js';

export const fanOut = defineComponent({
  kind: 'fan-out',
  summary:
    'Delivers posts to followers: a copy into each list when it is written (push), from each author when a feed is read (pull), or both, by how many followers an author has (hybrid).',
  explanation:
    'A publish takes its `work`, then calls `append` once for each member of `set`, who becomes the key `as`; it ends when all have been told, so whoever shall not wait for that sends it. An append that ends badly is counted as lost, and stops nobody. ' +
    'A read takes its `work`, then calls `page` (the reader’s own list), then `pull` once for each author in `follows`, who becomes the key `as`: under `push` for none, under `pull` for all and without a page, under `hybrid` for those with at least `celebrity` followers, whose posts are not pushed. ' +
    'Push costs the followers of each post, pull the followed of each read: which is less is a matter of how often either happens (Silberstein et al., SIGMOD 2010), and of who waits for it. ' +
    'With `skip`, inactive users have no list: nothing is written for them, and when one of them reads, its feed is pulled from all it follows.',
  defaults: { servers: Infinity, async: true },
  bundles: 'append',
  operations: {
    publish: { summary: 'Deliver a post of the user.', good: [], bad: [], ok: true, handles: ['append'], ignores: ['as', 'follows'] },
    read: { summary: 'Read the feed of the user.', good: [], bad: [], ok: true, calls: ['page', 'pull'], ignores: ['as', 'set'] },
  },
  fields: {
    set: { type: { of: 'set' }, required: true, summary: 'Who gets a post: the set of the author’s followers.', example: 'graph.friends' },
    follows: {
      type: { of: 'set' },
      summary: 'The other way: the set of those whom a reader follows. Required where anything is pulled, and only there.',
      example: 'graph.friends',
    },
    as: {
      type: { of: 'key' },
      required: true,
      summary: 'What a follower (an author who is pulled from) becomes for whom is called: the key of the user itself, or one that is `of` it.',
      example: 'user',
    },
    delivery: {
      type: {
        of: 'choice',
        choices: ['push', 'pull', 'hybrid'],
        meanings: {
          push: 'A copy for each follower when a post is written.',
          pull: 'Nothing is written; a read asks every author.',
          hybrid: 'Push, but not for celebrities, who are pulled from.',
        },
      },
      default: 'push',
      summary: 'When the work is done: at the write, at the read, or either by author.',
      example: 'hybrid',
    },
    celebrity: {
      type: { of: 'count', min: 1 },
      summary: 'Followers from which on an author is not pushed. For hybrid alone, which needs it.',
      example: '10k',
    },
    skip: {
      type: {
        of: 'record',
        what: 'who is skipped',
        oneOf: ['inactive', 'keepFor'],
        fields: {
          inactive: { type: { of: 'share' }, summary: 'Share of the users who have no list, drawn once for each.', example: '50%' },
          keepFor: {
            type: { of: 'time' },
            summary: 'A list is kept for so long after its user has last read; at the start everybody just has.',
            example: '7d',
          },
        },
      },
      summary:
        'Who has no list, so that nothing is written for them; reads of theirs pull from all they follow. Mastodon keeps feeds of recently active users alone (app/lib/feed_manager.rb).',
      example: '{ inactive: 50% }',
    },
    concurrency: {
      type: { of: 'count', min: 1, unlimited: true },
      default: 'unlimited',
      summary: 'Appends, or pulls, that one post or read has under way at a time.',
      example: '100',
    },
    append: {
      type: { of: 'reference' },
      summary: 'Puts the post into the list of the follower. Required unless everything is pulled; not allowed then.',
      example: 'timelines.append',
    },
    page: {
      type: { of: 'reference' },
      summary: 'Reads the list of the reader. Required unless everything is pulled; not allowed then.',
      example: 'timelines.read',
    },
    pull: { type: { of: 'reference' }, summary: 'Reads the posts of an author. Required where anything is pulled, and only there.', example: 'posts.get' },
  },
  gives: { key: 'as', carriedBy: ['append', 'pull'] },
  statistics: fanOutStatistics,
  example: 'feed: { kind: fan-out, set: graph.friends, as: user, append: timelines.append, page: timelines.read }',
  check: checkFanOut,
  create(context: KindContext): KindBehaviour {
    const counts = Array.from({ length: context.instances }, () => new FanOutCounts());
    for (const one of counts) context.engine.observe(one);
    const delivery = context.setting('delivery') as 'push' | 'pull' | 'hybrid';
    const activity = makeActivity(context);
    const set = context.setting('set') as { readonly by: string };
    const follows = context.setting('follows') as { readonly by: string } | null;
    const rules: ReadRules = {
      followers: context.memberSet('set'),
      following: follows === null ? null : context.memberSet('follows'),
      readerIndex: context.keyIndex((follows ?? set).by),
      authorIndex: context.keyIndex(set.by),
      asIndex: context.keyIndex(context.setting('as') as string),
      celebrity: delivery === 'push' ? Infinity : delivery === 'pull' ? 0 : (context.setting('celebrity') as number),
      concurrency: context.setting('concurrency') as number,
      activity,
    };
    const { cancellations } = context;
    const takenBack = cancellations === null ? null : { cancellations, end: context.end('cancelled') };
    const done = context.end('ok');
    const pull = context.setting('pull') === null ? null : context.ask('pull');
    const pullFrom = (celebritiesOnly: boolean) => new Pull(counts, rules, celebritiesOnly, pull!, done, cancellations);
    const afterPage = delivery === 'hybrid' ? pullFrom(true) : done;
    const page = delivery === 'pull' ? null : context.call('page', afterPage);
    const read = new BeginRead(counts, rules, page, delivery === 'pull' || activity !== null ? pullFrom(false) : null);
    return {
      operations: {
        publish: context.work('publish', new Publish(counts, rules, delivery === 'pull' ? null : context.ask('append'), done, takenBack)),
        read: context.work('read', read),
      },
      statistics: (instance) => counts[instance].statistics(activity !== null),
    };
  },
});

/** Who has a list; null: everybody, or (pull) nobody. */
function makeActivity(context: KindContext): Activity | null {
  if (context.setting('skip') === null) return null;
  const keepFor = context.setting('skip.keepFor') as number | null;
  if (keepFor !== null) return new KeptAfterRead(keepFor);
  const share = context.setting('skip.inactive') as number;
  const { key } = context.setting('set') as { readonly key: string };
  return new FixedShare(
    context.shared('inactive', (uniform) => Uint8Array.from({ length: context.items(key) ?? 0 }, () => (uniform.double() < share ? 1 : 0))),
  );
}

function checkFanOut(settings: Readonly<Record<string, FieldValue>>, keys: KeyFacts): FieldProblem | null {
  const delivery = settings['delivery'] as string;
  const isGiven = (field: string): boolean => settings[field] !== null;
  const pulls = delivery !== 'push' || isGiven('skip');
  const needed = [...(delivery === 'pull' ? [] : ['append', 'page']), ...(pulls ? ['pull', 'follows'] : []), ...(delivery === 'hybrid' ? ['celebrity'] : [])];
  const why = delivery === 'push' && isGiven('skip') ? 'push with skip' : delivery;
  const skip = settings['skip'] as { readonly inactive: number | null; readonly keepFor: number | null } | null;
  if (skip !== null && skip.inactive !== null && skip.keepFor !== null)
    return {
      code: 'not-together',
      field: 'skip',
      message: 'who is skipped is a share of the users, or those who have not read lately',
      expected: 'inactive or keepFor',
    };
  const lacking = needed.find((field) => !isGiven(field));
  if (lacking !== undefined) {
    const example = fanOut.fields[lacking as 'append'].example;
    return {
      code: 'missing-field',
      field: 'delivery',
      message: `${why} needs the field "${lacking}"`,
      expected: `${lacking}: ${example}`,
      suggestion: `add ${lacking}: ${example}`,
    };
  }
  const idle = ['follows', 'celebrity', 'skip', 'append', 'page', 'pull'].find(
    (field) => isGiven(field) && !needed.includes(field) && !(field === 'skip' && delivery !== 'pull'),
  );
  if (idle !== undefined) {
    return {
      code: 'not-together',
      field: idle,
      message: `${why} does not look at "${idle}"`,
      expected: `no ${idle}`,
      suggestion: `remove it; in a variant: ${idle}: null`,
    };
  }
  const as = settings['as'] as string;
  for (const field of ['set', 'follows']) {
    const set = settings[field] as { readonly component: string; readonly set: string; readonly key: string; readonly by: string | null } | null;
    if (set === null) continue;
    if (set.by === null)
      return {
        code: 'unknown-choice',
        field,
        message: `${set.component}.${set.set} is one set for all, and each author has followers of its own`,
        expected: 'a set such as graph.followers',
      };
    if (keys.items(as) !== keys.items(set.key))
      return {
        code: 'key-not-drawn',
        field: 'as',
        message: `the members of ${set.component}.${set.set} are items of ${set.key}, and ${as} has others`,
        expected: `${set.key}, or a key of: ${set.key}`,
      };
  }
  return null;
}
