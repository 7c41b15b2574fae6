import type { Command } from 'commander';
import { studyWithLook, type Traced } from '../../src/experiment/look/study-with-look.js';
import type { Results } from '../../src/experiment/results.js';
import { exitCodeOf, renderText } from '../../src/report/text.js';
import { renderTrace } from '../../src/report/trace-events.js';
import { usageIssue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { interruptedBefore } from '../interrupt.js';
import { deliver } from '../output/deliver.js';
import { outputIssues, traceIssues } from '../output/output-issues.js';
import { OUTPUT_FORMATS, outputFormat, render, textOptionsFor, wantsLook } from '../output/render.js';
import { writeFiles } from '../output/write-files.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { loadWord, printIssues, sourceOf } from './load-scenario.js';
import { addOutputFlags, addSimulationFlags, type OutputFlags, type SimulationFlags } from './simulation-flags.js';

interface RunOptions extends SimulationFlags, OutputFlags {
  readonly trace?: string;
  readonly watch?: boolean;
}

/** `queuelab run SCENARIO`: simulate; the result goes to standard output. */
export function addRun(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('run')
    .description('simulate; the result goes to standard output')
    .argument('<scenario>', 'a file, or a name from `queuelab list`');
  addSimulationFlags(command, 'set', 'seed', 'replications', 'duration', 'precision');
  addOutputFlags(command, OUTPUT_FORMATS)
    .option('--trace <file>', 'the slowest requests and some others, for ui.perfetto.dev')
    .option('--watch', 'run again on each save, and show what changed')
    .option('--quiet', 'objectives and the last line only')
    .option('--all', 'all components and instances');
  addStudyFlags(command)
    .addHelpText(
      'after',
      '\nExample  queuelab run one-server --set server.servers=2 --out result.json\nExit     0 met  1 internal  2 input  3 failed  4 undecided  130 interrupted',
    )
    .action(async (word: string, options: RunOptions) => {
      finish(await run(word, options));
    });
}

async function run(word: string, options: RunOptions): Promise<number> {
  if (options.watch === true) return watch(word, options);
  const { seed, replications, duration, precision, set = [], out = [] } = options;
  const { scenario, issues: own } = loadWord(word, set, { seed, replications, duration, precision });
  const issues = [...own, ...studyFlagIssues(options), ...outputIssues(out), ...traceIssues(options.trace)];
  if (scenario === null || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }

  const wanted = { look: wantsLook(out) || (options.format === 'text' && isWide()), source: sourceOf(scenario), trace: options.trace !== undefined };
  const done = await withStudies(options, (studies) => studyWithLook(scenario, { ...studies.optionsFor(scenario), spread: isKept(options) }, wanted));
  if (done === null) {
    return interruptedBefore('the first replication');
  }
  return deliverResults(done, options, scenario.run.replications);
}

/** `--watch`: until Ctrl-C, which is how it ends well. */
async function watch(word: string, options: RunOptions): Promise<number> {
  const { seed, replications, duration, precision, set = [], out = [] } = options;
  const refused = options.format !== 'text' || options.trace !== undefined;
  const issues = [
    ...(refused ? [usageIssue('bad-usage', '--watch', '--watch shows text, and changes of it', { suggestion: 'write files with --out' })] : []),
    ...studyFlagIssues(options),
    ...outputIssues(out),
  ];
  if (issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  const { watchRuns } = await import('../watch/watch-runs.js');
  const end = new AbortController();
  const stop = (): void => end.abort();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await watchRuns({
      word,
      set,
      overrides: { seed, replications, duration, precision },
      simulate: (scenario, hasChanged) =>
        withStudies(options, async (studies) => {
          const own = studies.optionsFor(scenario);
          const done = await studyWithLook(
            scenario,
            { ...own, spread: true, stop: () => (hasChanged() ? 'now' : own.stop!()) },
            { look: wantsLook(out), source: sourceOf(scenario), trace: false },
          );
          return done === null ? null : { results: done.results, isInterrupted: studies.isInterrupted };
        }),
      deliver: async (results) => {
        for (const problem of await writeFiles(results, out)) process.stderr.write(`${problem}\n`);
      },
      text: textOptionsFor(process.stdout, { quiet: options.quiet === true, all: options.all === true }),
      write: (text) => void process.stdout.write(text),
      tell: (text) => void process.stderr.write(text),
      end: end.signal,
    });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
  return exitCodes.met;
}

type Done = NonNullable<Awaited<ReturnType<typeof studyWithLook>>>;

function traceOf(results: Results, traced: Traced): string {
  const { scenario, seed, fingerprint, version } = results;
  return renderTrace(traced, { title: scenario.title, file: scenario.file, seed, fingerprint, version });
}

/** On a wide terminal there is room for what holds up the slowest requests. */
function isWide(): boolean {
  return process.stdout.isTTY === true && process.stdout.columns >= 120;
}

/** Files do not depend on the terminal. */
function kept(results: Results, { out = [] }: RunOptions): Results {
  return results.look === undefined || wantsLook(out) ? results : { ...results, look: undefined, assumptions: undefined };
}

/** Is the result to be read again, by `compare` perhaps? */
function isKept({ format, out = [] }: RunOptions): boolean {
  return format === 'json' || out.some((file) => outputFormat(file) === 'json');
}

function deliverResults({ results, traced }: Done, options: RunOptions, replicationsAsked: number): Promise<number> {
  const textOptions = textOptionsFor(process.stdout, { quiet: options.quiet === true, all: options.all === true });
  return deliver({
    write: () => {
      const trace = options.trace === undefined || traced === null ? [] : [{ file: options.trace, content: traceOf(results, traced) }];
      return writeFiles(kept(results, options), options.out ?? [], trace);
    },
    show: (exit) => (options.format === 'text' ? renderText(results, { ...textOptions, replicationsAsked, exit }) : render(results, options.format, exit)),
    code: exitCodeOf(results),
    saysExit: options.format === 'text',
  });
}
