import type { ReadResult } from '../../scenario/read-scenario.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { StudyOptions } from '../study.js';
import type { Decided } from './document.js';
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
    return tried.isPartial && tried.trial.verdict === 'undecided' ? null : tried;
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
