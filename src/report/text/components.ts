import type { ComponentResults, MaybeEstimate, Results } from '../../experiment/results.js';
import { PERCENT, PER_SECOND, PLAIN, formatCount, formatPlain, formatValue, timeUnitFor, unitName } from '../format.js';
import type { DisplayUnit } from '../format.js';
import { byUtilisation, componentsOf } from '../rows.js';
import type { ComponentRows } from '../rows.js';
import type { Page } from './page.js';
import { cell, padStart, visibleLength, wrap } from './page.js';
import { bar } from './spark.js';
import { layTable } from './table.js';
import type { Column, Row } from './table.js';

/** More components than this, and only the busiest are printed; fewer rows than this, and instances are printed too. */
const ROWS = 8;

/** How busy each component is, how long the queue before it, how long one waits and stays. */
export function componentLines(results: Results, page: Page): string[] {
  const components = componentsOf(results);
  if (components.length === 0) return [];
  const isShort = components.length <= ROWS || page.all;
  const busiest = isShort ? components : byUtilisation(components).slice(0, ROWS);
  const slow = slowOnes(results, page);
  const shown = [...busiest, ...components.filter((one) => !busiest.includes(one) && slow.has(one.name))];
  const withInstances = page.all || components.length + components.reduce((sum, component) => sum + component.instances.length, 0) <= ROWS;
  const rows = shown.flatMap((component) => rowsOf(component, withInstances, page));
  const times = rows.flatMap(({ row }) => [row.wait_s.mean, row.response_s.mean]).flatMap((time) => (time === null ? [] : [time.value]));
  const unit = timeUnitFor(times);
  const busyWidth = Math.max(0, ...rows.map(({ row }) => visibleLength(busyNumber(row, page))));
  const columns = columnsFor(rows, results, unit, busyWidth, page);
  const lines = layTable(
    {
      title: 'COMPONENTS',
      columns: columns.map(({ head, align }) => ({ head, align })),
      rows: rows.map(({ name, row, key }): Row => ({
        name: results.bottleneck?.component === key ? `  ${page.paint.strong(name.trimStart())}` : name,
        cells: columns.map((column) => column.of(row, key)),
      })),
    },
    page,
  );
  if (!isShort) lines.push(...restLine(components, shown, page));
  return lines;
}

interface ShownRow {
  readonly name: string;
  readonly key: string;
  readonly row: ComponentResults;
}

function rowsOf(component: ComponentRows, withInstances: boolean, page: Page): ShownRow[] {
  const below = [...(page.all ? component.operations : []), ...(withInstances ? component.instances : [])];
  return [
    { name: `  ${component.name}`, key: component.name, row: component.row },
    ...below.map(({ name, row }) => ({ name: `    ${name}`, key: component.name + name, row })),
  ];
}

type ComponentColumn = Column & { readonly of: (row: ComponentResults, key: string) => string };

function columnsFor(rows: readonly ShownRow[], results: Results, unit: DisplayUnit, busyWidth: number, page: Page): ComponentColumn[] {
  const time = unitName(unit, page.glyphs);
  const columns: ComponentColumn[] = [
    { head: 'busy %', align: 'left', of: (row) => busyCell(row, busyWidth, page) },
    { head: 'in queue', align: 'right', of: (row) => queueCell(row, page) },
    { head: `wait ${time}`, align: 'right', of: (row) => (isUnlimited(row) ? page.glyphs.dash : cell(row.wait_s.mean, unit, page)) },
  ];
  const response: ComponentColumn = { head: `response ${time}`, align: 'right', of: (row) => cell(row.response_s.mean, unit, page) };
  const shares: ComponentColumn = { head: 'share of latency', align: 'left', of: (_row, key) => shareCell(key, results) };
  const hits: ComponentColumn = { head: 'hits %', align: 'right', of: (row) => hitCell(row, page) };
  const served: ComponentColumn = {
    head: 'served',
    align: 'right',
    of: (row) => (row.throughput_per_s === null ? page.glyphs.dash : `${formatValue(row.throughput_per_s, PER_SECOND, page.glyphs)}/s`),
  };
  const hasShares = results.bottleneck !== null && results.bottleneck.wait_share !== null && results.study === 'long-run';
  const isSingle = rows.length === 1;
  const slowest = page.layout === 'wide' ? slowestColumns(results, page) : [];
  if (slowest.length > 0) return [...columns, response, ...slowest];
  if (page.layout === 'wide') columns.push(response, served);
  else if (!(isSingle && hasShares)) columns.push(response);
  if (rows.some(({ row }) => 'hit_ratio' in row)) columns.push(hits);
  if (hasShares && (isSingle || page.layout === 'wide')) columns.push(shares);
  return columns;
}

