import { placementOf } from '../scenario/placement.js';
import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { itemShares } from './item-shares.js';
import { averaged } from './per-item.js';
import { solveStation } from './solve-station.js';
import type { Arrivals, Solved, StationSolution, Stream } from './station-solution.js';

/**
 * Share of the jobs that each instance gets where a key says which (the shares of its items together), or weights do.
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
  const one: ComponentDeclaration = { ...component, instances: ['1'] };
  const parts: { share: number; solution: StationSolution }[] = [];
  for (const [index, share] of shares.entries()) {
    if (share === 0) continue;
    const part = streams.map((stream) => ({ ...stream, rate: stream.rate * share }));
    const solution = solveStation(one, part, arrivals);
    if ('obstacle' in solution) return { obstacle: `of the instance ${component.instances[index]}, ${solution.obstacle}` };
    parts.push({ share, solution });
  }
  const [{ solution: first }] = parts;
  const utilisations = parts.map(({ solution }) => solution.utilisation);
  const isKnown = utilisations.every((one) => one !== null);
  return {
    ...averaged(parts, streams, first),
    model: `${component.instances.length} × ${first.model}`,
    reason: `${first.reason}; each instance gets its Poisson share`,
    utilisation: isKnown ? utilisations.reduce((sum, one) => sum + one, 0) / component.instances.length : null,
  };
}
