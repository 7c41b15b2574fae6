import { suggest } from './did-you-mean.js';
import type { GraphSource } from '../models/graph/source.js';
import { parseEdges } from './edge-list.js';
import { isTable, readCsv } from './csv.js';
import type { Issues } from './issue.js';
import { ItemNumbers } from './item-numbers.js';
import type { NumberColumns } from './law.js';
import { parsePiecewise, type PiecewiseFile, piecewiseExample } from './piecewise-file.js';
import { readText, type TextProblem } from './read-text.js';
import type { Trace } from './scenario.js';
import type { FileReader, Place } from './source-file.js';
import type { Table } from './table.js';
import type { ScalarNode } from './tree.js';

/** At most so many malformed rows are shown one by one. */
const mostShown = 10;

export interface TraceRequest {
  /** The node that names the file: its own file decides what the name is relative to. */
  readonly file: ScalarNode;
  readonly time: ScalarNode;
  readonly isLenient: boolean;
  /** The time in the file, in seconds, at which the run begins; null: that of its first row. */
  readonly origin: number | null;
  /** Columns that keys are read from. Those that `isNeeded` must be there. */
  readonly items: readonly ItemColumnRequest[];
  /** Columns that attributes are read from. */
  readonly numbers: readonly ColumnRequest[];
}
export interface ColumnRequest {
  readonly column: string;
  readonly isNeeded: boolean;
  /** Where the scenario names the column. */
  readonly place: Place;
}

export interface ItemColumnRequest extends ColumnRequest {
  /** The key whose items they are: the same text is the same item in all columns of one, in all files. */
  readonly key: string;
}

/** A file of data that a scenario names: where, and its path as the reader knows it. */
export interface NamedData {
  readonly node: ScalarNode;
  readonly path: string;
}

/** Reads the CSV files that a scenario names, each once. */
export class DataFiles implements NumberColumns {
  private readonly texts = new Map<string, string | TextProblem>();
  private readonly edges = new Map<string, ReturnType<typeof parseEdges>>();
  private readonly tables = new Map<string, Table | null>();
  /** All that were asked for, also those that cannot be read. */
  readonly named: NamedData[] = [];
  /** By key. */
  private readonly itemNumbers = new Map<string, ItemNumbers>();

  constructor(private readonly reader: FileReader) {}

  /** Reads a trace into columns; null with located issues where it is wrong. */
  readTrace(request: TraceRequest, issues: Issues): Trace | null {
    const table = this.table(request.file, request.isLenient, issues);
    if (table === null) return null;
    const time = this.column(table, request.time.text, request.time.place, request.file, issues);
    const items = this.columns(table, request.items, request.file, issues);
    const numbers = this.columns(table, request.numbers, request.file, issues);
    if (time === null || items === null || numbers === null) return null;
    const numbering = new Map(request.items.map(({ column, key }) => [column, this.numbersOf(key)]));
    return new TraceBuilder(table, time, items, numbers, request.isLenient, issues).build(request.file.text, numbering, request.origin);
  }

  private numbersOf(key: string): ItemNumbers {
    const known = this.itemNumbers.get(key) ?? new ItemNumbers();
    this.itemNumbers.set(key, known);
    return known;
  }

  readNumberColumn(file: ScalarNode, column: ScalarNode, issues: Issues): readonly number[] | null {
    const table = this.table(file, false, issues);
    const index = table === null ? null : this.column(table, column.text, column.place, file, issues);
    if (table === null || index === null) return null;
    const values: number[] = [];
    const mistakes = new RowMistakes(table, issues);
    for (let row = 0; row < table.rowCount; row++) {
      const value = index < table.width(row) ? table.number(row, index) : null;
      if (value !== null && value >= 0) values.push(value);
      else {
        const cell = index < table.width(row) ? table.cell(row, index) : undefined;
        mistakes.add(row, index, `in column ${column.text}, ${quoted(cell)} is not a number of at least 0`, cell);
      }
    }
    return mistakes.finish() ? values : null;
  }

  /** A measured popularity as CacheBench writes it; null with an issue where the file holds something else. */
  readPiecewise(node: ScalarNode, issues: Issues): PiecewiseFile | null {
    const text = this.text(node, issues);
    if (text === null) return null;
    const file = parsePiecewise(text);
    if (typeof file !== 'string') return file;
    issues.add('wrong-data', node.place, `${node.text}: ${file}`, { expected: piecewiseExample, got: node.text });
    return null;
  }

