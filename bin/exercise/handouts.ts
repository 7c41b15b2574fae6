import { basename, sep } from 'node:path';
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

export interface Handouts {
  /** Name below the student's folder, with slashes → content. The page comes last: where it is, all that it reads is there. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Names of the data among them. */
  readonly data: readonly string[];
  /** Data that lies elsewhere than beside the scenario or below it: name → path relative to the working directory. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** The files of one student: the page with their numbers, the data that it reads, the text, and a page for answers. Or what is wrong with the page. */
export function handoutsFor(student: string, { exercise, key, reader, drawOf }: Loaded): Handouts | { readonly issues: readonly Issue[] } {
  const draw = drawOf(student);
  const variant = makeVariant(exercise, draw, reader);
  if (!('scenario' in variant)) return { issues: variant };
  const name = variantName(draw);
  const file = basename(exercise.scenario);
  const page =
    `# ${exercise.title}: variant ${name}, made by queuelab ${version}. Change ${exercise.change.join(', ')}; nothing else counts.\n${stringify(variant.handedOut.page, { lineWidth: 120 })}`.replace(
      /^# .*/,
      (line) => line.replace(/[^\P{Cc}]/gu, ' '),
    );
  // It has to stand by itself, with the data that is handed out beside it.
  const contents = new Map([...variant.handedOut.data].map(([name, path]) => [name, contentOf(path, reader)]));
  const alone = readScenario({
    file,
    sets: [],
    reader: { ...diskReader, read: (path) => (path === file ? page : (contents.get(path.split(sep).join('/')) ?? null)), relative: (path) => path },
  });
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
    data: [...contents.keys()],
    hiddenPoints: key.hidden.reduce((sum, { points }) => sum + points, 0),
  });
  const answers = exercise.rubric.flatMap((row) => (row.type === 'objective' ? [] : [`# ${row.ask.replace(/\s+/g, ' ')}\n${row.name}:\n`]));
  return {
    files: new Map<string, string | Uint8Array>([
      ...contents,
      ['README.md', text],
      ['answers.yaml', answers.length === 0 ? '# Nothing is asked for here.\n' : answers.join('')],
      [file, page],
    ]),
    data: [...contents.keys()],
    elsewhere: new Map(
      [...variant.handedOut.data].flatMap(([name, path]) => {
        const beside = reader.relative(reader.resolve(exercise.scenario, name));
        return reader.relative(path) === beside ? [] : [[name, reader.relative(path)] as const];
      }),
    ),
  };
}

/** Of a file that was read before, and is read once: all students get the same bytes. */
function contentOf(path: string, reader: Loaded['reader']): string | Uint8Array {
  const content = reader.read(path);
  if (content === null || (typeof content !== 'string' && !(content instanceof Uint8Array))) throw new Error(`${path} was read before`);
  return content;
}
