import type { Command } from 'commander';
import type { Results } from '../../src/experiment/results.js';
import { loadCurveOf } from '../../src/experiment/look/load-curve.js';
import { studyWithLook } from '../../src/experiment/look/study-with-look.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { usageIssue } from '../../src/scenario/issue.js';
import { exitCodeOf } from '../../src/report/verdict.js';
import { exitCodes } from '../exit-codes.js';
import { interruptedBefore } from '../interrupt.js';
import { codeAfter } from '../output/deliver.js';
import { outputIssues } from '../output/output-issues.js';
import { OUTPUT_FORMATS, wantsLook } from '../output/render.js';
import { writeFiles } from '../output/write-files.js';
import { readSavedResults } from '../saved-results.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { collect } from './collect.js';
import { loadWord, printIssues, sourceOf } from './load-scenario.js';
import { addSimulationFlags, ofARun, type SimulationFlags } from './simulation-flags.js';

interface ReportOptions extends SimulationFlags {
  readonly out?: readonly string[];
}

/** `queuelab report RESULT|SCENARIO`: a page that explains a result, from a saved one or from a run. */
export function addReport(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('report')
    .description('one page that explains a result: a saved one, or that of a run')
    .argument('<result>', 'a .json file saved by --out, or a scenario to run')
    .option('--out <file>', `where to (report.html): ${OUTPUT_FORMATS.join(' ')} (repeatable)`, collect);
  addSimulationFlags(command, ...(['set', 'seed', 'replications', 'duration', 'precision'] as const).map(ofARun));
  addStudyFlags(command)
    .addHelpText(
      'after',
      '\nExample  queuelab run one-server --out result.json; queuelab report result.json\nExit     0 met  1 internal  2 input  3 failed  4 undecided  130 interrupted',
    )
    .action(async (word: string, options: ReportOptions) => {
      finish(await report(word, options));
    });
}

async function report(word: string, options: ReportOptions): Promise<number> {
  const { out = PAGE } = options;
  const made = word.toLowerCase().endsWith('.json') ? saved(word, options) : await simulated(word, options);
  if (typeof made === 'number') return made;
  const problems = await writeFiles(made, out);
  return codeAfter(problems, exitCodeOf(made));
}

/** Where the page goes where nothing is said. */
const PAGE = ['report.html'];

/** The result, or the exit code where there is none. */
function saved(file: string, { out = [], set = [], seed, replications, duration, precision }: ReportOptions): Results | number {
  const given = { set: set[0], seed, replications, duration, precision };
  const changes = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  const read = readSavedResults(file);
  const issues = [
    ...('issue' in read ? [read.issue] : []),
    ...changes.map((flag) => usageIssue('bad-usage', '', `${flag} changes a run, and ${file} is a saved result`, { suggestion: 'name the scenario instead' })),
    ...outputIssues(out),
  ];
  if (issues.length > 0 || !('results' in read)) {
    printIssues(issues, false);
    return exitCodes.input;
  }
  return read.results;
}

async function simulated(word: string, options: ReportOptions): Promise<Results | number> {
  const { seed, replications, duration, precision, set = [], out = PAGE } = options;
  const { scenario, issues: own } = loadWord(word, set, { seed, replications, duration, precision });
  const issues = [...own, ...studyFlagIssues(options), ...outputIssues(out)];
  if (scenario === null || issues.length > 0) {
    printIssues(issues, false);
    return exitCodes.input;
  }
  const wanted = { look: wantsLook(out), source: sourceOf(scenario), trace: false };
  const read = (more: readonly string[]): Scenario | null => loadWord(word, [...set, ...more], { seed, replications, duration }).scenario;
  const results = await withStudies(options, async (studies) => {
    const done = await studyWithLook(scenario, studies.optionsFor(scenario), wanted);
    if (done === null || !wanted.look || studies.isInterrupted) return done?.results ?? null;
    const curve = await loadCurveOf(scenario, done.results, read, (at) => studies.optionsFor(at));
    return curve === null ? done.results : { ...done.results, load_curve: curve };
  });
  if (results !== null) return results;
  return interruptedBefore('the first replication');
}
