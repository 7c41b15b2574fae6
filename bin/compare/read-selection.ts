import { LEAST_FIRST_STAGE, type SelectionAsked } from '../../src/experiment/compare/select-best.js';
import { selectionStatistic } from '../../src/experiment/compare/selection-statistic.js';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';
import { parseQuantity, type QuantityUnit, quantityWords } from '../../src/scenario/quantity.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { budgetIssues } from '../commands/budget.js';

export interface SelectionFlags {
  readonly select?: string;
  readonly budget: string;
  /** On the line, and not by default. */
  readonly isBudgetGiven?: boolean;
}

/** What all designs have before the first is left out. */
export const FIRST_STAGE = {
  replications: LEAST_FIRST_STAGE,
  why: `All run ${LEAST_FIRST_STAGE} replications at first, the least with which --select begins.`,
} as const;

/** What is wrong with the flags, whatever the designs are. */
export function selectionFlagIssues({ select, budget, isBudgetGiven = false }: SelectionFlags): readonly Issue[] {
  if (select === undefined && isBudgetGiven)
    return [usageIssue('bad-usage', budget, '--budget is what --select may use, and nothing is to be selected', { suggestion: 'add --select 1%' })];
  return budgetIssues(budget);
}

/**
 * What is to be selected, by which statistic and difference.
 *
 * @param by the first --statistic
 * @returns null where nothing is
 */
export function readSelection(
  { select, budget }: SelectionFlags,
  scenarios: readonly Scenario[],
  by: string | null,
): { readonly asked: SelectionAsked } | { readonly issue: Issue } | null {
  if (select === undefined) return null;
  const found = selectionStatistic(scenarios, by);
  if (typeof found === 'string')
    return { issue: usageIssue('bad-usage', by ?? select, `--select: ${found}`, { suggestion: 'name one by --statistic, such as WORKLOAD.latency' }) };
  const difference = readDifference(select, found.quantity);
  if (difference === null) {
    const own = UNITS.has(found.quantity) ? `, or ${quantityWords[found.quantity].written}` : '';
    const expected = `a share of the value in A, above 0 and below 100 %${own}`;
    return {
      issue: usageIssue('bad-usage', select, `--select ${select}: this is no difference of ${found.statistic}`, {
        expected,
        got: select,
        suggestion: 'write 1%',
      }),
    };
  }
  return { asked: { by: found, difference, budget: Number(budget) } };
}

/** Units that cannot be taken for a share of A. */
const UNITS: ReadonlySet<QuantityUnit> = new Set(['time', 'rate', 'size', 'bandwidth']);

function readDifference(text: string, quantity: QuantityUnit): SelectionAsked['difference'] | null {
  const share = parseQuantity(text, 'share');
  if (share.isRight) return share.value > 0 && share.value < 1 ? { share: share.value } : null;
  const own = UNITS.has(quantity) ? parseQuantity(text, quantity) : share;
  return own.isRight && own.value > 0 ? { absolute: own.value } : null;
}
