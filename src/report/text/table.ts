import type { Page } from './page.js';
import { padEnd, padStart, visibleLength } from './page.js';

/** A block of the report: a name, columns with heads, rows with names; lines of words can follow each row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}
export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
  /** Printed below the row, indented: what one cell cannot say. */
  readonly notes?: readonly string[];
}

/** The table as lines. Columns that do not fit the page continue below, under the same names; on a narrow page each fact has its line. */
export function layTable(table: Table, page: Page): string[] {
  if (page.layout === 'narrow') return layFacts(table, page);
  const { nameWidth, widths, gap } = measure(table, page);
  const lines: string[] = [];
  for (const [part, columns] of breakIntoParts(widths, page.width - nameWidth, gap).entries()) {
    const spread = (name: string, cells: readonly string[]): string => {
      let line = padEnd(name, nameWidth);
      for (const index of columns) {
        const width = widths[index] ?? 0;
        const text = cells[index] ?? '';
        line += ' '.repeat(gap) + (table.columns[index]?.align === 'left' ? padEnd(text, width) : padStart(text, width));
      }
      return line.trimEnd();
    };
    lines.push(
      spread(
        table.title,
        table.columns.map((column) => column.head),
      ),
    );
    const rows = part === 0 ? table.rows : withCells(table.rows, columns);
    for (const row of rows) {
      lines.push(spread(row.name, row.cells));
      if (part === 0) lines.push(...(row.notes ?? []));
    }
  }
  return lines;
}

/** The rows that have something in these columns, and the heads of groups (rows without any cell) that have such rows. */
function withCells(rows: readonly Row[], columns: readonly number[]): Row[] {
  const kept = rows.filter(({ cells }) => cells.length === 0 || columns.some((index) => (cells[index] ?? '') !== ''));
  return kept.filter(({ cells }, index) => cells.length > 0 || (kept.at(index + 1)?.cells.length ?? 0) > 0);
}

/** Columns of the page that the table leaves free for one more column, its gap taken off. */
export function roomBeside(table: Table, page: Page): number {
  const { nameWidth, widths, gap } = measure(table, page);
  return page.width - nameWidth - widths.reduce((sum, width) => sum + width + gap, 0) - gap;
}

interface Measures {
  readonly nameWidth: number;
  readonly widths: readonly number[];
  readonly gap: number;
}

/** Columns of equal least width and well apart where the page has room for it, so that blocks look alike; else as narrow as their texts. */
function measure(table: Table, page: Page): Measures {
  const nameWidth = Math.max(11, visibleLength(table.title), ...table.rows.map((row) => visibleLength(row.name)));
  const texts = table.columns.map((column, index) => Math.max(visibleLength(column.head), ...table.rows.map((row) => visibleLength(row.cells[index] ?? ''))));
  const fits = (widths: readonly number[], gap: number): boolean => nameWidth + widths.reduce((sum, width) => sum + width + gap, 0) <= page.width;
  const even = texts.map((width, index) => (table.columns[index]?.align === 'left' ? width : Math.max(9, width)));
  if (fits(even, 3)) return { nameWidth, widths: even, gap: 3 };
  if (fits(even, 2)) return { nameWidth, widths: even, gap: 2 };
  return { nameWidth, widths: texts, gap: 2 };
}

/** Indices of the columns of each part, so that each part is at most `room` wide; every part has at least one. */
function breakIntoParts(widths: readonly number[], room: number, gap: number): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  let used = 0;
  widths.forEach((width, index) => {
    if (part.length > 0 && used + width + gap > room) {
      parts.push(part);
      part = [];
      used = 0;
    }
    part.push(index);
    used += width + gap;
  });
  return [...parts, part];
}

function layFacts(table: Table, page: Page): string[] {
  const lines = [table.title];
  const headWidth = Math.max(0, ...table.columns.map((column) => visibleLength(column.head)));
  for (const row of table.rows) {
    const indent = ' '.repeat(row.name.length - row.name.trimStart().length + 2);
    lines.push(row.name);
    table.columns.forEach((column, index) => {
      const text = row.cells[index] ?? '';
      if (text.trim() !== '') lines.push(`${indent}${padEnd(column.head, Math.min(headWidth, page.width - 20))}  ${text}`);
    });
    lines.push(...(row.notes ?? []));
  }
  return lines;
}
