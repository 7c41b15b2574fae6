import { outlookOf } from '../../predict/index.js';
import { readScenario } from '../../scenario/read-scenario.js';
import { version } from '../version.js';
import { diagnose } from './diagnose.js';
import type { LintClaim, LintDocument } from './document.js';
import type { Assignment } from './exercise.js';
import { evaluate } from './formula.js';
import { pointsOf, seedFor, type Grading } from './grade.js';
import { judgeDesign } from './judge-design.js';
import { valueText } from './value-text.js';
import { assignmentText, makeVariant, setsWith, type Variant } from './variant.js';

/** Share of the pairs of students whose answers have to be told apart. */
const TOLD_APART = 0.85;
/** The heaviest load of all draws over the lightest. */
const EQUALLY_HARD = 1.25;

type Verdict = LintClaim['verdict'];
/** What was found of a claim in one draw. */
interface Found {
  readonly verdict: Verdict;
  readonly why: string;
}

/**
 * Draws an exercise so many times and asks whether it teaches what it says: it fails untouched, its solution passes (hidden conditions, too), without its subject it passes
 * untouched, students cannot copy, and all have it equally hard.
 *
 * @returns null if it was stopped
 */
export async function lintExercise(grading: Grading, draws: number, told: (done: number) => void = () => undefined): Promise<LintDocument | null> {
  const { exercise, key, reader, drawOf } = grading;
  const claims = new Map<string, Found[]>();
  const note = (claim: string, found: Found): void => {
    claims.set(claim, [...(claims.get(claim) ?? []), found]);
  };
  const variants: Variant[] = [];
  for (let number = 0; number < draws; number++) {
    const draw = drawOf(`draw ${number + 1} of the lint`);
    const variant = makeVariant(exercise, draw, reader);
    if (!('scenario' in variant)) throw new Error('the exercise was checked before');
    variants.push(variant);
    const seed = seedFor(draw, 'grade');
    const look = async (more: readonly Assignment[], replications: number | null = null): Promise<Found | null> =>
      simulate(grading, variant, { more, seed, replications });
    const untouched = await look([]);
    const solved = await look(key.solution);
    const removed = await look(key.removed);
    if (untouched === null || solved === null || removed === null) return null;
    note('untouched, it fails', {
      verdict: untouched.verdict === 'fails' ? 'holds' : untouched.verdict === 'holds' ? 'fails' : 'undecided',
      why: `all objectives are met: ${untouched.why}`,
    });
    note('the solution passes', solved);
    note('without its subject, it passes untouched', removed);
    for (const [index, hidden] of key.hidden.entries()) {
      const found = await look([...key.solution, ...hidden.set], hidden.seeds);
      if (found === null) return null;
      note(`the solution passes hidden condition ${index + 1}`, found);
    }
    for (const row of exercise.rubric) {
      if (row.type !== 'diagnosis') continue;
      const statistic = variant.scenario.asked.find((one) => one.statistic === row.helps.statistic)!;
      const answer = key.answers.get(row.name)!.text;
      const found = await diagnose(variant.scenario, answer, { statistic, better: row.helps.better }, grading.simulation);
      if (found === null) return null;
      const verdict = found.verdict === 'right' ? 'holds' : found.verdict === 'wrong' ? 'fails' : 'undecided';
      note(`${row.name}: it helps most to relieve ${answer}`, {
        verdict,
        why: [...found.relieved]
          .map(([name, value]) => `${name === '' ? 'as it is' : name} ${value === null ? '–' : valueText(Number(value.toPrecision(4)), found.unit!)}`)
          .join(', '),
      });
    }
    told(number + 1);
  }
  const judged = [...[...claims].map(([claim, found]) => together(claim, found, variants)), ...answersApart(grading, variants), equallyHard(variants)];
  const has = (verdict: Verdict): boolean => judged.some((one) => one.verdict === verdict);
  return {
    schema: 'queuelab/exercise-lint/1',
    version,
    exercise: exercise.file,
    title: exercise.title,
    draws,
    points: pointsOf(exercise, key),
    claims: judged,
    exit_code: has('fails') ? 3 : has('undecided') ? 4 : 0,
  };
}

