import { requireNonNegative, requireWhole } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import { addLastStation, addStation, delaysOnly, passesToAdd } from './normalisation.js';
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
  /** Busy share of the servers; null for unlimited servers. Of a load-dependent station: the share of time that somebody is there. */
  readonly utilisation: number | null;
  /** Time here over own work, for a job from outside that joins the network as it stands: 1 where nobody ever waits. */
  readonly stretch: number;
}

/** Steps (passes × population vectors × classes) above which the answer is refused: about two seconds of work. */
export const MOST_STEPS = 2e8;
/** Population vectors above which the answer is refused: about a hundred megabytes. */
const MOST_VECTORS = 1e6;

/**
 * Exact means of a closed network with any number of classes: stations with one or several servers, unlimited servers, or speeds
 * that depend on the number present, each of a kind with a product form (see productFormObstacle).
 *
 * The throughputs are ratios of normalisation constants, X_r = G(N - e_r) / G(N); the time at a station follows from the arrival
 * theorem, R_ir = D_ir · E_(N - e_r)[(n_i + 1) / μ_i(n_i + 1)] (Reiser & Lavenberg, Mean-value analysis of closed multichain
 * queuing networks, Journal of the ACM 27, 1980; Sevcik & Mitrani, Journal of the ACM 28, 1981). All sums have positive terms, so the
 * digits hold for thousands of clients and servers, where the recursion on 1 - Σ p(j) breaks down.
 *
 * @throws RangeError for impossible numbers, a class with neither work nor think time, or a size that would take more than
 * `mostSteps` steps or a million population vectors; the message says how many. `approximateClosed` and `closedBounds` have no such limit.
 */
export function exactClosed(network: ClosedNetwork, mostSteps = MOST_STEPS): ClosedAnswer {
  const { classes, stations } = network;
  const { grid, total, crowds } = solve(network, mostSteps);
  const full = grid.size - 1;
  const throughputs = classes.map(({ clients }, one) => (clients > 0 ? total.ratio(full - grid.strides[one], total, full) : 0));
  const answers = stations.map(({ servers, demands }, index): ClosedStation => {
    const { found, stretch, emptyShare } = crowds[index];
    const offered = sum(demands.map((demand, one) => demand * throughputs[one]));
    const responses = demands.map((demand, one) => demand * found[one]);
    return {
      numbers: responses.map((response, one) => response * throughputs[one]),
      responses,
      utilisation: typeof servers !== 'number' ? 1 - emptyShare : servers === Infinity ? null : offered / servers,
      stretch,
    };
  });
  return { throughputs, responses: classes.map((_, one) => sum(answers.map(({ responses }) => responses[one]))), stations: answers };
}

/**
 * Throughputs (requests per second) of a network with one class for 1, 2, …, N clients: the curve of which `exactClosed` is the
 * last point. With n clients the response time is n / X(n) - think.
 *
 * @throws RangeError as `exactClosed`, and unless there is exactly one class
 */
export function throughputCurve(network: ClosedNetwork, mostSteps = MOST_STEPS): Float64Array {
  if (network.classes.length !== 1) throw new RangeError('A curve over the number of clients needs a network with one class.');
  const { grid, total } = normalise(network, mostSteps);
  return Float64Array.from({ length: grid.size - 1 }, (_, before) => total.ratio(before, total, before + 1));
}

/** How many jobs are at a station, as arrivals see it. */
interface Crowd {
  /** E[(n_i + 1) / μ_i(n_i + 1)] as a client of each class finds it, who is not there himself. */
  readonly found: readonly number[];
  /** The same with all clients there: as a job from outside finds it. */
  readonly stretch: number;
  /** Probability of nobody there. */
  readonly emptyShare: number;
}

interface Normalised {
  readonly grid: PopulationGrid;
  /** G of the whole network. */
  readonly total: WideValues;
  /** G of the delays and the stations of constant speed. */
  readonly base: WideValues;
  readonly plan: Plan;
}

function normalise(network: ClosedNetwork, mostSteps: number): Normalised {
  check(network);
  const { classes, stations } = network;
  const plan = planOf(network);
  const { vectors, steps } = plan;
  if (steps > mostSteps || vectors > MOST_VECTORS) {
    throw new RangeError(
      `The exact answer needs ${steps} steps over ${vectors} population vectors, more than ${mostSteps} or ${MOST_VECTORS}: use an approximation or bounds.`,
    );
  }
  const grid = populationGrid(classes.map(({ clients }) => clients));
  const delays = classes.map(({ think }, one) => plan.delayed.reduce((sum, station) => sum + stations[station].demands[one], think));
  const base = addAll(grid, delaysOnly(grid, delays), stations, plan.constant);
  return { grid, base, total: addAll(grid, base, stations, plan.varying), plan };
}

