import type { ComponentResults, MaybeEstimate, Results } from '../experiment/results.js';
import { formatCount, formatEstimate, formatPlain, unitName } from './format.js';
import type { DisplayUnit, Glyphs } from './format.js';
import { componentsOf } from './rows.js';
import { ownStatistics } from './statistics.js';
import type { OwnStatistic } from './statistics.js';
import { displayUnitOf } from './verdict.js';

/** A component, or one instance of it, with the statistics that only its kind has. */
export interface OwnBlock {
  /** `orders`, or `products/replica-1` */
  readonly name: string;
  readonly rows: readonly OwnRow[];
}
export interface OwnRow {
  /** As objectives write it, then the unit of the row: `groups.mail.age ms`. */
  readonly name: string;
  /** Of times and levels the mean; of a share, a rate and a count the number itself. */
  readonly value: (show: Show) => string;
  /** '' where it has none. */
  readonly percentile: (name: string, show: Show) => string;
  readonly max: string;
}
/** How an estimate is shown: with colours, or as plain text. */
export type Show = (estimate: MaybeEstimate, unit: DisplayUnit) => string;

/** Said elsewhere on the page: in the table of components, by a sentence, by the share that stands beside it, or by how many jobs there were. */
const SAID = new Set([
  'hit_ratio',
  'byte_hit_ratio',
  'misses',
  'missed_bytes',
  'fetches',
  'bytes',
  'published',
  'delivered',
  'pieces',
  'stale_reads',
  'conflicts',
]);

/** The statistics of the kinds' own. Without `all`: not those of instances, not what is said elsewhere, and no count of what never happened. */
export function ownBlocks(results: Results, all: boolean, glyphs: Glyphs): OwnBlock[] {
  return componentsOf(results)
    .flatMap(({ name, row, instances }) => [{ name, row }, ...(all ? instances.map((instance) => ({ name: name + instance.name, row: instance.row })) : [])])
    .map(({ name, row }) => ({ name, rows: shownOf(row, all).map((own) => rowOf(own, glyphs)) }))
    .filter(({ rows }) => rows.length > 0);
}

function shownOf(row: ComponentResults, all: boolean): OwnStatistic[] {
  // Without sizes every item counts as one byte: bytes then say nothing of their own.
  const isWithoutSizes = row['missed_bytes'] !== undefined && row['missed_bytes'] === row['misses'];
  // One part alone is the whole.
  const parts = new Set(ownStatistics(row).flatMap(({ name }) => (name.includes('.') ? [name.split('.')[1]] : [])));
  return ownStatistics(row).filter((own) => {
    if (isWithoutSizes && own.key.includes('byte')) return false;
    if (all) return true;
    if (parts.size === 1 && own.name.includes('.')) return false;
    // Levels and times of several parts together mix what differs: each part has its own.
    if (
      parts.size > 1 &&
      !own.name.includes('.') &&
      own.type !== 'estimate' &&
      ownStatistics(row).some(({ name, key }) => key === own.key && name.includes('.'))
    )
      return false;
    return !SAID.has(own.key) && !isEmpty(own);
  });
}

function isEmpty(own: OwnStatistic): boolean {
  if (own.type === 'count') return own.value === 0;
  return own.type === 'estimate' ? own.value === null : own.value.mean === null && !own.value.max;
}

function rowOf(own: OwnStatistic, glyphs: Glyphs): OwnRow {
  const unit = displayUnitOf(own.unit, sizesOf(own));
  const plain = (value: number | null): string => (value === null ? glyphs.dash : formatPlain(value * unit.factor));
  return {
    name: unit.name === '' ? own.name : `${own.name} ${unitName(unit, glyphs)}`,
    value: (show) => {
      if (own.type === 'count') return unit.name === '' ? formatCount(own.value) : plain(own.value);
      return show(own.type === 'estimate' ? own.value : own.value.mean, unit);
    },
    percentile: (name, show) => (own.type === 'times' ? show(own.value.percentiles[name] ?? null, unit) : ''),
    max: own.type === 'times' || own.type === 'level' ? plain(own.value.max) : '',
  };
}

/** What the unit is chosen by: the mean, where there is one. */
function sizesOf(own: OwnStatistic): number[] {
  if (own.type === 'count') return [own.value];
  const mean = own.type === 'estimate' ? own.value : own.value.mean;
  const value = mean?.value ?? (own.type === 'estimate' ? null : own.value.max);
  return value === null ? [] : [value];
}

/** The estimate as plain text, in the one number format. */
export const asText: Show = (estimate, unit) => formatEstimate(estimate, unit);
