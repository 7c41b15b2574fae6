import { outlookOf } from '../../predict/index.js';
import type { Scenario } from '../../scenario/scenario.js';
import { loadHandle } from '../plan/load-handle.js';
import type { MaybeEstimate, Results } from '../results.js';
import { runStudy, type StudyOptions } from '../study.js';

/** Mean and tail of each workload against the load, all workloads scaled together. */
export interface LoadCurve {
  /** Times the present load at which the bottleneck is full; null: not known. */
  readonly saturation: number | null;
  /** Of each point. */
  readonly replications: number;
  readonly simulated: readonly LoadPoint[];
  /** Mean latencies by formula, where there is one for a workload. */
  readonly theory: readonly {
    readonly workload: string;
    readonly exactness: 'exact' | 'approximation';
    readonly points: readonly (readonly [factor: number, mean_s: number])[];
  }[];
}
export interface LoadPoint {
  /** Times the present load. */
  readonly factor: number;
  readonly workloads: Readonly<Record<string, { readonly mean_s: MaybeEstimate; readonly p99_s: MaybeEstimate }>>;
}

/** Replications of each point: few, as this is a view around the study. */
const REPLICATIONS = 5;
/** Loads at which theory is asked. */
const THEORY_POINTS = 24;
/** A saturation further away is not in the picture. */
const FARTHEST = 3;

/**
 * Runs a long-run study again at other loads, from half the present one to nearly the saturation of its bottleneck. Null: its loads cannot be scaled, or there is no long run to speak of.
 *
 * @param read the scenario with more assignments; null where they are not valid
 */
export async function loadCurveOf(
  scenario: Scenario,
  results: Results,
  read: (sets: readonly string[]) => Scenario | null,
  optionsFor: (scenario: Scenario) => StudyOptions,
): Promise<LoadCurve | null> {
  const handles = scenario.workloads.map(({ name }) => loadHandle(name, scenario));
  if (results.study !== 'long-run' || handles.length === 0 || handles.some((handle) => typeof handle === 'string')) return null;
  if (results.stability.stations.some(({ verdict }) => verdict === 'unstable') || results.requests[scenario.workloads[0].name]?.latency_s.mean === null)
    return null;
  const scaled = (factor: number): Scenario | null =>
    read(
      handles.flatMap((handle) =>
        typeof handle === 'string' ? [] : handle.setsFor(handle.isWhole ? Math.round(handle.present * factor) : handle.present * factor),
      ),
    );
  const isOpen = scenario.workloads.every(({ load }) => load.type === 'open');
  const saturation = isOpen && results.bottleneck !== null && results.bottleneck.headroom > 0 ? results.bottleneck.headroom : null;
  const simulated: LoadPoint[] = [];
  const replications = Math.min(REPLICATIONS, results.replications);
  for (const factor of factorsFor(saturation)) {
    const at = scaled(factor);
    if (at === null) return null;
    // The warm-up is that of the study, and no longer: these are points of a picture.
    const point = await runStudy({ ...at, objectives: [], run: { ...at.run, replications, precision: null, warmup: results.warmup_s } }, optionsFor(at));
    if (point === null || point.partial) return null;
    simulated.push({
      factor,
      workloads: Object.fromEntries(
        scenario.workloads.map(({ name }) => [
          name,
          { mean_s: point.requests[name].latency_s.mean, p99_s: point.requests[name].latency_s.percentiles['p99'] ?? null },
        ]),
      ),
    });
  }
  return { saturation, replications, simulated, theory: theoryOf(scenario, saturation, scaled) };
}

/** From half the load on; the last as near to saturation as a few replications can see. */
function factorsFor(saturation: number | null): number[] {
  if (saturation === null) return [0.5, 0.75, 1.25, 1.5, 2];
  const last = 0.95 * Math.min(saturation, FARTHEST);
  const factors =
    last > 1.1 ? [0.5, 0.75, 1 + (last - 1) / 3, 1 + ((last - 1) * 2) / 3, last] : [0.4 * saturation, 0.6 * saturation, 0.75 * saturation, 0.85 * saturation];
  return factors.map((factor) => Number(factor.toPrecision(3))).filter((factor) => Math.abs(factor - 1) > 0.02);
}

function theoryOf(scenario: Scenario, saturation: number | null, scaled: (factor: number) => Scenario | null): LoadCurve['theory'] {
  const most = saturation === null ? 2 : Math.min(saturation, FARTHEST);
  const curves = new Map<string, { exactness: 'exact' | 'approximation'; points: [number, number][] }>();
  for (let step = 0; step < THEORY_POINTS; step++) {
    // Denser towards saturation, where the curve bends.
    const share = step / (THEORY_POINTS - 1);
    const factor = 0.3 + (0.985 * most - 0.3) * (1 - (1 - share) ** 2);
    const at = scaled(factor);
    if (at === null) continue;
    for (const { of, subject, statistic, predicted, side, exactness } of outlookOf(at).forecasts) {
      if (of !== 'workload' || statistic !== 'latency' || side !== null || exactness === 'bound') continue;
      if (!scenario.workloads.some(({ name }) => name === subject)) continue;
      const known = curves.get(subject);
      if (known === undefined) curves.set(subject, { exactness, points: [[factor, predicted]] });
      else known.points.push([factor, predicted]);
    }
  }
  return [...curves].map(([workload, { exactness, points }]) => ({ workload, exactness, points }));
}
