import { exactSum } from '../../../sim/statistics/exact-sum.js';
import { estimateRatio } from '../../estimate/ratio.js';
import type { Estimate, Results } from '../../results.js';
import { leaveOneOut } from '../../spread/leave-one-out.js';
import type { Spread } from '../../spread/spread.js';
import { independentDifference, limitsOf, pairedDifference } from '../difference.js';
import type { ComparedStatistic, Shift, ShiftedPart, Stay, Utilisations, WaitShift } from '../document.js';
import type { PartTimes, Ratio, RowTimes, TimeSplit } from './time-split.js';

/** One of the two that are compared. */
export interface Side {
  readonly split: TimeSplit;
  readonly components: Results['components'];
}

export interface Explaining {
  readonly paired: boolean;
  /** Share of the value in A that matters. */
  readonly practical: number;
  /** 1 minus the confidence of each difference. */
  readonly error: number;
}

/** A part that is a smaller share of the difference is not named. */
const LEAST_PART = 0.1;
/** What is named comes to this share of the difference at least, and at most to its reciprocal. */
const LEAST_EXPLAINED = 0.8;
/** Where most of the time is. */
const MOST_OF_IT = 0.5;
/** Where more requests end badly, their time says little about the latency of the others. */
const MOST_FAILED = 0.05;
/** Whoever gains less than this share of what the best gains hardly gains. */
const HARDLY = 0.25;

/**
 * Which waiting and which work made the mean times of requests differ, where that is known of the replications and explains the difference.
 *
 * @param subjects the rows of requests whose latency is compared; of a workload that cannot be divided its operations are
 */
export function findShifts(a: Side, b: Side, subjects: ReadonlySet<string>, settings: Explaining): readonly Shift[] {
  const found = [...a.split.rows].flatMap(([row, before]): Shift[] => {
    const after = b.split.rows.get(row);
    if (after === undefined || failsOften(before) || failsOften(after)) return [];
    const difference = differenceOf(before.time, after.time, settings);
    if (difference === null || !matters(difference, settings.practical * meanOf(before.time))) return [];
    const parts = partsOf(before, after, settings)
      .filter(({ difference: part }) => isShown(part) && Math.abs(part.value) >= LEAST_PART * Math.abs(difference.value))
      .toSorted((left, right) => Math.abs(right.difference.value) - Math.abs(left.difference.value));
    const explained = exactSum(parts.map((part) => part.difference.value)) / difference.value;
    if (!(explained >= LEAST_EXPLAINED && explained <= 1 / LEAST_EXPLAINED)) return [];
    const withFailures = before.failed > 0 || after.failed > 0;
    return [
      {
        workload: row,
        with_failures: withFailures,
        difference,
        parts: parts.map((part): ShiftedPart => ({ ...part, utilisation: utilisationsOf(part.component, a, b) })),
      },
    ];
  });
  const isDivided = (row: string): boolean => found.some(({ workload }) => workload === row);
  return found.filter(({ workload: row }) => subjects.has(row) || [...subjects].some((subject) => isWithin(row, subject) && !isDivided(subject)));
}

/** Whose latencies are compared. */
export function subjectsOf(statistics: readonly ComparedStatistic[]): ReadonlySet<string> {
  return new Set(statistics.map(({ statistic }) => subjectOf(statistic)).filter((subject) => subject !== null));
}

function subjectOf(statistic: string): string | null {
  return /^(.+)\.latency(\.|$)/.exec(statistic)?.[1] ?? null;
}

/** The components for whose servers jobs wait longer, or less long; those first at which most changed for all jobs together. */
export function findWaitShifts(a: Side, b: Side, settings: Explaining): readonly WaitShift[] {
  const found = [...a.split.waits].flatMap(([component, before]): { readonly shift: WaitShift; readonly size: number }[] => {
    const after = b.split.waits.get(component);
    const difference = after === undefined ? null : differenceOf(before, after, settings);
    if (after === undefined || difference === null || !matters(difference, settings.practical * meanOf(before))) return [];
    const change = exactSum(after.sums) - exactSum(before.sums);
    const workloads = [...b.split.rows].filter(([row, times]) => {
      const was = a.split.rows.get(row);
      if (was === undefined || !times.awaited.has(component) || !was.awaited.has(component)) return false;
      const moved = (meanOf(times.time) - meanOf(was.time)) * exactSum(times.time.counts);
      return Math.sign(difference.value) === Math.sign(moved) && change / moved >= MOST_OF_IT;
    });
    const shift = {
      component,
      before_s: meanOf(before),
      after_s: meanOf(after),
      difference,
      utilisation: utilisationsOf(component, a, b),
      workloads: workloads.map(([row]) => row),
    };
    return [{ shift, size: Math.abs(change) }];
  });
  return found
    .toSorted((left, right) => right.size - left.size)
    .slice(0, MOST_WAITS)
    .map(({ shift }) => shift);
}

const MOST_WAITS = 3;

