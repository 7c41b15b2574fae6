import type { Scenario } from '../../scenario/scenario.js';
import { keyOf } from '../compare/compare-samples.js';
import type { Baseline } from './baseline.js';

/** Statistics on which the page of the baseline has objectives and the present one has none: nothing judges them any more. Another limit is none of them. */
export function removedObjectives({ resolved }: Baseline, { objectives }: Scenario): readonly string[] {
  const kept = new Set(objectives.map(({ statistic }) => keyOf(statistic)));
  const before = (resolved as { readonly objectives?: unknown }).objectives;
  return typeof before !== 'object' || before === null ? [] : Object.keys(before).filter((statistic) => !kept.has(keyOf(statistic)));
}
