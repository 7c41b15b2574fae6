import type { Command } from 'commander';
import { compareDesigns } from '../../src/experiment/compare/compare-designs.js';
import { compareSamples } from '../../src/experiment/compare/compare-samples.js';
import type { Comparison } from '../../src/experiment/compare/document.js';
import { renderComparisonMarkdown } from '../../src/report/compare/markdown.js';
import { comparisonExitCode } from '../../src/report/compare/verdict.js';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';
import { parseQuantity } from '../../src/scenario/quantity.js';
import { readDesigns } from '../compare/read-designs.js';
import { FIRST_STAGE, readSelection, selectionFlagIssues } from '../compare/read-selection.js';
import { COMPARISON_FORMATS, renderComparison } from '../compare/render.js';
import { isSaved, readSaved } from '../compare/saved.js';
import { exitCodes } from '../exit-codes.js';
import { interruptedBefore } from '../interrupt.js';
import { appendToSummary, onGitHub } from '../gate/github.js';
import { deliver } from '../output/deliver.js';
import { outputIssues } from '../output/output-issues.js';
import { textOptionsFor } from '../output/render.js';
import { writeInFormats } from '../output/write-files.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { addBudget } from './budget.js';
import { collect } from './collect.js';
import { printIssues } from './load-scenario.js';
import { addOutputFlags, addSimulationFlags, type OutputFlags, type SimulationFlags } from './simulation-flags.js';

interface CompareOptions extends SimulationFlags, OutputFlags {
  readonly with?: readonly string[];
  readonly practical: string;
  readonly statistic?: readonly string[];
  readonly select?: string;
  readonly budget: string;
  /** On the line, and not by default. */
  readonly isBudgetGiven?: boolean;
}

/** `queuelab compare A B …`: what differs, by how much, and how sure that is. */
export function addCompare(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('compare')
    .description('what differs between designs, by how much, and how sure that is')
    .argument('<designs...>', 'files, names from `queuelab list`, or saved results (.json); the first is A');
  addSimulationFlags(command, ['set', 'with one design: B is A with this; with several: change all (repeatable)'])
    .option('--with <changes>', "one more design: A with these, 'a=1 b=2' (repeatable)", collect)
    .option('--practical <share>', 'a difference below this share of A does not matter', '1%')
    .option('--statistic <name>', 'compare this one, not the usual ones (repeatable)', collect);
  addBudget(
    command.option('--select <difference>', 'go on until the best is selected, 95 % sure where it is ahead by so much: 1% of A, or 5ms'),
    'of --select: replications at the most, times those at first',
  );
  addSimulationFlags(command, 'seed', ['replications', 'pairs of runs'], ['duration', "simulated time, instead of the files'"]);
  addOutputFlags(command, COMPARISON_FORMATS).option('--quiet', 'the verdict only').option('--all', 'all components, however idle');
  addStudyFlags(command)
    .addHelpText(
      'after',
      "\nExample  queuelab compare one-server --with server.servers=2 --with 'server.work={ exponential: 5ms }'\nSelect   by the first --statistic, else by what an objective names: the mean of its values in single replications,\n         all of which must have one (a p99: 1,000 requests in each)\nExit     0 compared  1 internal  2 input  4 a --statistic cannot be told, or none is selected  130 interrupted",
    )
    .action(async (words: string[], options: CompareOptions) => {
      finish(await compare(words, { ...options, ...(command.getOptionValueSource('budget') === 'cli' ? { isBudgetGiven: true } : {}) }));
    });
}

async function compare(words: readonly string[], options: CompareOptions): Promise<number> {
  if (words.some(isSaved)) return compareSaved(words, options);
  const { seed, replications, duration, set = [], with: variants = [], statistic: statistics = [], out = [] } = options;
  const {
    designs,
    notes,
    issues: own,
  } = readDesigns({ words, set, variants, overrides: { seed, replications, duration }, statistics, least: options.select === undefined ? null : FIRST_STAGE });
  const selection =
    designs.length === 0
      ? null
      : readSelection(
          options,
          designs.map(({ scenario }) => scenario),
          statistics[0] ?? null,
        );
  const practical = readPractical(options.practical);
  const issues: readonly Issue[] = [
    ...own,
    ...(typeof practical === 'number' ? [] : [practical]),
    ...selectionFlagIssues(options),
    ...(selection !== null && 'issue' in selection ? [selection.issue] : []),
    ...studyFlagIssues(options),
    ...outputIssues(out, COMPARISON_FORMATS),
  ];
  if (typeof practical !== 'number' || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  const select = selection === null || 'issue' in selection ? null : selection.asked;
  const comparison = await withStudies(options, (studies) => {
    studies.expect(designs.reduce((sum, { scenario }) => sum + scenario.run.replications, 0));
    const all = designs.map(({ scenario, set: own, changes }) => ({ scenario, set: own, changes, options: studies.optionsFor(scenario) }));
    return compareDesigns(all, { practical, askedOnly: statistics.length > 0, by: statistics[0] ?? null, notes, select });
  });
  if (comparison === null) {
    return interruptedBefore('two replications of each');
  }
  return deliverComparison(comparison, options);
}

function compareSaved(words: readonly string[], options: CompareOptions): Promise<number> | number {
  const { seed, replications, duration, set, with: variants, statistic: statistics = [], out = [] } = options;
  const given = { seed, replications, duration, set, with: variants, select: options.select, budget: options.isBudgetGiven };
  const flags = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  const { samples, notes, issues: own } = readSaved(words, statistics, flags);
  const practical = readPractical(options.practical);
  const issues = [...own, ...(typeof practical === 'number' ? [] : [practical]), ...outputIssues(out, COMPARISON_FORMATS)];
  if (typeof practical !== 'number' || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  return deliverComparison(compareSamples(samples, { practical, by: statistics[0] ?? null, notes }), options);
}

function readPractical(text: string): number | Issue {
  const quantity = parseQuantity(text, 'share');
  if (quantity.isRight && quantity.value >= 0 && quantity.value < 1) return quantity.value;
  const message = quantity.isRight ? `${text} of a value is no difference that does not matter` : quantity.message;
  return usageIssue('bad-usage', text, `--practical: ${message}`, {
    expected: 'a share of the value in A, from 0 to below 100 %',
    suggestion: 'write 1% or 0.01',
  });
}

function deliverComparison(comparison: Comparison, options: CompareOptions): Promise<number> {
  const asked = (options.statistic ?? []).length > 0;
  const { width, colour, unicode } = textOptionsFor(process.stdout, { quiet: false, all: true });
  return deliver({
    write: async () => [
      ...(await writeInFormats(options.out ?? [], (format) => renderComparison(comparison, format, { asked }))),
      ...(onGitHub() ? appendToSummary(renderComparisonMarkdown(comparison)) : []),
    ],
    show: (exit) =>
      renderComparison(comparison, options.format, { asked, width, colour, unicode, quiet: options.quiet === true, all: options.all === true, exit }),
    code: comparisonExitCode(comparison, asked),
    saysExit: options.format === 'text',
  });
}
