import type { Spread } from '../spread/spread.js';
import type { GatedStatistic } from './document.js';
import type { Gated } from './gated.js';
import { differenceOf, type Difference } from './difference.js';

export interface Compared {
  readonly gated: Gated;
  /** null: the baseline does not have it. */
  readonly before: Spread | null;
  readonly now: Spread;
}

/**
 * Judges statistics that are tested together by Holm's procedure (1979): all at level α/m, m of them being open; those that are decided leave, and the rest is looked at again
 * with the fewer that remain. A statistic is decided where its whole interval lies beyond the practical limit, or within it (two one-sided tests, Schuirmann 1987).
 *
 * @param alpha error of all together
 * @param practical share of the value of the baseline
 */
export function judgeStatistics(
  compared: readonly Compared[],
  { alpha, practical, replications }: { readonly alpha: number; readonly practical: number; readonly replications: number },
): readonly GatedStatistic[] {
  const verdicts = new Map<Compared, GatedStatistic>();
  const open = new Map<Compared, Difference>();
  for (const one of compared) {
    const judged = withoutTest(one, replications);
    if (judged === null) open.set(one, differenceOf(one.before!, one.now) as Difference);
    else verdicts.set(one, judged);
  }
  for (;;) {
    const level = alpha / open.size;
    const decided = [...open].filter(([one, difference]) => {
      const judged = test(one, difference, { level, practical, replications });
      verdicts.set(one, judged);
      return judged.verdict !== 'undecided';
    });
    if (decided.length === 0) break;
    for (const [one] of decided) open.delete(one);
  }
  return compared.map((one) => verdicts.get(one)!);
}

/** What needs no test: nothing to compare, or nothing that differs. */
function withoutTest({ gated, before, now }: Compared, replications: number): GatedStatistic | null {
  const head = {
    statistic: gated.statistic,
    unit: now.unit,
    before: before?.value ?? null,
    now: now.value,
    difference: null,
    limit: null,
    worse: gated.worse,
    replications,
  };
  const undecided = (reason: string): GatedStatistic => ({ ...head, verdict: 'undecided', reason });
  if (before === null) return { ...head, verdict: 'new', reason: 'the baseline does not have it' };
  if (isEqual(before, now)) return { ...head, verdict: 'identical', reason: null };
  if (before.value === null || now.value === null)
    return undecided(`it has no value ${now.value === null ? (before.value === null ? 'on either side' : 'now') : 'in the baseline'}`);
  if (differenceOf(before, now) === null)
    return undecided(replications < 2 ? 'one replication alone says nothing about chance' : 'no interval can be given of it');
  return null;
}

function isEqual(before: Spread, now: Spread): boolean {
  return before.value === now.value && JSON.stringify(before.each) === JSON.stringify(now.each);
}

function test(
  { gated, before, now }: Compared,
  difference: Difference,
  { level, practical, replications }: { readonly level: number; readonly practical: number; readonly replications: number },
): GatedStatistic {
  const half = difference.halfWidth(level);
  const [low, high] = [difference.value - half, difference.value + half];
  const limit = practical * Math.abs(before!.value!);
  const isWithin = low >= -limit && high <= limit;
  const moved = low > limit ? 'higher' : high < -limit ? 'lower' : null;
  const verdict = isWithin ? 'same' : moved === null ? 'undecided' : gated.worse === null ? 'changed' : gated.worse === moved ? 'worse' : 'better';
  return {
    statistic: gated.statistic,
    unit: now.unit,
    before: before!.value,
    now: now.value,
    difference: { value: difference.value, low, high },
    limit,
    verdict,
    worse: gated.worse,
    reason: verdict === 'undecided' ? 'the interval holds the limit' : null,
    replications,
  };
}
