import type { Estimate, LoadCurve, MaybeEstimate, Results } from '../../../experiment/results.js';
import { timeMarks } from '../../chart/latency-panel.js';
import { formatEstimate, formatPlain, formatTime, timeUnitFor } from '../../format.js';
import type { Figure, Limit, Point, Series } from '../figure.js';
import { markup, type Html } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';

/** Workloads that are drawn. */
const MOST_WORKLOADS = 4;

/** 9. How much more can it take? Mean and p99 against the load, with theory where there is some. */
export function capacitySection(results: Results): Section | null {
  const { load_curve: curve } = results;
  if (curve === undefined) return null;
  const points = allPoints(results, curve);
  const figure = curveFigure(results, curve, points);
  if (figure === null) return null;
  return {
    id: 'capacity',
    name: 'Headroom',
    question: 'How much more can it take?',
    figures: [figure],
    body: markup`<p class="answer">${sentence(results, curve, points)}</p>
${figureOf(figure, caption(curve))}
${fold('Show as table', curveTable(results, points))}`,
  };
}

interface CurvePoint {
  readonly factor: number;
  readonly of: (workload: string) => { readonly mean: MaybeEstimate; readonly p99: MaybeEstimate };
}

/** The study itself is the point at 1. */
function allPoints(results: Results, { simulated }: LoadCurve): CurvePoint[] {
  const own: CurvePoint = {
    factor: 1,
    of: (workload) => {
      const { mean, percentiles } = results.requests[workload].latency_s;
      return { mean, p99: percentiles['p99'] ?? null };
    },
  };
  const others = simulated.map(({ factor, workloads }): CurvePoint => ({
    factor,
    of: (workload) => ({ mean: workloads[workload]?.mean_s ?? null, p99: workloads[workload]?.p99_s ?? null }),
  }));
  return [...others, own].sort((left, right) => left.factor - right.factor);
}

function sentence(results: Results, { saturation }: LoadCurve, points: readonly CurvePoint[]): string {
  const workload = workloadsOf(results)[0];
  const last = points[points.length - 1];
  const [now, then] = [results.requests[workload].latency_s.percentiles['p99'] ?? null, last.of(workload).p99];
  const full =
    saturation === null
      ? 'Nothing in it fills up as the load of its users grows: they wait, and ask for less.'
      : saturation <= 1.005
        ? 'It can take no more: its bottleneck is full.'
        : `${results.bottleneck?.component ?? 'The bottleneck'} is full at ${formatPlain(saturation)} times the present load.`;
  if (now === null || then === null || last.factor <= 1) return full;
  return `${full} At ${formatPlain(last.factor)} times, p99 of ${workload} is ${intervalOf(then)} instead of ${formatTime(short(now.value))}.`;
}

/** `790 ms to 1.1 s` */
function intervalOf({ value, low, high }: Estimate): string {
  if (low === null) return formatTime(short(value));
  return high === null ? `at least ${formatTime(short(low))}` : `${formatTime(short(low))} to ${formatTime(short(high))}`;
}

function caption({ replications, theory, saturation }: LoadCurve): string {
  const lines = theory.length === 0 ? '' : ` Thin: mean by formula (${theory.every(({ exactness }) => exactness === 'exact') ? 'exact' : 'approximation'}).`;
  return `All workloads are scaled together. Each point but that of the present load has ${replications} replications; bands are their 95 % intervals. Near the wall runs of this length do not settle: there the curve has a shape, and no more.${lines}${saturation === null ? '' : ' The wall is where the bottleneck is full.'}`;
}

function workloadsOf(results: Results): string[] {
  return Object.keys(results.requests)
    .filter((name) => !name.includes('/'))
    .slice(0, MOST_WORKLOADS);
}

function curveFigure(results: Results, { saturation, theory }: LoadCurve, points: readonly CurvePoint[]): Figure | null {
  const names = workloadsOf(results);
  const pointsOf = (workload: string, which: 'mean' | 'p99'): Point[] =>
    points.flatMap((point): Point[] => {
      const estimate = point.of(workload)[which];
      if (estimate === null || estimate.value <= 0) return [];
      return [[point.factor, short(estimate.value), estimate.low, estimate.high]];
    });
  const label = (workload: string, which: string): string => (names.length === 1 ? which : `${workload} ${which}`);
  const series = names.flatMap((workload, index): Series[] => {
    const formula = theory.find((one) => one.workload === workload);
    return [
      { name: label(workload, 'p99'), colour: 2 * index, kind: 'line', points: pointsOf(workload, 'p99') },
      { name: label(workload, 'mean'), colour: 2 * index + 1, kind: 'line', points: pointsOf(workload, 'mean') },
      ...(formula === undefined
        ? []
        : [
            {
              name: label(workload, 'mean by formula'),
              colour: 7,
              kind: 'line' as const,
              isFaint: true as const,
              points: formula.points.map(([x, y]): Point => [short(x), short(y)]),
            },
          ]),
    ];
  });
  const drawn = series.filter((one) => one.points.length > 0);
  const times = drawn.flatMap((one) => one.points.flatMap(([, y, , high]) => [y ?? 0, one.isFaint === true ? 0 : (high ?? 0)])).filter((time) => time > 0);
  if (times.length === 0) return null;
  const most = Math.max(...points.map(({ factor }) => factor), Math.min(saturation ?? 0, 3.1)) * 1.03;
  const [from, to] = [Math.min(...times) / 1.3, Math.max(...times) * 1.4];
  const widen = Math.sqrt(Math.max(1, 4 / (to / from)));
  const limits: Limit[] = [
    { at: 1, text: 'now', mark: null, isFailed: false },
    ...(saturation !== null && saturation <= most ? [{ at: saturation, text: `full: ${formatPlain(saturation)} times`, mark: null, isFailed: true }] : []),
  ];
  return {
    id: 'load-curve',
    height: 320,
    x: {
      title: 'times the present load',
      scale: 'linear',
      min: 0,
      max: most,
      ticks: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3].map((mark) => [mark, formatPlain(mark)]),
      format: 'factor',
    },
    y: {
      title: 'latency',
      scale: 'log',
      min: from / widen,
      max: to * widen,
      ticks: timeMarks(from / widen, to * widen).map((mark) => [mark, formatTime(mark)]),
      format: 'time',
    },
    series: drawn,
    limits,
    spans: [],
    group: null,
  };
}

function curveTable(results: Results, points: readonly CurvePoint[]): Html {
  const names = workloadsOf(results);
  const estimates = points.flatMap((point) => names.flatMap((name) => Object.values(point.of(name))));
  const unit = timeUnitFor(estimates.flatMap((estimate: MaybeEstimate) => (estimate === null ? [] : [estimate.value])));
  return table(
    [['times the load', 'l'], ...names.flatMap((name) => [`${name} mean ${unit.name}`, `p99 ${unit.name}`].map((head) => [head, 'r'] as const))],
    points.map((point) => [
      formatPlain(point.factor),
      ...names.flatMap((name) => {
        const { mean, p99 } = point.of(name);
        return [formatEstimate(mean, unit), formatEstimate(p99, unit)];
      }),
    ]),
    'latency against the load',
  );
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
