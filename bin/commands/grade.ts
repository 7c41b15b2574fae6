import type { Command } from 'commander';
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { GradesDocument, StudentGrade } from '../../src/experiment/exercise/document.js';
import { grade, pointsOf, type Grading } from '../../src/experiment/exercise/grade.js';
import { makeVariant } from '../../src/experiment/exercise/variant.js';
import { Sample } from '../../src/experiment/sample.js';
import { version } from '../../src/experiment/version.js';
import { renderAnswerKey, renderGrades, renderGradesCsv, renderStudentPage } from '../../src/report/exercise/grades.js';
import { renderDocument } from '../../src/report/gate/document.js';
import { didYouMean } from '../../src/scenario/did-you-mean.js';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { loadKey, type Loaded } from '../exercise/load.js';
import { isSafeName, readStudents } from '../exercise/students.js';
import { readSubmission, submissionFolders } from '../exercise/submission.js';
import { codeAfter } from '../output/deliver.js';
import { reason, writeWhole } from '../output/write-whole.js';
import { addStudyFlags, type Studies, type StudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { addBudget, budgetIssues } from './budget.js';
import { printIssues } from './load-scenario.js';
import { formatOption } from './simulation-flags.js';

interface GradeOptions extends StudyFlags {
  readonly key: string;
  readonly students?: string;
  readonly out?: string;
  readonly budget: string;
  readonly format: 'text' | 'json' | 'csv';
}

/** A page that makes so many times the events of the one handed out is given up. */
const MOST_EVENTS = 50;

/** `queuelab grade ANSWERS…`: simulate what students handed in. */
export function addGrade(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('grade')
    .description('grade what students handed in, by simulating it again')
    .argument('<answers...>', 'folders of students, or a folder of them')
    .requiredOption('--key <file>', 'NAME.key.yaml, which names its exercise')
    .option('--students <file>', 'a table (CSV): who is missing, and who is not in it, is told')
    .option('--out <folder>', 'write grades.csv, answers.md and a page a student there');
  addBudget(command).addOption(formatOption(['text', 'json', 'csv']));
  addStudyFlags(command)
    .addHelpText(
      'after',
      '\nExample  queuelab grade handed-in/ --key storm.key.yaml --students class.csv --out graded/\nExit     0 graded  1 internal  2 input  130 interrupted',
    )
    .action(async (words: string[], options: GradeOptions) => {
      finish(await gradeAll(words, options));
    });
}

async function gradeAll(words: readonly string[], options: GradeOptions): Promise<number> {
  const loaded = loadKey(options.key);
  const budget = Number(options.budget);
  const enrolled = options.students === undefined ? null : readStudents(options.students);
  const issues: Issue[] = [...('exercise' in loaded ? [] : loaded), ...studyFlagIssues(options), ...(enrolled?.issues ?? []), ...budgetIssues(options.budget)];
  if (!('exercise' in loaded) || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  const page = basename(loaded.exercise.scenario);
  const folders = submissionFolders(words, page);
  const strange = folders.filter((folder) => !isSafeName(basename(folder)));
  if (strange.length > 0 || folders.length === 0) {
    const told = strange.map((folder) => usageIssue('bad-usage', folder, `${folder}: this cannot be the name of a student`, { got: folder }));
    printIssues(
      folders.length === 0 ? [usageIssue('bad-usage', words[0], `there is no folder of a student in ${words.join(', ')}`, {})] : told,
      options.format === 'json',
    );
    return exitCodes.input;
  }
  const strangers = notEnrolled(folders, enrolled?.students ?? null, options.students ?? '');
  const known = folders.filter((folder) => !strangers.some(({ student }) => student === nameOf(folder)));
  const students = await withStudies(options, (studies) => gradeEach(known, loaded, { page, budget }, studies));
  if (students === null) {
    process.stderr.write('interrupted; nothing was written (exit 130)\n');
    return exitCodes.interrupted;
  }
  const absent = (enrolled?.students ?? []).filter((name) => !students.some(({ student }) => student === name));
  const missing = absent.map((student): StudentGrade => ({
    student,
    variant: '–',
    drawn: {},
    answers: {},
    rows: [],
    total: 0,
    issues: ['nothing was handed in'],
  }));
  return deliver(
    {
      schema: 'queuelab/grades/1',
      version,
      exercise: loaded.exercise.file,
      title: loaded.exercise.title,
      points: pointsOf(loaded.exercise, loaded.key),
      students: [...students, ...missing],
      ...(strangers.length === 0 ? {} : { not_enrolled: strangers }),
    },
    options,
  );
}

function nameOf(folder: string): string {
  return basename(resolve(folder));
}

/** Folders of nobody in the class: somebody's under a slip of the pen, or none that should be there. Their numbers would be those of nobody, and move the median. */
function notEnrolled(folders: readonly string[], enrolled: readonly string[] | null, table: string): NonNullable<GradesDocument['not_enrolled']> {
  if (enrolled === null) return [];
  return folders
    .map(nameOf)
    .filter((name) => !enrolled.includes(name))
    .map((student) => {
      const near = didYouMean(student, enrolled);
      return { student, issue: `not in ${basename(table)}, not graded${near === null ? '' : `: did you mean "${near}"?`}` };
    });
}

/** null: interrupted. */
async function gradeEach(
  folders: readonly string[],
  loaded: Loaded,
  { page, budget }: { readonly page: string; readonly budget: number },
  studies: Studies,
): Promise<StudentGrade[] | null> {
  const optionsFor = studies.optionsFor.bind(studies);
  const simulation = { optionsFor, budget, mostEvents: budget * MOST_EVENTS * (await eventsOf(loaded, optionsFor)) };
  const grading: Grading = { ...loaded, simulation };
  const students: StudentGrade[] = [];
  for (const folder of folders) {
    studies.note(`${students.length + 1} of ${folders.length} students`);
    const graded = await grade(readSubmission(folder, page), grading);
    if (graded === null) return null;
    students.push(graded);
  }
  return students;
}

/** Events of the page as it is handed out, all replications together. */
async function eventsOf({ exercise, reader, drawOf }: Loaded, optionsFor: Studies['optionsFor']): Promise<number> {
  const variant = makeVariant(exercise, drawOf('a first look'), reader);
  if (!('scenario' in variant)) return Infinity;
  const sample = new Sample(variant.scenario, optionsFor(variant.scenario));
  await sample.reach(1);
  return sample.replications.reduce((sum, { events }) => sum + events, 0) * variant.scenario.run.replications;
}

async function deliver(document: GradesDocument, { out, format }: GradeOptions): Promise<number> {
  const files = new Map([
    ['grades.csv', renderGradesCsv(document)],
    ['answers.md', renderAnswerKey(document)],
    ...document.students.map((one) => [`students/${one.student}.md`, renderStudentPage(one, document)] as const),
  ]);
  const problems: string[] = [];
  if (out !== undefined) {
    try {
      mkdirSync(join(out, 'students'), { recursive: true });
      for (const [name, text] of files) {
        const problem = await writeWhole(join(out, name), text);
        if (problem !== null) problems.push(problem);
      }
      if (problems.length === 0) process.stderr.write(`wrote grades.csv, answers.md and ${document.students.length} pages to ${out}\n`);
    } catch (error) {
      problems.push(`${out}: ${reason(error, out)}`);
    }
  }
  // A row would be a grade in the course system.
  if (format === 'csv') for (const { student, issue } of document.not_enrolled ?? []) process.stderr.write(`${student}: ${issue}\n`);
  process.stdout.write(format === 'json' ? renderDocument(document) : format === 'csv' ? renderGradesCsv(document) : renderGrades(document));
  return codeAfter(problems, exitCodes.met);
}
