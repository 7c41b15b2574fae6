import { PlacedItem } from '../sim/balance.js';
import { HashPlacement } from '../sim/placement.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import { MailboxInstance, type MailboxRules } from './mailbox/mailbox-instance.js';
import { Drain, Fetch, Put } from './mailbox/steps.js';

export const mailbox = defineComponent({
  kind: 'mailbox',
  summary: 'Keeps messages for those who are away, until they fetch them: an offline buffer with a box for each item of its key.',
  explanation:
    'A `put` keeps a message in the box of its item: with its keys and the start of its request, so that its age goes on. A `fetch` takes one page of the oldest messages (somebody polls), a `drain` page after page until the box is empty ' +
    '(somebody has come back); both end `ok`, or `empty` where there is nothing (also good). Each message taken is sent to `deliver` at once. A put into a full box ends `overflow`, or its oldest message makes room. ' +
    'A message older than `expiry` is thrown away at that instant. So put = delivered + expired + overflowed + lost + inside, always; a crash (or a flush) loses what the instance keeps. The `work` of an operation comes first, for each page of a drain again. ' +
    'With several instances each box belongs to one of them, by a hash of its item. How often somebody polls is said by a workload (users, think) or by whatever calls `fetch`. ' +
    'Left out: acknowledgements of single messages, and messages that are put on disk later.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors', 'full', 'flush'],
  takes: [
    'servers',
    'queue',
    'whenFull',
    'discipline',
    'sharers',
    'speeds',
    'speedAt',
    'setUp',
    'vacation',
    'batch',
    'patience',
    'balking',
    'breakdowns',
    'work',
    'async',
    'instances',
    'calls',
    'note',
  ],
  operations: {
    put: {
      summary: 'Keep a message for the item; `overflow` where its box is full.',
      good: [],
      bad: [],
      stores: true,
      badWhere: { overflow: { field: 'full', is: 'refuse' } },
      ok: true,
      // Sooner or later; what is delivered has the keys of who put it, not those of who takes it.
      sends: ['deliver'],
    },
    fetch: { summary: 'Take one page of the oldest messages.', good: ['empty'], bad: [], ok: true },
    drain: { summary: 'Take all messages, page after page.', good: ['empty'], bad: [], ok: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items have a box each.', example: 'user' },
    capacity: {
      type: { of: 'count', min: 1, unlimited: true },
      default: '100',
      summary: 'Messages that a box holds at most; 100 is what ejabberd keeps for a user.',
      example: '1000',
    },
    full: {
      type: {
        of: 'choice',
        choices: ['refuse', 'drop-oldest'],
        meanings: { refuse: 'The new message is lost: its put ends `overflow`.', 'drop-oldest': 'The oldest message of the box is lost: the put ends `ok`.' },
      },
      default: 'refuse',
      summary: 'What is lost where a box is full.',
      example: 'drop-oldest',
    },
    expiry: {
      type: { of: 'time' },
      summary: 'A message is thrown away so long after it was put. Default: never. (Signal: 30 d.)',
      example: '30d',
    },
    page: {
      type: { of: 'count', min: 1, unlimited: true },
      default: '100',
      summary: 'Messages that one fetch, or one page of a drain, takes at most; 100 is a page of Signal.',
      example: '50',
    },
    deliver: {
      type: { of: 'reference', verb: 'send' },
      summary: 'Gets every message that is taken, one job each. Default: whoever fetches has them.',
      example: 'screen.show',
    },
  },
  statistics: [
    { name: 'inside', resultName: 'inside', unit: 'count', estimator: 'level', recovers: 'down', summary: 'Messages kept.' },
    { name: 'delay', resultName: 'delay_s', unit: 's', estimator: 'times', summary: 'Time from the put of a message to its delivery.' },
    { name: 'put', resultName: 'put', unit: 'count', estimator: 'count', summary: 'Messages put, refused ones included, over all replications.' },
    { name: 'delivered', resultName: 'delivered', unit: 'count', estimator: 'count', summary: 'Messages taken, over all replications.' },
    { name: 'expired', resultName: 'expired', unit: 'count', estimator: 'count', summary: 'Messages thrown away after their expiry, over all replications.' },
    {
      name: 'overflowed',
      resultName: 'overflowed',
      unit: 'count',
      estimator: 'count',
      summary: 'Messages lost because a box was full, over all replications.',
    },
    { name: 'lost', resultName: 'lost', unit: 'count', estimator: 'count', summary: 'Messages lost in a crash or a flush, over all replications.' },
  ],
  example: 'inbox: { kind: mailbox, key: user, capacity: 1000, expiry: 30d, deliver: screen.show }',
  create(context: KindContext): MailboxBehaviour {
    const rules: MailboxRules = {
      keyIndex: context.keyIndex(context.setting('key') as string),
      capacity: context.setting('capacity') as number,
      dropsOldest: context.setting('full') === 'drop-oldest',
      expiry: (context.setting('expiry') as number | null) ?? Infinity,
      page: context.setting('page') as number,
      deliver: context.setting('deliver') === null ? null : context.send('deliver', null),
    };
    const mailboxes = Array.from({ length: context.instances }, () => new MailboxInstance(context.engine, context.label, rules));
    const ok = context.end('ok');
    const empty = context.end('empty');
    const refused = rules.dropsOldest ? ok : context.end('overflow');
    const more = new Drain(mailboxes, ok, ok);
    more.again = context.work('drain', more);
    const first = new Drain(mailboxes, ok, empty);
    first.again = more.again;
    return {
      balancer: () => new PlacedItem(rules.keyIndex, new HashPlacement(context.instances)),
      operations: {
        put: context.work('put', new Put(mailboxes, ok, refused)),
        fetch: context.work('fetch', new Fetch(mailboxes, ok, empty)),
        drain: context.work('drain', first),
      },
      statistics: (instance) => mailboxes[instance].statistics(),
      backlog: (instance) => mailboxes[instance].inside.level,
      lose: (instance) => mailboxes[instance].lose(),
      mailboxes,
    };
  },
});

/** A mailbox while it runs: tests look at its books. */
export interface MailboxBehaviour extends KindBehaviour {
  readonly mailboxes: readonly MailboxInstance[];
}
