import type { StatisticDescriptor } from '../models/define.js';
import { kinds } from '../models/index.js';

/** The level that says whether a component of this kind is as it was before a fault; null: none does. */
export function recoveringStatistic(kind: string): StatisticDescriptor | null {
  return kinds.find((one) => one.kind === kind)?.statistics.find(({ recovers }) => recovers !== undefined) ?? null;
}
