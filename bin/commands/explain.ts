import type { Command } from 'commander';
import { explain } from '../../src/scenario/explain.js';
import { exitCodes } from '../exit-codes.js';

/** `queuelab explain WORD`: what a word of the language means. */
export function addExplain(program: Command, finish: (code: number) => void): void {
  program
    .command('explain')
    .description('what a kind, field, statistic, distribution, step or message means, in words')
    .argument('<word>', 'such as service, cache.eviction, p99, lognormal or never-called')
    .addHelpText('after', '\nExample  queuelab explain cache.eviction\nExit     0 explained  2 no such word')
    .action((word: string) => {
      const explanation = explain(word);
      if (explanation.isKnown) process.stdout.write(explanation.text);
      else process.stderr.write(`${explanation.problem}\n(exit 2)\n`);
      finish(explanation.isKnown ? exitCodes.met : exitCodes.input);
    });
}
