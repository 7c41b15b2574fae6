import { type Command, Option } from 'commander';
import { outlookOf } from '../../src/predict/index.js';
import { renderOutlook } from '../output/outlook-json.js';
import { outlookText } from '../output/outlook-text.js';
import { exitCodes } from '../exit-codes.js';
import { findScenario } from '../scenario-files.js';
import { loadScenario, printIssues } from './load-scenario.js';

/** `queuelab predict SCENARIO`: what theory says, without a run and without random numbers. */
export function addPredict(program: Command, finish: (code: number) => void): void {
  program
    .command('predict')
    .description('what theory says, without a run: loads, limits, predicted numbers')
    .argument('<scenario>', 'a file, or a name from `queuelab list`')
    .option('--set <path=value>', 'change a value (repeatable, checked like the file)', (value: string, before: string[]) => [...before, value], [])
    .addOption(new Option('--format <format>', 'of standard output').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample  queuelab predict one-server --set workload.web.arrivals.poisson=95/s\nExit     0 done  1 internal  2 input')
    .action((word: string, options: { readonly set: string[]; readonly format: 'text' | 'json' }) => {
      finish(predict(word, options));
    });
}

function predict(word: string, { set, format }: { readonly set: readonly string[]; readonly format: 'text' | 'json' }): number {
  const found = findScenario(word);
  if ('problem' in found) {
    process.stderr.write(`${found.problem}\n(exit 2)\n`);
    return exitCodes.input;
  }
  const { scenario, issues } = loadScenario(found.file, set, {});
  if (scenario === null || issues.length > 0) {
    printIssues(issues, format === 'json');
    return exitCodes.input;
  }
  const outlook = outlookOf(scenario);
  process.stdout.write(format === 'json' ? renderOutlook(scenario, outlook) : outlookText(scenario, outlook));
  return exitCodes.met;
}
