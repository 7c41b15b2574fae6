import type { ReadResult } from '../../scenario/read-scenario.js';
import type { Scenario } from '../../scenario/scenario.js';
import { passOn } from '../advice/pass-on.js';
import type { Results } from '../results.js';
import type { StudyOptions } from '../study.js';
import type { Decided, PlanAdvice } from './document.js';
import { type Rule, type Tried, tryScenario } from './trial.js';

/** What a plan needs from outside: reading a design, and running it. */
export interface PlanTools {
  /** The scenario with these assignments, `PATH=VALUE`, after all others. */
  read(sets: readonly string[]): ReadResult;
  optionsFor(scenario: Scenario): StudyOptions;
  readonly isInterrupted: boolean;
  /** What is being tried: `point 3 of 24`. */
  note(text: string): void;
}

/** Tries scenarios one after the other, and remembers what it cost and whether it was stopped. */
export class Trials {
  replications = 0;
  isPartial = false;
  /** Of each that was simulated what its run advises. */
  private readonly simulated: Results['advice'][] = [];

  constructor(private readonly tools: PlanTools) {}

  get isStopped(): boolean {
    return this.isPartial || this.tools.isInterrupted;
  }

  /** null: it was stopped before anything was known of it. */
  async of(scenario: Scenario, rule: Rule, note: string): Promise<Tried | null> {
    if (this.isStopped) {
      this.isPartial = true;
      return null;
    }
    this.tools.note(note);
    const tried = await tryScenario(scenario, rule, this.tools.optionsFor(scenario));
    this.replications += tried.trial.replications;
    if (tried.isPartial) this.isPartial = true;
    if (tried.isPartial && tried.trial.verdict === 'undecided') return null;
    if (tried.results !== null) this.simulated.push(tried.results.advice);
    return tried;
  }

  advice(): PlanAdvice[] {
    const { simulated } = this;
    return passOn(simulated.map((advice, run) => ({ run, advice }))).map(({ runs, ...one }) => ({ ...one, trials: runs.length, of: simulated.length }));
  }
}

/** What each question of a plan has in common. */
export interface Asked {
  readonly rule: Pick<Rule, 'error' | 'looks'>;
  readonly tools: PlanTools;
  readonly trials: Trials;
  /** In words (null: nothing need be survived), and how many losses they are for the configuration in question. */
  readonly toSurvive: { readonly words: readonly string[] | null; readonly losses: number };
}

/** Failing there stands for failing here. */
export const byMonotony: Decided = { trial: { verdict: 'fails', reason: 'monotone', replications: 0, objectives: [] } };
