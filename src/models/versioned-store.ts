import type { Job, Step } from '../sim/job.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';

export const versionedStore = defineComponent({
  kind: 'versioned-store',
  summary: 'Items with versions: a commit fails with `conflict` if somebody else has committed the item since it was read (optimistic concurrency).',
  explanation:
    'A read takes its `work` and remembers the version of the item for whoever called (the operation or session that calls read is the transaction). A commit takes its `work` and compares: if the item still has that version, it gets a new one, outcome `ok`; ' +
    'else the outcome is `conflict`, which is bad, and what to do is the policy of the caller: `retry` on the call of the whole transaction reads and works anew; on the commit alone it would conflict again. First committer wins (Kung and Robinson 1981). ' +
    'Nobody waits for a lock and nobody deadlocks; the work of those who lose is for nothing. A commit without a read before it by the same caller compares nothing and always succeeds. All instances share the versions. What is committed outlasts a crash. ' +
    'The alternative that waits instead, a lock for each row, is a service with `per`.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors', 'full'],
  operations: {
    read: { summary: 'Read the item, and remember its version for the caller.', good: [], bad: [], ok: true },
    commit: { summary: 'Write the item if nobody has since the caller read it.', good: [], bad: ['conflict'], ok: true, stores: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items have versions.', example: 'row' },
  },
  statistics: [
    { name: 'conflictShare', resultName: 'conflict_share', unit: 'share', estimator: 'ratio', summary: 'Share of the commits that found another version.' },
    { name: 'conflicts', resultName: 'conflicts', unit: 'count', estimator: 'count', summary: 'Commits that found another version, over all replications.' },
  ],
  example: 'rows: { kind: versioned-store, key: row, work: { read: 1ms, commit: 2ms } }',
  create(context: KindContext): KindBehaviour {
    const item = context.keyIndex(context.setting('key') as string);
    const books = Array.from({ length: context.instances }, () => new CommitBooks());
    for (const one of books) context.engine.observe(one);
    const versions = new ItemVersions();
    return {
      operations: {
        read: context.work('read', new Read(item, versions, context.end('ok'))),
        commit: context.work('commit', new Commit(item, versions, books, context.end('ok'), context.end('conflict'))),
      },
      statistics: (instance) => books[instance].statistics(),
    };
  },
});

class CommitBooks {
  private commits = 0;
  private conflicts = 0;

  count(isConflict: boolean): void {
    this.commits++;
    if (isConflict) this.conflicts++;
  }

  reset(): void {
    this.commits = 0;
    this.conflicts = 0;
  }

  statistics() {
    return {
      conflict_share: { type: 'ratio', numerator: this.conflicts, denominator: this.commits },
      conflicts: { type: 'count', count: this.conflicts },
    } as const;
  }
}

/** The version of each item that was ever committed, and what transactions that are still there have read. */
class ItemVersions {
  private readonly current = new Map<number, number>();
  private readonly read = new WeakMap<Job, Map<number, number>>();

  remember(transaction: Job, item: number): void {
    let seen = this.read.get(transaction);
    if (seen === undefined) {
      seen = new Map();
      this.read.set(transaction, seen);
    }
    seen.set(item, this.versionOf(item));
  }

  /** @returns false where the item has another version than the transaction has read */
  commit(transaction: Job | null, item: number): boolean {
    const seen = transaction === null ? undefined : this.read.get(transaction)?.get(item);
    const version = this.versionOf(item);
    if (seen !== undefined && seen !== version) return false;
    this.current.set(item, version + 1);
    // Its own commit is no conflict for a further one.
    if (seen !== undefined) this.read.get(transaction!)!.set(item, version + 1);
    return true;
  }

  private versionOf(item: number): number {
    return this.current.get(item) ?? 0;
  }
}

/** Who reads and commits: the operation or session that called, also from one of its branches; null: nobody waits. */
function transactionOf(job: Job): Job | null {
  let caller = job.caller;
  while (caller !== null && caller.isBranch) caller = caller.caller;
  return caller;
}

class Read implements Step {
  constructor(
    private readonly item: number,
    private readonly versions: ItemVersions,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    const transaction = transactionOf(job);
    if (transaction !== null) this.versions.remember(transaction, job.keys[this.item]);
    return this.next;
  }
}

class Commit implements Step {
  constructor(
    private readonly item: number,
    private readonly versions: ItemVersions,
    private readonly books: readonly CommitBooks[],
    private readonly done: Step,
    private readonly conflict: Step,
  ) {}
  run(job: Job): Step {
    const isDone = this.versions.commit(transactionOf(job), job.keys[this.item]);
    this.books[job.station!.index].count(!isDone);
    return isDone ? this.done : this.conflict;
  }
}
