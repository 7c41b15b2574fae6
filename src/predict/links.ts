import type { ComponentDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { mg1ProcessorSharing } from '../theory/stations/index.js';
import { linkLoad, trafficOf, type Traffic } from './link-traffic.js';
import type { Operations } from './operations.js';
import { overloaded } from './solve-station.js';
import { fromAnswer, type StationSolution } from './station-solution.js';

/** A link by theory: how long so many bytes take on it. */
export interface SolvedLink extends StationSolution {
  /** Seconds for each byte, on average. */
  readonly secondsPerByte: number;
}

/**
 * Links that are passed alone by transfers at Poisson instants: M/G/1 processor sharing, exact for every law of sizes. What comes from a workload directly is Poisson; so is
 * what comes back from unlimited servers (the output of M/G/∞), and what comes out of such a link (a symmetric queue: Kelly 1979, section 3.3).
 */
export function solveLinks(operations: Operations, workloads: readonly WorkloadDeclaration[]): ReadonlyMap<string, SolvedLink | { readonly obstacle: string }> {
  const { scenario } = operations;
  const traffic = trafficOf(scenario, operations);
  const links = scenario.components.filter(({ kind }) => kind === 'link');
  const obstacles = new Map<string, string>();
  for (const link of links) {
    const obstacle = obstacleOf(link, traffic, operations, workloads);
    if (obstacle !== null) obstacles.set(link.name, obstacle);
  }
  // Answers to requests that came over a link without a formula do not come at Poisson instants.
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const { use, direction, policy } of traffic) {
      const before = policy.via!.request;
      if (direction === 'request' || before.bytes === null) continue;
      const [link] = use.links;
      const stranger = before.links.find((name) => obstacles.has(name));
      if (stranger === undefined || obstacles.has(link)) continue;
      obstacles.set(link, `what passes it came over ${stranger}, which has no formula`);
      isNew = true;
    }
  }
  return new Map(links.map((link) => [link.name, obstacles.has(link.name) ? { obstacle: obstacles.get(link.name)! } : solve(link, traffic, operations)]));
}

function obstacleOf(link: ComponentDeclaration, traffic: readonly Traffic[], operations: Operations, workloads: readonly WorkloadDeclaration[]): string | null {
  const { settings, instances } = link;
  const passing = traffic.filter(({ use }) => use.links.includes(link.name));
  if (passing.length === 0) return 'nothing passes it';
  const several = passing.find(({ use }) => use.links.length > 1);
  if (several !== undefined)
    return `its transfers pass ${several.use.links.join(' and ')} at once and share them max–min fairly, for which there is no formula`;
  if (instances.length > 1 || link.variants !== null) return 'its transfers are spread over instances';
  if (settings['cap'] !== null) return 'a transfer has a limit of its own, beside what the others leave it';
  if ((settings['loss'] as number) > 0) return 'segments are lost and sent again';
  const { load } = linkLoad(operations.scenario, link.name, traffic);
  if (load.doubt !== null) return load.doubt;
  if (load.mean >= 1) return overloaded(load.mean);
  for (const one of passing) {
    const obstacle = notPoisson(one, operations, workloads);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

/** Why these transfers do not begin at Poisson instants, with sizes independent of each other. */
function notPoisson({ caller, target, policy, direction, rate }: Traffic, operations: Operations, workloads: readonly WorkloadDeclaration[]): string | null {
  const workload = workloads.find(({ name }) => name === caller);
  const called = operations.component(target.component);
  if (workload === undefined) return `what ${caller} sends over it does not come at Poisson instants`;
  const { load, body } = workload;
  if (rate.doubt !== null) return rate.doubt;
  if (load.type !== 'open' || load.arrivals.law !== 'poisson' || load.batch !== null || body.shape !== 'mix')
    return `the requests of ${caller} do not come at Poisson instants`;
  if (policy.timeout !== null || policy.retry !== null) return `calls of ${caller} can time out or are retried`;
  if (direction === 'request') return null;
  const { operation, visits } = operations.profile(target);
  if (operation.outcomes.some((outcome) => !operation.good.includes(outcome))) return `answers of ${target.component} can be bad, and then carry nothing`;
  if (called.servers !== Infinity || called.discipline !== 'fifo' || operation.steps === null || visits.size > 0)
    return `what ${target.component} answers does not come at Poisson instants`;
  return null;
}

function solve(link: ComponentDeclaration, traffic: readonly Traffic[], operations: Operations): SolvedLink {
  const { rate, load } = linkLoad(operations.scenario, link.name, traffic);
  const answer = mg1ProcessorSharing({ arrivalRate: rate.mean, service: { mean: load.mean / rate.mean } });
  const solution = fromAnswer(
    answer,
    { model: 'M/G/1 processor sharing', reason: 'transfers at Poisson instants share one link equally' },
    { quantile: null, wait: null },
  );
  return { ...solution, secondsPerByte: 1 / (link.settings['bandwidth'] as number) / (1 - load.mean) };
}
