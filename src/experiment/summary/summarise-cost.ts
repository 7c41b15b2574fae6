import { kinds } from '../../models/index.js';
import { asInstances, instanceOf } from '../../scenario/instances.js';
import type { ComponentDeclaration, Cost, Scenario } from '../../scenario/scenario.js';
import type { Estimator } from '../estimate/estimator.js';
import type { ComponentObservation, Observation } from '../observation/observe.js';
import type { ComponentCost, CostResults, Estimate, MaybeEstimate } from '../results.js';

/** A month of prices: 365 days are 8,760 hours, a twelfth of them is what clouds bill. */
export const HOURS_PER_MONTH = 730;
const GIGABYTE = 1e9;

/**
 * The money of a month like the measured time, and of a million requests that were answered well: each price times what was there, or was sent, in each replication's window. What is always
 * there alike costs the same in each, and has no spread. null: nothing has a price.
 */
export function summariseCost(scenario: Scenario, observations: readonly Observation[], estimator: Estimator): CostResults | null {
  const priced = scenario.components.filter(({ cost }) => cost !== null);
  if (priced.length === 0) return null;
  const each = priced.map((component) => ({ name: component.name, parts: partsOf(component, component.cost!, observations) }));
  const monthly = (money: readonly number[]): Estimate => {
    const months = money.map((one, index) => (one / observations[index].window) * HOURS_PER_MONTH * 3600);
    return estimator.mean(months, { low: 0 })!;
  };
  const components = each.map(({ name, parts }): [string, ComponentCost] => [
    name,
    {
      per_month: monthly(sumOf(Object.values(parts), observations.length)),
      parts: Object.fromEntries(Object.entries(parts).map(([part, money]) => [part, monthly(money)])),
    },
  ]);
  const all = sumOf(
    each.flatMap(({ parts }) => Object.values(parts)),
    observations.length,
  );
  return {
    hours_per_month: HOURS_PER_MONTH,
    per_month: monthly(all),
    per_million_requests: perMillion(all, observations, estimator),
    components: Object.fromEntries(components),
  };
}

function perMillion(money: readonly number[], observations: readonly Observation[], estimator: Estimator): MaybeEstimate {
  const millions = observations.map(({ requests }) => {
    let good = 0;
    for (const [name, row] of requests) if (!name.includes('/')) good += row.good;
    return good / 1e6;
  });
  return estimator.ratio(money, millions, { low: 0 });
}

/** Money by replication, of each price that is given. */
function partsOf(component: ComponentDeclaration, cost: Cost, observations: readonly Observation[]): Record<string, number[]> {
  const { name, kind, scale, serverless } = component;
  const inEach = (money: (row: ComponentObservation, window: number) => number): number[] =>
    observations.map(({ components, window }) => money(components.get(name)!, window));
  const parts: Record<string, number[]> = {};
  const instanceSeconds = (row: ComponentObservation, window: number): number =>
    scale === null ? component.instances.length * window : integralOf(row, 'instances');
  const serverSeconds = (row: ComponentObservation, window: number): number => {
    if (serverless !== null) return integralOf(row, 'environments');
    return scale === null ? row.capacityIntegral : instanceSeconds(row, window) * component.servers;
  };
  if (cost.instanceHour > 0) parts['instance_hours'] = inEach((row, window) => (cost.instanceHour * instanceSeconds(row, window)) / 3600);
  if (cost.serverHour > 0) parts['server_hours'] = inEach((row, window) => (cost.serverHour * serverSeconds(row, window)) / 3600);
  const sends = kinds.find((one) => one.kind === kind)!.bytes?.sends;
  if (cost.gigabyteOut > 0) parts['gigabytes_out'] = inEach((row) => (cost.gigabyteOut * countOf(row, sends!.statistic)) / GIGABYTE);
  if (cost.gigabyteMonth > 0) {
    const perSecond = (cost.gigabyteMonth * roomOf(component)) / GIGABYTE / (HOURS_PER_MONTH * 3600);
    parts['gigabyte_months'] = inEach((_row, window) => perSecond * window);
  }
  return parts;
}

/** Bytes that all its instances together have room for. */
export function roomOf(component: ComponentDeclaration): number {
  const field = kinds.find((one) => one.kind === component.kind)!.bytes!.room!;
  if (component.variants === null) return (component.settings[field] as number) * component.instances.length;
  return asInstances(component).reduce((sum, _, index) => sum + (instanceOf(component, index).settings[field] as number), 0);
}

function integralOf({ own }: ComponentObservation, name: string): number {
  const level = own[name];
  if (level.type !== 'level') throw new Error(`${name} is no level`);
  return level.integral;
}

function countOf({ own }: ComponentObservation, name: string): number {
  const count = own[name];
  if (count.type !== 'count') throw new Error(`${name} is no count`);
  return count.count;
}

function sumOf(parts: readonly (readonly number[])[], length: number): number[] {
  return Array.from({ length }, (_, index) => parts.reduce((sum, part) => sum + part[index], 0));
}
