/**
 * A chart as plain data: what the page hands to its script (client/), which draws it. Values are in inside units (s, share, 1/s); texts that people
 * read (names, ticks) are made here, readings of points by the script, with the same formats.
 */
export interface Figure {
  readonly id: string;
  /** px, at full width. */
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly limits: readonly Limit[];
  readonly spans: readonly Span[];
  /** Charts of one group lie below one another and share a crosshair; null: it stands alone. */
  readonly group: string | null;
}

/** How a value is read out. */
export type Format = 'time' | 'percent' | 'rate' | 'number' | 'factor' | 'money' | 'name';

export interface Axis {
  readonly title: string;
  readonly scale: 'linear' | 'log';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly (readonly [value: number, text: string])[];
  readonly format: Format;
  /** Ticks are names of rows; they may take more room. */
  readonly isNames?: true;
}

export interface Series {
  readonly name: string;
  /** Number of the colour, from 0. */
  readonly colour: number;
  /**
   * line: points joined. dots: points alone, each with its interval as a whisker. hollow: empty dots, no interval. segments: bars from `x` to `low`, `y` their row.
   * steps: a line that is level at `y` from `x` to `low`, and the ground below it.
   */
  readonly kind: 'line' | 'dots' | 'hollow' | 'segments' | 'steps';
  /** [x, y, low, high]; y null: a gap. Of dots on rows of names, low and high are along x. */
  readonly points: readonly Point[];
  /** The line is thin, and its interval is not drawn. */
  readonly isFaint?: true;
  /** Of segments; solid where nothing is said. */
  readonly fill?: 'solid' | 'hatched' | 'pale';
  /** The name is not written beside it. */
  readonly isUnnamed?: true;
  /** Of segments: what is written at each, instead of the name. */
  readonly texts?: readonly string[];
  /** Drawn as the one that matters. */
  readonly isStrong?: true;
}
export type Point = readonly [x: number, y: number | null, low?: number | null, high?: number | null];

/** A line across the chart, at a place on its x axis: a limit of an objective, the load now, saturation. */
export interface Limit {
  readonly at: number;
  readonly text: string;
  /** Where on the line a mark stands; null: nowhere. */
  readonly mark: number | null;
  readonly isFailed: boolean;
}

/** A part of the x axis that is marked: while a fault was there, or what was deleted. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly kind: 'fault' | 'deleted';
}
