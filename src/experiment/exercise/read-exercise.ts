import { readFields } from '../../scenario/check/fields.js';
import type { Context } from '../../scenario/check/context.js';
import type { Issues } from '../../scenario/issue.js';
import { boundNames } from '../../scenario/language/top-level.js';
import type { QuantityUnit } from '../../scenario/quantity.js';
import type { FileReader } from '../../scenario/source-file.js';
import { entryOf, valueOf, type Entry, type MapNode } from '../../scenario/tree.js';
import type { DiagnosisRow, DrawnPath, Exercise, RubricRow } from './exercise.js';
import { diagnosisRowGroup, drawGroup, exerciseGroup, numberRowGroup, objectiveRowGroup } from './language.js';
import { readMaps, readPage, withoutSection } from './read-page.js';
import { readMap } from '../../scenario/check/fields.js';

/** Reads NAME.exercise.yaml; null where it has mistakes, all of which are among the issues. */
export function readExercise(path: string, reader: FileReader, issues: Issues): Exercise | null {
  const page = readPage(path, 'an exercise', reader, issues);
  if (page === null) return null;
  const { map, context } = page;
  const values = readFields(exerciseGroup, map, context);
  const drawn = values.variant === null ? null : readMap(values.variant, '`variant`', '{ db.work: { from: 8ms, to: 14ms } }', context);
  const variant = (drawn?.entries ?? []).flatMap((entry) => readDrawn(entry, context) ?? []);
  if (drawn?.entries.length === 0)
    issues.add('missing-value', drawn.place, 'nothing is drawn: all students would have the same numbers', { suggestion: 'draw a load or a service time' });
  const rubric = readRubric(valueOf(map, 'rubric') === undefined ? [] : readMaps(values.rubric, 'a row of the rubric', context), context);
  if (!rubric.some(({ type }) => type === 'objective') && context.issues.isEmpty)
    issues.add('missing-field', (values.rubric ?? map).place, 'the rubric needs an objective: what the changed scenario has to meet', {
      suggestion: 'add { objective: users.latency.p95, below: 200ms, points: 30 }',
    });
  if (!issues.isEmpty || values.title === null || values.scenario === null) return null;
  return {
    name: path
      .split('/')
      .at(-1)!
      .replace(/(\.exercise)?\.ya?ml$/i, ''),
    file: reader.relative(path),
    title: values.title,
    text: values.text,
    scenario: reader.resolve(path, values.scenario),
    variant,
    change: values.change!.map(({ word }) => withoutSection(word)),
    rubric,
  };
}

function readDrawn({ key, keyPlace, value }: Entry, context: Context): DrawnPath | null {
  const map = readMap(value, 'how a value is drawn', '{ choose: [3, 4, 5] }', context);
  if (map === null) return null;
  const { choose, from, to, saturation } = readFields(drawGroup, map, context);
  const path = withoutSection(key);
  const given = ['choose', 'from', 'saturation'].filter((name) => valueOf(map, name) !== undefined);
  if (given.length !== 1) {
    context.issues.add('one-of', map.place, 'a value is drawn in one way', { expected: 'choose, from and to, or saturation' });
    return null;
  }
  if (choose !== null) return { path, place: keyPlace, by: { rule: 'choose', texts: choose.map(({ word }) => word) } };
  if (from !== null) {
    const [low, high] = [from, to ?? ''].map((text) => /^(\d+(?:\.\d+)?)(\D*)$/.exec(text));
    const isRange = low !== null && high !== null && low[2] === high[2] && Number(low[1]) < Number(high[1]);
    if (isRange) return { path, place: keyPlace, by: { rule: 'between', from: Number(low[1]), to: Number(high[1]), unit: low[2] } };
    context.issues.add('out-of-range', map.place, `from ${from} to ${to ?? 'nothing'} is no range`, {
      expected: 'two numbers with one unit, such as from: 8ms, to: 14ms',
    });
    return null;
  }
  const range = /^(\d*\.?\d+)(%?)\s*\.\.\s*(\d*\.?\d+)(%?)$/.exec(saturation ?? '');
  const [least, most] = range === null ? [NaN, NaN] : [Number(range[1]) * (range[2] === '%' ? 0.01 : 1), Number(range[3]) * (range[4] === '%' ? 0.01 : 1)];
  if (least > 0 && least < most && most <= 10) return { path, place: keyPlace, by: { rule: 'saturation', from: least, to: most } };
  context.issues.add('out-of-range', map.place, `${saturation ?? 'nothing'} is no range of shares`, {
    expected: 'two shares of the saturating rate, such as 0.74 .. 0.86',
  });
  return null;
}

function readRubric(rows: readonly MapNode[], context: Context): readonly RubricRow[] {
  const names = new Set<string>();
  const first = rows.find((row) => entryOf(row, 'objective') !== undefined);
  return rows.flatMap((row): RubricRow[] => {
    const kind = ['objective', 'number', 'diagnosis'].filter((name) => entryOf(row, name) !== undefined);
    if (kind.length !== 1) {
      context.issues.add('one-of', row.place, 'a row of the rubric is one thing', { expected: 'objective, number or diagnosis' });
      return [];
    }
    if (kind[0] === 'objective') return readObjectiveRow(row, context);
    const read = kind[0] === 'number' ? readNumberRow(row, context) : readDiagnosisRow(row, first, context);
    if (read === null) return [];
    if (names.has(read.name)) context.issues.add('name-taken', entryOf(row, kind[0])!.value.place, `"${read.name}" is the name of another answer`, {});
    names.add(read.name);
    return [read];
  });
}

function readObjectiveRow(row: MapNode, context: Context): RubricRow[] {
  const values = readFields(objectiveRowGroup, row, context);
  const bounds = boundNames.flatMap((name): [string, string][] => (values[name] === null ? [] : [[name, values[name]]]));
  if (bounds.length === 0) context.issues.add('one-of', row.place, 'an objective needs a bound', { expected: boundNames.join(', ') });
  if (values.objective === null || values.points === null || bounds.length === 0) return [];
  return [{ type: 'objective', statistic: values.objective, bounds, points: values.points, place: entryOf(row, 'objective')!.value.place }];
}

function readNumberRow(row: MapNode, context: Context): (RubricRow & { readonly type: 'number' }) | null {
  const { number: name, ask, unit, tolerance, points } = readFields(numberRowGroup, row, context);
  if (name === null || ask === null || unit === null || tolerance === null || points === null) return null;
  return { type: 'number', name, ask, unit: unit as QuantityUnit, tolerance, points, place: entryOf(row, 'number')!.value.place };
}

/** What is not said of which way is better follows from the bound of the first objective. */
function readDiagnosisRow(row: MapNode, first: MapNode | undefined, context: Context): DiagnosisRow | null {
  const { diagnosis: name, ask, helps, points } = readFields(diagnosisRowGroup, row, context);
  if (name === null || ask === null || points === null) return null;
  const objective = first === undefined ? undefined : valueOf(first, 'objective');
  const of = objective?.type === 'scalar' ? objective.text : null;
  const isUp = first !== undefined && (valueOf(first, 'above') ?? valueOf(first, 'atLeast')) !== undefined;
  const statistic = helps ?? of;
  if (statistic === null) return null;
  const better = helps === null || helps === of ? (isUp ? 'higher' : 'lower') : /throughput|\.ok$|Ratio/.test(statistic) ? 'higher' : 'lower';
  return { type: 'diagnosis', name, ask, helps: { statistic, better }, points, place: entryOf(row, 'diagnosis')!.value.place };
}
