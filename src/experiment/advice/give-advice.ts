import { type AdviceInput, isUnstable, mainRows, number, percent, relativeHalfWidth, time } from './input.js';
import { atTheEdge, busyStations, closedLoadThrottles, deadlock, hiddenOverload, saturated, unstable } from './load.js';
import { heavyTails } from './heavy-tails.js';
import type { Advice } from '../results.js';

export type { AdviceInput } from './input.js';

/** Half-widths above this share of the value deserve a remedy. */
const WIDE = 0.1;
/** Below so many independent jobs a replication, intervals come out too narrow (docs/statistics.md). */
const EFFECTIVE_LEAST = 25;
const REPLICATIONS_LEAST = 10;
/** Beyond so many, longer replications are the better way. */
const MOST_REPLICATIONS = 200;
const REQUESTS_ENOUGH = 50_000;

/** What the reader of the numbers should know or do, as sentences with numbers and a remedy; most severe first. */
export function giveAdvice(input: AdviceInput): Advice[] {
  return [
    deadlock,
    unstable,
    warmupNotFound,
    warmupTooShort,
    atTheEdge,
    saturated,
    hiddenOverload,
    closedLoadThrottles,
    fewReplications,
    shortReplications,
    batchesCorrelate,
    fewForPercentile,
    noUpperLimit,
    wideIntervals,
    withinNoise,
    busyStations,
    heavyTails,
    fewRequests,
    skippedRows,
  ].flatMap((rule) => rule(input));
}

function warmupNotFound({ results }: AdviceInput): Advice[] {
  if (results.warmup.found || results.warmup.source !== 'auto' || isUnstable(results)) return [];
  return [
    {
      code: 'warm-up-not-found',
      sentence: `No stationary part was seen in ${number(results.duration_s as number)} s, so the first half was deleted and every number here is marked "warm-up not found": run at least 4 times as long (--duration ${4 * (results.duration_s as number)}s).`,
    },
  ];
}

/** A kept curve whose halves differ by more than this share has not settled. */
const UNSETTLED = 0.2;

/** A warm-up that the page gives, where MSER-5 deletes more or finds nothing stationary, and the numbers that are kept still fall or rise. */
function warmupTooShort({ results }: AdviceInput): Advice[] {
  const { source, mser_s: mser, curve } = results.warmup;
  if (source !== 'given' || curve === null || (mser !== null && mser <= results.warmup_s) || isUnstable(results)) return [];
  const kept = curve.jobs.slice(Math.ceil(results.warmup_s / curve.bin_s));
  const middle = mser === null ? Math.floor(kept.length / 2) : Math.round((mser - results.warmup_s) / curve.bin_s);
  const mean = (jobs: readonly number[]): number => jobs.reduce((sum, one) => sum + one, 0) / jobs.length;
  const [before, after] = [mean(kept.slice(0, middle)), mean(kept.slice(middle))];
  if (!(Math.abs(before - after) > UNSETTLED * after)) return [];
  const advised =
    mser === null
      ? `Run at least 4 times as long (--duration) and delete more, or leave \`warmup\` out`
      : `Delete at least ${time(mser)} (run.warmup), or leave \`warmup\` out`;
  return [
    {
      code: 'warm-up-too-short',
      sentence: `The start is still in these numbers: after the ${time(results.warmup_s)} that were deleted there are ${number(before)} jobs inside at first and ${number(after)} later. ${advised}.`,
    },
  ];
}

function fewReplications({ results }: AdviceInput): Advice[] {
  const { replications } = results;
  if (replications === 1 && results.study === 'finite' && Object.values(results.requests).every((row) => row.latency_s.mean?.low === null)) {
    return [{ code: 'one-replication', sentence: 'One replication gives no interval: --replications 20 gives 95 % intervals.' }];
  }
  if (replications >= REPLICATIONS_LEAST || results.intervals === 'batch means') return [];
  return [
    {
      code: 'few-replications',
      sentence: `${replications} replication${replications === 1 ? ' gives no interval' : 's give wide intervals'}: --replications 20.`,
    },
  ];
}

function shortReplications({ results }: AdviceInput): Advice[] {
  if (results.study === 'finite' || results.intervals !== 'replications') return [];
  return mainRows(results).flatMap(([name, row]) => {
    if (row.effective_size === null || row.latency_s.mean === null) return [];
    const each = row.effective_size / results.replications;
    if (each >= EFFECTIVE_LEAST) return [];
    return [
      {
        code: 'short-replications',
        sentence: `Replications are short against the memory of the system: the latencies of ${name} in one are worth ${number(each)} independent ones (25 are needed), so its intervals are too narrow. Lengthen each at least 4 times (--duration).`,
      },
    ];
  });
}

