import { time } from '../advice/input.js';
import type { Scenario } from '../../scenario/scenario.js';

/** What all designs of a comparison run with. */
export interface CommonSettings {
  readonly seed: number;
  readonly replications: number;
  /** null: all of a trace. */
  readonly duration: number | null;
  /** All are to be finite studies, of which some are not. */
  readonly isFinite: boolean;
  /** What was made alike, in sentences. */
  readonly notes: readonly string[];
  /** Why they cannot be compared at all. */
  readonly problem: string | null;
}

/**
 * Paired replications need one seed and one number of them, and differences mean something only over equal times. So all take the seed of A, the most replications
 * and the longest duration of any of them; and where one is a finite study, all are: numbers of a long run say nothing beside those of an hour with a fault in it.
 */
export function commonSettings(scenarios: readonly Scenario[]): CommonSettings {
  const runs = scenarios.map(({ run }) => run);
  const seeds = new Set(scenarios.map(({ seed }) => seed));
  const durations = runs.map(({ duration }) => (duration === 'all' ? null : duration));
  const whole = durations.filter((duration) => duration === null).length;
  const duration = durations.some((one) => one === null) ? null : Math.max(...(durations as number[]));
  const replications = Math.max(...runs.map((run) => run.replications));
  const notes: string[] = [];
  const differ = (values: readonly unknown[]): boolean => new Set(values).size > 1;
  if (seeds.size > 1) notes.push(`The seeds differ: all run with that of A, ${scenarios[0].seed}.`);
  if (differ(runs.map((run) => run.replications))) notes.push(`All run ${replications} replications, as many as the design that has most.`);
  if (differ(durations)) notes.push(`All run ${time(duration!)}, as long as the longest of them.`);
  if (differ(runs.map((run) => run.study))) {
    const finite = runs.findIndex((run) => run.study === 'finite');
    notes.push(
      `${String.fromCharCode(65 + finite)} is a finite study (${runs[finite].studyReason}), so all are: what is compared is the same stretch of each run, not a long run.`,
    );
  }
  if (runs.some(({ precision }) => precision !== null)) notes.push(`\`precision\` does not count here: so many replications as said (--replications).`);
  return {
    seed: scenarios[0].seed,
    replications,
    duration,
    isFinite: differ(runs.map((run) => run.study)),
    notes,
    problem:
      whole > 0 && whole < runs.length
        ? 'one design runs until the last row of its trace, another for a given time: --duration gives both one'
        : replications < 2
          ? 'a comparison needs two replications at least, 20 with percentiles: --replications 20'
          : null,
  };
}
