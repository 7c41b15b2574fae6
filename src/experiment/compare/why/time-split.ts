import type { Scenario } from '../../../scenario/scenario.js';
import type { ComponentObservation, Observation, RequestObservation } from '../../observation/observe.js';
import type { Replication } from '../../observation/replication.js';
import { isPlain, pathsOf } from './paths.js';

/** Where the time of requests went, summed in each replication: what the replications of a comparison have counted anyway. */
export interface TimeSplit {
  /** By row of requests. */
  readonly rows: ReadonlyMap<string, RowTimes>;
  /** By component: how long its jobs waited for a server. */
  readonly waits: ReadonlyMap<string, Ratio>;
}

/** A sum of each replication, and the number of what it is a sum of. */
export interface Ratio {
  readonly sums: readonly number[];
  readonly counts: readonly number[];
}

export interface RowTimes {
  /** Seconds from the instant it was due to its end, of all requests that ended, and their number. */
  readonly time: Ratio;
  /** Share that ended badly: these are in `time`, and in no latency. */
  readonly failed: number;
  /** Components for whose answer it waits. */
  readonly awaited: ReadonlySet<string>;
  readonly parts: readonly PartTimes[];
}

/** Seconds of the requests of a row that passed at one component while nothing else happened to them; a sum for each replication. */
export interface PartTimes {
  readonly component: string;
  readonly waiting: readonly number[];
  readonly working: readonly number[];
}

/** Parts that come to more than the whole by this share are no parts of it: the windows' edges make a difference that is far smaller. */
const EDGE = 0.01;

/** Waiting is that of the jobs that ended, as latency is that of the requests that did; by Little's law the time integral of those who are worked on is the work of all. */
export function timeSplitOf(scenario: Scenario, replications: readonly Replication[]): TimeSplit {
  const windows = replications.map((one) => one.windows[0]);
  const components = new Map(scenario.components.map((one) => [one.name, one]));
  const rows = new Map<string, RowTimes>();
  for (const { row, awaited, own } of pathsOf(scenario)) {
    const seen = windows.map(({ requests }) => requests.get(row));
    if (!seen.every((one) => one !== undefined)) continue;
    const all = [...own].flatMap(([component, operations]): PartTimes[] => {
      if (!isPlain(components.get(component)!)) return [];
      const summed = (pick: (one: ComponentObservation) => number): readonly number[] =>
        windows.map((window) => total(operations.map(({ operation }) => pick(window.components.get(`${component}.${operation}`)!))));
      return [{ component, waiting: summed(({ wait }) => wait.sum), working: summed((one) => one.workingIntegral) }];
    });
    const time = { sums: seen.map(timeOf), counts: seen.map(endedOf) };
    const isWithin = total(all.flatMap(({ waiting, working }) => [...waiting, ...working])) <= (1 + EDGE) * total(time.sums);
    rows.set(row, { time, failed: 1 - total(seen.map(({ latency }) => latency.count)) / total(time.counts), awaited, parts: isWithin ? all : [] });
  }
  return { rows, waits: new Map(scenario.components.filter(isPlain).map(({ name }) => [name, waitsAt(name, windows)])) };
}

function timeOf({ latency, badLatency }: RequestObservation): number {
  return latency.sum + total([...badLatency.values()].map(({ sum }) => sum));
}

function endedOf({ latency, badLatency }: RequestObservation): number {
  return latency.count + total([...badLatency.values()].map(({ count }) => count));
}

function waitsAt(component: string, windows: readonly Observation[]): Ratio {
  const of = windows.map((window) => window.components.get(component)!.wait);
  return { sums: of.map(({ sum }) => sum), counts: of.map(({ count }) => count) };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
