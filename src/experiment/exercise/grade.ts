import { differences } from '../../scenario/changes.js';
import { Issues, type Issue } from '../../scenario/issue.js';
import { suggest } from '../../scenario/did-you-mean.js';
import { loadTree } from '../../scenario/load.js';
import { parseQuantity } from '../../scenario/quantity.js';
import { readScenario } from '../../scenario/read-scenario.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { FileReader } from '../../scenario/source-file.js';
import { diagnose } from './diagnose.js';
import type { GradedRow, StudentGrade } from './document.js';
import type { DiagnosisRow, Draw, Exercise, Key, NumberRow } from './exercise.js';
import { evaluate } from './formula.js';
import { judgeDesign, type JudgedDesign, type Simulation } from './judge-design.js';
import { dataOfInstructor } from './handed-out.js';
import { isBelow } from './read-key.js';
import { valueText } from './value-text.js';
import { assignmentText, makeVariant, rubricSets, statisticsOf, type Variant } from './variant.js';

/** What a student handed in. */
export interface Submission {
  readonly student: string;
  /** Path of the changed scenario, as `reader` knows it; null: there is none. */
  readonly file: string | null;
  /** Reads what the student handed in, and nothing else; names are those within the folder. */
  readonly reader: FileReader;
  /** Where a file that was handed in differs from what was handed out under that name; null: nowhere, or there is none. */
  readonly changeOf: (name: string, handedOut: Uint8Array) => Readonly<Record<'line' | 'column', number>> | null;
  /** Name of a row → the answer as written. */
  readonly answers: ReadonlyMap<string, string>;
  /** Mistakes in the page of answers. */
  readonly issues: readonly Issue[];
}

export interface Grading {
  readonly exercise: Exercise;
  readonly key: Key;
  /** Reads the exercise and its scenario. */
  readonly reader: FileReader;
  readonly drawOf: (student: string) => Draw;
  readonly simulation: Simulation;
}

/** Points that a rubric and a key have to give. */
export function pointsOf({ rubric }: Exercise, { hidden }: Key): number {
  return [...rubric, ...hidden].reduce((sum, { points }) => sum + points, 0);
}

/** Four hexadecimal digits by which a student's draw is known. */
export function variantName(draw: Draw): string {
  return Math.floor(draw('variant') * 0x10000)
    .toString(16)
    .padStart(4, '0');
}

/** Seeds that no student has seen: one to grade by, another for hidden conditions. */
export function seedFor(draw: Draw, purpose: 'grade' | 'hidden'): number {
  return 1 + Math.floor(draw(`seed ${purpose}`) * 1e9);
}

/**
 * Grades what one student handed in: draws the numbers again, asks that nothing else was changed than may be, and simulates the page on random numbers of its own.
 *
 * @returns null if it was stopped
 */
