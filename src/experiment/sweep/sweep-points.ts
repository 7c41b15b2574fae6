import { isWarmupNotFound, passOn } from '../advice/pass-on.js';
import { prepare } from '../compare/compare-spreads.js';
import { limitsOf } from '../compare/difference.js';
import { isSteady } from '../stability/is-steady.js';
import { findStatistic } from '../summary/objectives.js';
import type { Advice, MaybeEstimate, Results } from '../results.js';
import { Sample } from '../sample.js';
import type { Spread } from '../spread/spread.js';
import { addressOf, distinct, usualStatistics } from '../spread/usual-statistics.js';
import type { StudyOptions } from '../study.js';
import { version } from '../version.js';
import type { AskedStatistic, Scenario } from '../../scenario/scenario.js';
import { type Axis, numbersOf } from '../../scenario/values.js';
import type { Settings } from './design.js';
import type { Knee, Sensitivity, Sweep, SweptAxis, SweptPoint } from './document.js';
import { findKnee } from './knee.js';

export interface PlannedPoint {
  readonly settings: Settings;
  readonly scenario: Scenario;
}

export interface SweepPlan {
  /** The file with what the line changed; nothing varied. */
  readonly base: Scenario;
  readonly sha256: string;
  readonly design: Sweep['design'];
  readonly axes: readonly Axis[];
  readonly points: readonly PlannedPoint[];
  /** Only the statistics that were asked for; else the usual ones. */
  readonly askedOnly: boolean;
}

/** How a sweep is made. */
export interface SweepRun {
  /** How many points to have under way at once; it may grow. Each makes as many replications at once as the workers are: so none is idle between points. */
  readonly width: () => number;
  readonly isStopped: () => boolean;
  readonly optionsFor: (scenario: Scenario) => StudyOptions;
  /** Told after each point. */
  readonly told?: (finished: number) => void;
}

interface Finished {
  readonly point: SweptPoint;
  /** What a run of it advises. */
  readonly advice: readonly Advice[];
  readonly spreads: ReadonlyMap<string, Spread>;
  readonly duration: Results['duration_s'];
  /** It comes to rest: what does not has no warm-up that the others should wait for. */
  readonly isSteady: boolean;
}

/**
 * Simulates every point with the same number of replications on the same random numbers, so that points differ by what was changed and not by chance. Each has its
 * own warm-up, as `queuelab run` has; where each is held against the file as it is, all have the longest.
 *
 * @returns null if it was stopped before the first replication of any point had ended
 */
export async function sweepPoints(plan: SweepPlan, run: SweepRun): Promise<Sweep | null> {
  const finished = new Array<Finished | null>(plan.points.length).fill(null);
  let done = 0;
  await inTurns([...plan.points.keys()], run, async (index) => {
    finished[index] = await simulate(plan.points[index], 0, plan.askedOnly, run);
    run.told?.(++done);
  });
  if (plan.design === 'one at a time') {
    const warmup = Math.max(0, ...finished.map((one) => (one?.isSteady === true ? one.point.warmup_s : 0)));
    const earlier = [...finished.keys()].filter((index) => isSeenEarlier(plan.points[index].scenario, finished[index], warmup));
    for (const index of earlier) finished[index] = null;
    await inTurns(earlier, run, async (index) => {
      finished[index] = await simulate(plan.points[index], warmup, plan.askedOnly, run);
    });
  }
  const there = finished.filter((one) => one !== null);
  return there.length === 0 ? null : documentOf(plan, there);
}