/** Batch means only. */
function batchesCorrelate({ results, tooShort }: AdviceInput): Advice[] {
  if (tooShort.length === 0) return [];
  return [
    {
      code: 'batches-correlate',
      sentence: `One run is too short for intervals from batches: ${tooShort.join(', ')} still depend${tooShort.length === 1 ? 's' : ''} on the batch before in 10 batches, so ${tooShort.length === 1 ? 'its interval is' : 'their intervals are'} too narrow. Run 4 times as long (--duration ${number(4 * (results.duration_s as number)).replaceAll(',', '')}s), or --replications 20.`,
    },
  ];
}

function fewForPercentile({ troubles }: AdviceInput): Advice[] {
  const sentences: Advice[] = [];
  for (const [row, list] of troubles) {
    const few = list.filter(({ estimate }) => estimate.reason === 'too-few');
    if (few.length === 0) continue;
    const needed = Math.max(...few.map(({ estimate }) => estimate.needed!));
    sentences.push({
      code: 'too-few-for-percentile',
      sentence: `${few.map(({ name }) => name).join(', ')} of ${row} ${few.length === 1 ? 'is' : 'are'} not printed: ${number(needed)} requests are needed in all, and there were fewer. Run longer (--duration) or more often (--replications).`,
    });
  }
  return sentences;
}

function noUpperLimit({ troubles }: AdviceInput): Advice[] {
  const sentences: Advice[] = [];
  for (const [row, list] of troubles) {
    for (const { name, estimate } of list) {
      if (estimate.reason !== 'no-upper-limit') continue;
      sentences.push({
        code: 'no-upper-limit',
        sentence: `The data give no upper limit for ${name} of ${row}: run ${number(estimate.factor!)} times longer (--duration).`,
      });
    }
  }
  return sentences;
}

function wideIntervals({ results }: AdviceInput): Advice[] {
  let widest: { label: string; share: number } | null = null;
  for (const [name, row] of mainRows(results)) {
    for (const [part, estimate] of [['mean', row.latency_s.mean] as const, ...Object.entries(row.latency_s.percentiles)]) {
      const share = relativeHalfWidth(estimate);
      if (share !== null && share > WIDE && share > (widest?.share ?? 0)) widest = { label: `${part} latency of ${name}`, share };
    }
  }
  if (widest === null) return [];
  const replications = Math.ceil(results.replications * (widest.share / (WIDE / 2)) ** 2);
  return [
    {
      code: 'wide-interval',
      sentence: `The ${widest.label} is known to ${percent(widest.share)} only: ${replications > MOST_REPLICATIONS ? '--precision 5% runs as long as that takes' : `--replications ${replications} brings that to about 5 %`}.`,
    },
  ];
}

/** The interval of an objective's statistic holds the limit. */
function withinNoise({ results }: AdviceInput): Advice[] {
  return results.objectives.flatMap(({ statistic, verdict, observed, bound }) => {
    if (verdict !== 'undecided' || observed === null || observed.low === null || observed.high === null) return [];
    const limit = Object.values(bound).find((one) => one >= observed.low! && one <= observed.high!);
    if (limit === undefined || limit === observed.value) return [];
    const half = limit > observed.value ? observed.high - observed.value : observed.value - observed.low;
    const times = Math.ceil(1.5 * (half / Math.abs(limit - observed.value)) ** 2);
    const remedy =
      times > 100
        ? 'It lies on its limit, and no number of replications will tell: change the limit or the system.'
        : `About ${number(Math.ceil((times * results.replications) / 10) * 10)} replications decide it (--replications).`;
    return [{ code: 'objective-within-noise', sentence: `${statistic} differs from its limit by less than it is known to. ${remedy}` }];
  });
}

function fewRequests({ results }: AdviceInput): Advice[] {
  if (results.study === 'finite' || results.duration_s === 'all' || isUnstable(results)) return [];
  const window = results.duration_s - results.warmup_s;
  return mainRows(results).flatMap(([name, row]) => {
    const each = (row.throughput_per_s?.value ?? 0) * window;
    if (each === 0 || each >= REQUESTS_ENOUGH) return [];
    return [{ code: 'few-requests', sentence: `A replication has about ${number(each)} requests of ${name}; tails are surer from 50,000 on (--duration).` }];
  });
}

function skippedRows({ results }: AdviceInput): Advice[] {
  return mainRows(results).flatMap(([name, row]) =>
    row.skipped_rows === undefined
      ? []
      : [{ code: 'skipped-rows', sentence: `${row.skipped_rows} rows of the trace of ${name} were malformed and left out, as asked (lenient).` }],
  );
}
