import type { MaybeEstimate, OutcomeResults, RequestResults, Results } from '../../experiment/results.js';
import {
  PERCENT,
  PER_SECOND,
  formatCount,
  formatEstimate,
  formatPlain,
  formatTime,
  formatValue,
  joinShown,
  showEstimate,
  timeUnitFor,
  unitName,
} from '../format.js';
import { endedOf, workloadsOf } from '../rows.js';
import type { Page } from './page.js';
import { cell, visibleLength, wrap } from './page.js';
import type { LogAxis } from './spark.js';
import { logAxisOf, spark } from './spark.js';
import { layTable, roomBeside } from './table.js';
import type { Column, Row, Table } from './table.js';

/** What was offered, what was served, what became of the rest, and the shape of the latency. */
export function requestLines(results: Results, page: Page): string[] {
  const shown = requestRows(results, page);
  if (shown.length === 0) return ['REQUESTS', '  none were made'];
  const bad = badNames(shown.map(({ row }) => row));
  const columns: Column[] = [
    { head: 'offered', align: 'right' },
    { head: 'served', align: 'right' },
    ...(bad.length <= 2 ? bad : ['not served']).map((head): Column => ({ head, align: 'right' })),
  ];
  const isCrowded = shown.length > 3 && !page.all;
  const rows = shown.map(({ name, row, isOperation }): Row => {
    const shares = bad.length <= 2 ? bad.map((outcome) => shareCell(row.outcomes[outcome]?.share ?? null, page)) : [notServed(row)];
    const notes = isOperation && !page.all ? [] : notesOn(row, isCrowded, isOperation ? '      ' : '    ', page);
    return { name, cells: [rateCell(row.offered_per_s, page), rateCell(row.throughput_per_s, page), ...shares], notes };
  });
  const table = { title: 'REQUESTS', columns, rows };
  return layTable(
    withShapes(
      table,
      shown.map(({ row }) => row.latency_s.histogram),
      page,
    ),
    page,
  );
}

/** The table with one more column: the latency of each row as a line of bars, all on one log axis that the head names. */
function withShapes(table: Table, histograms: readonly RequestResults['latency_s']['histogram'][], page: Page): Table {
  const axis = logAxisOf(histograms);
  if (axis === null) return table;
  const ends = axisEnds(axis, page);
  const room = page.layout === 'narrow' ? page.width - 26 : roomBeside(table, page);
  const head = [`latency, ${ends} (log)`, `${ends} (log)`].find((words) => visibleLength(words) <= room) ?? ends;
  const cells = Math.max(8, Math.min(24, room));
  return {
    ...table,
    columns: [...table.columns, { head: page.layout === 'narrow' ? ends : head, align: 'left' }],
    rows: table.rows.map((row, index) => ({ ...row, cells: [...row.cells, spark(histograms[index] ?? [], axis, cells, page)] })),
  };
}

/** Workloads, and below each its operations where they say more than the workload's own row. */
export function requestRows(results: Results, page: Page): { name: string; row: RequestResults; isOperation: boolean }[] {
  return workloadsOf(results).flatMap((workload) => {
    const only = workload.operations[0];
    const sayNoMore = workload.operations.length === 1 && only !== undefined && only.row.latency_s.mean?.value === workload.row.latency_s.mean?.value;
    const below = sayNoMore && !page.all ? [] : workload.operations;
    return [
      { name: `  ${workload.name}`, row: workload.row, isOperation: false },
      ...below.map((operation) => ({ name: `    ${operation.name}`, row: operation.row, isOperation: true })),
    ];
  });
}

function badNames(rows: readonly RequestResults[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const [name, outcome] of Object.entries(row.outcomes)) if (outcome.latency_s !== null) names.add(name);
  const all = [...names];
  const seen = all.filter((name) => rows.some((row) => (row.outcomes[name]?.count ?? 0) > 0));
  return all.length <= 2 ? all : seen;
}

