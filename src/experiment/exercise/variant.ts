import { outlookOf } from '../../predict/index.js';
import type { Issue } from '../../scenario/issue.js';
import { Issues } from '../../scenario/issue.js';
import type { Assigned } from '../../scenario/load.js';
import { readLocated, readScenario } from '../../scenario/read-scenario.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { FileReader } from '../../scenario/source-file.js';
import type { Assignment, Draw, DrawnPath, Exercise } from './exercise.js';
import { evaluate, type Quantities } from './formula.js';
import { handOut, type HandedOut } from './handed-out.js';
import { quantitiesOf, withoutRetries } from './quantities.js';

/** What one student has. */
export interface Variant {
  /** Path → value as the student's page has it, in the order of the exercise. */
  readonly drawn: ReadonlyMap<string, string>;
  /** The same as assignments, and the objectives of the rubric: `PATH=VALUE`. */
  readonly sets: readonly Assigned[];
  readonly scenario: Scenario;
  readonly handedOut: HandedOut;
  /** The same with each call made once and nothing going wrong: what theory knows; null where that is no scenario. */
  readonly plain: Scenario | null;
  readonly quantities: Quantities;
}

/**
 * Draws a student's numbers and reads the scenario with them. Shares of saturation come last, since they depend on what was drawn before.
 *
 * @returns the variant, or what is wrong with the exercise: its paths, values or statistics
 */
export function makeVariant(exercise: Exercise, draw: Draw, reader: FileReader): Variant | readonly Issue[] {
  const drawn = new Map<string, string>();
  const rubric = rubricSets(exercise);
  const later = exercise.variant.filter(({ by }) => by.rule === 'saturation');
  for (const one of exercise.variant) if (!later.includes(one)) drawn.set(one.path, drawnText(one, draw));
  const places = new Map(exercise.variant.map(({ path, place }) => [path, place.file.path]));
  const setsNow = (): Assigned[] => [...drawn].map(([path, text]) => ({ text: `${path}=${text}`, from: places.get(path)! }));
  for (const one of later) {
    const read = readScenario({ file: exercise.scenario, sets: setsNow(), reader });
    if (read.scenario === null) return placed(read.issues, exercise);
    const rate = saturatingRate(read.scenario, one, exercise, setsNow(), reader);
    if (typeof rate !== 'number') return [rate];
    const { from, to } = one.by as Extract<DrawnPath['by'], { rule: 'saturation' }>;
    drawn.set(one.path, `${digits((from + (to - from) * draw(one.path)) * rate)}/s`);
  }
  const bare = readScenario({ file: exercise.scenario, sets: setsNow(), reader });
  if (bare.scenario === null) return placed(bare.issues, exercise);
  // The rubric alone judges.
  const sets = [...setsNow(), ...('objectives' in (bare.scenario.resolved as object) ? ['objectives='] : []), ...rubric];
  const read = readLocated({ file: exercise.scenario, sets, reader, statistics: statisticsOf(exercise) });
  if (read.scenario === null) return placed(read.issues, exercise);
  const plain = withoutRetries(bare.scenario, exercise.scenario, setsNow(), reader);
  const handedOut = handOut(exercise.scenario, read, reader);
  const shown = new Map([...drawn].map(([path, text]) => [path, nameOfData(`${path}=${text}`, handedOut) ?? text]));
  return { drawn: shown, sets, scenario: read.scenario, handedOut, plain, quantities: quantitiesOf(plain, drawn) };
}

/** The name that a student knows a drawn file by; undefined where no file was drawn. */
function nameOfData(set: string, { names }: HandedOut): string | undefined {
  return [...names].find(([{ place }]) => place.file.text === set)?.[1];
}

/** Three digits: what people can type. */
function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function drawnText({ path, by }: DrawnPath, draw: Draw): string {
  const share = draw(path);
  if (by.rule === 'choose') return by.texts[Math.floor(share * by.texts.length)];
  if (by.rule === 'between') return `${digits(by.from + (by.to - by.from) * share)}${by.unit}`;
  throw new Error(`${path} is a share of saturation`);
}

/** The objectives of the rubric as those of the scenario. */
export function rubricSets({ rubric }: Exercise): string[] {
  return rubric.flatMap((row) =>
    row.type === 'objective' ? [`objectives.${row.statistic}={ ${row.bounds.map(([name, text]) => `${name}: ${text}`).join(', ')} }`] : [],
  );
}

/** What diagnoses ask of, besides the objectives. */
export function statisticsOf({ rubric }: Exercise): string[] {
  return rubric.flatMap((row) => (row.type === 'diagnosis' ? [row.helps.statistic] : []));
}

/** The rate of the workload at which the first component is full, calls that are made again not counted. */
function saturatingRate(scenario: Scenario, { path, place }: DrawnPath, exercise: Exercise, sets: readonly Assigned[], reader: FileReader): number | Issue {
  const workload = scenario.workloads.find(({ name }) => path.startsWith(`${name}.`));
  const load = workload?.load;
  const plain = withoutRetries(scenario, exercise.scenario, sets, reader);
  const rate = load?.type === 'open' && load.arrivals.law === 'poisson' && plain !== null ? (outlookOf(plain).bottleneck?.headroom ?? null) : null;
  const arrivals = workload === undefined || plain === null ? null : quantitiesOf(plain, new Map()).of('arrivals', workload.name);
  if (rate !== null && arrivals !== null) return rate * arrivals;
  const issues = new Issues();
  issues.add('out-of-range', place, `a share of the saturating load: theory does not know that of ${path}`, {
    expected: 'WORKLOAD.arrivals.poisson, and components whose load is known',
    suggestion: 'draw it from .. to',
  });
  return issues.all[0];
}

/** A value of the key: as written, or `= formula [in unit]` worked out for this variant. A text: why it cannot be. */
export function assignmentText({ path, value, place }: Assignment, quantities: Quantities): { readonly set: Assigned } | { readonly problem: string } {
  const from = place.file.path;
  if (value === null) return { set: { text: `${path}=`, from } };
  if (!value.startsWith('=')) return { set: { text: `${path}=${value}`, from } };
  const [, formula, unit = ''] = /^=(.*?)(?:\s+in\s+(\S+))?$/.exec(value)!;
  const result = evaluate(formula, quantities);
  if ('problem' in result) return { problem: `${path}: ${result.problem}` };
  return { set: { text: `${path}=${String(Number(result.value.toPrecision(6)))}${unit}`, from } };
}

/** What sets the variant with changes of it: the rubric stands behind them, since it may name what they bring. */
export function setsWith({ sets }: Variant, changes: readonly Assigned[], exercise: Exercise): readonly Assigned[] {
  const rubric = rubricSets(exercise);
  return [...sets.filter((one) => typeof one !== 'string' || !rubric.includes(one)), ...changes, ...rubric];
}

/** Mistakes that a row or a drawn value brings into the scenario are told of where that stands in the exercise. */
function placed(found: readonly Issue[], { variant, rubric }: Exercise): readonly Issue[] {
  const issues = new Issues();
  for (const issue of found) {
    const set = /^--set (?:objectives\.)?([^=]*)=/.exec(issue.file)?.[1];
    const row = rubric.find(
      (one) =>
        (one.type === 'objective' && set === one.statistic) ||
        (one.type === 'diagnosis' && issue.frame?.text === one.helps.statistic && issue.file === 'statistic'),
    );
    const place = row?.place ?? variant.find(({ path }) => path === set)?.place;
    if (place === undefined) issues.addLocated(issue);
    else issues.add(issue.code, place, issue.message, issue);
  }
  return issues.all;
}
