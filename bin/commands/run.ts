import { type Command, InvalidArgumentError, Option } from 'commander';
import { setImmediate as pause } from 'node:timers/promises';
import { runStudy } from '../../src/experiment/study.js';
import type { Results } from '../../src/experiment/results.js';
import { exitCodeOf, renderText } from '../../src/report/text.js';
import { sha256Of } from '../../src/node/digest.js';
import { exitCodes } from '../exit-codes.js';
import { Interrupt } from '../interrupt.js';
import { OUTPUT_FORMATS, outputFormat, render, textOptionsFor } from '../output/render.js';
import { writeWhole } from '../output/write-whole.js';
import { Progress } from '../progress.js';
import { findScenario } from '../scenario-files.js';
import { loadScenario, printIssues } from './load-scenario.js';

interface RunOptions {
  readonly set: string[];
  readonly seed?: string;
  readonly replications?: string;
  readonly duration?: string;
  readonly precision?: string;
  readonly format: 'text' | 'json' | 'csv' | 'markdown';
  readonly out: string[];
  readonly quiet?: boolean;
  readonly all?: boolean;
}

const collect = (value: string, before: string[]): string[] => [...before, value];
const outFile = (value: string, before: string[]): string[] => {
  if (outputFormat(value) === null) throw new InvalidArgumentError(`the ending decides the format: ${OUTPUT_FORMATS.join(' ')}`);
  return [...before, value];
};

/** `queuelab run SCENARIO`: simulate; the result goes to standard output. */
export function addRun(program: Command, finish: (code: number) => void): void {
  program
    .command('run')
    .description('simulate; the result goes to standard output')
    .argument('<scenario>', 'a file, or a name from `queuelab list`')
    .option('--set <path=value>', 'change a value (repeatable, checked like the file)', collect, [])
    .option('--seed <number>', 'other random numbers')
    .option('--replications <number>', 'independent runs')
    .option('--duration <time>', "simulated time, instead of the file's")
    .option('--precision <share>', 'replications until every ± is so narrow: 2%')
    .addOption(new Option('--format <format>', 'of standard output').choices(['text', 'json', 'csv', 'markdown']).default('text'))
    .option('--out <file>', `write a file too: ${OUTPUT_FORMATS.join(' ')} (repeatable)`, outFile, [])
    .option('--quiet', 'objectives and the last line only')
    .option('--all', 'all components and instances')
    .addHelpText(
      'after',
      '\nExample  queuelab run one-server --set server.servers=2 --out result.json\nExit     0 met  1 internal  2 input  3 failed  4 undecided  130 interrupted',
    )
    .action(async (word: string, options: RunOptions) => {
      finish(await run(word, options));
    });
}

async function run(word: string, options: RunOptions): Promise<number> {
  const asJson = options.format === 'json';
  const found = findScenario(word);
  if ('problem' in found) {
    process.stderr.write(`${found.problem}\n(exit 2)\n`);
    return exitCodes.input;
  }
  const { seed, replications, duration, precision } = options;
  const { scenario, issues } = loadScenario(found.file, options.set, { seed, replications, duration, precision });
  if (scenario === null || issues.length > 0) {
    printIssues(issues, asJson);
    return exitCodes.input;
  }

  const isPlain = process.env['CI'] === 'true';
  const progress = new Progress(process.stderr, isPlain);
  const interrupt = new Interrupt((count) => {
    progress.clear();
    if (count === 1) process.stderr.write('stopping after the replications under way (Ctrl-C again: at once)\n');
  });
  let results: Results | null;
  try {
    results = await runStudy(scenario, {
      sha256: sha256Of(scenario.resolved),
      progress: (done, asked, events) => progress.update(done, asked, `${Math.round(events / 1e6)} M events`),
      stop: () => interrupt.stop,
      pause: () => pause(),
      clock: () => performance.now() / 1000,
    });
  } finally {
    progress.clear();
    interrupt.close();
  }
  if (results === null) {
    process.stderr.write('interrupted before the first replication had ended; nothing was written (exit 130)\n');
    return exitCodes.interrupted;
  }
  return deliver(results, options, scenario.run.replications);
}

/** Files first, so that the verdict is what stands last on the screen. */
async function deliver(results: Results, options: RunOptions, replicationsAsked: number): Promise<number> {
  for (const file of options.out) {
    const problem = await writeWhole(file, await render(results, outputFormat(file)!));
    if (problem !== null) {
      process.stderr.write(`${problem}\n(exit 1)\n`);
      return exitCodes.internal;
    }
    process.stderr.write(`wrote ${file}\n`);
  }
  if (options.format === 'text') {
    process.stdout.write(
      renderText(results, { ...textOptionsFor(process.stdout, { quiet: options.quiet === true, all: options.all === true }), replicationsAsked }),
    );
  } else {
    process.stdout.write((await render(results, options.format)).toString());
  }
  return exitCodeOf(results);
}
