import { parse } from 'csv-parse/browser/esm/sync';
import { PlainTable } from './plain-table.js';
import { SourceFile, type Place } from './source-file.js';
import { ParsedTable, type Table } from './table.js';

export interface CsvMistake {
  readonly message: string;
  readonly place: Place;
}

const options = { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;

/** Reads a CSV text (RFC 4180, commas, quotes, a header row). Ragged rows are kept: the caller judges them. */
export function readCsv(text: string, path: string, name: string, isLenient: boolean): Table | CsvMistake {
  const place: Table['place'] = (row, column) => locate(text, path, name, row, column, isLenient);
  if (!text.includes('"')) return new PlainTable(text, place);
  let unreadable = 0;
  try {
    const lenient = isLenient ? { skip_records_with_error: true, on_skip: () => void (unreadable += 1) } : {};
    const records: string[][] = parse(text, { ...options, ...lenient });
    return new ParsedTable(records, unreadable, place);
  } catch (error) {
    return { message: messageOf(error), place: placeOfLine(new SourceFile(path, name, text), lineOf(error)) };
  }
}

/** Only asked for mistakes, so the text is read again, this time with line numbers. */
function locate(text: string, path: string, name: string, row: number, column: number, isLenient: boolean): Place {
  const file = new SourceFile(path, name, text);
  const records = parse(text, { ...options, info: true, skip_records_with_error: isLenient }) as unknown as { readonly info: { readonly lines: number } }[];
  // `lines` counts the line ends that were read when the record was complete; the last record of a file may have none.
  const line = records[row + 1]?.info.lines ?? 1;
  const place = placeOfLine(file, line);
  const cells = cellsOf(file.line(line) ?? '');
  const cell = cells[column];
  if (cell === undefined) return { file, start: place.end, end: place.end };
  return { file, start: place.start + cell.start, end: place.start + Math.max(cell.end, cell.start + 1) };
}

function placeOfLine(file: SourceFile, line: number): Place {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const next = file.text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  return { file, start, end: start + (file.line(line)?.length ?? 0) };
}

/** Where the cells of a line begin and end. */
function cellsOf(line: string): { readonly start: number; readonly end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let start = 0;
  let isInQuotes = false;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"') isInQuotes = !isInQuotes;
    if (at === line.length || (line[at] === ',' && !isInQuotes)) {
      cells.push({ start, end: at });
      start = at + 1;
    }
  }
  return cells;
}

function messageOf(error: unknown): string {
  const code = (error as { readonly code?: string }).code ?? '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened in this file and never closed';
  if (code.includes('QUOTE')) return 'a quote stands in the middle of a cell';
  return `this is not CSV: ${error instanceof Error ? error.message : String(error)}`;
}

function lineOf(error: unknown): number {
  return (error as { readonly lines?: number }).lines ?? 1;
}

/** true for a table, false for a mistake. */
export function isTable(result: Table | CsvMistake): result is Table {
  return 'header' in result;
}
