import type { Results } from '../../experiment/results.js';
import { formatCount, timeUnitFor, unitName } from '../format.js';
import { isAsked, percentileNames } from '../rows.js';
import { adviceAt } from './advice.js';
import type { Page } from './page.js';
import { cell, plain, wrap } from './page.js';
import { requestRows } from './requests.js';
import { sparkOver } from './spark.js';
import { layTable, roomBeside, type Table } from './table.js';

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
  const table: Table = {
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
  };
  const lines = layTable(page.layout === 'wide' ? withTime(table, results, page) : table, page);
  if (isWide)
    lines.push(
      ...wrap(page.paint.faint('worth: so many independent latencies would tell the mean as well as these, which resemble their neighbours'), page.width, '  '),
    );
  for (const { code, sentence } of adviceAt('latency', results)) {
    lines.push(...wrap(plain(sentence, page), page.width, `${code === 'no-upper-limit' ? page.glyphs.atLeast : page.glyphs.dash} `));
  }
  return lines;
}

/** Slices of the run: each the greater of two bins. */
const SLICES = 25;

/** The table with one more column where there is room for it: p99 of each workload over the run, its start included. */
function withTime(table: Table, { over_time: time }: Results, page: Page): Table {
  const head = `p99 over time, ${SLICES} slices`;
  if (time === null || roomBeside(table, page) < SLICES) return table;
  const series = (name: string): readonly (number | null)[] =>
    Object.hasOwn(time.requests, name) ? time.requests[name].latency_s.p99.map((estimate) => estimate?.value ?? null) : [];
  const rows = table.rows.map((row) => ({ row, values: series(row.name.trim()) }));
  if (!rows.some(({ values }) => values.some((value) => value !== null))) return table;
  return {
    ...table,
    columns: [...table.columns, { head, align: 'left' }],
    rows: rows.map(({ row, values }) => ({ ...row, cells: [...row.cells, values.length === 0 ? '' : sparkOver(values, SLICES, page)] })),
  };
}
