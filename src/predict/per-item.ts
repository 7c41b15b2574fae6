import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { itemShares } from './item-shares.js';
import { solveStation } from './solve-station.js';
import { type Arrivals, type Solved, type StationSolution, type Stream, weighted } from './station-solution.js';

/** Items up to which unequal ones are solved one by one. */
const MOST_ITEMS = 10_000;

/**
 * A station for each item of a key. Poisson arrivals that draw their items independently split into independent Poisson streams, so that each item is
 * a station by itself (Kleinrock 1975, section 2.4); a job sees the average over the items, weighted by their shares.
 */
export function solvePerItem(scenario: Scenario, component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): Solved {
  const key = component.per!;
  const found = itemShares(scenario, key);
  if ('obstacle' in found) return found;
  if (arrivals.type !== 'poisson') return { obstacle: `its arrivals are not Poisson, so neither are those of each ${key}` };
  if (component.instances.length > 1 && !('key' in component.balance && component.balance.key === key))
    return { obstacle: `one ${key} can be at several instances` };
  if (component.variants !== null) return { obstacle: 'its instances differ' };
  const one: ComponentDeclaration = { ...component, per: null, instances: ['1'] };
  const solve = (share: number): Solved =>
    solveStation(
      one,
      streams.map((stream) => ({ ...stream, rate: stream.rate * share })),
      arrivals,
    );
  const busiest = solve(found.largest);
  if ('obstacle' in busiest) return found.shares === null ? busiest : { obstacle: `of the busiest ${key}, ${busiest.obstacle}` };
  const model = `${found.items} × ${busiest.model}`;
  const reason = `${busiest.reason}; each ${key} gets a Poisson share`;
  // How many servers there are is no fixed number, so no share of them is busy.
  if (found.shares === null) return { ...busiest, model, reason, utilisation: null };
  if (found.items > MOST_ITEMS) return { obstacle: `there are too many ${key} items of different popularity` };
  const solved: { readonly share: number; readonly solution: StationSolution }[] = [];
  for (let item = 0; item < found.items; item++) {
    const solution = solve(found.shares[item]);
    if ('obstacle' in solution) return solution;
    solved.push({ share: found.shares[item], solution });
  }
  return averaged(solved, streams, { ...busiest, model, reason });
}

/** What a job sees that comes to each of some stations with a probability: their mean, over all jobs or over those that are served. */
export function averaged(
  items: readonly { readonly share: number; readonly solution: StationSolution }[],
  streams: readonly Stream[],
  like: StationSolution,
): StationSolution {
  const lost = ({ rejected, abandoned }: StationSolution): number => (rejected ?? 0) + (abandoned ?? 0);
  const served = items.reduce((sum, { share, solution }) => sum + share * (1 - lost(solution)), 0);
  /** Over all jobs, or over those that are served. */
  const mean = (of: (solution: StationSolution) => number | null, isOfServed: boolean): number | null => {
    let sum = 0;
    for (const { share, solution } of items) {
      const value = of(solution);
      if (value === null) return null;
      sum += value * share * (isOfServed ? (1 - lost(solution)) / served : 1);
    }
    return sum;
  };
  const responses = like.responses === null ? null : streams.map((_, index) => mean((solution) => solution.responses![index], true));
  return {
    ...like,
    exactness: items.every(({ solution }) => solution.exactness === 'exact') ? 'exact' : 'approximation',
    utilisation: null,
    wait: mean(({ wait }) => wait, true),
    response: responses === null ? mean(({ response }) => response, true) : weighted(streams, responses),
    responses,
    quantile: null,
    rejected: like.rejected === null ? null : mean(({ rejected }) => rejected ?? 0, false),
    abandoned: like.abandoned === null ? null : mean(({ abandoned }) => abandoned ?? 0, false),
  };
}
