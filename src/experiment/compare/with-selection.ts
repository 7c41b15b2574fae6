import { percent } from '../advice/input.js';
import type { Advice } from '../results.js';
import { keyOf } from './compare-samples.js';
import type { ComparedStatistic, Comparison, Selection } from './document.js';

/** The row of the comparison that the best is selected by. */
export function rowOfSelection({ statistics }: Comparison, statistic: string): ComparedStatistic {
  return statistics.find((one) => keyOf(one.statistic) === keyOf(statistic))!;
}

/**
 * A comparison with what was selected: one answer to which is the best, and what to know of it.
 *
 * @param first of each design, the values in each replication of the first stage by itself
 */
export function withSelection(comparison: Comparison, selection: Selection, first: readonly (readonly (number | null)[])[]): Comparison {
  const partial = comparison.partial || selection.end === 'interrupted';
  const advice = [...comparison.advice, ...apart(comparison, selection, first), ...rare(selection, first), ...tied(selection)];
  return { ...comparison, partial, best: null, selection, advice };
}

/** The mean over replications of a percentile, or of any ratio, is not that of all requests together: where they are further apart than what matters, it is said. */
function apart(comparison: Comparison, { statistic, unit, difference, designs, end }: Selection, first: readonly (readonly (number | null)[])[]): Advice[] {
  if (difference === null || end === 'impossible' || unit === 'count') return [];
  const { values } = rowOfSelection(comparison, statistic);
  const found = designs.flatMap(({ design, state }, index) => {
    const pooled = values[design]?.value ?? null;
    const mean = state === 'unstable' ? null : meanOf(first[index]);
    return mean === null || pooled === null || Math.abs(mean - pooled) <= difference ? [] : [{ design, change: (mean - pooled) / Math.abs(pooled) }];
  });
  if (found.length === 0) return [];
  const most = found.reduce((one, other) => (Math.abs(other.change) > Math.abs(one.change) ? other : one));
  const side = most.change < 0 ? 'below' : 'above';
  return [
    {
      code: 'selected-by-replication',
      sentence: `Selected is by the mean of ${statistic} over the replications, each by itself. In ${most.design} it is ${percent(Math.abs(most.change))} ${side} the value over all requests together, which is more than what matters: the longer the replications, the nearer they are (--duration).`,
    },
  ];
}

/** The variances come from a first stage in which it came in a few replications only. */
function rare({ statistic, designs, end }: Selection, first: readonly (readonly (number | null)[])[]): Advice[] {
  if (end === 'impossible') return [];
  const found = designs.filter(({ state }, index) => state !== 'unstable' && 2 * first[index].filter((value) => value === 0).length >= first[index].length);
  if (found.length === 0) return [];
  const names = found.map(({ design }) => design).join(', ');
  return [
    {
      code: 'selected-by-rare',
      sentence: `${statistic} is 0 in half of the first replications of ${names}, or more: too rare for the guarantee, which takes values that are about normal. Longer replications have more of it (--duration).`,
    },
  ];
}

/** Nothing told them apart: that is not to say that they are the same. */
function tied({ statistic, selected, designs }: Selection): Advice[] {
  const names = designs.filter(({ state }) => state === 'tied').map(({ design }) => design);
  if (names.length === 0) return [];
  return [
    {
      code: 'selected-of-equals',
      sentence: `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} the same ${statistic} as ${selected!}, to the last digit: of equals the first is named.`,
    },
  ];
}

export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
