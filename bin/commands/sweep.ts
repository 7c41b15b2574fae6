import type { Command } from 'commander';
import type { Sweep } from '../../src/experiment/sweep/document.js';
import { sweepPoints } from '../../src/experiment/sweep/sweep-points.js';
import { sweepExitCode } from '../../src/report/sweep/words.js';
import { exitCodes } from '../exit-codes.js';
import { interruptedBefore } from '../interrupt.js';
import { deliver } from '../output/deliver.js';
import { outputIssues } from '../output/output-issues.js';
import { textOptionsFor } from '../output/render.js';
import { writeInFormats } from '../output/write-files.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { readSweep } from '../sweep/read-points.js';
import { renderSweep, SWEEP_FORMATS } from '../sweep/render.js';
import { collect } from './collect.js';
import { printIssues } from './load-scenario.js';
import { addOutputFlags, addSimulationFlags, type OutputFlags, type SimulationFlags } from './simulation-flags.js';

interface SweepOptions extends SimulationFlags, OutputFlags {
  readonly vary?: readonly string[];
  readonly oneAtATime?: boolean;
  readonly statistic?: readonly string[];
}

/** `queuelab sweep SCENARIO`: many points, where the knee is, what matters most. */
export function addSweep(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('sweep')
    .description('many points: the table, the knee of the latency curve, what matters most')
    .argument('<scenario>', 'a file, or a name from `queuelab list`')
    .option('--vary <path=values>', 'a,b,c  FROM..TO STEP  FROM..TO log N  (repeatable)', collect)
    .option('--one-at-a-time', 'each value by itself, not all combinations')
    .option('--statistic <name>', 'show this one, not the usual ones (repeatable)', collect);
  addSimulationFlags(command, ['set', 'change a value at all points (repeatable)'], 'seed', ['replications', 'independent runs at each point'], 'duration');
  addOutputFlags(command, SWEEP_FORMATS).option('--quiet', 'knees and the last line only').option('--all', 'all columns');
  addStudyFlags(command)
    .addHelpText(
      'after',
      "\nExample  queuelab sweep one-server --vary 'web.arrivals.poisson=20/s..90/s 10/s' --out sweep.png\nExit     0 swept  1 internal  2 input  130 interrupted",
    )
    .action(async (word: string, options: SweepOptions) => {
      finish(await sweep(word, options));
    });
}

async function sweep(word: string, options: SweepOptions): Promise<number> {
  const { seed, replications, duration, set = [], vary = [], statistic: statistics = [], out = [], oneAtATime: isOneAtATime = false } = options;
  const { plan, issues: own } = readSweep({ word, set, vary, statistics, isOneAtATime, overrides: { seed, replications, duration } });
  const issues = [...own, ...studyFlagIssues(options), ...outputIssues(out, SWEEP_FORMATS)];
  if (plan === null || issues.length > 0) {
    printIssues(issues, options.format === 'json');
    return exitCodes.input;
  }
  const swept = await withStudies(options, (studies) => {
    studies.expect(plan.points.reduce((sum, { scenario }) => sum + scenario.run.replications, 0));
    const told = (finished: number): void => studies.note(`${finished} of ${plan.points.length} points`);
    told(0);
    return sweepPoints(plan, {
      width: () => studies.width,
      isStopped: () => studies.isInterrupted,
      optionsFor: (scenario) => studies.optionsFor(scenario),
      told,
    });
  });
  if (swept === null) {
    return interruptedBefore('the first replication');
  }
  return deliverSweep(swept, options);
}

function deliverSweep(swept: Sweep, options: SweepOptions): Promise<number> {
  const { width, colour, unicode } = textOptionsFor(process.stdout, { quiet: false, all: false });
  return deliver({
    write: () => writeInFormats(options.out ?? [], (format) => renderSweep(swept, format)),
    show: (exit) => renderSweep(swept, options.format, { width, colour, unicode, quiet: options.quiet === true, all: options.all === true, exit }),
    code: sweepExitCode(swept),
    saysExit: options.format === 'text',
  });
}
