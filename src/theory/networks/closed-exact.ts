import { requireNotNegative, requireWhole } from './check.js';
import { addStation, delaysOnly, passesToAdd } from './normalisation.js';
import { gridSize, populationGrid, type PopulationGrid } from './population-grid.js';
import { checkStation, levelOf, speedWith, type Station } from './station.js';
import type { WideValues } from './wide-values.js';

/** A closed network: classes of clients that think and then make a request, and stations that requests visit. */
export interface ClosedNetwork {
  readonly classes: readonly ClosedClass[];
  readonly stations: readonly Station[];
}
export interface ClosedClass {
  /** Number of clients. */
  readonly clients: number;
  /** Mean think time between an answer and the next request, seconds; any law. */
  readonly think: number;
}

export interface ClosedAnswer {
  /** Requests per second, by class. */
  readonly throughputs: readonly number[];
  /** Mean seconds from request to answer, think excluded, by class. For a class without clients: of a lone visitor. */
  readonly responses: readonly number[];
  readonly stations: readonly ClosedStation[];
}
export interface ClosedStation {
  /** Mean number of jobs present, by class. */
  readonly numbers: readonly number[];
  /** Mean seconds that one request spends here, all visits together, by class. */
  readonly responses: readonly number[];
  /** Busy share of the servers; null for unlimited servers and for load-dependent stations, which have none. */
  readonly utilisation: number | null;
  /** Probability that nobody is there. */
  readonly emptyShare: number;
  /** Time here over own work, for a job from outside that joins the network as it stands: 1 where nobody ever waits. */
  readonly stretch: number;
}

/** Passes over all population vectors, times vectors and classes, that are done before the answer is refused: about two seconds. */
export const MOST_STEPS = 2e8;

/**
 * Exact means of a closed network with any number of classes: stations with one or several servers, unlimited servers, or speeds
 * that depend on the number present, each of a kind with a product form (see productFormObstacle).
 *
 * The throughputs are ratios of normalisation constants, X_r = G(N - e_r) / G(N); the time at a station follows from the arrival
 * theorem, R_ir = D_ir · E_(N - e_r)[(n_i + 1) / μ_i(n_i + 1)] (Reiser & Lavenberg, Mean-value analysis of closed multichain
 * queuing networks, Journal of the ACM 27, 1980; Sevcik & Mitrani 1981; Lavenberg & Reiser 1980). All sums have positive terms, so the
 * digits hold for thousands of clients and servers, where the recursion on 1 - Σ p(j) breaks down.
 *
 * @throws RangeError for impossible numbers, a class without any work or think time, or a size that would take more than
 * `mostSteps` steps; the message says how many. `approximateClosed` and `closedBounds` have no such limit.
 */
export function exactClosed(network: ClosedNetwork, mostSteps = MOST_STEPS): ClosedAnswer {
  const solved = solve(network, mostSteps);
  const { grid, total, last } = solved;
  const { classes, stations } = network;
  const full = grid.size - 1;
  const throughputs = classes.map(({ clients }, one) => (clients > 0 ? total.ratio(full - grid.strides[one], total, full) : 0));
  const answers = stations.map((station, index): ClosedStation => {
    const offered = station.demands.reduce((sum, demand, one) => sum + demand * throughputs[one], 0);
    const own = last[index];
    const stretchAt = (place: number): number => (own === null ? 1 : own.stretched.ratio(place, own.total, place));
    const responses = station.demands.map((demand, one) =>
      demand === 0 ? 0 : demand * stretchAt(classes[one].clients > 0 ? full - grid.strides[one] : full),
    );
    return {
      numbers: responses.map((response, one) => response * throughputs[one]),
      responses,
      utilisation: typeof station.servers === 'number' && station.servers !== Infinity ? offered / station.servers : null,
      emptyShare: own === null ? Math.exp(-offered) : own.before.ratio(full, own.total, full),
      stretch: stretchAt(full),
    };
  });
  return { throughputs, responses: classes.map((_, one) => answers.reduce((sum, answer) => sum + answer.responses[one], 0)), stations: answers };
}

/**
 * Throughputs (requests per second) of a network with one class for 1, 2, …, N clients: the curve of which `exactClosed` is the
 * last point. With n clients the response time is n / X(n) - think.
 *
 * @throws RangeError as `exactClosed`, and for more classes than one
 */
export function throughputCurve(network: ClosedNetwork, mostSteps = MOST_STEPS): Float64Array {
  if (network.classes.length !== 1) throw new RangeError('a curve over the number of clients needs a network with one class');
  const { total, grid } = solve({ ...network }, mostSteps, false);
  return Float64Array.from({ length: grid.size - 1 }, (_, before) => total.ratio(before, total, before + 1));
}

/** Steps that `exactClosed` would need: what it compares with its limit. */
export function closedSteps(network: ClosedNetwork): number {
  return plan(network).steps;
}

interface LastStation {
  readonly before: WideValues;
  readonly total: WideValues;
  readonly stretched: WideValues;
}

function solve(network: ClosedNetwork, mostSteps: number, withStations = true): { grid: PopulationGrid; total: WideValues; last: readonly (LastStation | null)[] } {
  check(network);
  const { classes, stations } = network;
  const { steps, vectors, delayed, single, several } = plan(network);
  if (steps > mostSteps) {
    throw new RangeError(`the exact answer needs ${vectors} population vectors and ${steps} steps, more than ${mostSteps}: use an approximation or bounds`);
  }
  const grid = populationGrid(classes.map(({ clients }) => clients));
  const delays = classes.map(({ think }, one) => delayed.reduce((sum, station) => sum + stations[station].demands[one], think));
  const add = (values: WideValues, station: number): WideValues => addStation(grid, values, stations[station].servers, stations[station].demands, false).total;
  const base = single.reduce(add, delaysOnly(grid, delays));
  const total = several.reduce(add, base);
  const last: (LastStation | null)[] = stations.map(() => null);
  if (withStations) {
    for (const station of single) {
      // With constant speed μ, Σ_k (|k| + 1) g(k) G(n - k) is G with a second such station.
      const { servers, demands } = stations[station];
      const twice = add(total, station);
      const speed = speedWith(servers, 1);
      const stretched = new WideValuesScaled(twice, 1 / speed).values;
      last[station] = { before: withoutStation(grid, total, servers, demands), total, stretched };
    }
    for (const station of several) {
      const before = several.reduce((values, other) => (other === station ? values : add(values, other)), base);
      const added = addStation(grid, before, stations[station].servers, stations[station].demands, true);
      if (added.stretched !== null) last[station] = { before, total: added.total, stretched: added.stretched };
    }
  }
  return { grid, total, last };
}
