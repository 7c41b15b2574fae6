import type { Spread } from '../spread/spread.js';
import { version } from '../version.js';
import type { Results, Unit } from '../results.js';

/**
 * What a scenario did when it was last agreed upon, `queuelab/baseline/1` (schema/baseline.json): small enough to be committed, and all that later runs are
 * compared with. `resolved` is the page itself, so that it can be simulated again where more replications are needed than are kept here.
 */
export interface Baseline {
  readonly schema: 'queuelab/baseline/1';
  readonly version: string;
  readonly scenario: { readonly title: string; readonly file: string; readonly sha256: string };
  readonly seed: number;
  readonly replications: number;
  /** Seconds deleted at the start of each replication; of a finite study the start of the window. */
  readonly warmup_s: number;
  readonly fingerprint: string;
  /** SUBJECT.STATISTIC[.PART] → what it was. */
  readonly statistics: Readonly<Record<string, BaselineStatistic>>;
  /** How busy components were: what they had to spare. The busiest only, where there are many. */
  readonly utilisation: Readonly<Record<string, number>>;
  readonly resolved: unknown;
}

/** A statistic as pairs are made of it; in inside units. */
export type BaselineStatistic = Omit<Spread, 'statistic'>;

const MOST_COMPONENTS = 20;

/** @param file the scenario as the folder of the baseline sees it */
export function baselineOf(results: Results, spreads: readonly Spread[], { file, resolved }: { readonly file: string; readonly resolved: unknown }): Baseline {
  return {
    schema: 'queuelab/baseline/1',
    version,
    scenario: { title: results.scenario.title, file, sha256: results.scenario.sha256 },
    seed: results.seed,
    replications: results.replications,
    warmup_s: results.warmup_s,
    fingerprint: results.fingerprint,
    statistics: Object.fromEntries(spreads.map(({ statistic, ...spread }) => [statistic, spread])),
    utilisation: utilisationsOf(results),
    resolved,
  };
}

/** Of components as a whole, to four digits. */
export function utilisationsOf({ components }: Pick<Results, 'components'>): Readonly<Record<string, number>> {
  const busy = Object.entries(components).flatMap(([name, { utilisation }]) =>
    utilisation === null || name.includes('/') || name.includes('.') ? [] : [[name, Number(utilisation.value.toPrecision(4))] as const],
  );
  return Object.fromEntries(busy.toSorted((one, other) => other[1] - one[1]).slice(0, MOST_COMPONENTS));
}

/**
 * Reads a baseline from its text.
 *
 * @returns the baseline, or in words why it is none
 */
export function readBaseline(text: string): Baseline | string {
  if (/^(<{7}|={7}|>{7})/m.test(text)) return 'it has the marks of a merge conflict';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'it is not JSON, or cut short';
  }
  if (!isRecord(data)) return 'it is no baseline';
  if (data['schema'] !== 'queuelab/baseline/1')
    return typeof data['schema'] === 'string' ? `its form is ${data['schema'].slice(0, 60)}, not queuelab/baseline/1` : 'it is no baseline';
  return isBaseline(data) ? (data as unknown as Baseline) : 'something in it is missing or of another type';
}

function isBaseline(data: Readonly<Record<string, unknown>>): boolean {
  const { scenario, statistics, utilisation } = data;
  return (
    typeof data['version'] === 'string' &&
    isRecord(scenario) &&
    ['title', 'file', 'sha256'].every((name) => typeof scenario[name] === 'string') &&
    isCount(data['seed'], 0) &&
    isCount(data['replications'], 1) &&
    isNumber(data['warmup_s']) &&
    data['warmup_s'] >= 0 &&
    typeof data['fingerprint'] === 'string' &&
    isRecord(statistics) &&
    Object.values(statistics).every((one) => isStatistic(one, data['replications'] as number)) &&
    isRecord(utilisation) &&
    Object.values(utilisation).every(isNumber) &&
    isRecord(data['resolved'])
  );
}

function isStatistic(data: unknown, replications: number): boolean {
  if (!isRecord(data) || !units.has(data['unit'])) return false;
  const isList = (list: unknown): boolean => list === null || (Array.isArray(list) && list.length === replications && list.every(isNumber));
  return ['value', 'low', 'high'].every((name) => data[name] === null || isNumber(data[name])) && isList(data['each']) && isList(data['without']);
}

const units: ReadonlySet<unknown> = new Set<Unit>(['s', '1/s', 'share', 'count', 'bytes', 'bytes/s', 'jobs']);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown, least: number): boolean => Number.isSafeInteger(value) && (value as number) >= least;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