function isUnlimited(row: ComponentResults): boolean {
  return row.servers === null && row.per === undefined;
}

function busyNumber(row: ComponentResults, page: Page): string {
  return row.utilisation === null ? '' : cell(row.utilisation, PERCENT, page);
}

function busyCell(row: ComponentResults, width: number, page: Page): string {
  if (isUnlimited(row)) return `${page.glyphs.dash} delay, unlimited`;
  if (row.per !== undefined) return `${page.glyphs.dash} for each ${row.per}`;
  if (row.utilisation === null) return page.glyphs.dash;
  const share = row.utilisation.value;
  const paint = share >= 0.95 ? page.paint.bad : share >= 0.8 ? page.paint.unsure : (text: string): string => text;
  return `${paint(bar(share, page))} ${padStart(busyNumber(row, page), width)}`;
}

function queueCell(row: ComponentResults, page: Page): string {
  if (isUnlimited(row)) return page.glyphs.dash;
  const mean = row.queue_length.mean;
  if (page.layout === 'wide') return cell(mean, PLAIN, page);
  return mean !== null && mean.value > 0 && mean.value < 0.005 ? '0.00' : formatValue(mean, PLAIN, page.glyphs);
}

function hitCell(row: ComponentResults, page: Page): string {
  const ratio = row['hit_ratio'];
  if (ratio === undefined) return '';
  // WHY has the interval.
  return page.layout === 'normal' ? formatValue(ratio as MaybeEstimate, PERCENT, page.glyphs) : cell(ratio as MaybeEstimate, PERCENT, page);
}

function shareCell(key: string, results: Results): string {
  const bottleneck = results.bottleneck;
  if (bottleneck === null || bottleneck.component !== key || bottleneck.wait_share === null || bottleneck.work_share === null) return '';
  return `wait ${formatPlain(Math.round(bottleneck.wait_share * 100))}, work ${formatPlain(Math.round(bottleneck.work_share * 100))} %`;
}

/** What holds up the slowest requests need not be busy: a delay far away. From this share of their latency on it has a row. */
const SLOW_SHARE = 0.1;

function slowOnes({ look }: Results, page: Page): ReadonlySet<string> {
  if (page.layout !== 'wide') return new Set();
  const parts = (look?.time ?? []).flatMap(({ slowest }) => (slowest === null ? [] : slowest.parts.map((part) => ({ ...part, of: slowest.latency_s }))));
  return new Set(
    parts.flatMap(({ component, wait_s, work_s, other_s, of }) => (component !== null && wait_s + work_s + other_s >= SLOW_SHARE * of ? [component] : [])),
  );
}

/** Columns that there is room for beside the numbers. */
const MOST_SLOWEST = 2;

/** Of each workload, by how much a component holds up its slowest 1 %, and whether by waiting or by working. */
function slowestColumns({ look }: Results, page: Page): ComponentColumn[] {
  const known = (look?.time ?? []).filter(({ slowest }) => slowest !== null).slice(0, MOST_SLOWEST);
  return known.map(({ workload, slowest }, index): ComponentColumn => {
    const { latency_s: latency, parts } = slowest!;
    return {
      head: index === 0 ? `slowest 1 % of ${workload}` : `${page.glyphs.ellipsis} of ${workload}`,
      align: 'left',
      of: (_row, key) => {
        const part = parts.find(({ component }) => component === key);
        if (part === undefined || latency === 0) return '';
        const [word, most] = (
          [
            ['wait', part.wait_s],
            ['work', part.work_s],
            ['other', part.other_s],
          ] as const
        ).reduce((greater, one) => (one[1] > greater[1] ? one : greater));
        const share = (part.wait_s + part.work_s + part.other_s) / latency;
        return share < 0.005 ? '' : `${bar(share, page)} ${word} ${formatPlain(Math.round((100 * most) / latency))} %`;
      },
    };
  });
}

/** `14 more below 31 % busy: --all` */
function restLine(components: readonly ComponentRows[], shown: readonly ComponentRows[], page: Page): string[] {
  const rest = components.filter((component) => !shown.includes(component));
  const most = Math.max(0, ...rest.map((component) => component.row.utilisation?.value ?? 0));
  const limit = Math.min(100, Math.floor(most * 100) + 1);
  const said = rest.every((component) => isUnlimited(component.row)) ? 'with unlimited servers' : `below ${formatPlain(limit)} % busy`;
  return wrap(`${formatCount(rest.length)} more ${said}: --all`, page.width, '  ').map((line) => page.paint.faint(line));
}
