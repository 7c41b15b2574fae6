import type { Axis } from '../../scenario/values.js';

/** What a point sets: path → value; what it does not name stands as in the file. */
export type Settings = Readonly<Record<string, string>>;

/** Every combination, the last path fastest. */
export function grid(axes: readonly Axis[]): readonly Settings[] {
  return axes.reduce<readonly Settings[]>((points, { path, values }) => points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))), [{}]);
}

/** The file as it is, then each value of each path by itself. */
export function oneAtATime(axes: readonly Axis[]): readonly Settings[] {
  return [{}, ...axes.flatMap(({ path, values }) => values.map((value): Settings => ({ [path]: value })))];
}
