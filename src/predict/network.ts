import { lawMean } from '../sim/chance/moments.js';
import type { ComponentDeclaration } from '../scenario/scenario.js';
import { mixedNetwork, type MixedAnswer, type MixedNetwork } from '../theory/networks/mixed.js';
import { productFormObstacle, type StationDescription } from '../theory/networks/product-form.js';
import type { Servers } from '../theory/networks/station.js';
import { mg1, whittApproximation } from '../theory/stations/index.js';
import { arrivalRate } from './arrival-rate.js';
import { type Findings, type Forecast, forecast, type Grounds, type Unknown } from './forecast.js';
import { isExponential } from './known-law.js';
import { mixService, type ServiceTime } from './service-time.js';
import { overloaded } from './solve-station.js';
import type { Piece, Route } from './route.js';

/** A component as a station of the network; several instances, drawn at random, are as many stations. */
interface NetworkStation {
  readonly component: ComponentDeclaration;
  readonly servers: Servers;
  readonly discipline: StationDescription['discipline'];
  /** Pieces of work there, by route. */
  readonly pieces: readonly (readonly Piece[])[];
}

/** A group of workloads whose requests walk from station to station: Jackson, BCMP, and closed networks by mean-value analysis. */
export interface SolvedNetwork {
  readonly network: MixedNetwork;
  readonly routes: readonly Route[];
  readonly stations: readonly NetworkStation[];
  readonly grounds: Grounds;
  /** Time at a station over own work there, by station and route. */
  readonly stretches: readonly (readonly number[])[];
  /** Runs of the body a second, by route. */
  readonly throughputs: readonly number[];
}

export function solveNetwork(components: readonly ComponentDeclaration[], routes: readonly Route[]): SolvedNetwork | { readonly obstacle: string } {
  const ordered = [...routes.filter(({ workload }) => workload.load.type === 'open'), ...routes.filter(({ workload }) => workload.load.type === 'closed')];
  const stations: NetworkStation[] = [];
  for (const component of components) {
    const pieces = ordered.map(({ calls }) => calls.flatMap((call) => call.pieces.filter((piece) => piece.component === component.name)));
    if (pieces.every((list) => list.length === 0)) continue;
    const station = stationOf(component);
    if ('obstacle' in station) return station;
    stations.push({ component, ...station, pieces });
  }
  if (stations.length === 0) return { obstacle: 'there is no work in it' };
  const rates: number[] = [];
  for (const { workload } of ordered) {
    if (workload.load.type !== 'open') continue;
    const rate = arrivalRate(workload.load);
    if ('obstacle' in rate) return { obstacle: `${workload.name}: ${rate.obstacle}` };
    rates.push(rate.value);
  }
  const closed = ordered.flatMap((route) => {
    const { load } = route.workload;
    if (load.type === 'open') return [];
    const delay = route.delay + route.calls.reduce((sum, call) => sum + call.delay, 0);
    return [{ clients: load.users, think: (load.think === null ? 0 : lawMean(load.think)) + delay }];
  });
  const network: MixedNetwork = {
    arrivalRates: rates,
    closed,
    stations: stations.map(({ component, servers, pieces }) => ({
      servers,
      demands: pieces.map((list) => list.reduce((sum, { visits, service }) => sum + visits * service.mean, 0) / component.instances.length),
    })),
  };
  const full = network.stations.findIndex(({ servers, demands }) => offeredBy(rates, demands) >= topSpeed(servers));
  if (full >= 0) {
    const { demands, servers } = network.stations[full];
    return { obstacle: `${stations[full].component.name}: ${overloaded(offeredBy(rates, demands) / topSpeed(servers))}` };
  }
  const obstacle = obstacleOf(stations, ordered);
  if (obstacle !== null && stations.some(({ discipline }) => discipline === 'other')) return { obstacle };
  const many = stations.reduce((sum, { component }) => sum + component.instances.length, 0);
  let answer: MixedAnswer;
  try {
    answer = mixedNetwork(spread(network, stations));
  } catch (error) {
    if (error instanceof RangeError) return { obstacle: `the network is too large to solve: ${error.message}` };
    throw error;
  }
  const kind = closed.length === 0 ? (rates.length === 1 ? 'Jackson network' : 'open BCMP network') : rates.length === 0 ? 'closed network' : 'mixed network';
  const grounds: Grounds =
    obstacle === null
      ? {
          exactness: 'exact',
          model: kind,
          source: sourceOf(closed.length),
          reason: `${many === 1 ? 'the station has' : `all ${many} stations have`} a product form`,
        }
      : { exactness: 'approximation', model: kind, source: sourceOf(closed.length), reason: obstacle };
  let start = 0;
  const stretches = stations.map(({ component, pieces }, index) => {
    const at = start;
    start += component.instances.length;
    const own = network.stations[index].demands;
    const stretch = own.map((demand, route) => (demand === 0 ? 1 : answer.stations[at].responses[route] / demand));
    return obstacle !== null && closed.length === 0 ? decomposed(stations[index], rates, pieces, stretch) : stretch;
  });
  return { network, routes: ordered, stations, grounds, stretches, throughputs: answer.throughputs };
}

