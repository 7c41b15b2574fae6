import type { Engine } from '../../sim/engine.js';
import { BinnedMeans } from '../../sim/statistics/binned-means.js';
import { recoveringStatistic } from '../recovering.js';
import type { Scenario } from '../scenario.js';
import type { WiredComponent } from './system.js';

/** Curves of the levels that say how components recover, where there are faults; made before the components are, so that they hear of a reset before these. */
export function recoveryLevels({ faults, components }: Scenario, engine: Engine): Map<string, BinnedMeans> {
  const levels = new Map<string, BinnedMeans>();
  if (faults.length === 0 || engine.timeline === null) return levels;
  for (const { name, kind } of components) {
    if (recoveringStatistic(kind) === null) continue;
    const curve = new BinnedMeans(engine.timeline.bins);
    engine.observe(curve);
    levels.set(name, curve);
  }
  return levels;
}

/** When the components are there. */
export function watchLevels(levels: ReadonlyMap<string, BinnedMeans>, components: readonly WiredComponent[]): void {
  for (const { declaration, component, behaviour } of components) {
    const { resultName } = recoveringStatistic(declaration.kind) ?? {};
    const own = component.stations.flatMap((_, instance) => (resultName === undefined ? [] : [behaviour!.statistics(instance)[resultName]]));
    levels.get(declaration.name)?.watch(own.flatMap((statistic) => (statistic.type === 'level' ? [statistic.level] : [])));
  }
}
