import type { Scenario } from '../scenario/scenario.js';
import { lookUps } from './caches.js';
import { isDirectGroup, solveDirectGroup } from './direct.js';
import { drawnFromSet } from './drawn-from-sets.js';
import { fleetWithoutFormula } from './fleets.js';
import { type Findings, type Forecast, forecast, type Unknown } from './forecast.js';
import { solveForkJoin } from './fork-join.js';
import { type Group, groupsOf } from './groups.js';
import { solveLayers } from './layered.js';
import { networkFindings, solveNetwork, type SolvedNetwork } from './network.js';
import { Operations } from './operations.js';
import { ownAccord } from './own-accord.js';
import { independentShares } from './popularity.js';
import { quorums } from './quorums.js';
import { staleReads } from './replication.js';
import { type Route, routeOf } from './route.js';
import { utilisations } from './utilisations.js';

export interface GroupFindings extends Findings {
  readonly group: Group;
  /** Where the group was solved as a network: what sensitivities are taken of. */
  readonly network: SolvedNetwork | null;
}

/**
 * Which answer theory has for every part of the scenario: exact, approximate, bounds, or none, and why. A condition of an exact result that the
 * scenario does not meet makes it an approximation, or no answer at all.
 */
export function classify(scenario: Scenario, operations = new Operations(scenario)): GroupFindings[] {
  const [fault] = scenario.faults;
  if (fault !== undefined)
    return groupsOf(scenario).map((group) => withoutAnswer(group, `the fault ${fault.name} strikes: no formula knows how a system goes down and recovers`));
  const own = ownAccord(scenario);
  return groupsOf(scenario).map((group) => {
    const visited = group.components.find(({ name }) => own.has(name));
    const obstacle =
      group.components.map(fleetWithoutFormula).find((one) => one !== null) ??
      group.workloads.map((workload) => drawnFromSet(scenario, workload)).find((one) => one !== null) ??
      (visited === undefined ? null : `${visited.name} gets jobs that ${own.get(visited.name)!} starts of its own accord`);
    if (obstacle !== null) return { group, network: null, forecasts: [], unknowns: unknownsOf(group, [], [], obstacle) };
    const solved = solveGroup(operations, group);
    const forecasts = [...solved.forecasts, ...ofCaches(scenario, group), ...staleReads(scenario, group), ...quorums(scenario, group)];
    const known = new Set(forecasts.map(({ of, subject, statistic }) => `${of} ${subject} ${statistic}`));
    const more = utilisations(scenario, operations, group).filter(({ of, subject, statistic }) => !known.has(`${of} ${subject} ${statistic}`));
    const all = [...forecasts, ...more].filter((one) => !isCutByDeadline(one, group));
    return {
      group,
      network: solved.network,
      forecasts: all,
      unknowns: [...unknownsOf(group, all, solved.unknowns, solved.obstacle), ...cachesWithoutFormula(scenario, group)],
    };
  });
}

/** Answers that come after the deadline of their workload are late: they are in neither its latency nor its throughput, which no formula here allows for. */
function isCutByDeadline({ of, subject, statistic }: Forecast, { workloads }: Group): boolean {
  if (of !== 'workload' || !/^(latency|throughput)/.test(statistic)) return false;
  return workloads.some(({ name, deadline }) => deadline !== null && (subject === name || subject.startsWith(`${name}/`)));
}

function withoutAnswer(group: Group, obstacle: string): GroupFindings {
  return { group, network: null, forecasts: [], unknowns: unknownsOf(group, [], [], obstacle) };
}

function solveGroup(operations: Operations, group: Group): Findings & { readonly network: SolvedNetwork | null; readonly obstacle: string | null } {
  const none = { forecasts: [], unknowns: [], network: null };
  const { workloads, components } = group;
  if (isDirectGroup(operations, workloads)) return { ...solveDirectGroup(operations, workloads, components), network: null, obstacle: null };
  const routes = workloads.map((workload) => routeOf(operations, workload));
  const blocked = routes.find((route): route is { readonly obstacle: string } => 'obstacle' in route);
  if (blocked === undefined) {
    const network = solveNetwork(components, routes as Route[]);
    return 'obstacle' in network ? { ...none, obstacle: network.obstacle } : { ...networkFindings(network), network, obstacle: null };
  }
  for (const solve of [solveForkJoin, solveLayers]) {
    const found = solve(operations, group);
    if (!('obstacle' in found)) return { ...found, network: null, obstacle: null };
  }
  const isHeld = blocked.obstacle.includes('holds a server');
  const layers = isHeld ? solveLayers(operations, group) : blocked;
  return { ...none, obstacle: 'obstacle' in layers ? layers.obstacle : blocked.obstacle };
}

function ofCaches(scenario: Scenario, { components }: Group): Forecast[] {
  return components.flatMap((component) => {
    if (component.kind !== 'cache') return [];
    const answer = lookUps(scenario, component);
    if ('obstacle' in answer) return [];
    const { isExact, model, source, reason, value } = answer;
    return forecast(
      { exactness: isExact ? 'exact' : 'approximation', model, source, reason },
      { of: 'component', subject: component.name, statistic: 'hitRatio', unit: 'share' },
      value,
    );
  });
}

/** Caches whose items have a popularity that a reader may take for that of Che's formula. */
function cachesWithoutFormula(scenario: Scenario, { components }: Group): Unknown[] {
  return components.flatMap((component): Unknown[] => {
    const source = component.kind === 'cache' ? scenario.keys.find(({ name }) => name === component.settings['key'])?.source : undefined;
    if (source?.from !== 'items' || 'of' in independentShares(source)) return [];
    const answer = lookUps(scenario, component);
    return 'obstacle' in answer ? [{ of: 'component', subject: component.name, reason: answer.obstacle }] : [];
  });
}

/** Everything of the group that nothing was said about, with the reason. */
function unknownsOf({ components, workloads }: Group, forecasts: readonly Forecast[], said: readonly Unknown[], obstacle: string | null): Unknown[] {
  const has = (of: Unknown['of'], subject: string): boolean =>
    forecasts.some((one) => one.of === of && (one.subject === subject || one.subject.startsWith(`${subject}/`)));
  const reasonOf = (of: Unknown['of'], subject: string): string | null => said.find((one) => one.of === of && one.subject === subject)?.reason ?? obstacle;
  return [
    ...components
      .filter(({ name, servers }) => servers !== Infinity && !has('component', name))
      .map(({ name }): Unknown => ({ of: 'component', subject: name, reason: reasonOf('component', name) ?? 'only requests as a whole have a formula' })),
    ...workloads
      .filter(({ name }) => !has('workload', name))
      .map(({ name, deadline }): Unknown => {
        const late = deadline === null ? null : 'answers after its deadline are late, and not in its latency';
        return { of: 'workload', subject: name, reason: late ?? reasonOf('workload', name) ?? 'there is no formula for it' };
      }),
  ];
}
