import type { Place } from './source-file.js';

/** A CSV file with a header row. Rows and columns count from 0. */
export interface Table {
  readonly header: readonly string[];
  readonly rowCount: number;
  /** Rows that the parser could not read at all (only where leniency was asked for). */
  readonly unreadable: number;
  /** How many cells the row has. */
  width(row: number): number;
  /** The text of a cell that the row has, without white space around it. */
  cell(row: number, column: number): string;
  isEmpty(row: number, column: number): boolean;
  /** The text of a cell as a decimal number; null where it is none, or too large. */
  number(row: number, column: number): number | null;
  /** The same where it is a whole number as it is usually written (no sign, no leading zero, at most 15 digits), so that equal numbers are equal texts; else -1. */
  whole(row: number, column: number): number;
  /** The place of a cell; a column that the row does not have gives the end of the row. */
  place(row: number, column: number): Place;
}

/** A table whose cells have been taken apart already. */
export class ParsedTable implements Table {
  readonly header: readonly string[];
  private readonly rows: readonly (readonly string[])[];

  constructor(
    records: readonly (readonly string[])[],
    readonly unreadable: number,
    readonly place: Table['place'],
  ) {
    this.header = records[0] ?? [];
    this.rows = records.slice(1);
  }

  get rowCount(): number {
    return this.rows.length;
  }

  width(row: number): number {
    return this.rows[row].length;
  }

  cell(row: number, column: number): string {
    return this.rows[row][column];
  }

  isEmpty(row: number, column: number): boolean {
    return this.rows[row][column] === '';
  }

  number(row: number, column: number): number | null {
    return numberOf(this.rows[row][column]);
  }

  whole(row: number, column: number): number {
    return wholeOf(this.rows[row][column]);
  }
}

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A text as a decimal number; null where it is none, or too large. */
export function numberOf(text: string): number | null {
  if (!decimal.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

const usual = /^(?:0|[1-9]\d{0,14})$/;

/** A text as a whole number, where it is written as usual; else -1. */
export function wholeOf(text: string): number {
  return usual.test(text) ? Number(text) : -1;
}
