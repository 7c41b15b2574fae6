import type { ComponentResults, Estimate, LevelResults, MaybeEstimate, RequestResults, TimeResults, Unit } from '../experiment/results.js';

/** A statistic that only this kind of component has: of the whole, or of one of its parts (a consumer group). */
export type OwnStatistic = {
  /** As results write it, without the part: `byte_hit_ratio`. */
  readonly key: string;
  /** As objectives write it after the component's name: `groups.mail.age`. */
  readonly name: string;
  readonly unit: Unit;
} & (
  | { readonly type: 'count'; readonly value: number }
  | { readonly type: 'estimate'; readonly value: MaybeEstimate }
  | { readonly type: 'times'; readonly value: TimeResults }
  | { readonly type: 'level'; readonly value: LevelResults }
);

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

/** What the call policies of a workload did, in the order of the results. */
export function policyStatistics({ calls }: RequestResults): OwnStatistic[] {
  return calls === undefined ? [] : read('calls', '', calls);
}

/** What a row has beyond the statistics of every component, in the order of the results. */
export function ownStatistics(row: ComponentResults): OwnStatistic[] {
  return Object.entries(row).flatMap(([key, value]) => (COMMON.has(key) ? [] : read(key, '', value)));
}

function read(key: string, before: string, value: unknown): OwnStatistic[] {
  const name = before + nameInLanguage(key);
  if (value === null || isEstimate(value)) return [{ type: 'estimate', key, name, value, unit: unitOfEstimate(key) }];
  if (typeof value === 'number') return [{ type: 'count', key, name, value, unit: unitOfCount(key) }];
  if (typeof value !== 'object') return [];
  if (isTimes(value)) return [{ type: 'times', key, name, value, unit: 's' }];
  if (isLevel(value)) return [{ type: 'level', key, name, value, unit: unitOfLevel(key) }];
  return Object.entries(value).flatMap(([part, inner]: [string, unknown]) => partOf(`${name}.${part}.`, inner));
}

/** Statistics of one part, by name. */
function partOf(before: string, value: unknown): OwnStatistic[] {
  return typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inner]: [string, unknown]) => read(key, before, inner));
}

export function isEstimate(value: unknown): value is Estimate {
  return typeof value === 'object' && value !== null && 'value' in value && 'low' in value && 'high' in value;
}

function isTimes(value: object): value is TimeResults {
  return 'percentiles' in value && 'mean' in value;
}

/** A time average with its maximum. */
function isLevel(value: object): value is LevelResults {
  return 'mean' in value && 'max' in value && !('percentiles' in value);
}

/** The unit that the ending of a result name states; an estimate without one is a share. So many for each of something is a count: `writes_per_post`. */
function unitOfEstimate(key: string): Unit {
  if (key.endsWith('_bytes_per_s')) return 'bytes/s';
  if (/_per_[a-z]{2,}$/.test(key)) return 'count';
  return key.endsWith('_per_s') ? '1/s' : 'share';
}

function unitOfLevel(key: string): Unit {
  return key.endsWith('_per_s') ? '1/s' : unitOfCount(key);
}

function unitOfCount(key: string): Unit {
  if (key.endsWith('_s')) return 's';
  return key.endsWith('bytes') ? 'bytes' : 'count';
}

/** A result name as the language writes it, without its unit: `hit_ratio` is `hitRatio`, `age_s` is `age`. */
export function nameInLanguage(key: string): string {
  return key.replace(/(_bytes_per_s|_per_s|_s)$/, '').replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
