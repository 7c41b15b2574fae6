import type { ComponentResults, MaybeEstimate, Results } from '../experiment/results.js';
import { formatCount, formatEstimate, formatPlain, unitName } from './format.js';
import type { DisplayUnit, Glyphs } from './format.js';
import { componentsOf, workloadsOf } from './rows.js';
import { ownStatistics, policyStatistics } from './statistics.js';
import type { OwnStatistic } from './statistics.js';
import { displayUnitOf } from './verdict.js';

/** A component, or one instance of it, with the statistics that only its kind has and those of its calls; or a workload with those of its calls. */
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
  /** An objective names it. */
  readonly isNamed: boolean;
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

/**
 * The statistics of the kinds' own, and of call policies. Without `all`: not those of instances, not what is said elsewhere, and nothing of what never
 * happened; but always what objectives name.
 */
export function ownBlocks(results: Results, all: boolean, glyphs: Glyphs): OwnBlock[] {
  const rowsOf = (name: string, statistics: readonly OwnStatistic[], shown: readonly OwnStatistic[]): OwnBlock => ({
    name,
    rows: statistics.flatMap((own) => {
      const named = !SAID.has(own.key) && isNamed(name, own, results);
      return named || shown.includes(own) ? [rowOf(own, named, glyphs)] : [];
    }),
  });
  const workloads = workloadsOf(results).map(({ name, row }) => {
    const statistics = policyStatistics(row);
    return rowsOf(name, statistics, all ? statistics : statistics.filter(isPolicyShown));
  });
  const components = componentsOf(results)
    .flatMap(({ name, row, instances }) => [
      { name, row, isShown: true },
      ...instances.map((instance) => ({ name: name + instance.name, row: instance.row, isShown: all })),
    ])
    .map(({ name, row, isShown }) => {
      const statistics = ownStatistics(row);
      return rowsOf(name, statistics, isShown ? shownOf(row, statistics, all) : []);
    });
  return [...workloads, ...components].filter(({ rows }) => rows.length > 0);
}

/** An objective asks for it, or for a part of it. */
function isNamed(subject: string, own: OwnStatistic, { objectives }: Results): boolean {
  const address = `${subject}.${own.name}`;
  return objectives.some(({ statistic }) => statistic === address || (own.type !== 'estimate' && own.type !== 'count' && statistic.startsWith(`${address}.`)));
}

const isOfPolicy = ({ name }: OwnStatistic): boolean => name.startsWith('calls.');

/** How many calls there are is said by the rows of the components. */
function isPolicyShown(own: OwnStatistic): boolean {
  return own.key !== 'calls_per_s' && !isEmpty(own) && !(own.type === 'estimate' && own.value?.value === 0);
}

function shownOf(row: ComponentResults, statistics: readonly OwnStatistic[], all: boolean): OwnStatistic[] {
  // Without sizes every item counts as one byte: bytes then say nothing of their own.
  const isWithoutSizes = row['missed_bytes'] !== undefined && row['missed_bytes'] === row['misses'];
  const ofKind = statistics.filter((own) => !isOfPolicy(own));
  // One part alone is the whole.
  const parts = new Set(ofKind.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[1]] : [])));
  return statistics.filter((own) => {
    if (isWithoutSizes && own.key.includes('byte')) return false;
    if (all) return true;
    if (isOfPolicy(own)) return isPolicyShown(own);
    if (parts.size === 1 && own.name.includes('.')) return false;
    // Levels and times of several parts together mix what differs: each part has its own.
    if (parts.size > 1 && !own.name.includes('.') && own.type !== 'estimate' && ofKind.some(({ name, key }) => key === own.key && name.includes('.')))
      return false;
    return !SAID.has(own.key) && !isEmpty(own);
  });
}

function isEmpty(own: OwnStatistic): boolean {
  if (own.type === 'count') return own.value === 0;
  return own.type === 'estimate' ? own.value === null : own.value.mean === null && !own.value.max;
}

function rowOf(own: OwnStatistic, isNamed: boolean, glyphs: Glyphs): OwnRow {
  const unit = displayUnitOf(own.unit, sizesOf(own));
  const plain = (value: number | null): string => (value === null ? glyphs.dash : formatPlain(value * unit.factor));
  return {
    name: unit.name === '' ? own.name : `${own.name} ${unitName(unit, glyphs)}`,
    value: (show) => {
      if (own.type === 'count') return unit.name === '' ? formatCount(own.value) : plain(own.value);
      return show(own.type === 'estimate' ? own.value : own.value.mean, unit);
    },
    percentile: (name, show) => (own.type === 'times' ? show(own.value.percentiles[name] ?? null, unit) : ''),
    isNamed,
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
