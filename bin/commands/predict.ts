import type { Command } from 'commander';
import { outlookOf } from '../../src/predict/index.js';
import { renderOutlook } from '../output/outlook-json.js';
import { outlookText } from '../output/outlook-text.js';
import { widthOf } from '../output/wrap.js';
import { exitCodes } from '../exit-codes.js';
import { loadWord, printIssues } from './load-scenario.js';
import { addSimulationFlags, formatOption } from './simulation-flags.js';

/** `queuelab predict SCENARIO`: what theory says, without a run and without random numbers. */
export function addPredict(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('predict')
    .description('what theory says, without a run: loads, limits, predicted numbers')
    .argument('<scenario>', 'a file, or a name from `queuelab list`');
  addSimulationFlags(command, 'set')
    .addOption(formatOption(['text', 'json']))
    .addHelpText('after', '\nExample  queuelab predict one-server --set workload.web.arrivals.poisson=95/s\nExit     0 done  1 internal  2 input')
    .action((word: string, options: { readonly set?: readonly string[]; readonly format: 'text' | 'json' }) => {
      finish(predict(word, options));
    });
}

function predict(word: string, { set, format }: { readonly set?: readonly string[]; readonly format: 'text' | 'json' }): number {
  const { scenario, issues } = loadWord(word, set ?? [], {});
  if (scenario === null || issues.length > 0) {
    printIssues(issues, format === 'json');
    return exitCodes.input;
  }
  const outlook = outlookOf(scenario);
  process.stdout.write(format === 'json' ? renderOutlook(scenario, outlook) : outlookText(scenario, outlook, widthOf(process.stdout)));
  return exitCodes.met;
}
