import type { Scenario, StepDeclaration } from '../scenario/scenario.js';
import { walkSteps } from '../scenario/walk-steps.js';
import { independentShares } from './popularity.js';

/** How the jobs of a scenario are spread over the items of a key. */
export interface ItemShares {
  readonly items: number;
  /** Share of the most popular item. */
  readonly largest: number;
  /** Share of each item, in the order of the items; null: all equal. */
  readonly shares: ArrayLike<number> | null;
}

/**
 * Shares of the items among the jobs at any component: those of the key's popularity, if every request draws its item independently and nothing on
 * its way looks at the item or changes it (then the jobs of each item are a thinned stream of all jobs).
 *
 * @param besides a component whose own behaviour does not matter, because nobody comes to another by way of it
 * @returns why that is not known, where it is not
 */
export function itemShares(scenario: Scenario, key: string, besides: string | null = null): ItemShares | { readonly obstacle: string } {
  const { source } = scenario.keys.find((one) => one.name === key)!;
  const obstacle = { obstacle: `how its jobs are spread over the ${key} items does not follow from the page` };
  if (source.from !== 'items' || scenario.workloads.some((workload) => workload.keys.has(key))) return obstacle;
  // Kinds with a behaviour of their own answer by what they hold, and that may depend on the item.
  if (scenario.components.some(({ name, kind }) => kind !== 'service' && kind !== 'probe' && name !== besides)) return obstacle;
  const lists = [
    ...scenario.components.flatMap(({ operations }) => operations.map(({ steps }) => steps ?? [])),
    ...scenario.workloads.map(({ body }) => (body.shape === 'do' ? body.steps : [])),
  ];
  let isTouched = false;
  for (const steps of lists) walkSteps(steps, (step) => (isTouched ||= touches(step, key)));
  if (isTouched) return obstacle;
  const { items, popularity } = source;
  const independent = independentShares(source);
  if ('obstacle' in independent) return independent;
  if (popularity.law === 'uniform' || (popularity.law === 'zipf' && popularity.exponent === 0)) return { items, largest: 1 / items, shares: null };
  const largest = independent.of.reduce((most, share) => Math.max(most, share), 0);
  return { items, largest, shares: independent.of };
}

/** The step sets the key, or does something that depends on its item. */
function touches(step: StepDeclaration, key: string): boolean {
  switch (step.verb) {
    case 'work':
      return step.per?.key === key;
    case 'call':
    case 'send':
      return step.with.some((binding) => binding.key === key);
    case 'each':
      return step.as === key || ('key' in step.set && step.set.key === key);
    case 'repeat':
      return 'key' in step.count && step.count.key === key;
    case 'draw':
      return step.key === key;
    default:
      return false;
  }
}
