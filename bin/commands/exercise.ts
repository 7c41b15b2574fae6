import type { Command } from 'commander';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lintExercise } from '../../src/experiment/exercise/lint.js';
import { renderLint } from '../../src/report/exercise/lint.js';
import { renderDocument } from '../../src/report/gate/document.js';
import { usageIssue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { handoutsFor } from '../exercise/handouts.js';
import { loadExercise } from '../exercise/load.js';
import { readStudents } from '../exercise/students.js';
import { codeAfter } from '../output/deliver.js';
import { widthOf } from '../output/wrap.js';
import { reason, writeWhole } from '../output/write-whole.js';
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
  const handouts: { readonly student: string; readonly files: ReadonlyMap<string, string> }[] = [];
  for (const student of students) {
    const made = handoutsFor(student, loaded);
    if ('issues' in made) {
      printIssues(made.issues, false);
      return exitCodes.input;
    }
    handouts.push({ student, files: made.files });
  }
  const problems: string[] = [];
  for (const { student, files } of handouts) {
    const folder = join(out, student);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      problems.push(`${folder}: ${reason(error, out)}`);
      break;
    }
    for (const [name, text] of files) {
      const problem = await writeWhole(join(folder, name), text);
      if (problem !== null) problems.push(problem);
    }
  }
  if (problems.length > 0) return codeAfter(problems, exitCodes.met);
  process.stdout.write(
    `${students.length === 1 ? '1 folder' : `${students.length} folders`} in ${out}, each with ${basename(loaded.exercise.scenario)}, README.md, answers.yaml (exit 0)\n`,
  );
  return exitCodes.met;
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
