import type { QuantityUnit } from '../../scenario/quantity.js';
import type { Place } from '../../scenario/source-file.js';

/** What is handed out: a scenario, what differs from student to student, what may be changed, and what is asked. Checked. */
export interface Exercise {
  /** The name of its file, without ending: part of what each student's numbers are drawn from. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** Told above the numbers; null: the question of the scenario. */
  readonly text: string | null;
  /** Path of the scenario, as the reader knows it. */
  readonly scenario: string;
  readonly variant: readonly DrawnPath[];
  /** Paths under which students may change the scenario, each beginning with the name of a component, workload or fault. */
  readonly change: readonly string[];
  readonly rubric: readonly RubricRow[];
}

/** A value of the scenario that is drawn for each student. */
export interface DrawnPath {
  readonly path: string;
  readonly place: Place;
  readonly by:
    | { readonly rule: 'choose'; readonly texts: readonly string[] }
    /** Evenly between two quantities with the same unit, written behind the number. */
    | { readonly rule: 'between'; readonly from: number; readonly to: number; readonly unit: string }
    /** A rate: a share of that at which the first component is full. */
    | { readonly rule: 'saturation'; readonly from: number; readonly to: number };
}

export type RubricRow = ObjectiveRow | NumberRow | DiagnosisRow;
export interface ObjectiveRow {
  readonly type: 'objective';
  /** SUBJECT.STATISTIC[.PART] */
  readonly statistic: string;
  /** below, above, atMost, atLeast → a quantity as written. */
  readonly bounds: readonly (readonly [string, string])[];
  readonly points: number;
  readonly place: Place;
}
export interface NumberRow {
  readonly type: 'number';
  readonly name: string;
  readonly ask: string;
  readonly unit: QuantityUnit;
  /** Share of the right answer. */
  readonly tolerance: number;
  readonly points: number;
  readonly place: Place;
}
export interface DiagnosisRow {
  readonly type: 'diagnosis';
  readonly name: string;
  readonly ask: string;
  /** The statistic that relief must help, and which way is better. */
  readonly helps: { readonly statistic: string; readonly better: 'lower' | 'higher' };
  readonly points: number;
  readonly place: Place;
}

/** What stays with the instructor. */
export interface Key {
  readonly file: string;
  /** Path of the exercise. */
  readonly exercise: string;
  /** What the numbers of all students are drawn with. */
  readonly secret: string;
  /** Name of a row → a formula, or the component of a diagnosis. */
  readonly answers: ReadonlyMap<string, { readonly text: string; readonly place: Place }>;
  readonly solution: readonly Assignment[];
  readonly hidden: readonly HiddenRow[];
  readonly removed: readonly Assignment[];
}
/** A path with the value that it gets; null removes. A value that begins with `=` is a formula. */
export interface Assignment {
  readonly path: string;
  readonly value: string | null;
  readonly place: Place;
}
export interface HiddenRow {
  readonly set: readonly Assignment[];
  /** As many replications, of other random numbers; null: as usual. */
  readonly seeds: number | null;
  readonly points: number;
  readonly place: Place;
}

/** A draw in [0, 1) for a purpose: always the same for one student of one exercise. */
export type Draw = (purpose: string) => number;
