/** A text that a scenario was read from: a YAML file, or the words of one option on the command line. */
export class SourceFile {
  /** Offsets at which lines begin. */
  private readonly lineStarts: readonly number[];

  /**
   * @param path where it was read (as the file reader knows it); '' for the command line
   * @param name what messages call it: the path relative to the working directory, or the option
   * @param text the whole text
   */
  constructor(
    readonly path: string,
    readonly name: string,
    readonly text: string,
  ) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** Line and column of an offset, both from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.lineStarts[low] + 1 };
  }

  /** The text of a line (from 1) without its line end; null where there is no such line. */
  line(number: number): string | null {
    const start = this.lineStarts[number - 1];
    if (start === undefined) return null;
    const next = this.lineStarts[number];
    return this.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, '');
  }
}

/** A stretch of a source text, from `start` up to but not including `end`. */
export interface Place {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Why a file cannot be read. */
export type Unreadable = { readonly why: 'missing' | 'folder' | 'not-permitted' } | { readonly why: 'failed'; readonly detail: string };

/** How files are reached; injected, so that this room runs in a browser. */
export interface FileReader {
  /** The text of a file or its bytes; else why it cannot be read, null where it does not exist. */
  read(path: string): string | Uint8Array | Unreadable | null;
  /** The path of `to` seen from the file `from`; from '' : seen from the working directory. */
  resolve(from: string, to: string): string;
  /** The path relative to the working directory, for messages. */
  relative(path: string): string;
}
