import type { ComponentDeclaration } from '../../scenario/scenario.js';
import type { Observation } from '../observation/observe.js';
import type { KnownLoad } from './known-load.js';

/**
 * Work that is offered to a component in one window over what it can do: arrivals × mean time that each needs a server, over capacity × time
 * (docs/statistics.md). The mean is that of the page's laws where it is known, else of the jobs that were served.
 *
 * @returns NaN where there is none: unlimited servers, or nobody was served
 */
export function offeredWork(component: ComponentDeclaration, known: KnownLoad | undefined, { components, window }: Observation): number {
  const row = components.get(component.name)!;
  if (known !== undefined) return (row.arrivals / window) * known.perJob;
  // As many instances as the load asks for: it is never far from what they can do.
  if (component.scale !== null) return NaN;
  let work = 0;
  for (const { name } of component.operations) {
    const seen = components.get(`${component.name}.${name}`)!;
    // The busy time that each served job took: right also where work is shared, interrupted or held.
    if (seen.arrivals > 0) work += (seen.arrivals * seen.busyIntegral) / seen.response.count;
  }
  return work / row.capacityIntegral;
}
