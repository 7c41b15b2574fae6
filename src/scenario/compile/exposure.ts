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

/** Calls between two components, or over a link, that a fault can cut. */
export interface CutCalls {
  readonly what: string | readonly [string, string];
  readonly cut: Cut;
}

export function exposureOf({ components, faults }: Scenario, outcomes: OutcomeTable): ReadonlyMap<string, Exposure> {
  const exposed = new Map<string, Exposure>();
  for (const { name, instances } of components) {
    const struck = faults.map(({ effect }) => effect).filter((effect) => reaches(effect, name));
    const has = (...verbs: FaultEffect['verb'][]): boolean => struck.some(({ verb }) => verbs.includes(verb));
    if (struck.length === 0) continue;
    const canCrash = has('crash');
    const doors = has('crash', 'errors', 'full') ? instances.map(() => new Door(has('crash', 'errors') ? outcomes.code('failed') : -1, canCrash)) : null;
    exposed.set(name, { doors, canCrash, paces: has('slow', 'freeze', 'cut-link') ? [] : null });
  }
  return exposed;
}

function reaches(effect: FaultEffect, component: string): boolean {
  if (effect.verb === 'cut' || effect.verb === 'spike') return false;
  return effect.verb === 'cut-link' ? effect.link === component : effect.targets.some((target) => target.component === component && target.part === undefined);
}

export function cutsOf({ faults }: Scenario): readonly CutCalls[] {
  const cuts: CutCalls[] = [];
  for (const { effect } of faults) {
    if (effect.verb !== 'cut' && effect.verb !== 'cut-link') continue;
    const what = effect.verb === 'cut' ? effect.between : effect.link;
    if (!cuts.some((one) => isSameCut(one.what, what))) cuts.push({ what, cut: new Cut() });
  }
  return cuts;
}

/** Between the same two, in whichever order, or of the same link. */
export function isSameCut(left: CutCalls['what'], right: CutCalls['what']): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return left.every((name) => right.includes(name));
}

/** A crash takes callers away whose calls go on. */
export function losesCallers({ effect }: FaultDeclaration): boolean {
  return effect.verb === 'crash';
}
