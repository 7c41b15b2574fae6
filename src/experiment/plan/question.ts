import type { Scenario } from '../../scenario/scenario.js';
import type { Results } from '../results.js';
import type { Decided, LossAnswer, PlanTrial } from './document.js';
import type { Design, Without } from './design.js';
import type { Trials } from './tools.js';
import { failsByArithmetic, type Rule, type Tried } from './trial.js';

/** How it was decided, and what the untouched scenario showed; null: that was not run. */
export interface Decision {
  readonly decided: Decided;
  readonly results: Results | null;
}

/**
 * One question of a plan: the cheapest, the largest load, the month. All its verdicts share one error. What must survive losses passes where the scenario passes untouched and after each loss, and fails where one of these fails:
 * each is a decision by itself. Scenarios that are equal are decided upon once: what is left of one configuration is often another.
 */
export class Question {
  private readonly known = new Map<string, Tried>();

  constructor(
    private readonly trials: Trials,
    private readonly rule: Rule,
  ) {}

  /** null: it was stopped before anything was known. */
  async decide(design: Design, note: string): Promise<Decision | null> {
    const { scenario, losses } = design;
    if (losses === null) {
      const tried = await this.trials.of(scenario, this.rule, note);
      return tried === null ? null : { decided: { trial: tried.trial }, results: tried.results };
    }
    const failing = failsWithoutRun(design);
    if (failing !== null) return { decided: failing, results: null };
    const untouched = await this.try(scenario, note);
    if (untouched === null) return null;
    const { trial, results } = untouched;
    if (trial.verdict === 'fails') return { decided: { trial }, results };
    const answers: LossAnswer[] = [];
    for (const loss of losses) {
      const tried = await this.try(loss.scenario!, `${note} without ${loss.lost}`);
      if (tried === null) return null;
      answers.push(answerOf(loss, tried.trial));
      if (tried.trial.verdict === 'fails') break;
    }
    return { decided: decidedBy(trial, answers), results };
  }

  private async try(scenario: Scenario, note: string): Promise<Tried | null> {
    const key = keyOf(scenario);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const tried = await this.trials.of(scenario, this.rule, note);
    if (tried !== null) this.known.set(key, tried);
    return tried;
  }
}

/** A loss that fails decides; else, unless it is undecided untouched, a loss that is undecided. */
function decidedBy(untouched: PlanTrial, losses: readonly LossAnswer[]): Decided {
  const failing = losses.find(({ trial }) => trial?.verdict === 'fails');
  const unclear = untouched.verdict === 'undecided' ? undefined : losses.find(({ trial }) => trial?.verdict === 'undecided');
  const deciding = failing ?? unclear;
  if (deciding === undefined) return { trial: untouched, losses };
  const { lost, what, left, trial } = deciding;
  return { trial: trial!, loss: { lost, what, left }, untouched, losses };
}

/** What fails by arithmetic, untouched or after a loss, is no decision: no data are looked at. */
export function failsWithoutRun({ scenario, losses }: Design): Decided | null {
  const untouched = failsByArithmetic(scenario);
  if (untouched !== null) return { trial: untouched };
  for (const loss of losses ?? []) {
    const trial = loss.scenario === null ? NOTHING_LEFT : failsByArithmetic(loss.scenario);
    if (trial !== null) return { trial, loss: { lost: loss.lost, what: loss.what, left: loss.left }, losses: [answerOf(loss, trial)] };
  }
  return null;
}

/** So many scenarios may have to be decided upon. It is known before anything is run. */
export function decisionsAbout(designs: readonly Design[]): number {
  if (designs.every(({ losses }) => losses === null)) return designs.length;
  return new Set(designs.flatMap(({ scenario, losses }) => [keyOf(scenario), ...(losses ?? []).map((loss) => keyOf(loss.scenario!))])).size;
}

/** Of plans nothing else differs from scenario to scenario than the page: the seed and the duration are those of the command line for all. */
function keyOf({ resolved }: Scenario): string {
  return JSON.stringify(resolved);
}

const NOTHING_LEFT: PlanTrial = { verdict: 'fails', reason: 'arithmetic', replications: 0, objectives: [] };

function answerOf({ lost, what, left, scenario }: Without, trial: PlanTrial): LossAnswer {
  return { lost, what, left, trial, problem: scenario === null ? 'nothing is left of it' : null };
}