function sourceOf(closed: number): string {
  return closed === 0
    ? 'Jackson 1957; Baskett, Chandy, Muntz & Palacios 1975'
    : 'mean-value analysis (Reiser & Lavenberg 1980; Baskett, Chandy, Muntz & Palacios 1975)';
}

/** Each instance a station of its own. */
function spread({ arrivalRates, closed, stations }: MixedNetwork, from: readonly NetworkStation[]): MixedNetwork {
  return { arrivalRates, closed, stations: stations.flatMap((station, index) => from[index].component.instances.map(() => station)) };
}

/** Approximately, where service is not exponential: each station by itself as M/G/c, as though it got Poisson arrivals. */
function decomposed(
  { component, servers, discipline }: NetworkStation,
  rates: readonly number[],
  pieces: readonly (readonly Piece[])[],
  stretch: readonly number[],
): number[] {
  if (discipline !== 'fifo' || typeof servers !== 'number' || servers === Infinity) return [...stretch];
  const parts = pieces
    .flatMap((list, route) => list.map(({ visits, service }) => ({ rate: (rates[route] * visits) / component.instances.length, service })))
    .filter(({ rate }) => rate > 0);
  const service = mixService(parts);
  const rate = parts.reduce((sum, part) => sum + part.rate, 0);
  if (rate === 0 || service.secondMoment === Infinity) return [...stretch];
  const wait = waitOf(rate, service, servers);
  return pieces.map((list) => {
    const visits = list.reduce((sum, piece) => sum + piece.visits, 0);
    const demand = list.reduce((sum, piece) => sum + piece.visits * piece.service.mean, 0);
    return demand === 0 ? 1 : 1 + (visits * wait) / demand;
  });
}

function waitOf(rate: number, service: ServiceTime, servers: number): number {
  if (servers === 1) return mg1({ arrivalRate: rate, service }).waitMean!;
  const serviceVariation = Math.max(0, service.secondMoment / service.mean ** 2 - 1);
  return whittApproximation({ arrivalRate: rate, arrivalVariation: 1, serviceMean: service.mean, serviceVariation, servers }).waitMean!;
}

function offeredBy(rates: readonly number[], demands: readonly number[]): number {
  return rates.reduce((sum, rate, index) => sum + rate * demands[index], 0);
}

function topSpeed(servers: Servers): number {
  return typeof servers === 'number' ? servers : servers[servers.length - 1];
}

/** The station as product-form theory describes it; with anything else about it, no such station. */
function stationOf(component: ComponentDeclaration): Pick<NetworkStation, 'servers' | 'discipline'> | { readonly obstacle: string } {
  const { name, per, queue, patience, balking, setUp, vacation, schedule, batch, breakdowns, speeds, speedAt, sharers, discipline, servers } = component;
  const features = {
    'its limited queue': queue !== Infinity && servers !== Infinity,
    patience,
    balking: balking.length > 0,
    'load shedding': component.codel ?? component.adaptiveLimit,
    'its adaptive order': component.lifoAbove,
    'set-up times': setUp,
    vacations: vacation,
    'servers for each item of a key': per,
  };
  const others = {
    'a schedule': schedule,
    'service in batches': batch,
    breakdowns,
    speeds: speeds?.some((speed) => speed !== 1) === true,
    'limited sharing': sharers !== Infinity,
  };
  for (const [feature, given] of [...Object.entries(features), ...Object.entries(others)]) {
    if (given !== null && given !== false) return { obstacle: `${name}: there is no network formula with ${feature}` };
  }
  if (component.variants !== null) return { obstacle: `${name}: there is no network formula with instances that differ` };
  if (component.instances.length > 1 && component.balance.by !== 'random')
    return { obstacle: `${name}: there is no network formula with balance: ${component.balance.by}` };
  const kinds = { fifo: 'fifo', lifo: 'fifo', random: 'fifo', 'processor-sharing': 'processor-sharing', 'lifo-preemptive': 'lifo-preemptive' } as const;
  const kind = discipline in kinds ? kinds[discipline as keyof typeof kinds] : 'other';
  if (speedAt === null) return { servers, discipline: kind };
  const isSharing = kind === 'processor-sharing';
  const most = isSharing ? Math.max(speedAt.length, servers === Infinity ? 1 : servers) : servers;
  if (servers === Infinity) return { obstacle: `${name}: there is no network formula for its speeds at unlimited servers` };
  const speeds2 = Array.from({ length: most }, (_, index) => Math.min(servers, index + 1) * speedAt[Math.min(index, speedAt.length - 1)]);
  return { servers: speeds2, discipline: kind };
}

