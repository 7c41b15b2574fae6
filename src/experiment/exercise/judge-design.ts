import type { Scenario } from '../../scenario/scenario.js';
import { looksFor } from '../looks.js';
import type { ObjectiveResult } from '../results.js';
import { Sample } from '../sample.js';
import type { StudyOptions } from '../study.js';
import { judgeAtLook } from '../summary/judge-at.js';

export interface Simulation {
  readonly optionsFor: (scenario: Scenario) => StudyOptions;
  /** Replications at the most, as a multiple of the usual number. */
  readonly budget: number;
  /** Events of a scenario at the most, over all its replications: what students hand in cannot hold up the others. Infinity: any number. */
  readonly mostEvents: number;
}

export interface JudgedDesign {
  readonly objectives: readonly ObjectiveResult[];
  readonly replications: number;
}

/**
 * Objectives of a scenario, with twice as many replications at each look while one is undecided; the looks share the error of each. null: it was stopped; a text: it was given
 * up, and why.
 */
export async function judgeDesign(scenario: Scenario, simulation: Simulation): Promise<JudgedDesign | string | null> {
  const { options, isTooMuch } = guarded(simulation, scenario);
  const looks = looksFor(scenario, scenario.run.replications, simulation.budget);
  const sample = new Sample(scenario, options);
  for (const count of looks) {
    await sample.reach(count);
    if (isTooMuch()) return `it makes more than ${simulation.mostEvents} events, fifty times those of the page handed out`;
    if (sample.isPartial) return null;
    const objectives = judgeAtLook(sample.summarise().objectives, { scenario, replications: sample.replications, looks: looks.length });
    const isOpen = objectives.some(({ verdict, observed }) => verdict === 'undecided' && observed !== null);
    if (!isOpen || count === looks.at(-1)) return { objectives, replications: count };
  }
  throw new Error('there is one look at least');
}

/** Options that stop where there are too many events. */
export function guarded({ optionsFor, mostEvents }: Simulation, scenario: Scenario): { readonly options: StudyOptions; readonly isTooMuch: () => boolean } {
  const options = optionsFor(scenario);
  let most = 0;
  return {
    isTooMuch: () => most > mostEvents,
    options: {
      ...options,
      progress: (done, asked, events) => {
        most = Math.max(most, events);
        options.progress?.(done, asked, events);
      },
      stop: () => (most > mostEvents ? 'now' : (options.stop?.() ?? 'no')),
    },
  };
}
