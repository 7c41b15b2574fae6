import type { MaybeEstimate, Results } from '../../experiment/results.js';
import { formatCount, formatPlain, timeUnitFor, unitName } from '../format.js';
import { goodOf, isAsked, percentileNames, requestsNeededFor } from '../rows.js';
import type { Page } from './page.js';
import { cell, wrap } from './page.js';
import { requestRows } from './requests.js';
import { layTable } from './table.js';

/** Mean and percentiles of the latency of each workload, in one unit; below, why a number is missing. */
export function latencyLines(results: Results, page: Page): string[] {
  const shown = requestRows(results, page);
  if (shown.length === 0) return [];
  const names = percentileNames(shown.map(({ row }) => row.latency_s)).filter(
    (name) => name !== 'p90' || page.layout === 'wide' || page.all || isAsked(name, results),
  );
  const all = shown.flatMap(({ row }) => [row.latency_s.mean, ...names.map((name) => row.latency_s.percentiles[name] ?? null)]);
  const unit = timeUnitFor(all.flatMap((estimate) => (estimate === null ? [] : [estimate.value])));
  const lines = layTable(
    {
      title: `LATENCY ${unitName(unit, page.glyphs)}`,
      columns: [{ head: 'mean', align: 'right' }, ...names.map((head) => ({ head, align: 'right' as const }))],
      rows: shown.map(({ name, row }) => ({
        name,
        cells: [cell(row.latency_s.mean, unit, page), ...names.map((percentile) => cell(row.latency_s.percentiles[percentile] ?? null, unit, page))],
      })),
    },
    page,
  );
  for (const { name, row } of shown) lines.push(...reasons(name.trim(), names, row.latency_s.percentiles, goodOf(row), results, page));
  if (all.some((estimate) => estimate !== null && estimate.low !== null && estimate.high === null)) {
    lines.push(...wrap(`${page.glyphs.atLeast} the data give no upper limit: too few requests are that slow. Run longer: --duration.`, page.width, ''));
  }
  return lines;
}

/** `– p99.9(web) needs 10,000 requests in all, has 6,012: --duration 17min` */
function reasons(
  name: string,
  percentiles: readonly string[],
  values: Readonly<Record<string, MaybeEstimate>>,
  served: number,
  results: Results,
  page: Page,
): string[] {
  const first = percentiles.find((percentile) => values[percentile] === null && served < requestsNeededFor(percentile));
  if (first === undefined) return [];
  const { glyphs } = page;
  const count = served === 0 ? 'none was served' : `has ${formatCount(served)}`;
  const needed = requestsNeededFor(first);
  const longer = results.duration_s === 'all' || served === 0 ? '' : `: --duration ${durationFor((results.duration_s * needed) / served)}`;
  return wrap(`${first} of ${name} needs ${formatCount(needed)} requests in all, ${count}${longer}`, page.width, `${glyphs.dash} `);
}

/** A duration as an option takes it, rounded up to two digits. */
function durationFor(seconds: number): string {
  const inMinutes = seconds >= 60;
  const amount = inMinutes ? seconds / 60 : seconds;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return `${formatPlain(Math.ceil(amount / step) * step).replaceAll(',', '')}${inMinutes ? 'min' : 's'}`;
}
