import type { Scenario } from '../scenario/scenario.js';
import { runToPrecision } from './precision.js';
import type { Results } from './results.js';
import type { Runner } from './runner.js';
import { Sample } from './sample.js';
import { besideTheory } from './theory/beside-theory.js';

export interface StudyOptions {
  /** SHA-256 of the resolved scenario, hexadecimal. */
  readonly sha256: string;
  /** true: the results say how statistics hang on the single replications, for comparisons with other results. */
  readonly spread?: boolean;
  /** Where replications are made; without it one after another, in this thread. */
  readonly runner?: Runner;
  /** Told after each slice of work: replications finished (parts of those under way counted in), asked for as far as is known by now, and events so far. */
  readonly progress?: (done: number, asked: number, events: number) => void;
  /** Asked after each slice of work: go on, end after the replications under way, or end now with those that are finished. */
  readonly stop?: () => 'no' | 'after-replication' | 'now';
  /** Gives way to whatever else waits (signals, timers) after each slice. */
  readonly pause?: () => Promise<void>;
  /** What `precision` may cost. */
  readonly budget?: Partial<Budget>;
  /** Seconds of wall time from any beginning; without it the budget of time does not count. */
  readonly clock?: () => number;
}

/** Where `precision` ends at the latest. */
export interface Budget {
  /** Requests simulated, all replications together. */
  readonly requests: number;
  /** Wall time in seconds; it decides whether there is another look, never what is seen there. */
  readonly seconds: number;
}

/**
 * Runs the replications of a scenario and summarises them; with `precision`, as many as that takes.
 *
 * @returns null if it was stopped before the first replication had ended
 */
export async function runStudy(scenario: Scenario, options: StudyOptions): Promise<Results | null> {
  if (scenario.run.precision !== null) return runToPrecision(scenario, scenario.run.precision, options);
  const sample = new Sample(scenario, options);
  await sample.reach(scenario.run.replications);
  return sample.replications.length === 0 ? null : besideTheory(scenario, sample.summarise(), sample.replications, options);
}
