import type { Law } from '../../sim/chance/law.js';
import type { Scenario } from '../../scenario/scenario.js';
import { walkSteps } from '../../scenario/walk-steps.js';
import type { Advice } from '../results.js';
import type { AdviceInput } from './input.js';

/** At this shape and below, the mean of a Pareto law without limit converges too slowly to be estimated. */
const SHAPE = 1.5;

export function heavyTails({ scenario }: AdviceInput): Advice[] {
  const places = lawsOf(scenario).filter(({ law }) => law.law === 'pareto' && law.max === Infinity && law.shape <= SHAPE);
  const names = [...new Set(places.map(({ place }) => place))];
  if (names.length === 0) return [];
  return [
    {
      code: 'heavy-tail',
      sentence: `A Pareto law of shape ${SHAPE} or less without a largest value (${names.join(', ')}) has a mean that no run is long enough to know: rare huge values carry it, and intervals come out too narrow. Give it a max.`,
    },
  ];
}

function lawsOf({ components, workloads }: Scenario): { place: string; law: Law }[] {
  const found: { place: string; law: Law }[] = [];
  for (const { name, operations, setUp, vacation, patience, breakdowns } of components) {
    const add = (law: Law | null): void => {
      if (law !== null) found.push({ place: name, law });
    };
    for (const law of [setUp, vacation, patience, breakdowns?.up ?? null, breakdowns?.down ?? null]) add(law);
    for (const { steps, work } of operations) {
      add(work);
      walkSteps(steps ?? [], (step) => {
        if (step.verb === 'work' || step.verb === 'wait') add(step.time);
      });
    }
  }
  for (const { name, load } of workloads) {
    if (load.type === 'closed') {
      if (load.think !== null) found.push({ place: name, law: load.think });
    } else if (load.arrivals.law === 'every') found.push({ place: name, law: load.arrivals.gap });
  }
  return found;
}
