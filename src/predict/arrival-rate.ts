import { lawMean } from '../sim/chance/moments.js';
import type { OpenLoad, Scenario, WorkloadDeclaration } from '../scenario/scenario.js';
import { countMoments } from './counts.js';
import { drawnFromSet } from './drawn-from-sets.js';

/** A number of theory, or why there is none. */
export type Derived = { readonly value: number } | { readonly obstacle: string };

/** Requests a second of an open workload in the long run; where the load ends or is read from a file there is no such rate. */
export function arrivalRate(load: OpenLoad): Derived {
  if (load.count !== Infinity) return { obstacle: 'its arrivals end' };
  const batch = load.batch === null ? 1 : countMoments(load.batch)?.mean;
  if (batch === undefined) return { obstacle: 'the mean size of its batches is not known' };
  const { arrivals } = load;
  switch (arrivals.law) {
    case 'poisson':
      return { value: arrivals.rate * batch };
    case 'every':
      return { value: batch / lawMean(arrivals.gap) };
    case 'mmpp': {
      const time = arrivals.states.reduce((sum, state) => sum + state.for, 0);
      return { value: (batch * arrivals.states.reduce((sum, state) => sum + state.rate * state.for, 0)) / time };
    }
    case 'poisson-phases': {
      if (!arrivals.repeat) return { obstacle: 'its arrival rate changes over time' };
      const time = arrivals.phases.reduce((sum, phase) => sum + phase.for, 0);
      return { value: (batch * arrivals.phases.reduce((sum, phase) => sum + ((phase.rate + phase.rampTo) / 2) * phase.for, 0)) / time };
    }
    case 'at':
      return { obstacle: 'its arrivals end' };
    case 'replay':
      return { obstacle: 'it replays a trace' };
  }
}

/** The same of any workload of a scenario. */
export function workloadRate(scenario: Scenario, workload: WorkloadDeclaration): Derived {
  if (workload.load.type === 'closed') return { obstacle: `${workload.name} is closed: its rate depends on the answers` };
  const obstacle = drawnFromSet(scenario, workload);
  return obstacle === null ? arrivalRate(workload.load) : { obstacle };
}
