import type { LocatedChange } from '../../scenario/changes.js';
import type { Scenario } from '../../scenario/scenario.js';
import { utilisationsOf, type Baseline } from './baseline.js';
import type { GatedStatistic, JudgedScenario, Tier } from './document.js';
import type { Measured } from './measure.js';
import { reasonsFor } from './reasons.js';
import { removedObjectives } from './removed-objectives.js';

export interface Circumstances {
  readonly baseline: Baseline | null;
  /** Where the baseline is or would be; null: none was asked for. */
  readonly path: string | null;
  readonly changes: readonly LocatedChange[];
  readonly budget: number;
}

/** What was measured becomes a verdict with its reasons. */
export function judgeScenario(scenario: Scenario, measured: Measured, { baseline, path, changes, budget }: Circumstances): JudgedScenario {
  const { results, usual, statistics } = measured;
  const tier = path === null ? null : tierOf(measured, baseline);
  const replications = Math.max(results.replications, ...statistics.map((one) => one.replications));
  const removed = baseline === null ? [] : removedObjectives(baseline, scenario);
  const isMoved = tier === 'better' || tier === 'worse' || tier === 'changed';
  const remedies = remediesFor(measured, tier, { replications, budget });
  return {
    file: scenario.file,
    title: scenario.title,
    outcome: outcomeOf(measured, tier, removed.length > 0),
    tier,
    baseline: path,
    seed: results.seed,
    replications,
    replications_usual: usual,
    sha256: results.scenario.sha256,
    fingerprint: results.fingerprint,
    objectives: results.objectives,
    removed_objectives: removed,
    statistics,
    changes,
    why:
      baseline !== null && (isMoved || tier === 'undecided')
        ? [
            ...reasonsFor(changes, { before: baseline, now: utilisationsOf(results), sha256: results.scenario.sha256, seed: results.seed }),
            ...(measured.window === null ? [] : [measured.window]),
          ]
        : [],
    remedies,
  };
}

function tierOf({ isIdentical, statistics }: Measured, baseline: Baseline | null): Tier {
  if (baseline === null) return 'new';
  if (isIdentical) return 'identical';
  if (statistics.length === 0) return 'ungated';
  const has = (verdict: GatedStatistic['verdict']): boolean => statistics.some((one) => one.verdict === verdict);
  for (const verdict of ['worse', 'changed', 'undecided', 'new', 'better'] as const) if (has(verdict)) return verdict;
  return 'same';
}

function outcomeOf({ results, isContradicted }: Measured, tier: Tier | null, areObjectivesGone: boolean): JudgedScenario['outcome'] {
  if (isContradicted) return 'contradicted';
  if (tier === 'worse' || tier === 'changed' || results.objectives.some(({ verdict }) => verdict === 'failed')) return 'failed';
  const isOpen = tier === 'undecided' || tier === 'new' || tier === 'ungated' || areObjectivesGone;
  return isOpen || results.objectives.some(({ verdict }) => verdict === 'undecided') ? 'undecided' : 'passed';
}

/** What would decide it. */
function remediesFor(
  { results, statistics, obstacle, usual }: Measured,
  tier: Tier | null,
  { replications, budget }: { readonly replications: number; readonly budget: number },
): readonly string[] {
  const said: string[] = [];
  if (obstacle !== null) said.push(`${obstacle} Look at the difference, and accept it with --update.`);
  if (tier === 'ungated')
    said.push(
      'It does something else than the baseline, and nothing says what may change: give it an objective, or name a --statistic; or accept it with --update.',
    );
  const isUndecided = statistics.some(({ verdict }) => verdict === 'undecided') || results.objectives.some(({ verdict }) => verdict === 'undecided');
  if (obstacle === null && isUndecided && replications > 1)
    said.push(
      replications > usual
        ? `${replications} replications (${budget} times the usual, the budget) do not decide it: --budget ${4 * budget}, a wider --practical, or accept it with --undecided ok.`
        : budget * usual < usual + 1
          ? `Replications were not added (--budget ${budget}): --budget 8, a wider --practical, or accept it with --undecided ok.`
          : 'More replications do not help where there is no value or no interval; a longer run does.',
    );
  if (isUndecided && replications === 1) said.push('One replication alone says nothing about chance: --replications 20.');
  return said;
}
