import type { ComponentResults, MaybeEstimate, RequestResults, Results, TimeResults, Unit } from '../experiment/results.js';
import { csvField } from './csv-field.js';
import { isEstimate, ownStatistics, policyStatistics } from './statistics.js';
import type { OwnStatistic } from './statistics.js';

/**
 * One row for each statistic, named as objectives name it (`web/db.read.latency.p95`): statistic, value, low, high, unit. Inside units
 * (s, 1/s, share, bytes). Empty: nothing can be said, or there is no interval. Quoted as RFC 4180 has it, lines end with a line feed.
 */
export function renderCsv(results: Results): string {
  const rows = [
    ...Object.entries(results.requests).flatMap(([name, row]) => requestStatistics(name, row)),
    ...Object.entries(results.components).flatMap(([name, row]) => componentStatistics(name, row)),
    ...costStatistics(results),
  ];
  const lines = rows.map(({ statistic, value, unit }) => {
    const [middle, low, high] = isEstimate(value) ? [value.value, value.low, value.high] : [value, null, null];
    return [statistic, number(middle, statistic), number(low, statistic), number(high, statistic), unit].map(csvField).join(',');
  });
  return `${['statistic,value,low,high,unit', ...lines].join('\n')}\n`;
}

interface Statistic {
  readonly statistic: string;
  readonly value: MaybeEstimate | number;
  readonly unit: Unit | 'money';
}

function requestStatistics(name: string, row: RequestResults): Statistic[] {
  return [
    { statistic: `${name}.offered`, value: row.offered_per_s, unit: '1/s' },
    { statistic: `${name}.throughput`, value: row.throughput_per_s, unit: '1/s' },
    ...times(`${name}.latency`, row.latency_s),
    ...Object.entries(row.outcomes).flatMap(([outcome, { count, share, latency_s: latency }]): Statistic[] => [
      { statistic: `${name}.outcome.${outcome}`, value: share, unit: 'share' },
      { statistic: `${name}.outcome.${outcome}.count`, value: count, unit: 'count' },
      ...(latency === null ? [] : times(`${name}.outcome.${outcome}.latency`, latency)),
    ]),
    { statistic: `${name}.inFlight`, value: row.in_flight, unit: 'jobs' },
    { statistic: `${name}.insideAtEnd`, value: row.inside_at_end.count, unit: 'count' },
    ...policyStatistics(row).flatMap((own) => ownRows(name, own)),
  ];
}

function costStatistics({ cost }: Results): Statistic[] {
  if (cost === undefined) return [];
  return [
    { statistic: 'cost.perMonth', value: cost.per_month, unit: 'money' },
    { statistic: 'cost.perMillionRequests', value: cost.per_million_requests, unit: 'money' },
    ...Object.entries(cost.components).map(([name, { per_month: value }]): Statistic => ({ statistic: `${name}.cost.perMonth`, value, unit: 'money' })),
  ];
}

function componentStatistics(name: string, row: ComponentResults): Statistic[] {
  return [
    { statistic: `${name}.utilisation`, value: row.utilisation, unit: 'share' },
    { statistic: `${name}.working`, value: row.working, unit: 'share' },
    { statistic: `${name}.busyServers`, value: row.busy_servers, unit: 'count' },
    { statistic: `${name}.arrivals`, value: row.arrivals_per_s, unit: '1/s' },
    { statistic: `${name}.throughput`, value: row.throughput_per_s, unit: '1/s' },
    { statistic: `${name}.queue.mean`, value: row.queue_length.mean, unit: 'jobs' },
    { statistic: `${name}.queue.max`, value: row.queue_length.max, unit: 'jobs' },
    ...times(`${name}.wait`, row.wait_s),
    ...times(`${name}.response`, row.response_s),
    { statistic: `${name}.wasted`, value: row.wasted, unit: 'share' },
    ...Object.entries(row.outcomes).flatMap(([outcome, { count, share }]): Statistic[] => [
      { statistic: `${name}.outcome.${outcome}`, value: share, unit: 'share' },
      { statistic: `${name}.outcome.${outcome}.count`, value: count, unit: 'count' },
    ]),
    ...ownStatistics(row).flatMap((own) => ownRows(name, own)),
  ];
}

function ownRows(subject: string, own: OwnStatistic): Statistic[] {
  const statistic = `${subject}.${own.name}`;
  if (own.type === 'times') return times(statistic, own.value);
  if (own.type === 'level')
    return [
      { statistic: `${statistic}.mean`, value: own.value.mean, unit: own.unit },
      { statistic: `${statistic}.max`, value: own.value.max, unit: own.unit },
    ];
  return [{ statistic, value: own.value, unit: own.unit }];
}

function times(name: string, row: TimeResults): Statistic[] {
  return [
    { statistic: `${name}.mean`, value: row.mean, unit: 's' },
    ...Object.entries(row.percentiles).map(([percentile, value]): Statistic => ({ statistic: `${name}.${percentile}`, value, unit: 's' })),
    { statistic: `${name}.max`, value: row.max, unit: 's' },
  ];
}

function number(value: number | null, statistic: string): string {
  if (value === null) return '';
  if (!Number.isFinite(value)) throw new RangeError(`${statistic} is ${value}: a result is a finite number or null`);
  return String(value);
}
