import type { IssueCode } from './issue-codes.js';
import type { Place, SourceFile } from './source-file.js';

/** A mistake of the author, with its place and a remedy: plain data. Lines and columns count from 1. */
export interface Issue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: IssueCode;
  readonly message: string;
  readonly expected: string | null;
  readonly got: string | null;
  readonly suggestion: string | null;
  /** What the terminal shows below the message; null where there is no text to show. */
  readonly frame: Frame | null;
}
export interface Frame {
  /** The line before, null where there is none or it is blank. */
  readonly before: string | null;
  readonly text: string;
  /** Number of characters to underline. */
  readonly length: number;
}

export interface IssueDetails {
  readonly expected?: string | null;
  readonly got?: string | null;
  readonly suggestion?: string | null;
}

/** Collects the mistakes of all files; each place tells one code once. */
export class Issues {
  private readonly found = new Map<string, Issue>();
  private readonly fileOrder: SourceFile[] = [];
  private readonly positions = new Map<Issue, number>();

  add(code: IssueCode, place: Place, message: string, details: IssueDetails = {}): void {
    if (!this.fileOrder.includes(place.file)) this.fileOrder.push(place.file);
    const { line, column } = place.file.position(place.start);
    const text = place.file.line(line) ?? '';
    const before = line > 1 ? place.file.line(line - 1) : null;
    const issue: Issue = {
      file: place.file.name,
      line,
      column,
      code,
      message,
      expected: details.expected ?? null,
      got: details.got ?? null,
      suggestion: details.suggestion ?? null,
      frame: {
        before: before === null || before.trim() === '' ? null : before,
        text,
        length: Math.max(1, Math.min(place.end - place.start, text.length - column + 1)),
      },
    };
    const identity = [this.fileOrder.indexOf(place.file), place.start, code, message].join('\n');
    if (this.found.has(identity)) return;
    this.found.set(identity, issue);
    this.positions.set(issue, this.fileOrder.indexOf(place.file));
  }

  /** Takes over an issue that has its place already, e.g. of a row of a trace. */
  addLocated(issue: Issue): void {
    const identity = ['located', issue.file, issue.line, issue.column, issue.code].join('\n');
    if (this.found.has(identity)) return;
    this.found.set(identity, issue);
    this.positions.set(issue, Number.MAX_SAFE_INTEGER);
  }

  get isEmpty(): boolean {
    return this.found.size === 0;
  }

  get count(): number {
    return this.found.size;
  }

  /** In the order of the files and, within a file, of its text. */
  get all(): readonly Issue[] {
    return [...this.found.values()].sort((a, b) => this.positions.get(a)! - this.positions.get(b)! || a.line - b.line || a.column - b.column);
  }
}

/**
 * A mistake of the command line itself: there is no text to show.
 * @param file the word that is wrong, '' where it is no file
 */
export function usageIssue(code: IssueCode, file: string, message: string, details: IssueDetails = {}): Issue {
  const { expected = null, got = null, suggestion = null } = details;
  return { file, line: 1, column: 1, code, message, expected, got, suggestion, frame: null };
}

/** true for a mistake of an option or word of the command line, false for one of a file. */
export function isOnCommandLine(issue: Issue): boolean {
  return issue.frame === null || issue.file.startsWith('--');
}

/** The document that `--format json` prints for bad input. */
export interface IssuesDocument {
  readonly schema: 'queuelab/issues/1';
  readonly issues: readonly Omit<Issue, 'frame'>[];
}

export function issuesDocument(issues: readonly Issue[]): IssuesDocument {
  return {
    schema: 'queuelab/issues/1',
    issues: issues.map(({ file, line, column, code, message, expected, got, suggestion }) => ({
      file,
      line,
      column,
      code,
      message,
      expected,
      got,
      suggestion,
    })),
  };
}
