import { scaleWork } from '../../predict/scale-work.js';
import { allServers } from '../../scenario/instances.js';
import type { AskedStatistic, Scenario } from '../../scenario/scenario.js';
import { limitsOf } from '../compare/difference.js';
import { prepare } from '../compare/compare-spreads.js';
import { looksFor } from '../looks.js';
import type { Unit } from '../results.js';
import { Sample } from '../sample.js';
import { spreadsOf, type Spread } from '../spread/spread.js';
import { isSteady } from '../stability/is-steady.js';
import { guarded, type Simulation } from './judge-design.js';

/** So much faster is a component that is relieved. */
const RELIEF = 1.2;
const ALPHA = 0.05;

export interface Diagnosis {
  readonly verdict: 'right' | 'wrong' | 'undecided';
  /** Component → the statistic with that one relieved; '' is the page as it is. */
  readonly relieved: ReadonlyMap<string, number | null>;
  /** Of the statistic; null: nothing was simulated. */
  readonly unit: Unit | null;
}

/** Components that relief can help: with so many servers, and work. */
export function relievable(scenario: Scenario): readonly string[] {
  return scenario.components.filter((one) => allServers(one) !== Infinity && one.per === null).map(({ name }) => name);
}

/**
 * Does it help the statistic more to relieve this component (its work a sixth shorter: 20 % more of it a second) than to relieve any other, and at all? Every page sees the same random
 * numbers; the comparisons share an error of 5 %, and so do the looks, each with twice as many replications.
 *
 * @returns null if it was stopped
 */
export async function diagnose(
  scenario: Scenario,
  named: string,
  { statistic, better }: { readonly statistic: AskedStatistic; readonly better: 'lower' | 'higher' },
  simulation: Simulation,
): Promise<Diagnosis | null> {
  const all = relievable(scenario);
  if (!all.includes(named)) return { verdict: 'wrong', relieved: new Map(), unit: null };
  const looks = looksFor(scenario, scenario.run.replications, simulation.budget);
  const samples = new Map(
    ['', ...all].map((name) => {
      const page = name === '' ? scenario : scaleWork(scenario, name, 1 / RELIEF);
      return [name, { page, sample: new Sample(page, guarded(simulation, page).options) }] as const;
    }),
  );
  const spreads = new Map<string, Spread>();
  for (const count of looks) {
    for (const { sample } of samples.values()) {
      await sample.reach(count);
      if (sample.isPartial) return null;
    }
    // One warm-up for all, as in a comparison of designs.
    const steady = [...samples.values()].filter(({ page, sample }) => isSteady(page, sample.replications));
    const warmup = Math.max(0, ...steady.map(({ sample }) => sample.deleted));
    for (const [name, { page, sample }] of samples) {
      await sample.deleteAtLeast(warmup);
      if (sample.isPartial) return null;
      spreads.set(name, spreadsOf(page, sample.replications, [statistic])[0]);
    }
    const relieved = new Map([...spreads].map(([name, { value }]) => [name, value]));
    const verdicts = ['', ...all.filter((name) => name !== named)].map((name) => {
      const pair = prepare({ a: spreads.get(name)!, b: spreads.get(named)!, isPercentile: typeof statistic.target.part === 'number', better }, true);
      if (pair.difference === null) return pair.isEqual ? 'wrong' : 'undecided';
      const { low, high } = limitsOf(pair.difference, ALPHA / (all.length * looks.length));
      const [gain, loss] = better === 'higher' ? [low > 0, high < 0] : [high < 0, low > 0];
      return gain ? 'right' : loss ? 'wrong' : 'undecided';
    });
    const verdict = verdicts.includes('wrong') ? 'wrong' : verdicts.includes('undecided') ? 'undecided' : 'right';
    if (verdict !== 'undecided' || count === looks.at(-1)) return { verdict, relieved, unit: spreads.get('')!.unit };
  }
  throw new Error('there is one look at least');
}
