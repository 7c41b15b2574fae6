import { studentCdf } from '../estimate/student.js';
import type { MaybeEstimate, Unit } from '../results.js';
import type { Spread } from '../spread/spread.js';
import type { Difference } from './difference.js';
import { independentDifference, pairedDifference, sidesOf } from './difference.js';
import type { Best, Ranked } from './document.js';

export interface Candidate {
  readonly design: string;
  readonly spread: Spread;
}

/**
 * Multiple comparisons with the best (Hsu 1984, Annals of Statistics 12; with common random numbers Nelson & Matejcik 1995, Management Science 41): each design against
 * each other one, one-sided, at error / (m - 1). With probability 1 - error the true best is not clearly worse than any of the others: so it is among those that may be
 * the best. How far each lies behind the best of the others has limits from all pairs, at error / m (m - 1): these hold together, whichever is the best. A share that never,
 * or always, came in a design is known to the rule of three, as in the table of differences.
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
    if (found === null || sign > 0) return found;
    const { below, above } = found.unseen;
    return { ...found, value: -found.value, unseen: { below: above, above: below } };
  };
  const ranking = ranked.map((one): Ranked => {
    const gaps = ranked.filter((other) => other !== one).map((other) => gapOf(one, other));
    const value = one.spread.value!;
    if (gaps.includes(null)) return { design: one.design, value, behind: null, may_be_best: true };
    const known = gaps as readonly Difference[];
    const isWorseThanOne = known.some((gap) => sidesOf(gap, error / others).low > 0);
    return { design: one.design, value, behind: behindBest(known, error / (others * (others + 1))), may_be_best: !isWorseThanOne };
  });
  return { statistic, unit, better, ranking, confidence: confidenceIn(ranked, gapOf) };
}

/** Behind the best of the others: behind each of them at most by so much, and behind one of them at least by so much. */
function behindBest(gaps: readonly Difference[], error: number): MaybeEstimate {
  const most = (pick: (gap: Difference) => number): number => gaps.reduce((greatest, gap) => Math.max(greatest, pick(gap)), -Infinity);
  return {
    value: most(({ value }) => value),
    low: most((gap) => sidesOf(gap, error).low),
    high: most((gap) => sidesOf(gap, error).high),
  };
}

/** That the first is better than all the others: the greatest confidence with which it alone may be the best. */
function confidenceIn(ranked: readonly Candidate[], gapOf: (one: Candidate, other: Candidate) => Difference | null): number | null {
  let doubt = 0;
  for (const other of ranked.slice(1)) {
    const gap = gapOf(other, ranked[0]);
    if (gap === null) return null;
    doubt = Math.max(doubt, (ranked.length - 1) * chanceOfNone(gap));
  }
  return Math.max(0, 1 - doubt);
}

/** The least error at which the lower limit of the gap is above 0; 1 where none is. */
function chanceOfNone(gap: Difference): number {
  const { value, standardError, freedom, unseen } = gap;
  if (unseen.below === 0) return standardError === 0 ? (value > 0 ? 0 : 1) : studentCdf(-value / standardError, freedom);
  const isShown = (logarithm: number): boolean => sidesOf(gap, Math.exp(logarithm)).low > 0;
  let [less, more] = [LEAST_LOGARITHM, Math.log(0.5)];
  if (!isShown(more)) return 1;
  if (isShown(less)) return 0;
  for (let step = 0; step < 60; step++) {
    const middle = (less + more) / 2;
    if (isShown(middle)) more = middle;
    else less = middle;
  }
  return Math.exp(more);
}

/** A chance of 1e-300 is none. */
const LEAST_LOGARITHM = -690;