  /** An edge list; null with an issue where the file holds something else. */
  readEdges(node: ScalarNode, issues: Issues): GraphSource | null {
    const text = this.text(node, issues);
    if (text === null) return null;
    const path = this.pathOf(node);
    const known = this.edges.get(path) ?? parseEdges(text);
    this.edges.set(path, known);
    if ('line' in known) {
      issues.add('wrong-data', node.place, `${node.text}: line ${known.line} is not a pair of names`, { expected: 'two names a line: 17 42', got: node.text });
      return null;
    }
    if (known.from.length > 0) return known;
    issues.add('wrong-data', node.place, `${node.text} has no pairs`, { expected: 'two names a line: 17 42', got: node.text });
    return null;
  }

  private pathOf(node: ScalarNode): string {
    const path = this.reader.resolve(node.place.file.path, node.text);
    if (!this.named.some((known) => known.node === node)) this.named.push({ node, path });
    return path;
  }

  private table(node: ScalarNode, isLenient: boolean, issues: Issues): Table | null {
    const path = this.pathOf(node);
    const known = `${path}\n${isLenient}`;
    const table = this.tables.get(known) ?? this.read(path, node, isLenient, issues);
    this.tables.set(known, table);
    return table;
  }

  private read(path: string, node: ScalarNode, isLenient: boolean, issues: Issues): Table | null {
    const text = this.text(node, issues);
    if (text === null) return null;
    const name = this.reader.relative(path);
    const result = readCsv(text, path, name, isLenient);
    if (!isTable(result)) {
      issues.add('trace-row', result.place, result.message);
      return null;
    }
    if (result.rowCount === 0) {
      const place = result.place(0, 0);
      issues.add('trace-empty', { ...place, start: 0, end: 1 }, `the file ${name} has no rows${result.header.length > 0 ? ' below its header' : ''}`, {
        expected: 'a header row, then one row for each request',
      });
      return null;
    }
    return result;
  }

  /** The text of a file; null with an issue where it cannot be read. */
  private text(node: ScalarNode, issues: Issues): string | null {
    const path = this.pathOf(node);
    if (!this.texts.has(path)) this.texts.set(path, readText(path, this.reader));
    const text = this.texts.get(path)!;
    if (typeof text === 'string') return text;
    const base = node.place.file.path === '' ? 'the working directory' : this.reader.relative(node.place.file.path);
    const relative = text.code === 'file-missing' ? `the name is relative to ${base}` : null;
    issues.add(text.code, text.place ?? node.place, text.message, { got: text.place === null ? node.text : null, suggestion: text.suggestion ?? relative });
    return null;
  }

  private column(table: Table, column: string, place: Place, file: ScalarNode, issues: Issues): number | null {
    const index = table.header.indexOf(column);
    if (index >= 0 && table.header.indexOf(column, index + 1) < 0) return index;
    const name = this.reader.relative(this.reader.resolve(file.place.file.path, file.text));
    issues.add('trace-column', place, index < 0 ? `${name} has no column "${column}"` : `${name} has two columns "${column}"`, {
      expected: table.header.join(', '),
      got: column,
      suggestion: index < 0 ? suggest(column, table.header) : 'rename one of them in the header of the file',
    });
    return null;
  }

  private columns(table: Table, requests: readonly ColumnRequest[], file: ScalarNode, issues: Issues): ReadonlyMap<string, number> | null {
    const found = new Map<string, number>();
    let isRight = true;
    for (const request of requests) {
      if (!request.isNeeded && !table.header.includes(request.column)) continue;
      const index = this.column(table, request.column, request.place, file, issues);
      if (index === null) isRight = false;
      else found.set(request.column, index);
    }
    return isRight ? found : null;
  }
}

/** Turns rows into columns of numbers, in one pass. */
class TraceBuilder {
  private readonly mistakes: RowMistakes;
  private skipped: number;

  constructor(
    private readonly table: Table,
    private readonly time: number,
    private readonly items: ReadonlyMap<string, number>,
    private readonly numbers: ReadonlyMap<string, number>,
    private readonly isLenient: boolean,
    issues: Issues,
  ) {
    this.mistakes = new RowMistakes(table, issues);
    this.skipped = table.unreadable;
  }

