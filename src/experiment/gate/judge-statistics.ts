import { prepare, type Prepared } from '../compare/compare-spreads.js';
import { limitsOf, type Difference } from '../compare/difference.js';
import { judgeInterval } from '../compare/verdict.js';
import type { Spread } from '../spread/spread.js';
import type { GatedStatistic } from './document.js';
import type { Gated } from './gated.js';

export interface Compared {
  readonly gated: Gated;
  /** null: the baseline does not have it. */
  readonly before: Spread | null;
  readonly now: Spread;
}

export interface Judging {
  /** Error of all that are tested together. */
  readonly alpha: number;
  /** Share of the value of the baseline. */
  readonly practical: number;
  /** Of each side. */
  readonly replications: number;
  /** Both sides saw the same random numbers. */
  readonly isPaired: boolean;
  /** Both sides did the very same: what has no value in either has the same none. */
  readonly isSameRun: boolean;
}

/**
 * Judges statistics that are tested together by Holm's procedure (1979, Scandinavian Journal of Statistics 6): all at level α/m, m of them being open; those that are decided
 * leave, and the rest is looked at again with the fewer that remain. A statistic is decided where its whole interval lies beyond the practical limit, or within it (two
 * one-sided tests).
 */
export function judgeStatistics(compared: readonly Compared[], judging: Judging): readonly GatedStatistic[] {
  const verdicts = new Map<Compared, GatedStatistic>();
  const open = new Map<Compared, Difference>();
  for (const one of compared) {
    const pair = one.before === null ? null : pairOf(one, judging.isPaired);
    if (pair !== null && pair.difference !== null) open.set(one, pair.difference);
    else verdicts.set(one, withoutTest(one, pair, judging));
  }
  for (;;) {
    const level = judging.alpha / open.size;
    const decided = [...open].filter(([one, difference]) => {
      const judged = test(one, limitsOf(difference, level), difference.value, judging);
      verdicts.set(one, judged);
      return judged.verdict !== 'undecided';
    });
    if (decided.length === 0) break;
    for (const [one] of decided) open.delete(one);
  }
  return compared.map((one) => verdicts.get(one)!);
}

function pairOf({ gated, before, now }: Compared, isPaired: boolean): Prepared {
  const better = gated.worse === null ? null : gated.worse === 'higher' ? 'lower' : 'higher';
  return prepare({ a: before!, b: now, isPercentile: typeof gated.target.part === 'number', better }, isPaired);
}

/** Statistics of two sides that cannot be compared at all, and why. */
export function leaveUndecided(
  compared: readonly Compared[],
  { replications, reason }: { readonly replications: number; readonly reason: string },
): readonly GatedStatistic[] {
  return compared.map((one): GatedStatistic => {
    const bare = { ...headOf(one, replications), difference: null, limit: null };
    return one.before === null ? { ...bare, verdict: 'new', reason: NOT_IN_BASELINE } : { ...bare, verdict: 'undecided', reason };
  });
}

const NOT_IN_BASELINE = 'the baseline does not have it';

/** What needs no test: nothing to compare, or nothing that differs. */
function withoutTest(one: Compared, pair: Prepared | null, { replications, isSameRun }: Judging): GatedStatistic {
  const bare = { ...headOf(one, replications), difference: null, limit: null };
  if (pair === null) return { ...bare, verdict: 'new', reason: NOT_IN_BASELINE };
  const { before, now } = one;
  if (pair.isEqual || (isSameRun && before!.value === now.value)) return { ...bare, verdict: 'identical', reason: null };
  const side = now.value === null ? (before!.value === null ? 'on either side' : 'now') : 'in the baseline';
  const reason =
    before!.value === null || now.value === null
      ? `it has no value ${side}`
      : replications < 2
        ? 'one replication alone says nothing about chance'
        : (pair.why ?? 'no interval can be given of it');
  return { ...bare, verdict: 'undecided', reason };
}

function test(
  one: Compared,
  { low, high }: { readonly low: number; readonly high: number },
  value: number,
  { practical, replications }: Judging,
): GatedStatistic {
  const limit = practical * Math.abs(one.before!.value!);
  const place = judgeInterval(low, high, limit);
  const { worse } = one.gated;
  const moved = worse === null ? 'changed' : worse === place ? 'worse' : 'better';
  const verdict = place === 'no practical difference' ? 'same' : place === 'higher' || place === 'lower' ? moved : 'undecided';
  const reason = verdict === 'undecided' ? 'the interval holds the limit' : null;
  return { ...headOf(one, replications), difference: { value, low, high }, limit, verdict, reason };
}

function headOf(
  { gated, before, now }: Compared,
  replications: number,
): Pick<GatedStatistic, 'statistic' | 'unit' | 'before' | 'now' | 'worse' | 'replications'> {
  return { statistic: gated.statistic, unit: now.unit, before: before?.value ?? null, now: now.value, worse: gated.worse, replications };
}
