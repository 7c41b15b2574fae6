import type { Law } from '../sim/chance/law.js';
import { lawMean, lawVariance } from '../sim/chance/moments.js';
import type { ComponentDeclaration, OperationDeclaration } from '../scenario/scenario.js';
import { mixtureLaw, type KnownLaw } from '../theory/laws/index.js';
import { settingAt } from '../scenario/kind-references.js';
import { isExponential, knownLaw, letterOf, sameLaw } from './known-law.js';

/** How long one run of an operation holds a server that nobody else delays: independent times of one law. */
export interface ServiceTime {
  readonly mean: number;
  readonly secondMoment: number;
  /** The law as the scenario has it, where it is a single one. */
  readonly law: Law | null;
  readonly known: KnownLaw | null;
  readonly isExponential: boolean;
  /** M, D, E2, H2 or G. */
  readonly letter: string;
}

/**
 * The service time of an operation that calls nobody: one work, or, where a server is held from the first step to the last, works and waits one
 * after the other.
 *
 * @returns why there is none, where there is none
 */
export function serviceTime(component: ComponentDeclaration, operation: OperationDeclaration): ServiceTime | { readonly obstacle: string } {
  const { steps } = operation;
  if (steps === null) return { obstacle: `a ${component.kind} has a behaviour of its own` };
  if (remembers(component)) return { obstacle: 'it answers repeated calls without their work' };
  if (steps.length === 0) return { obstacle: 'it takes no time' };
  const laws: Law[] = [];
  for (const step of steps) {
    if (step.verb !== 'work' && step.verb !== 'wait') return { obstacle: `${component.name}.${operation.name} is more than one piece of work` };
    if (step.verb === 'work' && step.per !== null) return { obstacle: `its work depends on the ${step.per.attribute} of ${step.per.key}` };
    laws.push(step.time);
  }
  if (component.async && component.servers !== Infinity && (laws.length > 1 || steps[0].verb !== 'work'))
    return { obstacle: 'its jobs give their server back between works' };
  if (laws.some((law) => law.law === 'sequence')) return { obstacle: 'its work follows a fixed sequence, not independent draws' };
  if (laws.length > 1) {
    const mean = laws.reduce((sum, law) => sum + lawMean(law), 0);
    const variance = laws.reduce((sum, law) => sum + lawVariance(law), 0);
    return { mean, secondMoment: variance + mean * mean, law: null, known: null, isExponential: false, letter: 'G' };
  }
  const [law] = laws;
  const known = knownLaw(law);
  if (known === null) return { obstacle: 'its work is not a time whose law theory knows' };
  if (!(known.mean > 0 && known.mean < Infinity)) return { obstacle: known.mean === 0 ? 'it takes no time' : 'its work has no finite mean' };
  return { mean: known.mean, secondMoment: known.secondMoment, law, known, isExponential: isExponential(law), letter: letterOf(law) };
}

/** Repeated calls for the same item do no work (`once`). */
export function remembers({ settings }: ComponentDeclaration): boolean {
  return settingAt(settings, 'once.enforce') === true;
}

/** One service time for jobs of several kinds, drawn by their rates. */
export function mixService(parts: readonly { readonly rate: number; readonly service: ServiceTime }[]): ServiceTime {
  const [first] = parts;
  if (parts.every(({ service }) => isSame(service, first.service))) return first.service;
  const total = parts.reduce((sum, { rate }) => sum + rate, 0);
  const average = (of: (service: ServiceTime) => number): number => parts.reduce((sum, { rate, service }) => sum + (rate / total) * of(service), 0);
  const laws = parts.flatMap(({ service }) => (service.known === null ? [] : [service.known]));
  return {
    mean: average(({ mean }) => mean),
    secondMoment: average(({ secondMoment }) => secondMoment),
    law: null,
    known:
      laws.length < parts.length
        ? null
        : mixtureLaw(
            laws,
            parts.map(({ rate }) => rate),
          ),
    isExponential: false,
    letter: 'G',
  };
}

export function isSame(left: ServiceTime, right: ServiceTime): boolean {
  return left.law !== null && right.law !== null && (sameLaw(left.law, right.law) || (left.isExponential && right.isExponential && left.mean === right.mean));
}
