import type { OwnStatistic } from '../../models/define.js';
import type { OperationCell } from '../../sim/operation-cell.js';
import type { Environments } from '../../sim/servers/environments.js';
import type { Station } from '../../sim/station.js';
import type { RequestCell } from '../../sim/request-cell.js';
import type { Times } from '../../sim/statistics/times.js';
import { observePolicies } from './observe-policies.js';
import { Histogram } from '../../sim/statistics/histogram.js';
import type { System } from '../../scenario/compile/system.js';
import { allServers, instanceOf } from '../../scenario/instances.js';
import type { ComponentDeclaration } from '../../scenario/scenario.js';

/** Times of one replication: sums for the mean, a histogram for percentiles. Seconds. */
export interface TimesObservation {
  readonly count: number;
  readonly sum: number;
  readonly max: number;
  readonly histogram: Histogram;
}

/** What one row of requests saw in one replication. */
export interface RequestObservation {
  readonly offered: number;
  readonly good: number;
  readonly latency: TimesObservation;
  /** Requests that ended, by outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** By bad outcome. */
  readonly badLatency: ReadonlyMap<string, TimesObservation>;
  readonly inFlightIntegral: number;
  readonly insideAtStart: number;
  readonly insideAtEnd: number;
  readonly oldestAge: number | null;
  /** Of a whole workload: what its call policies did. */
  readonly own: Readonly<Record<string, OwnObservation>>;
}

export type OwnObservation =
  | { readonly type: 'ratio'; readonly numerator: number; readonly denominator: number }
  | { readonly type: 'mean'; readonly numerator: number; readonly denominator: number }
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'times'; readonly times: TimesObservation }
  | { readonly type: 'level'; readonly integral: number; readonly max: number }
  | { readonly type: 'parts'; readonly parts: Readonly<Record<string, Readonly<Record<string, OwnObservation>>>> };

/** What one row of a component saw in one replication. */
export interface ComponentObservation {
  readonly arrivals: number;
  readonly good: number;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly wait: TimesObservation;
  readonly response: TimesObservation;
  readonly queueIntegral: number;
  readonly queueMax: number;
  readonly busyIntegral: number;
  readonly workingIntegral: number;
  /** Servers present × seconds; Infinity for unlimited servers. */
  readonly capacityIntegral: number;
  readonly workSum: number;
  readonly wastedSum: number;
  readonly insideAtStart: number;
  readonly insideAtEnd: number;
  readonly own: Readonly<Record<string, OwnObservation>>;
}

/** One window of one replication, summed into rows; holds no part of the engine. */
export interface Observation {
  readonly requests: ReadonlyMap<string, RequestObservation>;
  readonly components: ReadonlyMap<string, ComponentObservation>;
  /** Its length in seconds. */
  readonly window: number;
}

/** What was counted since `start` (seconds), when the statistics opened last. */
export function observe(system: System, start: number): Observation {
  const requests = new Map<string, RequestObservation>();
  const oldest = system.oldestInside();
  for (const { declaration, requests: rows } of system.workloads) {
    const cells = rows.map((row) => row.cell);
    const policies = observePolicies({ policies: declaration.policies, instances: 1 }, system, system.end - start);
    requests.set(declaration.name, { ...observeRequests(cells, system, oldest), own: policies });
    for (const { operation, cell } of rows) {
      if (operation !== null) requests.set(`${declaration.name}/${operation.component}.${operation.operation}`, observeRequests([cell], system, oldest));
    }
  }
  return {
    requests,
    components: observeComponents(system, system.end - start),
    window: system.end - start,
  };
}

