import { type Command, Option } from 'commander';
import type { PlanResults } from '../../src/experiment/plan/document.js';
import { makePlan } from '../../src/experiment/plan/plan.js';
import { planExitCode } from '../../src/report/plan/verdict.js';
import { renderPlanText } from '../../src/report/plan/text.js';
import { diskReader } from '../../src/node/disk-reader.js';
import type { Issue } from '../../src/scenario/issue.js';
import { readScenario, type ReadResult } from '../../src/scenario/read-scenario.js';
import { WRITTEN_VALUES } from '../../src/scenario/values.js';
import { exitCodes } from '../exit-codes.js';
import { deliver } from '../output/deliver.js';
import { outputIssues } from '../output/output-issues.js';
import { textOptionsFor } from '../output/render.js';
import { writeInFormats } from '../output/write-files.js';
import { PLAN_FORMATS, renderPlan } from '../plan/render.js';
import { type PlanWords, requestOf } from '../plan/request.js';
import { findScenario } from '../scenario-files.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { collect } from './collect.js';
import { printIssues } from './load-scenario.js';
import { addOutputFlags, addSimulationFlags, type OutputFlags, type SimulationFlags } from './simulation-flags.js';

type PlanOptions = Omit<SimulationFlags, 'replications' | 'precision'> & OutputFlags & PlanWords;

/** `queuelab plan SCENARIO`: the cheapest configuration that meets the objectives, the largest load that it carries, when it is full, what it may lose. */
export function addPlan(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('plan')
    .description('the cheapest configuration that meets the objectives, and the load that it carries')
    .argument('<scenario>', 'a file, or a name from `queuelab list`')
    .option('--vary <path=values>', `what may be chosen (repeatable): ${WRITTEN_VALUES}`, collect)
    .option('--load <path>', 'the largest load: a rate, users, or a workload; =FROM..TO bounds it')
    .option('--grow <workload=growth>', 'when is it full: browse=+4%/month (repeatable)', collect)
    .option('--lose <what>', 'lost for good: one, zone, COMPONENT or COMPONENT/INSTANCE', collect)
    .addOption(new Option('--survival <how>', 'required: only what meets the objectives after each loss is found').choices(['judged', 'required']))
    .option('--replications <number>', 'of a trial, at most', '320');
  addSimulationFlags(command, 'set', 'seed', 'duration');
  addOutputFlags(command, PLAN_FORMATS).option('--quiet', 'the last line only').option('--all', 'everything that was tried');
  addStudyFlags(command)
    .addHelpText(
      'after',
      '\nThe line goes before `plan` in the file: over, maximise, survive, survival.\n' +
        'Example  queuelab plan plan-shop --vary database.servers=4..12 --lose one\n' +
        'Exit     0 found  1 internal  2 input  3 none  4 undecided  130 interrupted',
    )
    .action(async (word: string, options: PlanOptions) => {
      finish(await plan(word, options));
    });
}

async function plan(word: string, options: PlanOptions): Promise<number> {
  const asJson = options.format === 'json';
  const refuse = (issues: readonly Issue[]): number => {
    printIssues(issues, asJson);
    return exitCodes.input;
  };
  const found = findScenario(word);
  if ('issue' in found) return refuse([found.issue]);
  const { seed, duration, set = [], out = [] } = options;
  const read = (sets: readonly string[]): ReadResult =>
    readScenario({ file: found.file, sets: [...set, ...sets], reader: diskReader, overrides: { seed, duration } });
  const { scenario, issues } = read([]);
  const own = [...issues, ...outputIssues(out, PLAN_FORMATS), ...studyFlagIssues(options)];
  if (scenario === null || own.length > 0) return refuse(own);
  const asked = requestOf(scenario, options);
  if (asked.issues.length > 0) return refuse(asked.issues);

  const made = await withStudies(options, (studies) =>
    makePlan(asked.request, {
      read,
      optionsFor: (one) => studies.optionsFor(one),
      get isInterrupted() {
        return studies.isInterrupted;
      },
      note: (text) => studies.note(text),
    }),
  );
  return 'issues' in made ? refuse(made.issues) : deliverPlan(made, options);
}

function deliverPlan(made: PlanResults, options: PlanOptions): Promise<number> {
  const textOptions = textOptionsFor(process.stdout, { quiet: options.quiet === true, all: options.all === true });
  return deliver({
    write: () => writeInFormats(options.out ?? [], (format) => renderPlan(made, format)),
    show: (exit) => (options.format === 'text' ? renderPlanText(made, { ...textOptions, exit }) : renderPlan(made, options.format, exit)),
    code: planExitCode(made),
    saysExit: options.format === 'text',
  });
}
