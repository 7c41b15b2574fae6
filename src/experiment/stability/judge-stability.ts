import { settingAt } from '../../scenario/kind-references.js';
import { allServers, asInstances } from '../../scenario/instances.js';
import type { ComponentDeclaration, Scenario } from '../../scenario/scenario.js';
import { estimateMean } from '../estimate/ratio.js';
import type { Observation } from '../observation/observe.js';
import type { Replication } from '../observation/replication.js';
import type { Stability, StationStability } from '../results.js';
import { CallGraph } from './call-graph.js';
import { growthOf } from './drift.js';
import { LEVEL, lowerLimit, spreadOf } from './limits.js';
import { type KnownLoad, knownLoads } from './known-load.js';
import { offeredWork } from './offered-work.js';

export interface StabilityFindings {
  readonly stability: Stability;
  /** Components, workloads and rows of operations of which no long-run number is given: what is unstable, and what waits for it. */
  readonly withheld: ReadonlySet<string>;
  /** Components that keep more and more of what nobody waits for: no level and no time of their kind's own is given. */
  readonly growing: ReadonlySet<string>;
}

/**
 * Is there a long run at all? Each station is judged by arithmetic, by the work that it was offered, and by drift, in this order; then the system
 * by drift (docs/statistics.md). A finite queue, patience and closed load keep the number of jobs within bounds: such a station is
 * saturated, never unstable. Of a finite study nothing is said but how much grows.
 */
export function judgeStability(scenario: Scenario, replications: readonly Replication[]): StabilityFindings {
  const graph = new CallGraph(scenario);
  const open = graph.openComponents();
  const loads = knownLoads(scenario);
  const windows = replications.flatMap((one) => one.windows);
  const reached = scenario.components.filter(({ name }) => windows.some(({ components }) => components.get(name)!.arrivals > 0));
  const judged = reached.map((component) =>
    judge(component, { isOpen: open.has(component.name), known: loads.get(component.name), windows, replications, tests: reached.length }),
  );
  if (scenario.run.study === 'finite')
    return { stability: { growth_per_s: null, stations: judged.map((one) => ({ ...one, verdict: 'finite' })) }, withheld: new Set(), growing: new Set() };

  const suspects = new Set(judged.filter(({ verdict }) => verdict === 'unstable').map(({ component }) => component));
  // Who waits for a queue that grows grows with it: the cause is where nobody else is waited for.
  const stations = judged.map((one): StationStability => {
    if (one.verdict !== 'unstable' || one.source !== 'drift') return one;
    const others = new Set([...suspects].filter((name) => name !== one.component));
    return graph.waitingFor(others).has(one.component) ? { ...one, verdict: 'steady', source: null } : one;
  });
  const unstable = stations.filter(({ verdict }) => verdict === 'unstable').map(({ component }) => component);
  // Messages pile up behind the back of their publishers, who do not wait for them.
  const growing = new Set(
    unstable.filter((name) =>
      isBehindPublishers(
        stations.find(({ component }) => component === name)!,
        scenario,
      ),
    ),
  );
  const roots = new Set(unstable.filter((name) => !growing.has(name)));
  if (unstable.length > 0)
    return { stability: { growth_per_s: null, stations }, withheld: new Set([...graph.waitingFor(roots), ...graph.rowsOver(roots)]), growing };

  const unbounded = reached.filter((component) => !isBounded(component, open.has(component.name))).map(({ name }) => name);
  const growth = unbounded.length === 0 ? null : growthOf(unbounded, offeredPerSecond(windows), replications);
  const everything = [...scenario.components, ...scenario.workloads].map(({ name }) => name);
  const all = new Set(growth === null ? [] : everything);
  return { stability: { growth_per_s: growth, stations }, withheld: all, growing: all };
}

interface Evidence {
  readonly isOpen: boolean;
  readonly known: KnownLoad | undefined;
  readonly windows: readonly Observation[];
  readonly replications: readonly Replication[];
  readonly tests: number;
}

