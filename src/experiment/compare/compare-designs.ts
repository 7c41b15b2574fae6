import type { Scenario } from '../../scenario/scenario.js';
import { Sample } from '../sample.js';
import { isSteady } from '../stability/is-steady.js';
import type { StudyOptions } from '../study.js';
import type { ScenarioChange } from '../gate/document.js';
import type { Comparison } from './document.js';
import { distinct, usualStatistics } from '../spread/usual-statistics.js';
import { betterOf } from '../spread/better.js';
import { type ComparedSample, compareSamples } from './compare-samples.js';
import { selectBest, type SelectionAsked } from './select-best.js';
import { timeSplitOf } from './why/time-split.js';

export interface Design {
  readonly scenario: Scenario;
  /** What was changed on the line. */
  readonly set: readonly string[];
  readonly options: StudyOptions;
  /** What its page says otherwise than that of the first; absent: it is not known. */
  readonly changes?: readonly ScenarioChange[];
}

export interface CompareSettings {
  /** Share of the value in A that matters. */
  readonly practical: number;
  /** Only those that each scenario asks for (`asked`); else the usual ones, and those. */
  readonly askedOnly: boolean;
  /** By which designs are ranked. */
  readonly by: string | null;
  /** What was made alike before (seed, duration …), in sentences. */
  readonly notes: readonly string[];
  /** Select the best; with it no design is said to be perhaps the best. */
  readonly select?: SelectionAsked | null;
}

/**
 * Simulates the designs, replication r of each on the same random numbers, and compares them with the first: one seed, one number of replications, one length, one
 * warm-up, the longest that any of them needs.
 *
 * @param designs two or more that agree in seed, replications, duration and kind of study
 * @returns null if it was stopped before two replications of each had ended
 */
export async function compareDesigns(designs: readonly Design[], settings: CompareSettings): Promise<Comparison | null> {
  const samples = designs.map(({ scenario, options }) => new Sample(scenario, options));
  await inTurns(samples, (sample, index) => sample.reach(designs[index].scenario.run.replications));
  const count = (): number => Math.min(...samples.map(({ replications }) => replications.length));
  if (count() < 2) return null;
  const steady = samples.filter(({ replications }, index) => isSteady(designs[index].scenario, replications));
  const warmup = Math.max(0, ...steady.map(({ deleted }) => deleted));
  await inTurns(samples, (sample) => sample.deleteAtLeast(warmup));
  if (count() < 2) return null;
  for (const sample of samples) sample.keepFirst(count());
  const comparison = compareSamples(
    samples.map((sample, index): ComparedSample => {
      const { scenario, set, changes } = designs[index];
      const statistics = distinct([...(settings.askedOnly ? [] : usualStatistics(scenario)), ...scenario.asked]);
      const spreads = sample.spread(statistics);
      const closed = new Set(scenario.workloads.filter(({ load }) => load.type === 'closed').map(({ name }) => name));
      return {
        results: sample.summarise(),
        set,
        closed,
        statistics: spreads.map((spread, at) => ({ ...spread, better: betterOf(statistics[at].target) })),
        split: timeSplitOf(scenario, sample.replications),
        changes,
      };
    }),
    settings,
  );
  if ((settings.select ?? null) === null) return comparison;
  const stages = samples.map(({ replications, deleted }, index) => ({ design: designs[index], replications, warmup: deleted }));
  return selectBest(stages, comparison, settings.select!);
}

/** So many designs run side by side, so that whoever interrupts them has pairs; of more each waits for the one before, as each takes its room in memory. */
const SIDE_BY_SIDE = 4;

async function inTurns(samples: readonly Sample[], work: (sample: Sample, index: number) => Promise<void>): Promise<void> {
  if (samples.length <= SIDE_BY_SIDE) await Promise.all(samples.map(work));
  else for (const [index, sample] of samples.entries()) await work(sample, index);
}