export async function grade(submission: Submission, grading: Grading): Promise<StudentGrade | null> {
  const { exercise, key, reader, drawOf } = grading;
  const draw = drawOf(submission.student);
  const variant = makeVariant(exercise, draw, reader);
  if (!('scenario' in variant)) throw new Error('the exercise was checked before');
  const head = { student: submission.student, variant: variantName(draw), drawn: Object.fromEntries(variant.drawn), answers: answersOf(grading, variant) };
  const nothing = (...issues: string[]): StudentGrade => ({ ...head, rows: [], total: 0, issues });
  if (submission.file === null) return nothing('nothing was handed in');
  const own = new Set(key.hidden.flatMap(({ set }) => set.map(({ place }) => place.file.path)));
  const dataReader = dataOfInstructor(variant.handedOut, { student: submission.reader, instructor: reader, own });
  const page = readSubmission(submission, { exercise, variant, dataReader, seed: seedFor(draw, 'grade') });
  if (!('scenario' in page)) return nothing(...page.problems);

  const simulation = grading.simulation;
  const judgedPage = await judgeDesign(page.scenario, simulation);
  if (judgedPage === null) return null;
  if (typeof judgedPage === 'string') return nothing(judgedPage);
  const rows: GradedRow[] = [...objectiveRows(exercise, judgedPage)];
  for (const row of exercise.rubric) {
    if (row.type === 'number') rows.push(numberRow(row, key, submission, variant));
    if (row.type !== 'diagnosis') continue;
    const graded = await diagnosisRow(row, submission, variant, grading);
    if (graded === null) return null;
    rows.push(graded);
  }
  for (const [index, hidden] of key.hidden.entries()) {
    const sets = hidden.set.map((one) => assignmentText(one, variant.quantities));
    const read = readScenario({
      file: submission.file,
      sets: sets.flatMap((one) => ('set' in one ? [one.set] : [])),
      reader: submission.reader,
      dataReader,
      overrides: { seed: seedFor(draw, 'hidden') + index, ...(hidden.seeds === null ? {} : { replications: hidden.seeds }) },
    });
    const judged = read.scenario === null ? 'the hidden condition does not fit this page' : await judgeDesign(read.scenario, simulation);
    if (judged === null) return null;
    rows.push(hiddenRow(index, hidden.points, judged));
  }
  return {
    ...head,
    rows,
    total: rows.reduce((sum, { points }) => sum + points, 0),
    issues: [...submission.issues.map(located), ...unknownComponents(exercise, submission, variant), ...changedData(submission, variant, reader)],
  };
}

/** A copy that was changed costs nothing and buys nothing, but whoever changed it should know. */
function changedData({ changeOf }: Submission, { handedOut }: Variant, reader: FileReader): readonly string[] {
  return [...handedOut.data].flatMap(([name, path]) => {
    const content = reader.read(path);
    const found = content instanceof Uint8Array ? changeOf(name, content) : null;
    return found === null ? [] : [`${name}:${found.line}:${found.column} differs from what was handed out: graded with what was handed out`];
  });
}

/** A diagnosis that names no component is wrong; whether it is a slip of the pen is for people to say. */
function unknownComponents({ rubric }: Exercise, { answers }: Submission, { scenario }: Pick<Variant, 'scenario'>): readonly string[] {
  const names = scenario.components.map(({ name }) => name);
  return rubric.flatMap((row) => {
    if (row.type !== 'diagnosis') return [];
    const given = answers.get(row.name);
    return given === undefined || names.includes(given) ? [] : [`${row.name}: there is no component "${given}": ${suggest(given, names)!}`];
  });
}

/** The right answers of a variant, in words. */
function answersOf({ exercise, key }: Grading, { quantities }: Variant): Readonly<Record<string, string>> {
  return Object.fromEntries(
    exercise.rubric.flatMap((row): [string, string][] => {
      if (row.type === 'objective') return [];
      const { text } = key.answers.get(row.name)!;
      if (row.type === 'diagnosis') return [[row.name, text]];
      const right = evaluate(text, quantities);
      return [[row.name, 'value' in right ? `${valueText(right.value, row.unit)} = ${text}` : right.problem]];
    }),
  );
}

/** The student's page, if nothing else is changed in it than may be. */
function readSubmission(
  { file, reader }: Submission,
  { exercise, variant, dataReader, seed }: { readonly exercise: Exercise; readonly variant: Variant; readonly dataReader: FileReader; readonly seed: number },
): { readonly scenario: Scenario } | { readonly problems: readonly string[] } {
  const issues = new Issues();
  const tree = loadTree(file!, null, reader, issues);
  if (tree === null) return { problems: issues.all.map(located) };
  const forbidden = differences(variant.handedOut.page, tree).filter(({ path }) => !isBelow(path, exercise.change));
  if (forbidden.length > 0) return { problems: forbidden.map(({ path, line }) => `${path} changed (line ${line}): not allowed`) };
  const read = readScenario({ file: file!, sets: rubricSets(exercise), reader, dataReader, overrides: { seed }, statistics: statisticsOf(exercise) });
  return read.scenario === null ? { problems: read.issues.map(located) } : { scenario: read.scenario };
}

