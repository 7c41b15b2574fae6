import { Cut } from '../../sim/faults/cut-way.js';
import { Door } from '../../sim/faults/door.js';
import type { Pace } from '../../sim/faults/pace.js';
import type { OutcomeTable } from '../../sim/outcome.js';
import type { FaultDeclaration, FaultEffect, Scenario } from '../scenario.js';

/** What faults can reach of one component, by instance: only these components are wired differently. */
export interface Exposure {
  /** null: nothing refuses calls. */
  readonly doors: readonly Door[] | null;
  readonly canCrash: boolean;
  /** Filled when the instances are made; null: nothing changes their pace. */
  readonly paces: Pace[] | null;
}

/** Calls between two components that a fault can cut. */
export interface CutCalls {
  readonly between: readonly [string, string];
  readonly cut: Cut;
}

export function exposureOf({ components, faults }: Scenario, outcomes: OutcomeTable): ReadonlyMap<string, Exposure> {
  const exposed = new Map<string, Exposure>();
  for (const { name, instances } of components) {
    const struck = faults.map(({ effect }) => effect).filter((effect) => effect.verb !== 'cut' && effect.targets.some(({ component }) => component === name));
    const has = (...verbs: FaultEffect['verb'][]): boolean => struck.some(({ verb }) => verbs.includes(verb));
    if (struck.length === 0) continue;
    const canCrash = has('crash');
    const doors = has('crash', 'errors') ? instances.map(() => new Door(outcomes.code('failed'), canCrash)) : null;
    exposed.set(name, { doors, canCrash, paces: has('slow', 'freeze') ? [] : null });
  }
  return exposed;
}

export function cutsOf({ faults }: Scenario): readonly CutCalls[] {
  const cuts: CutCalls[] = [];
  for (const { effect } of faults) {
    if (effect.verb !== 'cut') continue;
    const [one, other] = effect.between;
    const isKnown = ({ between }: CutCalls): boolean => between.includes(one) && between.includes(other);
    if (!cuts.some(isKnown)) cuts.push({ between: effect.between, cut: new Cut() });
  }
  return cuts;
}

/** A crash takes callers away whose calls go on. */
export function losesCallers({ effect }: FaultDeclaration): boolean {
  return effect.verb === 'crash';
}
