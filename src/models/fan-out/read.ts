import type { Job, KeyValues, Step } from '../../sim/job.js';
import type { Cancellations } from '../../sim/policies/cancellations.js';
import type { MemberSet } from '../../sim/keys.js';
import { type Branches, Join } from '../../sim/steps/join.js';
import type { Question } from '../define.js';
import type { Activity } from './activity.js';
import type { FanOutCounts } from './counts.js';

export interface ReadRules {
  readonly followers: MemberSet;
  /** null: nothing is pulled. */
  readonly following: MemberSet | null;
  /** Places among the keys of the job: of the reader, whose feed it is; of the key that an author becomes; of the key whose followers are counted. */
  readonly readerIndex: number;
  readonly asIndex: number;
  readonly authorIndex: number;
  /** From authors with so many followers on it is pulled. */
  readonly celebrity: number;
  readonly concurrency: number;
  readonly activity: Activity | null;
}

/** Where a read begins: with the list, or, for one who has none, with everybody that it follows. */
export class BeginRead implements Step {
  constructor(
    private readonly counts: readonly FanOutCounts[],
    private readonly rules: ReadRules,
    /** null: there are no lists. */
    private readonly page: Step | null,
    private readonly pullAll: Step | null,
  ) {}

  run(job: Job): Step {
    const { activity, readerIndex } = this.rules;
    const counts = this.counts[job.station!.index];
    counts.reads++;
    if (activity === null) return this.page ?? this.pullAll!;
    const reader = job.keys[readerIndex];
    const { now } = job.engine;
    const hasList = activity.hasList(reader, now);
    activity.read(reader, now);
    if (hasList) return this.page!;
    counts.rebuilt++;
    return this.pullAll!;
  }
}

/** Pulls from those that the reader follows, from all or from celebrities alone; goes on when all have answered. */
export class Pull implements Step {
  constructor(
    private readonly counts: readonly FanOutCounts[],
    private readonly rules: ReadRules,
    private readonly celebritiesOnly: boolean,
    private readonly pull: Question,
    private readonly done: Step,
    private readonly cancellations: Cancellations | null,
  ) {}

  run(job: Job): Step | null {
    const { rules, pull } = this;
    const all = rules.following!.members(job.keys);
    const authors = this.celebritiesOnly ? this.celebritiesAmong(all, job.keys) : all;
    this.counts[job.station!.index].pulls += authors.length;
    if (authors.length === 0) return this.done;
    const after = { next: this.done, failed: pull.ends, isGood: pull.isGood, cancellations: this.cancellations };
    new Join(job, new Authors(authors, rules.asIndex, pull.first), after).start(rules.concurrency);
    return null;
  }

  private celebritiesAmong(authors: ArrayLike<number>, keys: KeyValues): ArrayLike<number> {
    const { followers, authorIndex, celebrity } = this.rules;
    const asked = keys.slice();
    const found: number[] = [];
    for (let index = 0; index < authors.length; index++) {
      asked[authorIndex] = authors[index];
      if (followers.members(asked).length >= celebrity) found.push(authors[index]);
    }
    return found;
  }
}

class Authors implements Branches {
  readonly count: number;

  constructor(
    private readonly authors: ArrayLike<number>,
    private readonly asIndex: number,
    private readonly pull: Step,
  ) {
    this.count = authors.length;
  }

  first(): Step {
    return this.pull;
  }

  keys(owner: Job, index: number): KeyValues {
    const keys = owner.keys.slice();
    keys[this.asIndex] = this.authors[index];
    return keys;
  }
}