/** Why the network has no product form, or null where it has: then its means are exact. */
function obstacleOf(stations: readonly NetworkStation[], routes: readonly Route[]): string | null {
  for (const { component, servers, discipline, pieces } of stations) {
    // Every piece of work is a class of its own: requests change class on their way.
    const classes = pieces.flat().map(({ visits, service }) => ({ visits, serviceMean: service.mean, isExponential: service.isExponential }));
    const obstacle = productFormObstacle({ discipline, servers, classes });
    if (obstacle !== null) return `${component.name}: ${obstacle}`;
  }
  for (const { workload } of routes) {
    if (workload.load.type === 'closed') continue;
    const { arrivals, batch } = workload.load;
    const isPoisson = batch === null && (arrivals.law === 'poisson' || (arrivals.law === 'every' && isExponential(arrivals.gap)));
    if (!isPoisson) return `the arrivals of ${workload.name} are not Poisson`;
  }
  return null;
}

/** The numbers of a solved network, row by row. */
export function networkFindings(solved: SolvedNetwork): Findings {
  const forecasts: Forecast[] = [];
  const unknowns: Unknown[] = [];
  solved.stations.forEach((station, index) => forecasts.push(...ofStation(solved, station, index)));
  solved.routes.forEach((route, index) => forecasts.push(...ofRoute(solved, route, index)));
  return { forecasts, unknowns };
}

function ofStation(
  { network, grounds, throughputs, stretches, routes }: SolvedNetwork,
  { component, servers, discipline }: NetworkStation,
  index: number,
): Forecast[] {
  const { demands } = network.stations[index];
  const count = component.instances.length;
  const row = (statistic: string, unit: Forecast['unit'], value: number | null): Forecast[] =>
    forecast(grounds, { of: 'component', subject: component.name, statistic, unit }, value);
  if (typeof servers !== 'number' || servers === Infinity) return [];
  const entries = routes.reduce((sum, route, one) => sum + throughputs[one] * (route.entries.get(component.name) ?? 0), 0);
  const waiting = demands.reduce((sum, demand, one) => sum + throughputs[one] * demand * (stretches[index][one] - 1), 0) * count;
  const present = demands.reduce((sum, demand, one) => sum + throughputs[one] * demand * stretches[index][one], 0) * count;
  const isLeaf = component.operations.every(({ steps }) => steps?.every((step) => step.verb === 'work' || step.verb === 'wait') === true);
  return [
    ...row('utilisation', 'share', demands.reduce((sum, demand, one) => sum + throughputs[one] * demand, 0) / servers),
    ...(discipline === 'processor-sharing' ? [] : row('wait', 's', waiting / entries)),
    ...(discipline === 'processor-sharing' && isLeaf ? row('response', 's', present / entries) : []),
  ];
}

function ofRoute(solved: SolvedNetwork, route: Route, index: number): Forecast[] {
  const { grounds, throughputs } = solved;
  const { workload, calls, delay } = route;
  const row = (subject: string, statistic: string, unit: Forecast['unit'], value: number): Forecast[] =>
    forecast(grounds, { of: 'workload', subject, statistic, unit }, value);
  const times = calls.map((call) => ({
    ...call,
    time: call.delay + call.pieces.reduce((sum, piece) => sum + piece.visits * piece.service.mean * stretchOf(solved, piece.component, index), 0),
  }));
  const total = times.reduce((sum, { time }) => sum + time, 0);
  const visits = times.reduce((sum, call) => sum + call.visits, 0);
  const isClosed = workload.load.type === 'closed';
  if (workload.measureCycle)
    return [...row(workload.name, 'latency', 's', total + delay), ...(isClosed ? row(workload.name, 'throughput', '1/s', throughputs[index]) : [])];
  const targets = [...new Set(times.map(({ target }) => target))];
  const byTarget = targets.flatMap((target) => {
    const own = times.filter((call) => call.target === target);
    return row(`${workload.name}/${target}`, 'latency', 's', own.reduce((sum, { time }) => sum + time, 0) / own.reduce((sum, call) => sum + call.visits, 0));
  });
  return [
    ...row(workload.name, 'latency', 's', total / visits),
    ...(isClosed ? row(workload.name, 'throughput', '1/s', throughputs[index] * visits) : []),
    ...(targets.length > 1 ? byTarget : []),
  ];
}

function stretchOf({ stations, stretches }: SolvedNetwork, component: string, route: number): number {
  const index = stations.findIndex((station) => station.component.name === component);
  return index < 0 ? 1 : stretches[index][route];
}
