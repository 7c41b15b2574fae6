import type { Scenario } from '../../scenario/scenario.js';
import type { System } from '../../scenario/compile/system.js';
import type { OverTimeObservation } from './over-time.js';
import type { FaultResults } from '../results.js';

/** One time that a fault lasted, in seconds; `end` is null where it lasted to the end of the run. */
export interface FaultSpan {
  readonly start: number;
  readonly end: number | null;
}

export function observeFaults({ faults, end: runEnd }: System): readonly (readonly FaultSpan[])[] {
  return faults.map(({ fault }) => fault.spans.map(({ start, end }) => ({ start, end: end <= runEnd ? end : null })));
}

export interface ObservedFaults {
  /** By fault, in the order of the file. */
  readonly faults: readonly (readonly FaultSpan[])[];
  readonly overTime: OverTimeObservation | null;
}

/** When each fault was there: in all replications alike, or (random ones) as in the first of them. */
export function summariseFaults({ faults }: Scenario, replications: readonly ObservedFaults[]): FaultResults[] {
  return faults.map(({ name, effect, times, for: length }, index) => {
    const all = replications.map((one) => one.faults[index]);
    const isRandom = 'every' in times || (length !== null && length.law !== 'constant');
    return {
      name,
      fault: effect.verb === 'cut-link' ? 'cut' : effect.verb,
      random: isRandom,
      spans: all[0].map(({ start, end }) => ({ start_s: start, end_s: end })),
    };
  });
}
