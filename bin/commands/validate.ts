import { type Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.js';
import { loadWord, printIssues } from './load-scenario.js';

/** `queuelab validate FILES…`: read and check, no run. */
export function addValidate(program: Command, finish: (code: number) => void): void {
  program
    .command('validate')
    .description('read and check files, without a run')
    .argument('<files...>', 'scenario files, or names from `queuelab list`')
    .addOption(new Option('--format <format>', 'of the answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample  queuelab validate shop.yaml\nExit     0 valid  2 not valid')
    .action((files: string[], options: { format: string }) => {
      const issues = files.flatMap((word) => loadWord(word, [], {}).issues);
      if (issues.length > 0) {
        printIssues(issues, options.format === 'json');
        finish(exitCodes.input);
        return;
      }
      if (options.format === 'json') printIssues([], true);
      else process.stdout.write(files.length === 1 ? '1 file is valid\n' : `${files.length} files are valid\n`);
      finish(exitCodes.met);
    });
}
