import type { Precision, Scenario, StatisticReference } from '../scenario/scenario.js';
import { halfWidth } from './estimate/half-width.js';
import { findStatistic } from './summary/objectives.js';
import type { MaybeEstimate, PrecisionResults, Results } from './results.js';
import { Sample } from './sample.js';
import type { Budget, StudyOptions } from './study.js';
import { besideTheory } from './theory/beside-theory.js';

/** Replications at the first look; each look has 1.3 times as many as the one before. */
const FIRST_LOOK = 20;
const GROWTH = 1.3;
/** More would not help: skewed values of replications make t fail, not their number. Then the run is doubled instead. */
const LAST_LOOK = 101;

const DEFAULT_BUDGET: Budget = { requests: 1e9, seconds: 600 };

/**
 * Looks after 20, 26, 34, 45, … replications and stops at the first at which every statistic is known as well as was asked (docs/statistics.md;
 * Law & Kelton 1982). After 101 the run becomes twice as long and begins again with 20; in a finite study, whose length is what is
 * asked, the number of replications goes on growing. Replication r is the same at every look, so looks extend one another.
 *
 * @returns null if it was stopped before the first replication had ended
 */
export async function runToPrecision(asked: Scenario, precision: Precision, options: StudyOptions): Promise<Results | null> {
  const budget = { ...DEFAULT_BUDGET, ...options.budget };
  const started = options.clock?.() ?? 0;
  let scenario = asked;
  const first = Math.max(FIRST_LOOK, asked.run.replications);
  let sample = new Sample(scenario, options);
  let requestsBefore = 0;
  for (let count = first; ;) {
    await sample.reach(count);
    if (sample.replications.length === 0) return null;
    const results = sample.summarise();
    const statistics = widthsOf(scenario, precision, results);
    const requests = sample.replications.reduce((sum, one) => sum + one.requests, 0);
    const elapsed = (options.clock?.() ?? 0) - started;
    const concluded = scenario;
    const { replications } = sample;
    const conclude = (end: PrecisionResults['end']): Promise<Results> =>
      besideTheory(concluded, withPrecision(results, { reached: end === 'reached', end, statistics }), replications, options);
    if (sample.isPartial) return conclude('interrupted');
    if (isUnstable(results)) return conclude('unstable');
    if (statistics.every(({ half_width, target }) => half_width !== null && half_width <= target)) return conclude('reached');

    const next = Math.ceil(count * GROWTH);
    const doubles = next > Math.max(LAST_LOOK, first) && scenario.run.study === 'long-run';
    const each = requests / count;
    const cost = doubles ? 2 * each * first : each * (next - count);
    if (requestsBefore + requests + cost > budget.requests) return conclude('requests');
    if (options.clock !== undefined && elapsed * (1 + cost / (requestsBefore + requests)) > budget.seconds) return conclude('time');
    if (doubles) {
      requestsBefore += requests;
      scenario = { ...scenario, run: { ...scenario.run, duration: 2 * (scenario.run.duration as number) } };
      sample = new Sample(scenario, options);
      count = first;
    } else count = next;
  }
}

function isUnstable({ stability }: Results): boolean {
  return stability.growth_per_s !== null || stability.stations.some(({ verdict }) => verdict === 'unstable');
}

function withPrecision(results: Results, precision: PrecisionResults): Results {
  const advice = precision.reached || precision.end === 'interrupted' || precision.end === 'unstable' ? [] : [notReached(precision)];
  return { ...results, precision, advice: [...results.advice.filter(({ code }) => code !== 'wide-interval'), ...advice] };
}

function notReached({ end, statistics }: PrecisionResults): Results['advice'][number] {
  const missed = statistics.filter(({ half_width, target }) => half_width === null || half_width > target);
  const words = missed.map(({ statistic, half_width, target, relative }) => {
    const show = (width: number): string => (relative ? `${Number((width * 100).toPrecision(2))} %` : String(Number(width.toPrecision(2))));
    return `${statistic} ${half_width === null ? 'has no interval' : `is known to ${show(half_width)}`} (${show(target)} asked)`;
  });
  const why = end === 'requests' ? 'the next look would cost more requests than the budget' : 'the next look would take longer than the time there was';
  return {
    code: 'precision-not-reached',
    sentence: `The precision was not reached, since ${why}: ${words.join('; ')}. Ask for less, or name only the statistics that matter.`,
  };
}

/** How well each statistic is known, in the unit of its target. */
function widthsOf(scenario: Scenario, precision: Precision, results: Results): PrecisionResults['statistics'] {
  return targetsOf(scenario, precision).map(({ statistic, target, width, isRelative }) => ({
    statistic,
    target: width,
    relative: isRelative,
    half_width: widthOf(findStatistic(target, scenario, results).value, isRelative),
  }));
}

/** null where there is no interval: not reached. Values that do not vary are known exactly. */
function widthOf(estimate: MaybeEstimate, isRelative: boolean): number | null {
  const half = estimate === null ? null : halfWidth(estimate);
  if (half === null || half === 0 || !isRelative) return half;
  return estimate!.value === 0 ? null : half / Math.abs(estimate!.value);
}

interface Target {
  readonly statistic: string;
  readonly target: StatisticReference;
  readonly width: number;
  readonly isRelative: boolean;
}

/**
 * What a plain share is asked of: the mean latency of every workload, and every time or rate that an objective names. Shares and queue lengths
 * can be 0 and need a target of their own; a maximum has no interval.
 */
function targetsOf(scenario: Scenario, { share, statistics }: Precision): readonly Target[] {
  const listed = statistics.map(({ statistic, target, width, isRelative }) => ({ statistic, target, width, isRelative }));
  if (share === null) return listed;
  const means = scenario.workloads.map(({ name }) => ({
    statistic: `${name}.latency.mean`,
    target: { subject: { type: 'workload', workload: name, operation: null }, statistic: 'latency', outcome: null, part: 'mean' } as const,
  }));
  const named = scenario.objectives.filter(({ target }) => RELATIVE.has(target.statistic) && target.part !== 'max');
  const all = [...means, ...named.map(({ statistic, target }) => ({ statistic, target }))];
  const distinct = new Map(all.map((one) => [JSON.stringify(one.target), one]));
  return [...distinct.values()].map((one) => ({ ...one, width: share, isRelative: true }));
}

const RELATIVE: ReadonlySet<string> = new Set(['latency', 'response', 'throughput', 'offered', 'arrivals']);