function objectiveRows({ rubric }: Exercise, { objectives }: JudgedDesign): GradedRow[] {
  return rubric.flatMap((row): GradedRow[] => {
    if (row.type !== 'objective') return [];
    const found = objectives.find(({ statistic }) => statistic === row.statistic)!;
    const verdict = found.verdict === 'met' ? 'right' : found.verdict === 'failed' ? 'wrong' : 'undecided';
    const claim = `${row.statistic} ${row.bounds.map(([name, text]) => `${SIGNS[name]} ${text}`).join(', ')}`;
    const unrecovered = found.unrecovered === undefined ? null : `${found.unrecovered.count} of ${found.unrecovered.of} replications did not recover`;
    return [
      {
        name: row.statistic,
        type: 'objective',
        of: row.points,
        points: verdict === 'wrong' ? 0 : row.points,
        verdict,
        claim,
        found: unrecovered,
        observed: { estimate: found.observed, unit: found.unit, limits: Object.values(found.bound) },
        note: null,
      },
    ];
  });
}

const SIGNS: Readonly<Record<string, string>> = { below: '<', above: '>', atMost: '≤', atLeast: '≥' };

function numberRow(row: NumberRow, key: Key, { answers }: Submission, { quantities }: Variant): GradedRow {
  const formula = key.answers.get(row.name)!.text;
  const right = evaluate(formula, quantities);
  const text = answers.get(row.name) ?? null;
  const given = text === null ? null : parseQuantity(text, row.unit);
  const truth = 'value' in right ? right.value : NaN;
  const isRight = given?.isRight === true && Math.abs(given.value - truth) <= row.tolerance * Math.abs(truth);
  return {
    name: row.name,
    type: 'number',
    of: row.points,
    points: isRight ? row.points : 0,
    verdict: text === null ? 'missing' : isRight ? 'right' : 'wrong',
    claim: row.ask,
    found: text === null ? null : given?.isRight === false ? `${text}: ${given.message}` : text,
    observed: null,
    note: null,
  };
}

async function diagnosisRow(row: DiagnosisRow, { answers }: Submission, { scenario }: Variant, { simulation }: Grading): Promise<GradedRow | null> {
  const text = answers.get(row.name) ?? null;
  const statistic = scenario.asked.find((one) => one.statistic === row.helps.statistic)!;
  const found = text === null ? null : await diagnose(scenario, text, { statistic, better: row.helps.better }, simulation);
  if (text !== null && found === null) return null;
  const relieved = [...(found?.relieved ?? [])].map(
    ([name, value]) => `${name === '' ? 'as it is' : name} ${value === null ? '–' : valueText(Number(value.toPrecision(4)), found!.unit!)}`,
  );
  const verdict = found?.verdict ?? 'missing';
  return {
    name: row.name,
    type: 'diagnosis',
    of: row.points,
    points: verdict === 'right' || verdict === 'undecided' ? row.points : 0,
    verdict,
    claim: row.ask,
    found: text,
    observed: null,
    note: relieved.length === 0 ? null : `${row.helps.statistic} with one relieved: ${relieved.join(', ')}`,
  };
}

function hiddenRow(index: number, points: number, judged: JudgedDesign | string): GradedRow {
  const verdicts = typeof judged === 'string' ? [] : judged.objectives.map(({ verdict }) => verdict);
  const verdict = typeof judged === 'string' || verdicts.includes('failed') ? 'wrong' : verdicts.includes('undecided') ? 'undecided' : 'right';
  return {
    name: `hidden ${index + 1}`,
    type: 'hidden',
    of: points,
    points: verdict === 'wrong' ? 0 : points,
    verdict,
    claim: 'the same objectives under a condition that you did not see',
    found: typeof judged === 'string' ? judged : null,
    observed: null,
    note: null,
  };
}

function located({ file, line, column, message }: Issue): string {
  return `${file}:${line}:${column} ${message}`;
}