/** Whether all objectives are met under these changes; null: stopped. */
async function simulate(
  { exercise, reader, simulation }: Grading,
  variant: Variant,
  { more, seed, replications }: { readonly more: readonly Assignment[]; readonly seed: number; readonly replications: number | null },
): Promise<Found | null> {
  const texts = more.map((one) => assignmentText(one, variant.quantities));
  const problem = texts.find((one) => 'problem' in one);
  if (problem !== undefined && 'problem' in problem) return { verdict: 'fails', why: problem.problem };
  const changes = texts.flatMap((one) => ('set' in one ? [one.set] : []));
  const read = readScenario({
    file: exercise.scenario,
    sets: setsWith(variant, changes, exercise),
    reader,
    overrides: { seed, ...(replications === null ? {} : { replications }) },
  });
  if (read.scenario === null) return { verdict: 'fails', why: read.issues.map(({ file, message }) => `${file}: ${message}`).join('; ') };
  const judged = await judgeDesign(read.scenario, simulation);
  if (judged === null || typeof judged === 'string') return judged === null ? null : { verdict: 'fails', why: judged };
  const said = judged.objectives
    .map(({ statistic, observed, verdict }) => `${statistic} ${observed === null ? '–' : String(Number(observed.value.toPrecision(4)))} (${verdict})`)
    .join(', ');
  const has = (verdict: string): boolean => judged.objectives.some((one) => one.verdict === verdict);
  return { verdict: has('failed') ? 'fails' : has('undecided') ? 'undecided' : 'holds', why: said };
}

function together(claim: string, found: readonly Found[], variants: readonly Variant[]): LintClaim {
  const wrong = found.findIndex(({ verdict }) => verdict === 'fails');
  const open = found.findIndex(({ verdict }) => verdict === 'undecided');
  const first = wrong >= 0 ? wrong : open;
  if (first < 0) return { claim, verdict: 'holds', detail: `${found.length} of ${found.length} draws` };
  const { verdict, why } = found[first];
  const number = found.filter((one) => one.verdict === verdict).length;
  const drawn = [...variants[first].drawn].map(([path, text]) => `${path}=${text}`).join(' ');
  return { claim, verdict, detail: `${verdict === 'fails' ? 'not' : 'undecided'} in ${number} of ${found.length} draws, such as ${drawn}: ${why}` };
}

/** Two students whose answers differ by less than both tolerances could copy from each other. */
function answersApart({ exercise, key }: Grading, variants: readonly Variant[]): LintClaim[] {
  return exercise.rubric.flatMap((row): LintClaim[] => {
    if (row.type !== 'number') return [];
    const claim = `${row.name}: the answers of two students differ by more than both tolerances`;
    const results = variants.map(({ quantities }) => evaluate(key.answers.get(row.name)!.text, quantities));
    const values: number[] = [];
    for (const result of results) {
      if ('problem' in result) return [{ claim, verdict: 'fails', detail: result.problem }];
      values.push(result.value);
    }
    let [apart, pairs] = [0, 0];
    values.forEach((one, index) => {
      for (const other of values.slice(index + 1)) {
        pairs++;
        if (Math.abs(one - other) > row.tolerance * (Math.abs(one) + Math.abs(other))) apart++;
      }
    });
    if (pairs === 0) return [{ claim, verdict: 'undecided', detail: 'one draw has no pairs' }];
    const share = apart / pairs;
    return [{ claim, verdict: share >= TOLD_APART ? 'holds' : 'fails', detail: `${Math.round(100 * share)} % of the pairs (${100 * TOLD_APART} % asked for)` }];
  });
}

/** The load of the component that is full first, from draw to draw. */
function equallyHard(variants: readonly Variant[]): LintClaim {
  const claim = 'all have it equally hard';
  const loads = variants.map(({ plain }) => (plain === null ? null : (outlookOf(plain).bottleneck?.offeredLoad ?? null)));
  const known = loads.filter((load) => load !== null);
  if (known.length < loads.length) return { claim, verdict: 'undecided', detail: 'theory does not know the load of the component that is full first' };
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const verdict = most / least <= EQUALLY_HARD ? 'holds' : 'fails';
  return { claim, verdict, detail: `loads from ${least.toFixed(2)} to ${most.toFixed(2)} of saturation (${EQUALLY_HARD} times at the most)` };
}