function solve(network: ClosedNetwork, mostSteps: number): { grid: PopulationGrid; total: WideValues; crowds: readonly Crowd[] } {
  const { stations } = network;
  const { grid, base, total, plan } = normalise(network, mostSteps);
  const full = grid.size - 1;
  const crowd = (stretchAt: (index: number) => number, emptyShare: number): Crowd => ({
    found: grid.populations.map((clients, one) => stretchAt(clients > 0 ? full - grid.strides[one] : full)),
    stretch: stretchAt(full),
    emptyShare,
  });
  const crowds = stations.map(({ servers, demands }, index): Crowd => {
    if (plan.constant.includes(index)) {
      // At constant speed μ, Σ_k (|k| + 1) g(k) G(n - k) is G of the network with a second such station.
      const twice = addStation(grid, total, servers, demands);
      const speed = speedWith(servers, 1);
      const throughputs = grid.populations.map((clients, one) => (clients > 0 ? total.ratio(full - grid.strides[one], total, full) : 0));
      const offered = sum(demands.map((demand, one) => demand * throughputs[one]));
      return crowd((place) => twice.ratio(place, total, place) / speed, 1 - offered / speed);
    }
    if (plan.varying.includes(index)) {
      const others = plan.varying.filter((other) => other !== index);
      const before = addAll(grid, base, stations, others);
      const added = addLastStation(grid, before, servers, demands);
      return crowd((place) => added.stretched.ratio(place, added.total, place), before.ratio(full, added.total, full));
    }
    return crowd(() => 1, Number.NaN);
  });
  return { grid, total, crowds };
}

function addAll(grid: PopulationGrid, before: WideValues, stations: readonly Station[], chosen: readonly number[]): WideValues {
  return chosen.reduce((values, station) => addStation(grid, values, stations[station].servers, stations[station].demands), before);
}

interface Plan {
  /** Stations at which nobody can wait, even one client more. */
  readonly delayed: readonly number[];
  /** Stations of constant speed. */
  readonly constant: readonly number[];
  readonly varying: readonly number[];
  readonly vectors: number;
  readonly steps: number;
}

function planOf({ classes, stations }: ClosedNetwork): Plan {
  const most = sum(classes.map(({ clients }) => clients));
  const indices = stations.map((_, index) => index);
  const neverWaits = ({ servers }: Station): boolean => typeof servers === 'number' && servers > most;
  const delayed = indices.filter((index) => neverWaits(stations[index]));
  const constant = indices.filter((index) => !neverWaits(stations[index]) && levelOf(stations[index].servers) === 1);
  const varying = indices.filter((index) => !delayed.includes(index) && !constant.includes(index));
  const passes = (chosen: readonly number[], last: boolean): number => sum(chosen.map((index) => passesToAdd(stations[index].servers, most, last)));
  const again = varying.length > 1 ? passes(varying, false) * (varying.length - 1) : 0;
  const vectors = gridSize(classes.map(({ clients }) => clients));
  return {
    delayed,
    constant,
    varying,
    vectors,
    steps: vectors * classes.length * (2 * passes(constant, false) + passes(varying, false) + again + passes(varying, true)),
  };
}

/** Steps that `exactClosed` needs: what it compares with its limit. */
export function closedSteps(network: ClosedNetwork): number {
  check(network);
  return planOf(network).steps;
}

function check({ classes, stations }: ClosedNetwork): void {
  if (classes.length === 0) throw new RangeError('A closed network needs a class of clients.');
  stations.forEach((station, index) => checkStation(station, classes.length, `station ${index + 1}`));
  classes.forEach(({ clients, think }, one) => {
    requireWhole(`The number of clients of class ${one + 1}`, clients, 0);
    requireNonNegative(`The think time of class ${one + 1}`, think);
    const demand = sum(stations.map(({ demands }) => demands[one]));
    if (clients > 0 && think + demand === 0) throw new RangeError(`Class ${one + 1} has neither work nor think time.`);
  });
}
