import type { Command } from 'commander';
import { basename } from 'node:path';
import { lintExercise } from '../../src/experiment/exercise/lint.js';
import { renderLint } from '../../src/report/exercise/lint.js';
import { renderDocument } from '../../src/report/gate/document.js';
import { usageIssue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { handoutsFor, type Handouts } from '../exercise/handouts.js';
import { loadExercise } from '../exercise/load.js';
import { readStudents } from '../exercise/students.js';
import { writeHandouts } from '../exercise/write-handouts.js';
import { codeAfter } from '../output/deliver.js';
import { widthOf } from '../output/wrap.js';
import { addStudyFlags, type StudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { addBudget, budgetIssues } from './budget.js';
import { printIssues } from './load-scenario.js';
import { formatOption } from './simulation-flags.js';

interface MakeOptions {
  readonly students: string;
  readonly out: string;
  readonly key?: string;
}
interface LintOptions extends StudyFlags {
  readonly key?: string;
  readonly draws: string;
  readonly budget: string;
  readonly format: 'text' | 'json';
}

/** `queuelab exercise make|lint FILE`: for classes. */
export function addExercise(program: Command, finish: (code: number) => void): void {
  const group = program.command('exercise').description('exercises for classes: make handouts, prove that they teach');
  group
    .command('make')
    .description('a folder for each student, with numbers of their own')
    .argument('<file>', 'NAME.exercise.yaml')
    .requiredOption('--students <file>', 'a table (CSV) whose first column names them')
    .requiredOption('--out <folder>', 'where the folders go')
    .option('--key <file>', 'the key (NAME.key.yaml beside the exercise)')
    .addHelpText('after', '\nExample  queuelab exercise make storm.exercise.yaml --students class.csv --out handout/\nExit     0 done  1 internal  2 input')
    .action(async (file: string, options: MakeOptions) => {
      finish(await make(file, options));
    });
  const lint = group
    .command('lint')
    .description('draw it again and again: does it teach what it says?')
    .argument('<file>', 'NAME.exercise.yaml')
    .option('--key <file>', 'the key (NAME.key.yaml beside the exercise)')
    .option('--draws <number>', 'students to draw', '30');
  addBudget(lint).addOption(formatOption(['text', 'json']));
  addStudyFlags(lint)
    .addHelpText(
      'after',
      '\nExample  queuelab exercise lint storm.exercise.yaml --draws 5\nExit     0 all claims hold  1 internal  2 input  3 hollow  4 undecided  130 interrupted',
    )
    .action(async (file: string, options: LintOptions) => {
      finish(await lintCommand(file, options));
    });
}

async function make(file: string, { students: table, out, key }: MakeOptions): Promise<number> {
  const loaded = loadExercise(file, key);
  const { students, issues } = readStudents(table);
  if (!('exercise' in loaded) || issues.length > 0) {
    printIssues([...('exercise' in loaded ? [] : loaded), ...issues], false);
    return exitCodes.input;
  }
  // Everything is made before anything is written.
  const handouts: (Handouts & { readonly student: string })[] = [];
  for (const student of students) {
    const made = handoutsFor(student, loaded);
    if ('issues' in made) {
      printIssues(made.issues, false);
      return exitCodes.input;
    }
    handouts.push({ student, ...made });
  }
  const problem = await writeHandouts(handouts, out);
  if (problem !== null) return codeAfter([problem], exitCodes.met);
  process.stdout.write(madeWords(handouts, out, basename(loaded.exercise.scenario)));
  return exitCodes.met;
}

/** What was made. Data from elsewhere than beside the scenario is told: it leaves its folder. */
function madeWords(handouts: readonly Handouts[], out: string, page: string): string {
  const [some, every] = [new Set(handouts.flatMap(({ data }) => data)), handouts.map(({ data }) => new Set(data))];
  const shared = [...some].filter((name) => every.every((data) => data.has(name)));
  const others = [...some].filter((name) => !shared.includes(name));
  const each = [page, 'README.md', 'answers.yaml', ...shared].join(', ');
  const own = others.length === 0 ? '' : `, and of ${others.join(', ')} what its page reads`;
  const told = new Set(handouts.flatMap(({ elsewhere }) => [...elsewhere].map(([name, path]) => `${name} is ${path}\n`)));
  return `${[...told].join('')}${handouts.length === 1 ? '1 folder' : `${handouts.length} folders`} in ${out}, each with ${each}${own} (exit 0)\n`;
}

async function lintCommand(file: string, options: LintOptions): Promise<number> {
  const loaded = loadExercise(file, options.key);
  const [draws, budget] = [Number(options.draws), Number(options.budget)];
  const issues = [
    ...('exercise' in loaded ? [] : loaded),
    ...studyFlagIssues(options),
    ...(Number.isInteger(draws) && draws >= 1 && draws <= 1000
      ? []
      : [usageIssue('bad-usage', options.draws, `--draws ${options.draws}: a whole number from 1 to 1000 is expected`, {})]),
    ...budgetIssues(options.budget),
  ];
  if (!('exercise' in loaded) || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  const document = await withStudies(options, (studies) => {
    studies.note(`0 of ${draws} draws`);
    const simulation = { optionsFor: studies.optionsFor.bind(studies), budget, mostEvents: Infinity };
    return lintExercise({ ...loaded, simulation }, draws, (done) => {
      studies.note(`${done} of ${draws} draws`);
    });
  });
  if (document === null) {
    process.stderr.write('interrupted (exit 130)\n');
    return exitCodes.interrupted;
  }
  process.stdout.write(options.format === 'json' ? renderDocument(document) : renderLint(document, widthOf(process.stdout)));
  return document.exit_code;
}
