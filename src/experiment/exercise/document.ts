import type { Estimate, Unit } from '../results.js';

/** What `queuelab grade` found, `queuelab/grades/1`: plain data. */
export interface GradesDocument {
  readonly schema: 'queuelab/grades/1';
  readonly version: string;
  readonly exercise: string;
  readonly title: string;
  /** Points that there are. */
  readonly points: number;
  readonly students: readonly StudentGrade[];
  /** What was handed in under names that are not in the table of the class: not graded, and not counted. Each with whom it may be. Absent: there is no table, or nothing such. */
  readonly not_enrolled?: readonly { readonly student: string; readonly issue: string }[];
}

export interface StudentGrade {
  readonly student: string;
  /** Four hexadecimal digits: whose numbers these are. */
  readonly variant: string;
  /** Path → value. */
  readonly drawn: Readonly<Record<string, string>>;
  /** For the instructor alone: name of a row → the right answer of this variant, with its formula. */
  readonly answers: Readonly<Record<string, string>>;
  readonly rows: readonly GradedRow[];
  readonly total: number;
  /**
   * Without rows, why nothing was graded: changes that are not allowed, mistakes of the page, nothing handed in. With rows, what was left aside: mistakes in the answers, changed copies of
   * the data. With their places.
   */
  readonly issues: readonly string[];
}

export interface GradedRow {
  /** A statistic, the name of an answer, or `hidden 1`. */
  readonly name: string;
  readonly type: 'objective' | 'number' | 'diagnosis' | 'hidden';
  readonly of: number;
  readonly points: number;
  /** undecided: the budget of replications did not tell; the student has the points. */
  readonly verdict: 'right' | 'wrong' | 'undecided' | 'missing';
  /** What was asked, in words: `users.latency.p95 < 200ms`. Nothing that gives a solution away. */
  readonly claim: string;
  /** What was found of the student's own page, or what the student answered. */
  readonly found: string | null;
  /** With the limits that it is judged by. */
  readonly observed: { readonly estimate: Estimate | null; readonly unit: Unit; readonly limits: readonly number[] } | null;
  /** For the instructor alone: what relief of each component does. */
  readonly note: string | null;
}

/** What `queuelab exercise lint` found, `queuelab/exercise-lint/1`. */
export interface LintDocument {
  readonly schema: 'queuelab/exercise-lint/1';
  readonly version: string;
  readonly exercise: string;
  readonly title: string;
  readonly draws: number;
  readonly points: number;
  readonly claims: readonly LintClaim[];
  readonly exit_code: 0 | 3 | 4;
}

export interface LintClaim {
  readonly claim: string;
  readonly verdict: 'holds' | 'fails' | 'undecided';
  /** How many draws it was tried on, and where it does not hold, why, with the numbers of that draw. */
  readonly detail: string;
}