function rateCell(rate: MaybeEstimate, page: Page): string {
  if (rate === null) return page.glyphs.dash;
  return page.layout === 'wide' ? `${cell(rate, PER_SECOND, page)}/s` : `${formatValue(rate, PER_SECOND, page.glyphs)}/s`;
}

function shareCell(share: MaybeEstimate, page: Page): string {
  if (share === null) return page.glyphs.dash;
  if (share.value === 0) return '0';
  return `${formatValue(share, PERCENT, page.glyphs)} %`;
}

function notServed(row: RequestResults): string {
  const ended = endedOf(row);
  const bad = Object.values(row.outcomes).reduce((sum, outcome) => sum + (outcome.latency_s === null ? 0 : outcome.count), 0);
  return ended === 0 || bad === 0 ? '0' : `${formatPlain((bad / ended) * 100)} %`;
}

/** Each outcome but `ok` that occurred, requests still inside where they are many, rows of the trace that were left out. */
function notesOn(row: RequestResults, isCrowded: boolean, indent: string, page: Page): string[] {
  const { glyphs } = page;
  const outcomes = Object.entries(row.outcomes).filter(([name, outcome]) => name !== 'ok' && outcome.count > 0);
  const nameWidth = Math.max(0, ...outcomes.map(([name]) => visibleLength(name)));
  const notes = isCrowded
    ? wrap(outcomes.map(([name, outcome]) => `${name} ${shareCell(outcome.share, page)}`).join(', '), page.width, indent)
    : outcomes.flatMap(([name, outcome]) => wrap(outcomeSentence(outcome, page), page.width, `${indent}${name.padEnd(nameWidth)}  `));
  const inside = row.inside_at_end;
  if (inside.count > 0 && inside.count > 0.01 * endedOf(row)) {
    const age = inside.oldest_age_s === null ? '' : `, the oldest for ${formatTime(inside.oldest_age_s, glyphs)}`;
    notes.push(...wrap(`${formatCount(inside.count)} requests were still inside at the end${age}: their latency is in no number here.`, page.width, indent));
  }
  if ((row.skipped_rows ?? 0) > 0)
    notes.push(...wrap(`${formatCount(row.skipped_rows ?? 0)} rows of the trace were malformed and left out.`, page.width, indent));
  return notes;
}

function outcomeSentence(outcome: OutcomeResults, page: Page): string {
  const share = `${formatEstimate(outcome.share, PERCENT, page.glyphs)} %, ${formatCount(outcome.count)} in all`;
  const mean = outcome.latency_s?.mean ?? null;
  if (mean === null) return share;
  if (mean.value === 0) return `${share}, at once`;
  const unit = timeUnitFor([mean.value]);
  const shown = showEstimate(mean, unit, page.glyphs);
  // Time-outs all take the same time: nothing is to be said of its interval.
  const time = joinShown(shown.half === '0' ? { ...shown, half: null } : shown, page.glyphs);
  return `${share}, after ${time} ${unitName(unit, page.glyphs)} on average`;
}

/** `0.9 … 91 ms`, `210 µs … 480 ms`: two digits, the unit once where it is the same. */
function axisEnds({ from, to, isCut }: LogAxis, page: Page): string {
  const ends = [from, to].map((time) => {
    const unit = timeUnitFor([time]);
    return { number: formatPlain(Number((time * unit.factor).toPrecision(2)), 2), unit: unitName(unit, page.glyphs) };
  });
  const [first, last] = ends;
  if (first === undefined || last === undefined) return '';
  const least = isCut ? `<${first.number}` : first.number;
  if (first.unit !== last.unit) return `${least} ${first.unit} ${page.glyphs.ellipsis} ${last.number} ${last.unit}`;
  return `${first.number === last.number && !isCut ? `all ${first.number}` : `${least} ${page.glyphs.ellipsis} ${last.number}`} ${last.unit}`;
}
