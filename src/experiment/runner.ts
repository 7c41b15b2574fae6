import { type Replication, type ReplicationPlan, replicate } from './observation/replication.js';
import type { Scenario } from '../scenario/scenario.js';

/** Where replications are made: in this thread, in others, or read from where they were kept. A replication is the same bytes wherever it comes from. */
export interface Runner {
  /** How many it makes at once; it may grow while they run. */
  readonly width: number;
  /**
   * One replication; null if it was given up.
   *
   * @throws RunnerFailure where the place it was made in broke down
   */
  replicate(scenario: Scenario, plan: ReplicationPlan): Promise<Replication | null>;
}

/** What failed is not the scenario and not a mistake in here: memory, a disk. The message is for people, with what helps. */
export class RunnerFailure extends Error {}

/** One after another, with a look at whatever else waits after each slice of work. */
export const inThisThread: Runner = { width: 1, replicate };
