import type { Axis } from '../../scenario/values.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { ObjectiveResult, Results } from '../results.js';
import type { Point } from './points.js';
import type { ChosenConfiguration, LossName, NearestConfiguration, PlanTrial } from './document.js';

/** What speaks for the chosen configuration, and what would break next. */
export function chosenOf(point: Point, rivals: readonly Point[], points: readonly Point[], axes: readonly Axis[]): ChosenConfiguration {
  return {
    settings: point.settings,
    cost_per_month: point.cost,
    cost_per_million_requests: point.results?.cost?.per_million_requests ?? null,
    trial: point.trial!,
    neighbours: neighboursOf(point, points, axes),
    rivals: rivals.map(({ settings }) => settings),
    saturation: saturationOf(point.scenario, point.results!),
    tightest: tightestOf(point),
  };
}

function neighboursOf(point: Point, points: readonly Point[], axes: readonly Axis[]): ChosenConfiguration['neighbours'] {
  return axes.flatMap(({ path, values }, axis) => {
    const beside = [-1, 1].flatMap((step) => points.filter(({ at }) => at.every((index, other) => index === point.at[other] + (other === axis ? step : 0))));
    const cheaper = beside.filter(({ least }) => least < point.least).sort((left, right) => left.least - right.least)[0] as Point | undefined;
    return cheaper === undefined ? [] : [{ path, value: values[cheaper.at[axis]], trial: cheaper.trial, ...lossOf(cheaper) }];
  });
}

/** Which loss decided, if one did. */
function lossOf({ decided }: Point): { readonly loss?: LossName } {
  return decided?.loss === undefined ? {} : { loss: decided.loss };
}

/** By the utilisation law: at 1 / utilisation times as much it is full, if what is asked of it grows with the load. */
function saturationOf(scenario: Scenario, { bottleneck, components }: Results): ChosenConfiguration['saturation'] {
  // Users who wait ask for no more: their load is no factor.
  if (scenario.workloads.some(({ load }) => load.type === 'closed')) return [];
  const others = scenario.components.flatMap(({ name, batch, scale }) => {
    const utilisation = batch === null && scale === null ? (components[name].utilisation?.value ?? 0) : 0;
    return utilisation === 0 || name === bottleneck?.component ? [] : [{ component: name, times: rounded(1 / utilisation) }];
  });
  const first = bottleneck === null ? [] : [{ component: bottleneck.component, times: rounded(bottleneck.headroom) }];
  return [...first, ...others].sort((left, right) => left.times - right.times);
}

function tightestOf({ trial, decided }: Point): ChosenConfiguration['tightest'] {
  const after = (decided?.losses ?? []).map(({ trial: left, lost, what, left: kept }) => ({ left, loss: { lost, what, left: kept } }));
  const margins = [{ left: trial, loss: undefined }, ...after].flatMap(({ left, loss }) =>
    left!.objectives.flatMap((objective) => {
      const distance = distanceOf(objective);
      return distance === null ? [] : [{ statistic: objective.statistic, margin: rounded(distance), ...(loss === undefined ? {} : { loss }) }];
    }),
  );
  return margins.reduce<ChosenConfiguration['tightest']>((least, one) => (least === null || one.margin < least.margin ? one : least), null);
}

/** The configuration that misses by least: of those that were simulated the one whose worst objective is nearest to its limit, else the one that is overloaded least. */
export function nearestOf(points: readonly Point[]): NearestConfiguration | null {
  let found: { point: Point; badness: number } | null = null;
  for (const point of points) {
    if (point.trial === null || point.trial.reason === 'monotone') continue;
    const badness = badnessOf(point.trial);
    if (found === null || badness < found.badness) found = { point, badness };
  }
  return found === null ? null : { settings: found.point.settings, cost_per_month: found.point.cost, trial: found.point.trial!, ...lossOf(found.point) };
}

/** Overloaded ones are further away than all that have values. */
const FAR = 1e9;

function badnessOf({ reason, overload, objectives }: PlanTrial): number {
  // Nothing is left of what is lost.
  if (reason === 'arithmetic' && overload === undefined) return Infinity;
  if (overload !== undefined) return FAR * overload.reduce((most, { load }) => Math.max(most, load), 1);
  return objectives.filter(({ verdict }) => verdict !== 'met').reduce((worst, objective) => Math.max(worst, -(distanceOf(objective) ?? -FAR)), 0);
}

/** From the value to its limit as a share of the limit (of a limit of 0: the distance); below 0: it is missed. null: there is no value. */
function distanceOf({ observed, bound }: ObjectiveResult): number | null {
  if (observed === null) return null;
  const { value } = observed;
  const distances = Object.entries(bound).map(([word, limit]) => {
    const room = word === 'below' || word === 'atMost' ? limit - value : value - limit;
    return limit === 0 ? room : room / Math.abs(limit);
  });
  return Math.min(...distances);
}

const rounded = (value: number): number => Number(value.toPrecision(6));
