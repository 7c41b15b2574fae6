import type { ScenarioChange } from '../gate/document.js';
import type { Advice, MaybeEstimate, Results, SpreadResults } from '../results.js';
import { version } from '../version.js';
import { adviseOn } from './advise.js';
import { compareWithBest } from './best.js';
import { judge, LEAST_FOR_PERCENTILES, prepare, type Prepared } from './compare-spreads.js';
import type { Best, ComparedDesign, ComparedStatistic, Comparison, LoneStatistic, Why } from './document.js';
import { findShifts, findStays, findWaitShifts, subjectsOf } from './why/explain.js';
import type { TimeSplit } from './why/time-split.js';

/** A sample with the spread of each statistic that is to be compared; it was simulated just now, or kept in a file. */
export interface ComparedSample {
  readonly results: Results;
  /** What was changed on the line. */
  readonly set: readonly string[];
  readonly statistics: readonly SpreadResults[];
  /** Workloads that offer more where they are served faster; of a saved result it is not known which are. */
  readonly closed: ReadonlySet<string>;
  /** Where the time went; absent: a saved result does not keep it. */
  readonly split?: TimeSplit;
  /** What its page says otherwise than that of the first; absent: it is not known. */
  readonly changes?: readonly ScenarioChange[];
}

export interface SampleSettings {
  readonly practical: number;
  /** As written; null: the first statistic that is known to be better lower or higher, of those that objectives name if there are any. */
  readonly by: string | null;
  readonly notes: readonly string[];
}

/** 1 minus the confidence that all limits of a comparison have together. */
const ERROR = 0.05;

/** Compares the others with the first: statistics that all of them have. Replications are paired where all seeds are one. */
export function compareSamples(samples: readonly ComparedSample[], { practical, by, notes }: SampleSettings): Comparison {
  const [first] = samples;
  const designs = samples.map((sample, index) => describe(sample, DESIGN_NAMES[index], first));
  const paired = samples.every(({ results }) => results.seed === first.results.seed);
  const tables = samples.map((sample) => new Map(sample.statistics.map((one) => [keyOf(one.statistic), judgeable(one, sample, samples, practical)])));
  const keys = [...new Set(tables.flatMap((table) => [...table.keys()]))];
  const common = keys.filter((key) => tables.every((table) => table.has(key)));
  const rows = common.map((key) => ({ key, each: tables.map((table) => table.get(key)!) }));
  const prepared = rows.map(({ key, each }) =>
    each
      .slice(1)
      .map((b, index) => prepare({ a: each[0], b, nameOfB: designs[index + 1].name, isPercentile: PERCENTILE.test(key), better: each[0].better }, paired)),
  );
  const comparisons = prepared.flat().filter(({ difference }) => difference !== null).length;
  const statistics = rows.map(({ each }, index) => compared(each, prepared[index], { designs, paired, practical, comparisons }));
  const only = keys
    .filter((key) => !common.includes(key))
    .map((key): LoneStatistic => {
      const values = tables.flatMap((table, index) => {
        const estimate = estimateOf(table.get(key) ?? null);
        return estimate === null ? [] : [[designs[index].name, estimate] as const];
      });
      const { statistic, unit } = tables.map((table) => table.get(key)).find((one) => one !== undefined)!;
      return { statistic, unit, values: Object.fromEntries(values) };
    });
  const shared = <Value>(pick: (results: Results) => Value): Value | null => {
    const values = new Set(samples.map(({ results }) => pick(results)));
    return values.size === 1 ? pick(first.results) : null;
  };
  const comparison: Omit<Comparison, 'advice'> = {
    schema: 'queuelab/comparison/1',
    version,
    designs,
    paired,
    study: first.results.study,
    seed: shared(({ seed }) => seed),
    replications: Math.min(...samples.map(({ results }) => results.replications)),
    duration_s: shared(({ duration_s: duration }) => duration),
    warmup_s: shared(({ warmup_s: warmup }) => warmup),
    partial: samples.some(({ results }) => results.partial),
    practical,
    confidence: 1 - ERROR,
    comparisons,
    statistics,
    only,
    best: samples.length === 2 ? null : bestOf(samples, designs, rows, by, paired),
    selection: null,
    why: Object.fromEntries(
      designs
        .slice(1)
        .map(({ name }, index) => [name, whyOf(first, samples[index + 1], { designs, design: name, statistics, paired, practical, comparisons })]),
    ),
  };
  const advice: Advice[] = adviseOn(comparison, samples, notes);
  return { ...comparison, advice };
}

const DESIGN_NAMES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const MOST_DESIGNS = DESIGN_NAMES.length;

