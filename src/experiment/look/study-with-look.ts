import type { Scenario } from '../../scenario/scenario.js';
import type { Results } from '../results.js';
import { runStudy, type StudyOptions } from '../study.js';
import type { RecordedRequest } from './look.js';
import { SLOWEST, takeLook } from './take-look.js';

/** What is wanted besides the results. */
export interface LookWanted {
  /** The look itself, in the results. */
  readonly look: boolean;
  /** Text of the scenario file, for the comments in it. */
  readonly source?: string;
  /** Requests for a trace. */
  readonly trace: boolean;
}

/** The requests of a trace: the slowest, and others taken evenly over the run. */
export interface Traced {
  readonly slowest: readonly RecordedRequest[];
  readonly samples: readonly RecordedRequest[];
}

/** Of a trace. */
const TRACED = 20;
const SAMPLED = 50;

/** A study, and where it is wanted a closer look at it; null if it was stopped before the first replication had ended. Without a look it is the study alone. */
export async function studyWithLook(
  scenario: Scenario,
  options: StudyOptions,
  wanted: LookWanted,
): Promise<{ readonly results: Results; readonly traced: Traced | null } | null> {
  const results = await runStudy(scenario, options);
  if (results === null) return null;
  const isStopped = (options.stop?.() ?? 'no') !== 'no';
  if (isStopped || !(wanted.look || wanted.trace)) return { results, traced: null };
  const looked = await takeLook(scenario, results, {
    stop: options.stop,
    pause: options.pause,
    slowest: wanted.trace ? TRACED : SLOWEST,
    samples: wanted.trace ? SAMPLED : 0,
  });
  if (looked === null) return { results, traced: null };
  const { look, samples } = looked;
  // Not loaded where nobody asks: it knows the whole language.
  const { assumptionsOf } = await import('../../scenario/assumptions.js');
  return {
    results: wanted.look
      ? { ...results, look: { ...look, slowest: look.slowest.slice(0, SLOWEST) }, assumptions: assumptionsOf(scenario, wanted.source ?? '') }
      : results,
    traced: wanted.trace ? { slowest: look.slowest, samples } : null,
  };
}