function judge(component: ComponentDeclaration, { isOpen, known, windows, replications, tests }: Evidence): StationStability {
  const { name } = component;
  const byPage = known?.load ?? null;
  const arrivals = spreadOf(windows.map((one) => one.components.get(name)!.arrivals / one.window)).mean;
  const works = windows.map((one) => offeredWork(component, known, one));
  const isMeasured = allServers(component) !== Infinity && (component.per === null || known !== undefined) && works.every(Number.isFinite);
  const work = isMeasured ? estimateMean(works, { low: 0 }) : null;
  const load = byPage ?? work?.value ?? null;
  const growth = growthOf([name], arrivals, replications, tests);
  const facts = {
    component: name,
    offered_load: byPage === null ? work : { value: byPage, low: byPage, high: byPage },
    offered_per_s: arrivals,
    // By the load that these arrivals were, so that what can be served is not in doubt by how many came.
    capacity_per_s: load === null || load === 0 ? null : arrivals / (work?.value ?? load),
    growth_per_s: growth,
    waiting_at_end: waitingAtEnd(component, replications),
  };
  const isOverloaded = isMeasured && lowerLimit(spreadOf(works), works.length, LEVEL) > 1;
  if (isBounded(component, isOpen)) {
    const isBusy = (byPage ?? 0) >= 1 || isOverloaded || (!isOpen && busyShare(windows, name) > SATURATED);
    return { ...facts, verdict: isBusy ? 'saturated' : 'steady', source: isBusy ? ((byPage ?? 0) >= 1 ? 'arithmetic' : 'offered work') : null };
  }
  // Impatience and balking let arrivals go unserved: the work that they would have brought proves nothing.
  const canTellByWork = asInstances(component).every(({ balking }) => balking.length === 0);
  // A load of exactly 1 leaves no queue behind only where nothing is random: constant gaps and constant work.
  const isOverByPage = byPage !== null && (byPage > 1 + ROUNDING || (byPage >= 1 - ROUNDING && facts.waiting_at_end > 0));
  if (canTellByWork && isOverByPage) return { ...facts, verdict: 'unstable', source: 'arithmetic' };
  if (canTellByWork && byPage === null && isOverloaded) return { ...facts, verdict: 'unstable', source: 'offered work' };
  if (growth !== null) return { ...facts, verdict: 'unstable', source: 'drift' };
  const isAtTheEdge = canTellByWork && work !== null && work.low !== null && work.low <= 1 && work.high! >= 1;
  return { ...facts, verdict: isAtTheEdge ? 'edge' : 'steady', source: isAtTheEdge ? 'offered work' : null };
}

/** A load that is written to be 1 is computed from quotients. */
export const ROUNDING = 1e-9;

/** Closed load keeps a station as busy as it can be: above this share of its servers it is saturated. */
const SATURATED = 0.95;

/** The number of jobs cannot grow without end, at any instance. */
export function isBounded(component: ComponentDeclaration, isOpen: boolean): boolean {
  return asInstances(component).every((one) => isBoundedAt(one, isOpen));
}

function isBoundedAt({ kind, queue, patience, codel, adaptiveLimit, blocks, settings }: ComponentDeclaration, isOpen: boolean): boolean {
  // Publishers do not wait for consumers: closed load, too, brings any number of messages.
  if (kind === 'broker') return (settings['retention'] ?? null) !== null && !(isOpen && blocksPublishers(settings));
  return !isOpen || (queue !== Infinity && !blocks) || patience !== null || codel !== null || adaptiveLimit !== null;
}

function isBehindPublishers({ component, source }: StationStability, { components }: Scenario): boolean {
  const { kind, settings } = components.find(({ name }) => name === component)!;
  return source === 'drift' && kind === 'broker' && !blocksPublishers(settings);
}

/** Whoever finds the broker full waits: those pile up instead of messages. */
function blocksPublishers(settings: ComponentDeclaration['settings']): boolean {
  return settingAt(settings, 'retention.whenFull') === 'block';
}

function busyShare(windows: readonly Observation[], name: string): number {
  const rows = windows.map(({ components }) => components.get(name)!);
  return rows.reduce((sum, row) => sum + row.busyIntegral, 0) / rows.reduce((sum, row) => sum + row.capacityIntegral, 0);
}

function waitingAtEnd(component: ComponentDeclaration, replications: readonly Replication[]): number {
  const { name, kind, per } = component;
  const servers = allServers(component);
  if (kind === 'broker') return spreadOf(replications.map(({ inside }) => inside?.get(name)?.end ?? 0)).mean;
  const last = replications.map(({ windows }) => windows[windows.length - 1]);
  const { mean } = spreadOf(last.map(({ components }) => components.get(name)!.insideAtEnd));
  if (servers === Infinity) return 0;
  // With servers for each item of a key: those that were busy in the mean.
  const held = per === null ? servers : spreadOf(last.map(({ components, window }) => components.get(name)!.busyIntegral / window)).mean;
  return Math.max(0, mean - held);
}

function offeredPerSecond(windows: readonly Observation[]): number {
  return spreadOf(
    windows.map(({ requests, window }) => {
      let offered = 0;
      for (const [name, row] of requests) if (!name.includes('/')) offered += row.offered;
      return offered / window;
    }),
  ).mean;
}