function observeRequests(cells: readonly RequestCell[], system: System, oldest: ReadonlyMap<RequestCell, number>): RequestObservation {
  const outcomes = new Map<string, number>();
  const badLatency = new Map<string, TimesObservation>();
  let good = 0;
  system.outcomes.names.forEach((name, code) => {
    const count = sum(cells, (cell) => cell.outcomes[code]);
    if (count > 0) outcomes.set(name, count);
    const bad = cells.map((cell) => cell.badLatency[code]!).filter((times) => times !== null && times.count > 0);
    if (bad.length > 0) badLatency.set(name, mergeTimes(bad));
  });
  for (const cell of cells) good += cell.latency.count;
  const ages = cells.map((cell) => oldest.get(cell)).filter((age) => age !== undefined);
  return {
    offered: sum(cells, (cell) => cell.offered),
    good,
    latency: mergeTimes(cells.map((cell) => cell.latency)),
    outcomes,
    badLatency,
    inFlightIntegral: sum(cells, (cell) => cell.inFlight.integral(system.end)),
    insideAtStart: sum(cells, (cell) => cell.insideAtStart),
    insideAtEnd: sum(cells, (cell) => cell.inFlight.level),
    oldestAge: ages.length === 0 ? null : Math.max(...ages),
    own: {},
  };
}

function observeComponents(system: System, window: number): Map<string, ComponentObservation> {
  const rows = new Map<string, ComponentObservation>();
  for (const { declaration, component, behaviour, fleet, environments } of system.components) {
    const { stations, operations } = component;
    const own = stations.map((_, index) => behaviour?.statistics(index) ?? environmentStatistics(environments?.[index], system.end));
    // With servers for each item of a key there is no number of servers.
    const serversAt = (index: number): number => (declaration.per === null ? instanceOf(declaration, index).servers : Infinity);
    const capacityOf = (some: readonly Station[]) =>
      sum(some, (one) => one.servers?.capacity?.integral(system.end) ?? serversAt(one.index) * (fleet?.presenceOf(one.index)?.integral(system.end) ?? window));
    const row = (of: readonly Station[], cells: readonly OperationCell[], queueMax: number, ownOfEach: readonly Readonly<Record<string, OwnStatistic>>[]) =>
      observeCells(cells, queueMax, capacityOf(of), mergeOwn(ownOfEach, system.end), system);
    const all = stations.flatMap((station) => station.cells);
    const ofAll = row(
      stations,
      all,
      greatest(stations, (station) => station.line.queuedMax),
      own,
    );
    const policies = observePolicies({ policies: declaration.policies, instances: stations.length }, system, window);
    rows.set(declaration.name, { ...ofAll, own: { ...ofAll.own, ...mergeOwn([fleet?.statistics(system.end) ?? {}], system.end), ...policies } });
    if (stations.length > 1) {
      const isShown = rowsOfInstances(declaration, system.named);
      stations.forEach((station, index) => {
        if (!isShown(`${declaration.name}/${declaration.instances[index]}`)) return;
        rows.set(`${declaration.name}/${declaration.instances[index]}`, row([station], station.cells, station.line.queuedMax, [own[index]]));
      });
    }
    operations.forEach((operation, index) => {
      // Of very many instances some may have been idle from the start.
      const cells = stations.flatMap((station) => (station.cells.length === 0 ? [] : [station.cells[index]]));
      rows.set(
        `${declaration.name}.${operation.name}`,
        row(
          stations,
          cells,
          greatest(cells, (cell) => cell.queue.max),
          [],
        ),
      );
    });
  }
  return rows;
}

function environmentStatistics(environments: Environments | undefined, end: number): Readonly<Record<string, OwnStatistic>> {
  if (environments === undefined) return {};
  const { cold, warm } = environments;
  return {
    cold_starts: { type: 'ratio', numerator: cold, denominator: cold + warm },
    environments: { type: 'level', level: environments.aliveUntil(end) },
  };
}

/** Instances with rows of their own, where nobody ever waits at them; of more, those that are asked for by name. */
const MOST_ROWS = 1000;

/** Which instances have rows of their own: all, so that the busiest is seen; not those of very many that are never busy. */
function rowsOfInstances(declaration: ComponentDeclaration, named: ReadonlySet<string>): (instance: string) => boolean {
  const areFew = declaration.instances.length <= MOST_ROWS || allServers(declaration) !== Infinity;
  return areFew ? () => true : (instance) => named.has(instance);
}

