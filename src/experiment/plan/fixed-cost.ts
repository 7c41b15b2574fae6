import { asInstances, instanceOf } from '../../scenario/instances.js';
import type { ComponentDeclaration, Scenario } from '../../scenario/scenario.js';
import { HOURS_PER_MONTH, roomOf } from '../summary/summarise-cost.js';

/** What the page alone says of the money of a month. */
export interface FixedCost {
  /** It costs at least so much. */
  readonly least: number;
  /** That is all there is to pay: nothing depends on what happens. */
  readonly isWhole: boolean;
}

/** null: nothing has a price. Of what comes and goes with the load the least that can be there; of bytes sent, none. */
export function fixedCost(scenario: Scenario): FixedCost | null {
  const priced = scenario.components.filter(({ cost }) => cost !== null);
  if (priced.length === 0) return null;
  let least = 0;
  let isWhole = true;
  for (const component of priced) {
    const cost = component.cost!;
    const { scale, serverless } = component;
    const instances = scale?.min ?? component.instances.length;
    if (scale !== null && cost.instanceHour + cost.serverHour > 0) isWhole = false;
    if (serverless !== null && cost.serverHour > 0) isWhole = false;
    if (cost.gigabyteOut > 0) isWhole = false;
    least += cost.instanceHour * instances * HOURS_PER_MONTH;
    if (cost.serverHour > 0 && serverless === null) {
      if (component.schedule !== null) isWhole = false;
      least += cost.serverHour * leastServers(component, instances) * HOURS_PER_MONTH;
    }
    if (cost.gigabyteMonth > 0) least += (cost.gigabyteMonth * roomOf(component)) / 1e9;
  }
  return { least, isWhole };
}

function leastServers(component: ComponentDeclaration, instances: number): number {
  if (component.variants === null) return leastOf(component) * instances;
  return asInstances(component).reduce((sum, _, index) => sum + leastOf(instanceOf(component, index)), 0);
}

function leastOf({ schedule, servers }: ComponentDeclaration): number {
  return schedule === null ? servers : schedule.phases.reduce((least, phase) => Math.min(least, phase.servers), Infinity);
}
