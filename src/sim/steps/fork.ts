import type { Job, Step } from '../job.js';
import type { BundledCall } from './bundle.js';
import { BundledJoin } from './bundled-join.js';
import { type AfterJoin, type Branches, Join } from './join.js';
import { Race } from './race.js';

/** How the branches of a `parallel` or `each` are started, and when the whole goes on. */
export interface ForkRule {
  /** Branches that run at once; Infinity: all. */
  readonly concurrency: number;
  /** Branches that must end well before the whole goes on; 0: all of them end first. */
  readonly needed: number;
  /** The outcome where there are fewer branches than that. */
  readonly tooFew: number;
  /** Branches that are late are told to stop. */
  readonly tellsLate: boolean;
  /** All branches are this call, and may wait for it as one; null: each for itself. */
  readonly bundle: BundledCall | null;
}

/** Starts the branches; the job waits for them, or goes on at once where there are none, or too few. */
export function fork(job: Job, branches: Branches, rule: ForkRule, after: AfterJoin): Step | null {
  const { needed } = rule;
  if (branches.count < needed) return after.failed[rule.tooFew];
  if (branches.count === 0) return after.next;
  if (rule.bundle !== null) new BundledJoin(job, branches, rule.bundle, after);
  else if (needed === 0) new Join(job, branches, after).start(rule.concurrency);
  else new Race(job, branches, needed, rule.tellsLate, after).start(rule.concurrency);
  return null;
}
