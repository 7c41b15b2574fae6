import { readFields, readMap } from '../../scenario/check/fields.js';
import type { Issues } from '../../scenario/issue.js';
import type { FileReader } from '../../scenario/source-file.js';
import { entryOf } from '../../scenario/tree.js';
import type { Exercise, HiddenRow, Key } from './exercise.js';
import { hiddenGroup, keyGroup } from './language.js';
import { readAssignments, readMaps, readPage } from './read-page.js';

const LEAST_SECRET = 16;

/** Reads NAME.key.yaml; null where it has mistakes. What belongs to its exercise is checked when that is known (`checkKey`). */
export function readKey(path: string, reader: FileReader, issues: Issues): Key | null {
  const page = readPage(path, 'a key', reader, issues);
  if (page === null) return null;
  const { map, context } = page;
  const values = readFields(keyGroup, map, context);
  if (values.secret !== null && values.secret.length < LEAST_SECRET)
    issues.add(
      'out-of-range',
      entryOf(map, 'secret')!.value.place,
      `the secret has ${values.secret.length} characters: with so few, the numbers of others can be found out`,
      {
        expected: `at least ${LEAST_SECRET} characters`,
        suggestion: 'write a long random text',
      },
    );
  const answers = values.answers === null ? null : readMap(values.answers, '`answers`', '{ q1: saturation(db) / 2 }', context);
  const texts = (answers?.entries ?? []).flatMap(({ key, value }) => {
    if (value.type === 'scalar') return [[key, { text: value.text, place: value.place }] as const];
    issues.add('wrong-shape', value.place, 'an answer is a formula or the name of a component', {});
    return [];
  });
  const hidden = readMaps(values.hidden, 'a hidden condition', context).flatMap((row): HiddenRow[] => {
    const { set, seeds, points } = readFields(hiddenGroup, row, context);
    if (set === null && seeds === null) context.issues.add('one-of', row.place, 'a hidden condition changes something', { expected: 'set, seeds' });
    return points === null ? [] : [{ set: readAssignments(set, '`set`', context), seeds, points, place: row.place }];
  });
  const key = {
    solution: readAssignments(values.solution, '`solution`', context),
    removed: readAssignments(values.removed, '`removed`', context),
  };
  if (!issues.isEmpty || values.for === null || values.secret === null) return null;
  return { file: reader.relative(path), exercise: reader.resolve(path, values.for), secret: values.secret, answers: new Map(texts), hidden, ...key };
}

/** What only shows beside the exercise: answers without a question, questions without an answer, a solution where nothing may be changed. */
export function checkKey(key: Key, exercise: Exercise, issues: Issues): void {
  const asked = exercise.rubric.filter((row) => row.type !== 'objective');
  for (const row of asked)
    if (!key.answers.has(row.name))
      issues.add('missing-field', row.place, `${key.file} has no answer to "${row.name}"`, { suggestion: `add answers: { ${row.name}: … } there` });
  for (const [name, { place }] of key.answers)
    if (!asked.some((row) => row.name === name))
      issues.add('unknown-field', place, `the rubric has no row "${name}"`, { expected: asked.map((row) => row.name).join(', ') });
  for (const { path, place } of key.solution)
    if (!isBelow(path, exercise.change))
      issues.add('unknown-path', place, `the solution changes ${path}, which students may not`, { expected: exercise.change.join(', ') });
}

/** A path, or what lies below it. */
export function isBelow(path: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => path === one || path.startsWith(`${one}.`));
}