/** As many points under way at once as is worth it; none is begun after a failure, or when it was stopped. */
async function inTurns(indices: readonly number[], { width, isStopped }: SweepRun, make: (index: number) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let next = 0;
  const isGoing = (): boolean => next < indices.length && failures.length === 0 && !isStopped();
  for (;;) {
    while (running.size < width() && isGoing()) {
      const one: Promise<void> = make(indices[next++])
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}

/** A difference over two windows is none: a warm-up that was found and is shorter than that of another point. What was written stays. */
function isSeenEarlier({ run }: Scenario, finished: Finished | null, warmup: number): boolean {
  return finished !== null && run.warmup === 'auto' && run.study === 'long-run' && finished.point.warmup_s < warmup;
}

async function simulate({ settings, scenario }: PlannedPoint, warmup: number, askedOnly: boolean, run: SweepRun): Promise<Finished | null> {
  const options = run.optionsFor(scenario);
  const sample = new Sample(scenario, options);
  await sample.deleteAtLeast(warmup);
  await sample.reach(scenario.run.replications);
  if (sample.replications.length === 0) return null;
  const results = sample.summarise();
  const statistics = statisticsOf(scenario, askedOnly);
  const values = statistics.map(({ statistic, target }): [string, MaybeEstimate] => [statistic, findStatistic(target, scenario, results).value]);
  const spreads = sample.spread(distinct([...statistics, ...usualStatistics(scenario)]));
  const count = (verdict: 'met' | 'failed' | 'undecided'): number => results.objectives.filter((one) => one.verdict === verdict).length;
  return {
    point: {
      settings,
      sha256: options.sha256,
      replications: sample.replications.length,
      warmup_s: results.warmup_s,
      warmup_not_found: isWarmupNotFound(results.advice),
      fingerprint: results.fingerprint,
      partial: sample.isPartial,
      unstable:
        results.advice
          .filter(({ code }) => code === 'unstable')
          .map(({ sentence }) => sentence)
          .join(' ') || null,
      values: Object.fromEntries(values),
      objectives: { met: count('met'), failed: count('failed'), undecided: count('undecided') },
    },
    advice: results.advice,
    spreads: new Map(spreads.map((one) => [one.statistic, one])),
    duration: results.duration_s,
    isSteady: isSteady(scenario, sample.replications),
  };
}

function statisticsOf(scenario: Scenario, askedOnly: boolean): readonly AskedStatistic[] {
  return distinct([...scenario.asked, ...(askedOnly ? [] : usualStatistics(scenario))]);
}

function documentOf(plan: SweepPlan, finished: readonly Finished[]): Sweep {
  const { base, axes, points } = plan;
  const found = new Map<string, Sweep['statistics'][number]>();
  for (const { scenario } of points) {
    for (const { statistic, target } of statisticsOf(scenario, plan.askedOnly)) {
      const address = addressOf(target);
      const unit = finished.map(({ spreads }) => spreads.get(statistic)?.unit).find((one) => one !== undefined);
      if (!found.has(address) && unit !== undefined) found.set(address, { statistic, unit });
    }
  }
  const swept = axes.map(({ path, values }): SweptAxis => ({ path, values, ...numbersOf(values) }));
  return {
    schema: 'queuelab/sweep/1',
    version,
    scenario: { title: base.title, file: base.file, sha256: plan.sha256 },
    design: plan.design,
    seed: base.seed,
    replications: base.run.replications,
    study: base.run.study,
    duration_s: finished[0].duration,
    partial: finished.length < points.length || finished.some(({ point }) => point.partial),
    axes: swept,
    statistics: [...found.values()],
    points: finished.map(({ point }) => point),
    knees: plan.design === 'grid' ? kneesOf(base, swept, finished) : [],
    sensitivities: plan.design === 'grid' ? [] : sensitivitiesOf(axes, [...found.values()], finished),
    advice: passOn(finished.map(({ point, advice }) => ({ run: point.settings, advice }))).map(({ runs, ...one }) => ({ ...one, points: runs })),
  };
}

/** Along each path of numbers, for each setting of the others. */
function kneesOf({ workloads }: Scenario, axes: readonly SweptAxis[], finished: readonly Finished[]): Knee[] {
  return axes.flatMap(({ path, values, numbers }) => {
    if (numbers === null) return [];
    const order = values.map((value, index) => ({ value, number: numbers[index] })).sort((left, right) => left.number - right.number);
    const lines = new Map<string, Finished[]>();
    for (const one of finished) {
      const line = JSON.stringify(Object.entries(one.point.settings).filter(([name]) => name !== path));
      lines.set(line, [...(lines.get(line) ?? []), one]);
    }
    return [...lines].flatMap(([line, along]) => {
      if (along.length < values.length || along.some(({ point }) => point.partial)) return [];
      const others = Object.fromEntries(JSON.parse(line) as [string, string][]);
      return workloads.flatMap(({ name }): Knee[] => {
        const points = order.map(({ value }) => {
          const { spreads } = along.find(({ point }) => point.settings[path] === value)!;
          return {
            value,
            throughput: spreads.get(`${name}.throughput`) ?? null,
            latency: spreads.get(`${name}.latency.mean`) ?? spreads.get(`${name}.latency`) ?? null,
          };
        });
        const knee = findKnee(points, { workload: name, path, others });
        return knee === null ? [] : [knee];
      });
    });
  });
}

function sensitivitiesOf(axes: readonly Axis[], statistics: Sweep['statistics'], finished: readonly Finished[]): Sensitivity[] {
  const base = finished.find(({ point }) => Object.keys(point.settings).length === 0);
  if (base === undefined) return [];
  return statistics.flatMap(({ statistic, unit }) =>
    axes.map(({ path, values }): Sensitivity => ({
      statistic,
      unit,
      path,
      changes: values.flatMap((value) => {
        const there = finished.find(({ point }) => point.settings[path] === value);
        if (there === undefined || there.point.sha256 === base.point.sha256) return [];
        return [{ value, change: changeOf(statistic, base.spreads.get(statistic), there.spreads.get(statistic)) }];
      }),
    })),
  );
}

/** No limits where `compare` gives none: of percentiles of few replications, and of those that the data do not reach. */
function changeOf(statistic: string, from: Spread | undefined, to: Spread | undefined): MaybeEstimate {
  if (from === undefined || to === undefined || from.value === null || to.value === null) return null;
  const { difference, isEqual } = prepare({ a: from, b: to, isPercentile: PERCENTILE.test(statistic), better: null }, true);
  if (isEqual) return { value: 0, low: 0, high: 0 };
  if (difference === null) return { value: to.value - from.value, low: null, high: null };
  return { value: difference.value, ...limitsOf(difference, 0.05) };
}

const PERCENTILE = /\.p\d+(\.\d+)?$/;
