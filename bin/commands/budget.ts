import type { Command } from 'commander';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';

/** `--budget`: how much more than usual may be simulated until something is decided; with words of the verb where the usual ones do not say it. */
export function addBudget(command: Command, own = 'replications at the most, times the usual'): Command {
  return command.option('--budget <times>', own, '8');
}

/** What is wrong with it. */
export function budgetIssues(budget: string): readonly Issue[] {
  const times = Number(budget);
  if (times >= 1 && times <= 1000) return [];
  return [usageIssue('bad-usage', budget, `--budget ${budget}: this is no number of times`, { expected: '1 to 1000', got: budget, suggestion: 'write 8' })];
}
