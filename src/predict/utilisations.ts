import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { type Forecast, forecast, type Grounds } from './forecast.js';
import type { Group } from './groups.js';
import { type Offered, offeredByComponent } from './offered-load.js';
import type { Operations } from './operations.js';

/**
 * What is left where nothing else is known: the utilisation law, busy = arrivals × work, for components whose arrivals follow from the scenario.
 * It holds for every order and every law where all that come are served: exact if each component of the group provably keeps up.
 */
export function utilisations(scenario: Scenario, operations: Operations, group: Group): Forecast[] {
  const all = offeredByComponent(scenario, operations);
  const inGroup = group.components.map((one) => all.get(one.name)!);
  if (inGroup.some(isOverloaded)) return [];
  // The consumers of a broker may be too few, however many servers they call.
  const keepUp = inGroup.every((one) => one.work.doubt === null && !one.holdsWhileCalling && one.component.kind !== 'broker');
  return inGroup.flatMap((offered) => {
    const { component, work, rate, capacity } = offered;
    if (capacity === Infinity || work.doubt !== null || work.mean === 0 || offered.holdsWhileCalling || !isPlainlyBusy(component)) return [];
    const isExact = keepUp && !rate.isApproximate;
    const reason = isExact
      ? 'arrivals times work, whatever the order'
      : rate.isApproximate
        ? 'arrivals times work, with an approximate hit ratio'
        : 'arrivals times work, if everything before it keeps up';
    const grounds: Grounds = { exactness: isExact ? 'exact' : 'approximation', model: 'utilisation law', source: 'Denning & Buzen 1978', reason };
    return forecast(
      grounds,
      { of: 'component', subject: component.name, statistic: 'utilisation', unit: 'share' },
      work.mean / (component.servers * component.instances.length),
    );
  });
}

function isOverloaded({ component, work, capacity }: Offered): boolean {
  return (
    work.doubt === null &&
    component.queue === Infinity &&
    component.patience === null &&
    component.codel === null &&
    component.adaptiveLimit === null &&
    work.mean >= capacity
  );
}

/** A server is busy for exactly the work, and all who come get it. */
function isPlainlyBusy(component: ComponentDeclaration): boolean {
  if (component.variants !== null) return false;
  const { queue, patience, balking, schedule, batch, breakdowns, speeds, speedAt, per, async, operations } = component;
  const isServed = queue === Infinity && patience === null && balking.length === 0 && component.codel === null && component.adaptiveLimit === null;
  const isConstant = [schedule, batch, breakdowns, speeds, speedAt, per].every((one) => one === null);
  // A held server may do several works side by side.
  const isOneByOne = async || operations.every(({ steps }) => steps === null || steps.every((step) => step.verb !== 'parallel' && step.verb !== 'each'));
  return isServed && isConstant && isOneByOne;
}