/** Workloads that hardly gain where another one does, and spend most of their time at one component that did not change. */
export function findStays(
  a: Side,
  b: Side,
  { statistics, design }: { readonly statistics: readonly ComparedStatistic[]; readonly design: string },
  settings: Explaining,
): readonly Stay[] {
  const latencies = statistics.flatMap((one) => {
    const subject = subjectOf(one.statistic);
    return subject === null ? [] : [{ subject, contrast: one.against[design] }];
  });
  const gains = latencies.flatMap(({ subject, contrast: { meaning, verdict, ratio } }) =>
    meaning === 'better' && verdict === 'lower' && ratio !== null ? [{ subject, gain: 1 - ratio.value }] : [],
  );
  return [...subjectsOf(statistics)].flatMap((row): Stay[] => {
    const [before, after] = [a.split.rows.get(row), b.split.rows.get(row)];
    const others = gains.filter(({ subject }) => !isWithin(subject, row) && !isWithin(row, subject));
    const isWorse = latencies.some(({ subject, contrast }) => subject === row && contrast.meaning === 'worse');
    if (before === undefined || after === undefined || others.length === 0 || isWorse || failsOften(before) || failsOften(after)) return [];
    const difference = differenceOf(before.time, after.time, settings);
    if (difference === null) return [];
    const mean = meanOf(before.time);
    const gain = { value: -difference.value / mean, low: -difference.high! / mean, high: -difference.low! / mean };
    const best = Math.max(...others.map((other) => other.gain));
    if (gain.low < -settings.practical || gain.high >= HARDLY * best) return [];
    return staysAt(before, after, settings).map((found) => ({ workload: row, with_failures: before.failed > 0 || after.failed > 0, gain, ...found }));
  });
}

const failsOften = ({ failed }: RowTimes): boolean => failed > MOST_FAILED;

/** The component at which most of the time is spent, if that time did not change. */
function staysAt(before: RowTimes, after: RowTimes, settings: Explaining): Omit<Stay, 'workload' | 'with_failures' | 'gain'>[] {
  return after.parts.flatMap((part): Omit<Stay, 'workload' | 'with_failures' | 'gain'>[] => {
    const same = before.parts.find(({ component }) => component === part.component);
    const share = asShare(estimateRatio(bothOf(part), after.time.sums));
    if (same === undefined || share === null || share.low === null || share.low < MOST_OF_IT) return [];
    const difference = differenceOf({ sums: bothOf(same), counts: before.time.counts }, { sums: bothOf(part), counts: after.time.counts }, settings);
    const threshold = settings.practical * meanOf({ sums: bothOf(same), counts: before.time.counts });
    if (difference === null || difference.low! < -threshold || difference.high! > threshold) return [];
    const working = exactSum(part.working) / exactSum(bothOf(part));
    const mostly = working > MOSTLY ? 'work' : working < 1 - MOSTLY ? 'wait' : null;
    const isEqual = difference.value === 0 && difference.low === 0 && difference.high === 0;
    return [{ component: part.component, share, mostly, equal: isEqual }];
  });
}

/** The windows' edges can make a part that is all a little more than the whole. */
function asShare(estimate: Estimate | null): Estimate | null {
  if (estimate === null) return null;
  const cut = (value: number | null): number | null => (value === null ? null : Math.min(1, value));
  return { value: cut(estimate.value)!, low: cut(estimate.low), high: cut(estimate.high) };
}

const MOSTLY = 0.99;

const bothOf = ({ waiting, working }: PartTimes): readonly number[] => waiting.map((wait, r) => wait + working[r]);

function isWithin(row: string, whole: string): boolean {
  return row === whole || row.startsWith(`${whole}/`);
}

/** By request; a component that one of them does not come to takes none of its time. */
function partsOf(before: RowTimes, after: RowTimes, settings: Explaining): Omit<ShiftedPart, 'utilisation'>[] {
  const names = [...new Set([...before.parts, ...after.parts].map(({ component }) => component))];
  return names.flatMap((component) =>
    (['wait', 'work'] as const).flatMap((what): Omit<ShiftedPart, 'utilisation'>[] => {
      const sumsIn = ({ parts, awaited, time }: RowTimes): Ratio | null => {
        const part = parts.find((one) => one.component === component);
        if (part === undefined) return awaited.has(component) ? null : { sums: time.counts.map(() => 0), counts: time.counts };
        return { sums: what === 'wait' ? part.waiting : part.working, counts: time.counts };
      };
      const [from, to] = [sumsIn(before), sumsIn(after)];
      const difference = from === null || to === null ? null : differenceOf(from, to, settings);
      return difference === null ? [] : [{ component, what, difference }];
    }),
  );
}

function utilisationsOf(component: string, a: Side, b: Side): Utilisations | null {
  const of = ({ components }: Side): number | null => (Object.hasOwn(components, component) ? (components[component].utilisation?.value ?? null) : null);
  const [before, after] = [of(a), of(b)];
  return before === null || after === null ? null : { before, after };
}

/** b - a of two means, with its limits. */
function differenceOf(a: Ratio, b: Ratio, { paired, error }: Explaining): Estimate | null {
  const [from, to] = [spreadOf(a), spreadOf(b)];
  if (from === null || to === null) return null;
  const found = (paired ? pairedDifference : independentDifference)(from, to);
  return found === null ? null : { value: found.value, ...limitsOf(found, error) };
}

function spreadOf({ sums, counts }: Ratio): Spread | null {
  if (counts.some((count) => count === 0)) return null;
  const { each, without } = leaveOneOut({ of: 'ratio', sums, counts }, () => []);
  return { statistic: '', unit: 's', value: meanOf({ sums, counts }), low: null, high: null, each, without };
}

const meanOf = ({ sums, counts }: Ratio): number => exactSum(sums) / exactSum(counts);

/** Wholly on one side of 0. */
const isShown = ({ low, high }: Estimate): boolean => low! > 0 || high! < 0;

/** Wholly beyond what matters, on one side. */
const matters = ({ low, high }: Estimate, threshold: number): boolean => low! > threshold || high! < -threshold;
