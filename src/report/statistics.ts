import type { ComponentResults, Estimate, LevelResults } from '../experiment/results.js';
import type { DisplayUnit } from './format.js';
import { displayUnitOf } from './verdict.js';
import type { Unit } from '../experiment/results.js';

/** A statistic that only this kind of component has. */
export interface OwnStatistic {
  /** As results write it: `byte_hit_ratio`. */
  readonly key: string;
  /** `byte hit ratio` */
  readonly words: string;
  readonly value: Estimate | number;
  readonly unit: (values: readonly number[]) => DisplayUnit;
}

const COMMON = new Set([
  'kind',
  'utilisation',
  'working',
  'busy_servers',
  'servers',
  'per',
  'arrivals_per_s',
  'throughput_per_s',
  'queue_length',
  'wait_s',
  'response_s',
  'wasted',
  'outcomes',
]);

/** What a row has beyond the statistics of every component: estimates and plain counts (null and structures are passed over). */
export function ownStatistics(row: ComponentResults): OwnStatistic[] {
  return ownEntries(row).flatMap(([key, value]) => {
    if (typeof value !== 'number' && !isEstimate(value)) return [];
    return [{ key, words: key.replaceAll('_', ' '), value, unit: (values: readonly number[]) => displayUnitOf(unitOfKey(key), values) }];
  });
}

/** The kind's own entries of a row, whatever they hold. */
export function ownEntries(row: ComponentResults): [string, unknown][] {
  return Object.entries(row).filter(([key]) => !COMMON.has(key));
}

export function isEstimate(value: unknown): value is Estimate {
  return typeof value === 'object' && value !== null && 'value' in value && 'low' in value && 'high' in value;
}

/** A time average with its maximum. */
export function isLevel(value: unknown): value is LevelResults {
  return typeof value === 'object' && value !== null && 'mean' in value && 'max' in value && !('percentiles' in value);
}

/** The unit that the ending of a result name states. */
export function unitOfKey(key: string): Unit {
  if (key.endsWith('_bytes_per_s')) return 'bytes/s';
  if (key.endsWith('_per_s')) return '1/s';
  if (key.endsWith('_s')) return 's';
  if (key.endsWith('bytes')) return 'bytes';
  return /(_ratio|_share)$|^(utilisation|working|wasted|share)$/.test(key) ? 'share' : 'count';
}

/** A result name as the language writes it: `hit_ratio` is `hitRatio`. */
export function nameInLanguage(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
