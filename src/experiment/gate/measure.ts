import type { Scenario } from '../../scenario/scenario.js';
import { looksFor } from '../looks.js';
import type { Results } from '../results.js';
import { Sample } from '../sample.js';
import { spreadsOf, type Spread } from '../spread/spread.js';
import type { StudyOptions } from '../study.js';
import { judgeAtLook } from '../summary/judge-at.js';
import { besideTheory } from '../theory/beside-theory.js';
import { baselineOf, type Baseline } from './baseline.js';
import type { GatedStatistic } from './document.js';
import { gatedStatistics, type Gated } from './gated.js';
import { judgeStatistics } from './judge-statistics.js';

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
  /** Why the baseline could not have more replications, where that would have helped. */
  readonly obstacle: string | null;
  /** What a baseline would keep of it. */
  readonly fresh: Baseline;
}

/** Of all statistics of a scenario at all looks together. */
const ALPHA = 0.05;

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

  let comparison: Comparison | null = { statistics: [], obstacle: null, replications: usual };
  if (baseline !== null) {
    const paired = baseline.replications === usual ? sample : new Sample(scenario, optionsFor(scenario));
    comparison = await compare({ gated, scenario, sample: paired }, baseline, gate);
    if (comparison === null) return null;
  }
  const { statistics, obstacle } = comparison;
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
    isIdentical: fingerprint === baseline?.fingerprint && usual === baseline.replications && statistics.every(({ verdict }) => verdict === 'identical'),
    isContradicted: theory.some(({ verdict }) => verdict === 'contradiction' || verdict === 'bound violated'),
    obstacle,
    fresh,
  };
}

interface Comparison {
  readonly statistics: readonly GatedStatistic[];
  readonly obstacle: string | null;
  readonly replications: number;
}

interface Side {
  readonly gated: readonly Gated[];
  readonly scenario: Scenario;
  readonly sample: Sample;
}

/** null: stopped. */
async function compare(now: Side, baseline: Baseline, gate: Gate): Promise<Comparison | null> {
  const { gated, scenario, sample } = now;
  const counts = looksFor(scenario, baseline.replications, gate.budget);
  const alpha = ALPHA / counts.length;
  let before: Sample | null = null;
  let ofBefore: (one: Gated) => Spread | null = ({ statistic }) => {
    const there = baseline.statistics[statistic] as Baseline['statistics'][string] | undefined;
    return there === undefined ? null : { statistic, ...there };
  };
  let judged: readonly GatedStatistic[] = [];
  for (const [look, replications] of counts.entries()) {
    await sample.reach(replications);
    if (sample.isPartial) return null;
    if (look > 0) {
      const again = await extend(before, baseline, { gated, gate, replications });
      if (again === null || typeof again === 'string')
        return again === null ? null : { statistics: judged, obstacle: again, replications: baseline.replications };
      before = again.sample;
      ofBefore = ({ statistic }) => again.spreads.find((one) => one.statistic === statistic) ?? null;
    }
    const spreads = spreadsOf(scenario, sample.replications, gated);
    const isSettled = (index: number): boolean => look > 0 && !canBeDecided(judged[index]);
    const open = gated.flatMap((one, index) => (isSettled(index) ? [] : [{ gated: one, before: ofBefore(one), now: spreads[index] }]));
    const isSameRun = look === 0 && sample.summarise().fingerprint === baseline.fingerprint;
    const verdicts = judgeStatistics(open, { alpha, practical: gate.practical, replications, isPaired: scenario.seed === baseline.seed, isSameRun });
    judged = gated.map((_, index) => (isSettled(index) ? judged[index] : verdicts[open.findIndex(({ gated: one }) => one === gated[index])]));
    if (!judged.some(canBeDecided)) break;
  }
  return { statistics: judged, obstacle: null, replications: sample.replications.length };
}

/** The baseline with more replications; in words why not; null: stopped. */
async function extend(
  present: Sample | null,
  baseline: Baseline,
  { gated, gate, replications }: { readonly gated: readonly Gated[]; readonly gate: Gate; readonly replications: number },
): Promise<{ readonly sample: Sample; readonly spreads: readonly Spread[] } | string | null> {
  const names = gated.map(({ statistic }) => statistic).filter((name) => name in baseline.statistics);
  const scenario = gate.readAgain(names);
  if (scenario === null) return 'this version of queuelab does not accept the scenario of the baseline any more';
  const sample = present ?? new Sample(scenario, gate.optionsFor(scenario));
  if (present === null) {
    await sample.reach(baseline.replications);
    if (sample.isPartial) return null;
    const isFaithful =
      sample.summarise().fingerprint === baseline.fingerprint &&
      spreadsOf(scenario, sample.replications, scenario.asked).every(({ statistic, value }) => value === baseline.statistics[statistic].value);
    if (!isFaithful) return `this version of queuelab does something else with the scenario of the baseline than ${baseline.version} did`;
  }
  await sample.reach(replications);
  return sample.isPartial ? null : { sample, spreads: spreadsOf(scenario, sample.replications, scenario.asked) };
}

/** More replications can decide it. */
function canBeDecided({ verdict, before, now }: GatedStatistic): boolean {
  return verdict === 'undecided' && before !== null && now !== null;
}

function isOpen({ verdict, observed }: Results['objectives'][number]): boolean {
  return verdict === 'undecided' && observed !== null;
}