  build(file: string, numbering: ReadonlyMap<string, ItemNumbers>, origin: number | null): Trace | null {
    const { table } = this;
    const { rowCount } = table;
    const times = new Float64Array(rowCount);
    const items = [...this.items].map(([column, index]) => ({ column, index, known: numbering.get(column)!, values: new Float64Array(rowCount) }));
    const numbers = [...this.numbers].map(([column, index]) => ({ column, index, values: new Float64Array(rowCount) }));
    let first = origin ?? 0;
    let last = origin ?? -Infinity;
    let kept = 0;
    for (let row = 0; row < rowCount; row++) {
      const time = this.check(row, last);
      if (time === null) continue;
      if (kept === 0 && origin === null) first = time;
      last = time;
      times[kept] = time - first;
      for (const { index, known, values } of items) values[kept] = known.of(table, row, index);
      for (const { index, values } of numbers) values[kept] = table.number(row, index)!;
      kept += 1;
    }
    if (!this.mistakes.finish()) return null;
    if (kept === 0) {
      this.mistakes.issues.add(
        'trace-empty',
        this.table.place(0, 0),
        this.skipped === 1 ? `the one row of ${file} cannot be used` : `none of the ${this.skipped} rows of ${file} can be used`,
      );
      return null;
    }
    const cut = (column: Float64Array): Float64Array => (kept === rowCount ? column : column.slice(0, kept));
    return {
      file,
      times: cut(times),
      items: new Map(items.map(({ column, values }) => [column, cut(values)])),
      numbers: new Map(numbers.map(({ column, values }) => [column, cut(values)])),
      skippedRows: this.skipped,
    };
  }

  /** The time of a row that is right; null for one that is not, counted or reported. */
  private check(row: number, last: number): number | null {
    const { table } = this;
    const { header } = table;
    const width = table.width(row);
    if (width !== header.length)
      return this.refuse(row, Math.min(width, header.length), `this row has ${width === 1 ? '1 cell' : `${width} cells`} and the header has ${header.length}`);
    const time = table.number(row, this.time);
    if (time === null) {
      const cell = table.cell(row, this.time);
      return this.refuse(row, this.time, `in column ${header[this.time]}, ${quoted(cell)} is not a number of seconds`, cell);
    }
    for (const [column, index] of this.items) if (table.isEmpty(row, index)) return this.refuse(row, index, `column ${column} is empty in this row`, '');
    for (const [column, index] of this.numbers) {
      const number = table.number(row, index);
      if (number !== null && number >= 0) continue;
      const cell = table.cell(row, index);
      return this.refuse(row, index, `in column ${column}, ${quoted(cell)} is not a number of at least 0`, cell);
    }
    if (time < last) return this.refuse(row, this.time, `the time goes back, from ${last} s to ${time} s`, table.cell(row, this.time), 'trace-time-back');
    return time;
  }

  private refuse(row: number, column: number, message: string, got: string | null = null, code: 'trace-row' | 'trace-time-back' = 'trace-row'): null {
    if (this.isLenient) this.skipped += 1;
    else this.mistakes.add(row, column, message, got ?? undefined, code);
    return null;
  }
}

/** Shows the first malformed rows one by one and counts the rest. */
class RowMistakes {
  private found = 0;
  private more: { readonly row: number; readonly column: number } | null = null;

  constructor(
    private readonly table: Table,
    readonly issues: Issues,
  ) {}

  add(row: number, column: number, message: string, got: string | undefined, code: 'trace-row' | 'trace-time-back' = 'trace-row'): void {
    this.found += 1;
    if (this.found > mostShown) this.more ??= { row, column };
    else
      this.issues.add(code, this.table.place(row, column), message, {
        got: got ?? null,
        suggestion: this.found === 1 ? 'correct the file, or set lenient: true to skip and count such rows' : null,
      });
  }

  /** true where all rows were right. */
  finish(): boolean {
    if (this.more !== null)
      this.issues.add(
        'trace-row',
        this.table.place(this.more.row, this.more.column),
        this.found - mostShown === 1 ? 'one more row is malformed' : `here and below ${this.found - mostShown} more rows are malformed`,
      );
    return this.found === 0;
  }
}

const quoted = (cell: string | undefined): string => (cell === undefined || cell === '' ? 'an empty cell' : `"${cell}"`);
