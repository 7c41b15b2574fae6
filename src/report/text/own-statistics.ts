import type { Results } from '../../experiment/results.js';
import { formatCount } from '../format.js';
import { ownBlocks } from '../own-rows.js';
import type { OwnBlock, OwnRow, Show } from '../own-rows.js';
import { isAsked } from '../rows.js';
import type { Page } from './page.js';
import { cell, wrap } from './page.js';
import { layTable } from './table.js';

/** More rows than this, and the others are for --all. */
const ROWS = 16;
const PERCENTILES = ['p50', 'p95', 'p99'];

/** What only some kinds of component count: lag, stalls, makespan, stale reads; named as objectives name them. */
export function ownStatisticsLines(results: Results, page: Page): string[] {
  const blocks = ownBlocks(results, page.all, page.glyphs);
  if (blocks.length === 0) return [];
  const shown = page.all ? blocks : firstRows(blocks, ROWS);
  const show: Show = (estimate, unit) => cell(estimate, unit, page);
  const rows = shown.flatMap((block) => block.rows);
  const percentiles = percentilesShown(rows, results, page);
  const cellsOf = (row: OwnRow): string[] => [row.value(show), ...percentiles.map((name) => row.percentile(name, show)), row.max];
  const heads = ['mean, count', ...percentiles, 'max'];
  const isUsed = heads.map((_head, index) => rows.some((row) => cellsOf(row)[index] !== ''));
  const used = <Item>(items: readonly Item[]): Item[] => items.filter((_item, index) => isUsed[index]);
  const lines = layTable(
    {
      title: 'STATISTICS',
      columns: used(heads).map((head) => ({ head, align: 'right' })),
      rows: shown.flatMap((block) => [
        { name: `  ${block.name}`, cells: [] },
        ...block.rows.map((row) => ({ name: `    ${row.name}`, cells: used(cellsOf(row)) })),
      ]),
    },
    page,
  );
  const hidden = blocks.reduce((sum, block) => sum + block.rows.length, 0) - rows.length;
  if (hidden > 0) lines.push(...wrap(`${formatCount(hidden)} more: --all`, page.width, '  ').map((line) => page.paint.faint(line)));
  return lines;
}

/** On 80 columns those alone that objectives ask for, and p95. */
function percentilesShown(rows: readonly OwnRow[], results: Results, page: Page): string[] {
  const named = results.objectives.flatMap(({ statistic }) => /\.(p[\d.]+)$/.exec(statistic)?.slice(1) ?? []);
  const all = [...new Set([...PERCENTILES, ...named])].sort((left, right) => Number(left.slice(1)) - Number(right.slice(1)));
  return all.filter((name) => {
    if (rows.every((row) => row.percentile(name, (estimate) => (estimate === null ? '' : name)) === '')) return false;
    return page.all || page.layout === 'wide' || name === 'p95' || isAsked(name, results);
  });
}

/** What objectives name stands always, and the others as far as there is room. */
function firstRows(blocks: readonly OwnBlock[], most: number): OwnBlock[] {
  let left = most - blocks.reduce((sum, { rows }) => sum + rows.filter(({ isNamed }) => isNamed).length, 0);
  return blocks.flatMap(({ name, rows }) => {
    const kept = rows.filter(({ isNamed }) => isNamed || left-- > 0);
    return kept.length === 0 ? [] : [{ name, rows: kept }];
  });
}
