import type { Observed } from '../sim/engine.js';
import type { Job, Step } from '../sim/job.js';
import { defineComponent, type KindBehaviour, type KindContext, type OwnStatistic } from './define.js';

export const list = defineComponent({
  kind: 'list',
  summary: 'A list for each item of a key, up to a length: what comes in when it is full pushes out the oldest. A timeline, a history, an inbox that forgets.',
  explanation:
    'An append takes its `work` and adds an entry to the list of the item; a read takes its `work` and ends `ok`, or `empty` where the list has no entry yet (a good outcome). ' +
    'Entries have no contents: the list knows how many it has. All lists are empty at the start, and after a crash or a flush. Each instance keeps the lists that come to it: with several instances write `balance: { hash: KEY }`, or a list is spread over them.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors', 'full', 'flush'],
  operations: {
    append: { summary: 'Add an entry; the oldest goes where the list is full.', good: [], bad: [], ok: true, stores: true },
    read: { summary: 'Read the list.', good: ['empty'], bad: [], ok: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items have a list each.', example: 'user' },
    length: {
      type: { of: 'count', min: 1, unlimited: true },
      default: '400',
      summary: 'Entries that a list keeps at most (Mastodon keeps 400 in a home feed, app/lib/feed_manager.rb).',
      example: '800',
    },
  },
  statistics: [
    { name: 'appended', resultName: 'appended', unit: 'count', estimator: 'count', summary: 'Entries added, over all replications.' },
    { name: 'pushedOut', resultName: 'pushed_out', unit: 'count', estimator: 'count', summary: 'Entries that went because their list was full.' },
    { name: 'emptyShare', resultName: 'empty_share', unit: 'share', estimator: 'ratio', summary: 'Share of the reads that found no entry.' },
  ],
  example: 'timelines: { kind: list, key: user, length: 800, work: { append: 8us, read: 80us } }',
  create(context: KindContext): KindBehaviour {
    const item = context.keyIndex(context.setting('key') as string);
    const most = context.setting('length') as number;
    const all = Array.from({ length: context.instances }, () => new Lists(most));
    for (const one of all) context.engine.observe(one);
    return {
      operations: {
        append: context.work('append', new Append(all, item, context.end('ok'))),
        read: context.work('read', new Read(all, item, context.end('ok'), context.end('empty'))),
      },
      statistics: (instance) => all[instance].statistics(),
      lose: (instance) => all[instance].lose(),
    };
  },
});

/** How many entries each list of an instance has. */
class Lists implements Observed {
  private readonly lengths = new Map<number, number>();
  private appended = 0;
  private pushedOut = 0;
  private reads = 0;
  private emptyReads = 0;

  constructor(private readonly most: number) {}

  append(item: number): void {
    const length = this.lengths.get(item) ?? 0;
    this.appended++;
    if (length < this.most) this.lengths.set(item, length + 1);
    else this.pushedOut++;
  }

  /** @returns false where there is no entry */
  read(item: number): boolean {
    this.reads++;
    if (this.lengths.has(item)) return true;
    this.emptyReads++;
    return false;
  }

  lose(): void {
    this.lengths.clear();
  }

  reset(): void {
    this.appended = 0;
    this.pushedOut = 0;
    this.reads = 0;
    this.emptyReads = 0;
  }

  statistics() {
    return {
      appended: { type: 'count', count: this.appended },
      pushed_out: { type: 'count', count: this.pushedOut },
      empty_share: { type: 'ratio', numerator: this.emptyReads, denominator: this.reads },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}

class Append implements Step {
  constructor(
    private readonly lists: readonly Lists[],
    private readonly item: number,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.lists[job.station!.index].append(job.keys[this.item]);
    return this.next;
  }
}

class Read implements Step {
  constructor(
    private readonly lists: readonly Lists[],
    private readonly item: number,
    private readonly next: Step,
    private readonly empty: Step,
  ) {}
  run(job: Job): Step {
    return this.lists[job.station!.index].read(job.keys[this.item]) ? this.next : this.empty;
  }
}
