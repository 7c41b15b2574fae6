import type { Results } from '../../experiment/results.js';
import { formatCount, timeUnitFor, unitName } from '../format.js';
import { isAsked, percentileNames } from '../rows.js';
import { adviceAt } from './advice.js';
import type { Page } from './page.js';
import { cell, plain, wrap } from './page.js';
import { requestRows } from './requests.js';
import { layTable } from './table.js';

/** Mean and percentiles of the latency of each workload, in one unit, on a wide page with their effective size; below, why a number is missing. */
export function latencyLines(results: Results, page: Page): string[] {
  const shown = requestRows(results, page);
  if (shown.length === 0) return [];
  const names = percentileNames(shown.map(({ row }) => row.latency_s)).filter(
    (name) => name !== 'p90' || page.layout === 'wide' || page.all || isAsked(name, results),
  );
  const all = shown.flatMap(({ row }) => [row.latency_s.mean, ...names.map((name) => row.latency_s.percentiles[name] ?? null)]);
  const unit = timeUnitFor(all.flatMap((estimate) => (estimate === null ? [] : [estimate.value])));
  const isWide = page.layout === 'wide' && shown.some(({ row }) => row.effective_size !== null);
  const lines = layTable(
    {
      title: `LATENCY ${unitName(unit, page.glyphs)}`,
      columns: [
        { head: 'mean', align: 'right' },
        ...names.map((head) => ({ head, align: 'right' as const })),
        ...(isWide ? [{ head: 'worth', align: 'right' as const }] : []),
      ],
      rows: shown.map(({ name, row }) => ({
        name,
        cells: [
          cell(row.latency_s.mean, unit, page),
          ...names.map((percentile) => cell(row.latency_s.percentiles[percentile] ?? null, unit, page)),
          ...(isWide ? [row.effective_size === null ? page.glyphs.dash : formatCount(row.effective_size)] : []),
        ],
      })),
    },
    page,
  );
  if (isWide)
    lines.push(
      ...wrap(page.paint.faint('worth: so many independent latencies would tell the mean as well as these, which resemble their neighbours'), page.width, '  '),
    );
  for (const { code, sentence } of adviceAt('latency', results)) {
    lines.push(...wrap(plain(sentence, page), page.width, `${code === 'no-upper-limit' ? page.glyphs.atLeast : page.glyphs.dash} `));
  }
  return lines;
}
