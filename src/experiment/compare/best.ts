import { studentCdf, studentQuantile } from '../estimate/student.js';
import type { MaybeEstimate, Unit } from '../results.js';
import type { Spread } from '../spread/spread.js';
import type { Difference } from './difference.js';
import { independentDifference, pairedDifference } from './difference.js';
import type { Best, Ranked } from './document.js';

export interface Candidate {
  readonly design: string;
  readonly spread: Spread;
}

/**
 * Multiple comparisons with the best (Hsu 1984, Annals of Statistics 12; with common random numbers Nelson & Matejcik 1995, Management Science 41): each design against
 * each other one, one-sided, at error / (m - 1). With probability 1 - error the true best is not clearly worse than any of the others: so it is among those that may be
 * the best. How far each lies behind the best of the others has limits from all pairs, at error / m (m - 1): these hold together, whichever is the best.
 *
 * @param candidates two or more, all with values
 * @param error of all limits together
 */
export function compareWithBest(
  candidates: readonly Candidate[],
  settings: { readonly statistic: string; readonly unit: Unit; readonly better: 'lower' | 'higher'; readonly paired: boolean; readonly error: number },
): Best {
  const { statistic, unit, better, paired, error } = settings;
  const sign = better === 'lower' ? 1 : -1;
  const ranked = [...candidates].sort((left, right) => sign * (left.spread.value! - right.spread.value!));
  const others = candidates.length - 1;
  /** How much worse `one` is than `other`. */
  const gapOf = (one: Candidate, other: Candidate): Difference | null => {
    const found = (paired ? pairedDifference : independentDifference)(other.spread, one.spread);
    return found === null ? null : { ...found, value: sign * found.value };
  };
  const ranking = ranked.map((one): Ranked => {
    const gaps = ranked.filter((other) => other !== one).map((other) => gapOf(one, other));
    const value = one.spread.value!;
    if (gaps.includes(null)) return { design: one.design, value, behind: null, may_be_best: true };
    const known = gaps as readonly Difference[];
    const isWorseThanOne = known.some((gap) => gap.value - halfOf(gap, error / others) > 0);
    return { design: one.design, value, behind: behindBest(known, error / (others * (others + 1))), may_be_best: !isWorseThanOne };
  });
  return { statistic, unit, better, ranking, confidence: confidenceIn(ranked, gapOf) };
}

function halfOf({ standardError, freedom }: Difference, error: number): number {
  return standardError === 0 ? 0 : studentQuantile(1 - error, freedom) * standardError;
}

/** Behind the best of the others: behind each of them at most by so much, and behind one of them at least by so much. */
function behindBest(gaps: readonly Difference[], error: number): MaybeEstimate {
  const most = (pick: (gap: Difference) => number): number => gaps.reduce((greatest, gap) => Math.max(greatest, pick(gap)), -Infinity);
  return {
    value: most(({ value }) => value),
    low: most((gap) => gap.value - halfOf(gap, error)),
    high: most((gap) => gap.value + halfOf(gap, error)),
  };
}

/** That the first is better than all the others: the greatest confidence with which it alone may be the best. */
function confidenceIn(ranked: readonly Candidate[], gapOf: (one: Candidate, other: Candidate) => Difference | null): number | null {
  let doubt = 0;
  for (const other of ranked.slice(1)) {
    const gap = gapOf(other, ranked[0]);
    if (gap === null) return null;
    const chance = gap.standardError === 0 ? (gap.value > 0 ? 0 : 1) : studentCdf(-gap.value / gap.standardError, gap.freedom);
    doubt = Math.max(doubt, (ranked.length - 1) * chance);
  }
  return Math.max(0, 1 - doubt);
}
