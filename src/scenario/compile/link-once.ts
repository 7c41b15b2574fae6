import type { KindBehaviour } from '../../models/define.js';
import type { Step } from '../../sim/job.js';
import { outcome } from '../../sim/outcome.js';
import { UnlessLate } from '../../sim/policies/unless.js';
import { CountOnce, Once, OnceEnd, OnceMemory } from '../../sim/steps/once.js';
import type { StepDeclaration } from '../scenario.js';
import { linkOperation, type StepContext } from './link-steps.js';

/** The field `once` of a service. */
export interface OnceSettings {
  readonly key: string;
  /** Seconds. */
  readonly for: number;
  readonly enforce: boolean;
  readonly meanwhile: 'conflict' | 'wait';
}

/** Links an operation whose work is done, or counted, once for each item; its memory joins the others of the component. */
export function linkOnce(
  steps: readonly StepDeclaration[],
  context: StepContext,
  isGood: readonly boolean[],
  { key, for: keeps, enforce, meanwhile }: OnceSettings,
  memories: OnceMemory[],
): Step {
  const { wiring, ends } = context;
  const memory = new OnceMemory(wiring.engine.calendar, { keyIndex: wiring.keyIndex(key), keeps });
  wiring.engine.observe(memory);
  memories.push(memory);
  // An execution that was taken back has no result.
  const stored = ends.map((end, code) => (code === outcome.cancelled ? end : new OnceEnd(memory, code, isGood[code], enforce, end)));
  const first = linkOperation(steps, { ...context, ends: stored }, isGood);
  if (!enforce) return new CountOnce(memory, first);
  const waits = meanwhile === 'wait';
  const begin = waits && wiring.hasDeadlines ? new UnlessLate(first, ends[outcome.late], false) : first;
  return new Once(memory, begin, ends, waits ? -1 : wiring.outcomes.code('conflict'), wiring.cancellations);
}

/** What a service that remembers says about itself: the memories are those of the component, told with its first instance. */
export function onceBehaviour(memories: readonly OnceMemory[]): KindBehaviour {
  const count = (value: (memory: OnceMemory) => number) => ({ type: 'count', count: memories.reduce((sum, memory) => sum + value(memory), 0) }) as const;
  const none = { type: 'count', count: 0 } as const;
  return {
    operations: {},
    statistics: (instance) =>
      instance > 0 ? { repeats: none, replayed: none } : { repeats: count(({ repeats }) => repeats), replayed: count(({ replayed }) => replayed) },
    forEachWaiting(visit) {
      for (const memory of memories) memory.forEachWaiting(visit);
    },
  };
}
