import type { ComponentDeclaration, Scenario } from '../../scenario/scenario.js';
import type { Observation } from '../observe.js';
import { capacityOf, workOf } from './offered-load.js';

/**
 * Work that is offered to a component in one window over what it can do: arrivals × mean time that each needs a server, over capacity × time
 * (STATISTICS.md section 7.2). The mean is that of the page's laws where it is plain, else of the jobs that were served.
 *
 * @returns NaN where there is none: unlimited servers, or nobody was served
 */
export function offeredWork(component: ComponentDeclaration, scenario: Scenario, { components, window }: Observation): number {
  const row = components.get(component.name)!;
  const capacity = capacityOf(component);
  const available = Number.isNaN(capacity) ? row.capacityIntegral : capacity * window;
  let work = 0;
  for (const operation of component.operations) {
    const seen = components.get(`${component.name}.${operation.name}`)!;
    if (seen.arrivals === 0) continue;
    const byLaw = Number.isNaN(capacity) ? NaN : workOf(operation, component, scenario);
    // A server's share of busy time that each served job took: right also where work is shared, interrupted or held.
    work += seen.arrivals * (Number.isNaN(byLaw) ? seen.busyIntegral / seen.response.count : byLaw);
  }
  return work / available;
}
