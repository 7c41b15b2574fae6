import { instanceOf } from '../scenario/instances.js';
import { placementOf } from '../scenario/placement.js';
import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { itemShares } from './item-shares.js';
import { averaged } from './per-item.js';
import { serviceTime } from './service-time.js';
import { solveStation } from './solve-station.js';
import type { Arrivals, Solved, StationSolution, Stream } from './station-solution.js';

/**
 * Share of the jobs that each instance gets where a key says which (the shares of its items together), or weights do; or chance, where instances differ.
 *
 * @returns null where neither says which; why it is not known, where it is not
 */
export function shardShares(scenario: Scenario, component: ComponentDeclaration): readonly number[] | { readonly obstacle: string } | null {
  const { balance, instances } = component;
  if (instances.length === 1) return null;
  if ('weights' in balance) {
    const total = balance.weights.reduce((sum, weight) => sum + weight, 0);
    return balance.weights.map((weight) => weight / total);
  }
  if (component.variants !== null && balance.by === 'random') return instances.map(() => 1 / instances.length);
  if (!('key' in balance)) return null;
  if (balance.by === 'attribute' || (balance.by === 'range' && balance.attribute !== null))
    return { obstacle: 'which instance a job goes to depends on an attribute of its key' };
  const found = itemShares(scenario, balance.key);
  if ('obstacle' in found) return found;
  const placement = placementOf(component, balance, scenario.keys);
  const shares = new Array<number>(instances.length).fill(0);
  for (let item = 0; item < found.items; item++) shares[placement.placeOf(item)] += found.shares === null ? found.largest : found.shares[item];
  return shares;
}

/** Instances between which a key decides, or chance by weights: Poisson arrivals that draw independently split into independent Poisson streams. */
export function solveShards(scenario: Scenario, component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): Solved {
  const shares = shardShares(scenario, component)!;
  if ('obstacle' in shares) return shares;
  if (arrivals.type !== 'poisson') return { obstacle: 'its arrivals are not Poisson, so neither are those of each instance' };
  const parts: Part[] = [];
  for (const [index, share] of shares.entries()) {
    const one: ComponentDeclaration = { ...instanceOf(component, index), instances: ['1'] };
    if (share === 0) {
      parts.push({ index, one, share, streams, solution: null });
      continue;
    }
    const part = streamsAt(component, index, streams, share);
    const solution = 'obstacle' in part ? part : solveStation(one, part, arrivals);
    if ('obstacle' in solution) return { obstacle: `of the instance ${component.instances[index]}, ${solution.obstacle}` };
    parts.push({ index, one, share, streams: part as readonly Stream[], solution });
  }
  return together(component, streams, parts);
}

interface Part {
  readonly index: number;
  readonly one: ComponentDeclaration;
  readonly share: number;
  readonly streams: readonly Stream[];
  /** null: nobody comes to it. */
  readonly solution: StationSolution | null;
}

/** What comes to one instance, with the work as it is there. */
function streamsAt(
  component: ComponentDeclaration,
  index: number,
  streams: readonly Stream[],
  share: number,
): readonly Stream[] | { readonly obstacle: string } {
  const own = instanceOf(component, index);
  const found: Stream[] = [];
  for (const stream of streams) {
    const operation = own.operations.find(({ name }) => name === stream.operation)!;
    const service = own === component ? stream.service : serviceTime(own, operation);
    if ('obstacle' in service) return service;
    found.push({ ...stream, rate: stream.rate * share, service });
  }
  return found;
}

function together(component: ComponentDeclaration, streams: readonly Stream[], parts: readonly Part[]): StationSolution {
  const solved = parts.flatMap(({ share, streams: own, solution }) =>
    solution === null ? [] : [{ share, solution: component.variants === null ? solution : withResponses(solution, own) }],
  );
  const areAlike = component.variants === null;
  const first = solved[0].solution;
  const like = areAlike ? solved[0].solution : withLosses(first, solved);
  const busy = parts.map(({ one, solution }) => (solution === null ? 0 : solution.utilisation === null ? null : solution.utilisation * one.servers));
  const servers = parts.reduce((sum, { one }) => sum + one.servers, 0);
  const isKnown = busy.every((one) => one !== null) && servers !== Infinity;
  const models = [...new Set(solved.map(({ solution }) => solution.model))];
  return {
    ...averaged(solved, streams, like),
    model: areAlike || models.length === 1 ? `${component.instances.length} × ${first.model}` : models.join(' and '),
    reason: `${first.reason}; each instance gets its Poisson share`,
    utilisation: isKnown ? busy.reduce((sum, one) => sum + one, 0) / servers : null,
    instances: areAlike ? undefined : parts.flatMap(({ index, solution }) => (solution === null ? [] : [{ name: component.instances[index], solution }])),
  };
}

/** Where instances differ, so may their formulas: what each stream takes at each of them. */
function withResponses(solution: StationSolution, streams: readonly Stream[]): StationSolution {
  return { ...solution, responses: solution.responses ?? streams.map(() => solution.response) };
}

/** If some are turned away at one instance, a share of all is. */
function withLosses(like: StationSolution, solved: readonly { readonly solution: StationSolution }[]): StationSolution {
  const has = (of: 'rejected' | 'abandoned'): number | null => (solved.some(({ solution }) => solution[of] !== null) ? 0 : null);
  return { ...like, rejected: has('rejected'), abandoned: has('abandoned') };
}
