import { offeredByComponent } from '../../predict/offered-load.js';
import type { Scenario } from '../../scenario/scenario.js';

/** What the page alone says of the load of a component. */
export interface KnownLoad {
  /** Work offered over what its servers can do. */
  readonly load: number;
  /** Seconds of a server that a job needs, over servers × speed: jobs a second times this is a load. */
  readonly perJob: number;
}

/**
 * Offered load by arithmetic, of the components of which the page says it exactly: not where it depends on hit ratios, failures, retries or keys, on
 * how long a held server waits for others, or on what a breakdown undoes; not for closed load and for unlimited servers.
 */
export function knownLoads(scenario: Scenario): Map<string, KnownLoad> {
  const known = new Map<string, KnownLoad>();
  for (const [name, { component, rate, work, capacity, holdsWhileCalling }] of offeredByComponent(scenario)) {
    const isExact = work.doubt === null && rate.doubt === null && !work.isApproximate && !rate.isApproximate;
    const isUndone = component.breakdowns?.restarts ?? false;
    if (!isExact || isUndone || holdsWhileCalling || component.blocks || capacity === Infinity || rate.mean === 0) continue;
    known.set(name, { load: work.mean / capacity, perJob: work.mean / rate.mean / capacity });
  }
  return known;
}