/** More throughput is no merit where more was offered. */
function judgeable(spread: SpreadResults, { closed }: ComparedSample, samples: readonly ComparedSample[], practical: number): SpreadResults {
  const workload = /^([^./]+)\.throughput$/.exec(spread.statistic)?.[1];
  if (workload === undefined || closed.has(workload)) return spread;
  const offered = samples.flatMap(({ results }) => (Object.hasOwn(results.requests, workload) ? [results.requests[workload].offered_per_s?.value ?? 0] : []));
  const [least, most] = [Math.min(...offered), Math.max(...offered)];
  return most - least > practical * least ? { ...spread, better: null } : spread;
}

/** `web.latency` and `web.latency.mean` are one. */
export function keyOf(statistic: string): string {
  return statistic.replace(/\.mean$/, '');
}

const PERCENTILE = /\.p\d+(\.\d+)?$/;

function compared(
  each: readonly SpreadResults[],
  pairs: readonly Prepared[],
  settings: { readonly designs: readonly ComparedDesign[]; readonly paired: boolean; readonly practical: number; readonly comparisons: number },
): ComparedStatistic {
  const { designs, paired, practical, comparisons } = settings;
  const [{ statistic, unit, better }] = each;
  return {
    statistic,
    unit,
    better,
    values: Object.fromEntries(each.map((one, index): [string, MaybeEstimate] => [designs[index].name, estimateOf(one)])),
    against: Object.fromEntries(pairs.map((pair, index) => [designs[index + 1].name, judge(pair, { paired, practical, error: ERROR, comparisons })])),
  };
}

function estimateOf(spread: SpreadResults | null): MaybeEstimate {
  if (spread === null || spread.value === null) return null;
  const { value, low, high } = spread;
  return { value, low, high };
}

function describe({ results, set, statistics }: ComparedSample, name: string, first: ComparedSample): ComparedDesign {
  const { scenario, seed, replications, fingerprint, advice } = results;
  const values = (spreads: readonly SpreadResults[]): string => JSON.stringify(spreads.map(({ statistic, value, each }) => [keyOf(statistic), value, each]));
  return {
    name,
    title: scenario.title,
    file: scenario.file,
    set,
    sha256: scenario.sha256,
    seed,
    replications,
    fingerprint,
    // The same events can mean different things: a deadline changes outcomes and nothing else.
    identical: fingerprint === first.results.fingerprint && replications === first.results.replications && values(statistics) === values(first.statistics),
    unstable:
      advice
        .filter(({ code }) => code === 'unstable')
        .map(({ sentence }) => sentence)
        .join(' ') || null,
  };
}

/** Nothing is said of identical designs, nor where one of them has no steady latency. */
function whyOf(
  a: ComparedSample,
  b: ComparedSample,
  settings: Pick<Comparison, 'designs' | 'statistics' | 'paired' | 'practical' | 'comparisons'> & { readonly design: string },
): Why {
  const { designs, design, paired, practical, comparisons } = settings;
  const changes = b.changes ?? null;
  const of = designs.find(({ name }) => name === design)!;
  const isSteady = of.unstable === null && designs[0].unstable === null;
  if (a.split === undefined || b.split === undefined || of.identical || !isSteady || comparisons === 0) return { changes, shifts: [], waits: [], stays: [] };
  const explaining = { paired, practical, error: ERROR / comparisons };
  const [from, to] = [
    { split: a.split, components: a.results.components },
    { split: b.split, components: b.results.components },
  ];
  return {
    changes,
    shifts: findShifts(from, to, subjectsOf(settings.statistics), explaining),
    waits: findWaitShifts(from, to, explaining),
    stays: findStays(from, to, settings, explaining),
  };
}

/** What has no limits in the table has no ranks either. */
function isKnownPercentile({ low, high, without }: SpreadResults): boolean {
  return without!.length >= LEAST_FOR_PERCENTILES && (low === null || high !== null);
}

/** Ranked by what was asked for, else by what an objective names, else by the first that can be better or worse. */
function bestOf(
  samples: readonly ComparedSample[],
  designs: readonly ComparedDesign[],
  rows: readonly { readonly key: string; readonly each: readonly SpreadResults[] }[],
  by: string | null,
  paired: boolean,
): Best | null {
  const named = new Set(samples[0].results.objectives.map(({ statistic }) => keyOf(statistic)));
  const usable = rows.filter(({ key, each }) => {
    const valued = each.filter(({ value, without }) => value !== null && without !== null);
    return each[0].better !== null && valued.length >= 2 && (!PERCENTILE.test(key) || valued.every(isKnownPercentile));
  });
  const isTime = ({ each }: (typeof rows)[number]): boolean => each[0].unit === 's';
  const row = by === null ? (usable.find(({ key }) => named.has(key)) ?? usable.find(isTime) ?? usable[0]) : usable.find(({ key }) => key === keyOf(by));
  if (row === undefined) return null;
  const candidates = row.each.flatMap((spread, index) => (spread.value === null || spread.without === null ? [] : [{ design: designs[index].name, spread }]));
  const [{ statistic, unit, better }] = row.each;
  return compareWithBest(candidates, { statistic, unit, better: better!, paired, error: ERROR });
}