function observeCells(
  cells: readonly OperationCell[],
  queueMax: number,
  capacityIntegral: number,
  own: Readonly<Record<string, OwnObservation>>,
  system: System,
): ComponentObservation {
  const { end } = system;
  const outcomes = new Map<string, number>();
  system.outcomes.names.forEach((name, code) => {
    const count = sum(cells, (cell) => cell.outcomes[code]);
    if (count > 0) outcomes.set(name, count);
  });
  return {
    arrivals: sum(cells, (cell) => cell.arrivals),
    good: sum(cells, (cell) =>
      sum(
        cell.isGood.map((isGood, code) => (isGood ? cell.outcomes[code] : 0)),
        (count) => count,
      ),
    ),
    outcomes,
    wait: mergeTimes(cells.map((cell) => cell.wait)),
    response: mergeTimes(cells.map((cell) => cell.response)),
    queueIntegral: sum(cells, (cell) => cell.queue.integral(end)),
    queueMax,
    busyIntegral: sum(cells, (cell) => cell.busy.integral(end)),
    workingIntegral: sum(cells, (cell) => (cell.working ?? cell.busy).integral(end)),
    capacityIntegral,
    workSum: sum(cells, (cell) => cell.work.sum),
    wastedSum: sum(cells, (cell) => cell.wasted.sum),
    insideAtStart: sum(cells, (cell) => cell.insideAtStart),
    insideAtEnd: sum(cells, (cell) => cell.inside),
    own,
  };
}

function mergeOwn(instances: readonly Readonly<Record<string, OwnStatistic>>[], end: number): Record<string, OwnObservation> {
  const merged: Record<string, OwnObservation> = {};
  for (const name of Object.keys(instances[0] ?? {})) {
    merged[name] = mergeStatistic(
      instances.map((one) => one[name]),
      end,
    );
  }
  return merged;
}

function mergeStatistic(all: readonly OwnStatistic[], end: number): OwnObservation {
  switch (all[0].type) {
    case 'ratio':
    case 'mean': {
      const ratios = all as readonly Extract<OwnStatistic, { type: 'ratio' | 'mean' }>[];
      return { type: ratios[0].type, numerator: sum(ratios, (one) => one.numerator), denominator: sum(ratios, (one) => one.denominator) };
    }
    case 'count':
      return { type: 'count', count: sum(all as readonly Extract<OwnStatistic, { type: 'count' }>[], (one) => one.count) };
    case 'times':
      return { type: 'times', times: mergeTimes((all as readonly Extract<OwnStatistic, { type: 'times' }>[]).map((one) => one.times)) };
    case 'level': {
      const levels = (all as readonly Extract<OwnStatistic, { type: 'level' }>[]).map(({ level }) => level);
      return { type: 'level', integral: sum(levels, (one) => one.integral(end)), max: greatest(levels, ({ max }) => max) };
    }
    case 'parts': {
      const instances = (all as readonly Extract<OwnStatistic, { type: 'parts' }>[]).map(({ parts }) => parts);
      const names = Object.keys(instances[0]);
      return {
        type: 'parts',
        parts: Object.fromEntries(
          names.map((name) => [
            name,
            mergeOwn(
              instances.map((one) => one[name]),
              end,
            ),
          ]),
        ),
      };
    }
  }
}

function mergeTimes(times: readonly Times[]): TimesObservation {
  // A copy even of one alone: the engine may go on and count anew.
  const histogram = new Histogram();
  for (const one of times) histogram.add(one.histogram);
  return {
    count: sum(times, ({ tally }) => tally.count),
    sum: sum(times, ({ tally }) => tally.sum),
    max: times.reduce((max, { tally }) => Math.max(max, tally.max), -Infinity),
    histogram,
  };
}

/** Of nothing: 0. No spread of arguments, which the stack may not bear. */
function greatest<Item>(items: readonly Item[], value: (item: Item) => number): number {
  let most = 0;
  for (const item of items) most = Math.max(most, value(item));
  return most;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}
