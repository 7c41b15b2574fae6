import type { Scenario } from '../scenario/scenario.js';

/**
 * Numbers of replications at which a scenario is looked at: as usual, twice as many at each look, and at the last as many as the budget allows. One long replication is cut into
 * batches: there is no second like it to add.
 *
 * @param usual replications at the first look
 * @param budget replications at the most, as a multiple of the usual number
 */
export function looksFor({ run }: Scenario, usual: number, budget: number): readonly number[] {
  return looksUpTo(usual, usual === 1 && run.study === 'long-run' ? 1 : budget);
}

/** The same of any scenario that can have more replications. */
export function looksUpTo(usual: number, budget: number): readonly number[] {
  const counts: number[] = [];
  const most = Math.floor(usual * budget);
  for (let count = usual; count < most; count *= 2) counts.push(count);
  return [...counts, most];
}
