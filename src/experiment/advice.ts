import type { Advice, Estimate, MaybeEstimate, Results } from './results.js';
import type { PercentileTrouble } from './summarise-times.js';

export interface AdviceInput {
  readonly results: Omit<Results, 'advice'>;
  /** Row of requests → percentiles that could not be given in full. */
  readonly troubles: ReadonlyMap<string, readonly PercentileTrouble[]>;
  /** Jobs a second by which the system grows; null: no sign of it. */
  readonly drift: number | null;
}

/** Half-widths above this share of the value deserve a remedy. */
const WIDE = 0.1;
const BUSY = 0.8;
/** Below so many independent jobs a replication, intervals come out too narrow (STATISTICS.md section 3). */
const EFFECTIVE_LEAST = 25;
const REPLICATIONS_LEAST = 10;
const REQUESTS_ENOUGH = 50_000;

/** What the reader of the numbers should know or do, as sentences with numbers and a remedy; most severe first. */
export function giveAdvice(input: AdviceInput): Advice[] {
  return [
    unstable,
    warmupNotFound,
    fewReplications,
    shortReplications,
    fewForPercentile,
    noUpperLimit,
    wideIntervals,
    busyStations,
    fewRequests,
    skippedRows,
  ].flatMap((rule) => rule(input));
}

function unstable({ drift, results }: AdviceInput): Advice[] {
  if (drift === null) return [];
  const limit = results.bottleneck;
  const where = limit === null ? '' : ` ${limit.component} is ${percent(limit.utilisation)} busy.`;
  return [
    {
      code: 'unstable',
      sentence: `The system is unstable: the number of jobs inside grows by ${number(drift)} a second.${where} There is no steady latency, so none is printed: offer less load, or add servers there.`,
    },
  ];
}

function warmupNotFound({ results, drift }: AdviceInput): Advice[] {
  if (results.warmup.found || results.warmup.source !== 'auto' || drift !== null) return [];
  return [
    {
      code: 'warm-up-not-found',
      sentence: `No stationary part was seen in ${number(results.duration_s as number)} s, so the first half was deleted and every number here is marked "warm-up not found": run at least 4 times as long (--duration ${4 * (results.duration_s as number)}s).`,
    },
  ];
}

function fewReplications({ results }: AdviceInput): Advice[] {
  const { replications } = results;
  if (replications === 1 && results.study === 'finite' && Object.values(results.requests).every((row) => row.latency_s.mean?.low === null)) {
    return [{ code: 'one-replication', sentence: 'One replication gives no interval: --replications 20 gives 95 % intervals.' }];
  }
  if (replications >= REPLICATIONS_LEAST) return [];
  return [
    {
      code: 'few-replications',
      sentence: `${replications} replication${replications === 1 ? ' gives no interval' : 's give wide intervals'}: --replications 20.`,
    },
  ];
}

function shortReplications({ results }: AdviceInput): Advice[] {
  if (results.study === 'finite') return [];
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
      sentence: `The ${widest.label} is known to ${percent(widest.share)} only: --replications ${replications} brings that to about 5 %.`,
    },
  ];
}

function busyStations({ results, drift }: AdviceInput): Advice[] {
  if (drift !== null) return [];
  const busy = Object.entries(results.components).filter(([name, row]) => !/[/.]/.test(name) && (row.utilisation?.value ?? 0) > BUSY);
  return busy.map(([name, row]) => ({
    code: 'busy-station',
    sentence: `${name} is ${percent(row.utilisation!.value)} busy: above 80 % waits grow steeply with every per cent of load. It saturates at ${number(1 / row.utilisation!.value)} times this load.`,
  }));
}

function fewRequests({ results }: AdviceInput): Advice[] {
  if (results.study === 'finite' || results.duration_s === 'all') return [];
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

function mainRows(results: Pick<Results, 'requests'>) {
  return Object.entries(results.requests).filter(([name]) => !name.includes('/'));
}

function relativeHalfWidth(estimate: MaybeEstimate): number | null {
  if (estimate === null || estimate.low === null || estimate.high === null || estimate.value === 0) return null;
  return halfWidth(estimate) / Math.abs(estimate.value);
}

function halfWidth({ value, low, high }: Estimate): number {
  return Math.max(high! - value, value - low!);
}

function percent(share: number): string {
  return `${number(share * 100)} %`;
}

function number(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
