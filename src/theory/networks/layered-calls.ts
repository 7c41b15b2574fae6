import type { Answer } from '../answer.js';
import { requireNonNegative, requirePositive, requireWhole } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import type { Bounds } from './closed-bounds.js';
import { throughputCurve } from './closed-exact.js';
import { mixedNetwork } from './mixed.js';
import { openBcmp } from './open-bcmp.js';
import type { Station } from './station.js';

/** A component whose servers are held from the start of a request to its end, also while they wait for others (synchronous calls). */
export interface LayeredServer {
  /** Servers (threads); Infinity: nobody waits for one. */
  readonly servers: number;
  /** Own work per visit, seconds. */
  readonly work: number;
  /** Whom it calls, one after the other, while its server waits. */
  readonly calls: readonly { readonly visits: number; readonly server: LayeredServer }[];
}

export interface LayeredAnswer extends Answer {
  /**
   * Mean seconds from arrival to answer; Infinity where the load is beyond `throughputMax`. Exact for unlimited servers and for a single
   * one, of which requests never meet below; else an approximation.
   */
  readonly responseMean: number;
  /** Requests per second that it can do at most. */
  readonly throughputMax: number;
  /** true where `throughputMax` is exact: exponential work, callees that call nobody while they hold a server. */
  readonly isSaturationExact: boolean;
  /** Mean seconds for which a server is held by a request when all are in use; null for unlimited servers. */
  readonly heldMeanAtFullLoad: number | null;
  readonly bounds: Bounds;
}

/** With how many servers at most the inside of a layer is looked at; a larger pool is as good as one of so many. */
const MOST_ACTIVE = 2_000;

/**
 * Approximate mean response time of nested synchronous calls under Poisson arrivals: the method of the flow-equivalent server
 * (Chandy, Herzog & Woo, Parametric analysis of queuing networks, IBM Journal 19, 1975; Lazowska et al., Quantitative System Performance,
 * 1984, sections 8 and 9.3, where the held servers are memory).
 *
 * With n servers held, the layer below is a closed network of n clients that work by themselves (no waiting: the server is theirs) and call.
 * Its exact throughput X(n) is the speed of the held station with n jobs; the station then is a birth-death chain with departure rates X(min(n, c)).
 * A callee that holds servers in its turn is replaced by its own X first. Approximate because the layer below is not in equilibrium at
 * each n; the saturation throughput X(c) is exact for two layers with exponential work.
 *
 * The bounds hold for two layers, exponential work, and each callee visited once, in a fixed order:
 * - low: with unlimited servers no request leaves any stage later (the counts of departures compare stage by stage on common draws,
 *   as the rates do not fall with the number present), and that is an open network of Jackson;
 * - high: a callee with k present works at a rate of at least k/D · min(1, c_i / c), k being at most c. Slowed down to that, requests no longer
 *   meet each other and the held station is M/G/c, for which E[wait] <= λ (1/λ² + σ²/c + (c-1)/c² · h²) / (2 (1 - λh/c)) with the held time's
 *   mean h and variance σ² (Kingman, Inequalities in the theory of queues, 1970); one server by Pollaczek and Khinchine, exactly.
 *   Infinity where the slowed system is unstable. Otherwise (more layers, other visits) low is the work alone and high is Infinity.
 *
 * @throws RangeError for impossible numbers
 */
export function layeredCalls(front: LayeredServer, arrivalRate: number): LayeredAnswer {
  checkServer(front);
  requirePositive('The arrival rate', arrivalRate);
  const inside = flatten(front, 1);
  const unlimited = front.servers === Infinity;
  const isTwoLayered = inside.stations.every(({ server }) => server.calls.length === 0);
  const bounds = boundsOf(front, inside, arrivalRate, isTwoLayered);
  const active = Math.min(front.servers, MOST_ACTIVE);
  const curve = unlimited ? null : curveOf(inside, active);
  const throughputMax = curve === null ? openCapacity(inside, active) : curve[curve.length - 1];
  const method = 'flow-equivalent server (Chandy, Herzog & Woo 1975)';
  const stations = curve === null ? inside.stations.map((one) => stationOf(one, active)) : [{ servers: Array.from(curve), demands: [1] }];
  const approximate = (): number => mixedNetwork({ arrivalRates: [arrivalRate], closed: [], stations }).responses[0] + (curve === null ? inside.delay : 0);
  const isExact = bounds.low === bounds.high && bounds.low < Infinity;
  return {
    responseMean: arrivalRate >= throughputMax ? Infinity : isExact ? bounds.low : approximate(),
    exactness: isExact ? 'exact' : 'approximation',
    throughputMax,
    isSaturationExact: isTwoLayered && (unlimited || front.servers <= MOST_ACTIVE),
    heldMeanAtFullLoad: unlimited ? null : active / throughputMax,
    bounds,
    source: isExact ? (unlimited ? 'open network of Jackson' : 'M/G/1 (Pollaczek & Khinchine)') : method,
  };
}

