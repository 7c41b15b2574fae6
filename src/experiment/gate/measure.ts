import type { Scenario } from '../../scenario/scenario.js';
import { looksFor } from '../looks.js';
import type { Results } from '../results.js';
import { Sample } from '../sample.js';
import { spreadsOf } from '../spread/spread.js';
import type { StudyOptions } from '../study.js';
import { judgeAtLook } from '../summary/judge-at.js';
import { besideTheory } from '../theory/beside-theory.js';
import { baselineOf, type Baseline } from './baseline.js';
import type { GatedStatistic } from './document.js';
import { gatedStatistics } from './gated.js';
import { holdAgainst, type Held } from './hold-against.js';

export interface Gate {
  /** The scenario as the folder of the baseline sees it. */
  readonly file: string;
  readonly baseline: Baseline | null;
  /** The scenario of the baseline as it was then, with these statistics; null where this version does not accept it. */
  readonly readAgain: (statistics: readonly string[]) => Scenario | null;
  /** Share of the value of the baseline by which a statistic may differ. */
  readonly practical: number;
  /** Replications at the most, as a multiple of the usual number. */
  readonly budget: number;
  readonly optionsFor: (scenario: Scenario) => StudyOptions;
}

export interface Measured {
  /** Of as many replications as it took. */
  readonly results: Results;
  /** Replications at the first look. */
  readonly usual: number;
  readonly statistics: readonly GatedStatistic[];
  /** The same events, and the same values of all that gates. */
  readonly isIdentical: boolean;
  /** Theory contradicts the simulation. */
  readonly isContradicted: boolean;
  /** A sentence: why the baseline could not be simulated again, where that would have helped. */
  readonly obstacle: string | null;
  /** A sentence: the warm-up after which both are compared, where each has another. */
  readonly window: string | null;
  /** What a baseline would keep of it. */
  readonly fresh: Baseline;
}

/**
 * Simulates a scenario as often as usual and holds it against its baseline; while something is undecided and the budget lasts, twice as many replications, also of the baseline.
 * The looks share the error equally, and in each of them the statistics share it by Holm's procedure, those that are decided earlier having left (Ye, Li, Liu & Yao 2013). An
 * objective has the error of its interval, which its looks share as well.
 *
 * @returns null if it was stopped before its end
 */
export async function measure(scenario: Scenario, gate: Gate): Promise<Measured | null> {
  const { baseline, budget, optionsFor } = gate;
  const usual = scenario.run.replications;
  const gated = gatedStatistics(scenario);
  const sample = new Sample(scenario, optionsFor(scenario));
  await sample.reach(usual);
  if (sample.isPartial) return null;
  const looks = looksFor(scenario, usual, budget);
  const atLook = (found: Results): Results => ({
    ...found,
    objectives: judgeAtLook(found.objectives, { scenario, replications: sample.replications, looks: looks.length }),
  });
  let results = atLook(await besideTheory(scenario, sample.summarise(), sample.replications, optionsFor(scenario)));
  const { theory, fingerprint } = results;
  const spreads = spreadsOf(scenario, sample.replications, gated);
  const fresh = baselineOf(results, spreads, { file: gate.file, resolved: scenario.resolved });

  let held: Held | null = { statistics: [], obstacle: null, window: null };
  if (baseline !== null) {
    const paired = baseline.replications === usual ? sample : new Sample(scenario, optionsFor(scenario));
    held = await holdAgainst(baseline, { gated, scenario, sample: paired }, gate);
    if (held === null) return null;
  }
  const { statistics, obstacle, window } = held;
  // The same events after another warm-up have other values, whatever they have after the common one.
  const isSameWindow = statistics.length === 0 || fresh.warmup_s === baseline?.warmup_s;
  for (const count of looks) {
    if (count > sample.replications.length && (!results.objectives.some(isOpen) || results.partial)) break;
    if (count > sample.replications.length) await sample.reach(count);
    if (sample.isPartial) return null;
    if (sample.replications.length !== results.replications) results = atLook({ ...sample.summarise(), theory });
  }
  return {
    results,
    usual,
    statistics,
    isIdentical:
      fingerprint === baseline?.fingerprint && usual === baseline.replications && isSameWindow && statistics.every(({ verdict }) => verdict === 'identical'),
    isContradicted: theory.some(({ verdict }) => verdict === 'contradiction' || verdict === 'bound violated'),
    obstacle,
    window,
    fresh,
  };
}

function isOpen({ verdict, observed }: Results['objectives'][number]): boolean {
  return verdict === 'undecided' && observed !== null;
}
