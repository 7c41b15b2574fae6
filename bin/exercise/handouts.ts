import { basename } from 'node:path';
import { stringify } from 'yaml';
import type { Issue } from '../../src/scenario/issue.js';
import { variantName } from '../../src/experiment/exercise/grade.js';
import { makeVariant } from '../../src/experiment/exercise/variant.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { version } from '../../src/experiment/version.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { renderHandout } from '../../src/report/exercise/handout.js';
import type { Loaded } from './load.js';

const SIGNS: Readonly<Record<string, string>> = { below: '<', above: '>', atMost: '≤', atLeast: '≥' };

/** The files of one student, by name: the page with their numbers, the text, and a page for answers. Or what is wrong with the page. */
export function handoutsFor(
  student: string,
  { exercise, key, reader, drawOf }: Loaded,
): { readonly files: ReadonlyMap<string, string> } | { readonly issues: readonly Issue[] } {
  const draw = drawOf(student);
  const variant = makeVariant(exercise, draw, reader);
  if (!('scenario' in variant)) return { issues: variant };
  const name = variantName(draw);
  const file = basename(exercise.scenario);
  const page =
    `# ${exercise.title}: variant ${name}, made by queuelab ${version}. Change ${exercise.change.join(', ')}; nothing else counts.\n${stringify(variant.scenario.resolved, { lineWidth: 120 })}`.replace(
      /^# .*/,
      (line) => line.replace(/[^\P{Cc}]/gu, ' '),
    );
  // It has to stand by itself: data files of the instructor are not handed out.
  const alone = readScenario({ file, sets: [], reader: { ...diskReader, read: (path) => (path === file ? page : null), relative: (path) => path } });
  if (alone.scenario === null) return { issues: alone.issues };
  const rubric = exercise.rubric.map((row) =>
    row.type === 'objective'
      ? { points: row.points, claim: `${row.statistic} ${row.bounds.map(([word, text]) => `${SIGNS[word]} ${text}`).join(', ')}`, answer: null }
      : { points: row.points, claim: row.ask, answer: row.name },
  );
  const text = renderHandout({
    title: exercise.title,
    text: exercise.text ?? variant.scenario.question,
    student,
    variant: name,
    file,
    drawn: [...variant.drawn],
    change: exercise.change,
    rubric,
    hiddenPoints: key.hidden.reduce((sum, { points }) => sum + points, 0),
  });
  const answers = exercise.rubric.flatMap((row) => (row.type === 'objective' ? [] : [`# ${row.ask.replace(/\s+/g, ' ')}\n${row.name}:\n`]));
  return {
    files: new Map([
      [file, page],
      ['README.md', text],
      ['answers.yaml', answers.length === 0 ? '# Nothing is asked for here.\n' : answers.join('')],
    ]),
  };
}