/** What a request needs while it holds a server: time without contention, and stations. */
interface Inside {
  readonly delay: number;
  readonly stations: readonly { readonly visits: number; readonly server: LayeredServer }[];
}

/** Callees with unlimited servers hold nothing that another could miss: their work is delay and their calls are the caller's. */
function flatten(server: LayeredServer, visits: number): Inside {
  const inner = server.calls.map((call): Inside => {
    if (call.server.servers === Infinity) return flatten(call.server, visits * call.visits);
    return { delay: 0, stations: [{ visits: visits * call.visits, server: call.server }] };
  });
  return { delay: visits * server.work + sum(inner.map(({ delay }) => delay)), stations: inner.flatMap(({ stations }) => stations) };
}

/** X(1), …, X(active): requests per second with so many inside. */
function curveOf(inside: Inside, active: number): Float64Array {
  const stations = inside.stations.map((one) => stationOf(one, active));
  return throughputCurve({ classes: [{ clients: active, think: inside.delay }], stations }, Infinity);
}

function stationOf({ visits, server }: { readonly visits: number; readonly server: LayeredServer }, callers: number): Station {
  if (server.calls.length === 0) return { servers: server.servers, demands: [visits * server.work] };
  return { servers: Array.from(curveOf(flatten(server, 1), Math.min(server.servers, callers))), demands: [visits] };
}

function openCapacity(inside: Inside, active: number): number {
  return inside.stations.reduce((least, one) => {
    const { servers, demands } = stationOf(one, active);
    const speed = typeof servers === 'number' ? servers : servers[servers.length - 1];
    return Math.min(least, speed / demands[0]);
  }, Infinity);
}

function boundsOf(front: LayeredServer, inside: Inside, arrivalRate: number, isTwoLayered: boolean): Bounds {
  const ownWork = inside.delay + sum(inside.stations.map(({ visits, server }) => visits * ownTime(server)));
  const once = inside.stations.every(({ visits }) => visits === 1);
  if (!isTwoLayered || (!once && front.servers !== Infinity)) return { low: ownWork, high: Infinity };
  const callees = inside.stations.map(({ visits, server }) => ({ servers: server.servers, demands: [visits * server.work] }));
  const low = inside.delay + openBcmp({ arrivalRates: [arrivalRate], stations: callees }).responses[0];
  if (front.servers === Infinity) return { low, high: low };
  const c = front.servers;
  const stages = [front.work, ...callees.map(({ servers, demands }) => demands[0] * Math.max(1, c / servers))];
  const extra = inside.delay - front.work;
  const mean = sum(stages) + extra;
  // Delays of unlimited callees are stages of their own; taken as one they have at most this variance.
  const variance = sum(stages.map((stage) => stage ** 2)) + extra ** 2;
  const load = (arrivalRate * mean) / c;
  if (load >= 1) return { low, high: Infinity };
  if (c === 1) {
    const high = mean + (arrivalRate * (variance + mean ** 2)) / (2 * (1 - load));
    return { low: extra === 0 ? high : low, high };
  }
  const wait = (arrivalRate * (1 / arrivalRate ** 2 + variance / c + ((c - 1) / c ** 2) * mean ** 2)) / (2 * (1 - load));
  return { low, high: mean + wait };
}

/** Work of one visit with all its calls, without any waiting. */
function ownTime(server: LayeredServer): number {
  return server.work + sum(server.calls.map((call) => call.visits * ownTime(call.server)));
}

function checkServer(server: LayeredServer): void {
  if (server.servers !== Infinity) requireWhole('The number of servers', server.servers, 1);
  requireNonNegative('The work', server.work);
  if (!(ownTime(server) > 0)) throw new RangeError('A layer needs work, its own or that of its callees.');
  for (const call of server.calls) {
    requirePositive('The number of visits', call.visits);
    checkServer(call.server);
  }
}
