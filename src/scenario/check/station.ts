import type { ComponentDeclaration } from '../scenario.js';

/** How a component serves: everything beyond the number of its servers and of its places to wait. */
export type StationFields = Pick<
  ComponentDeclaration,
  'discipline' | 'sharers' | 'speeds' | 'speedAt' | 'schedule' | 'setUp' | 'vacation' | 'batch' | 'patience' | 'balking' | 'breakdowns' | 'blocks'
>;

/** First come, first served, by servers that are alike and always there. */
export const plainStation: StationFields = {
  discipline: 'fifo',
  sharers: Infinity,
  speeds: null,
  speedAt: null,
  schedule: null,
  setUp: null,
  vacation: null,
  batch: null,
  patience: null,
  balking: [],
  breakdowns: null,
  blocks: false,
};
