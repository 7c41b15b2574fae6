import type { Issue } from '../../scenario/issue.js';
import { issuesAt } from '../../scenario/issues-at.js';
import type { Scenario } from '../../scenario/scenario.js';
import { type Loss, lossesOf, lossIssue } from './losses.js';
import type { PlanTools } from './tools.js';

/** What is decided upon: a scenario and, where it is to survive losses, what is left of it after each. */
export interface Design {
  readonly scenario: Scenario;
  /** null: it need not survive any. */
  readonly losses: readonly Without[] | null;
}

/** What is left after a loss; null: nothing is left of what is lost. */
export interface Without extends Loss {
  readonly scenario: Scenario | null;
}

/**
 * The scenario with what is left of it after each loss; or the mistakes. What cannot be taken away cannot be judged, and is no loss that one could leave out.
 *
 * @param words what it is to survive, as `lossesOf` reads it; null: nothing
 * @param sets what it sets already
 */
export function designOf(
  words: readonly string[] | null,
  { scenario, sets }: { readonly scenario: Scenario; readonly sets: readonly string[] },
  tools: Pick<PlanTools, 'read'>,
): Design | { readonly issues: readonly Issue[] } {
  if (words === null) return { scenario, losses: null };
  const losses = lossesOf(words, scenario);
  if (typeof losses === 'string') return { issues: issuesAt([{ sets, issues: [lossIssue(losses)] }]) };
  const designs: Without[] = [];
  for (const loss of losses) {
    const all = [...sets, ...loss.sets];
    const { scenario: left, issues } = loss.left === 0 ? { scenario: null, issues: [] } : tools.read(all);
    if (issues.length > 0) return { issues: issuesAt([{ sets: all, issues }]) };
    designs.push({ ...loss, scenario: left });
  }
  return { scenario, losses: designs };
}
