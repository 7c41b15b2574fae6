import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Argument, type Command } from 'commander';
import { kinds } from '../../src/models/index.js';
import { exitCodes } from '../exit-codes.js';
import { widthOf, wrapWords } from '../output/wrap.js';
import { shippedScenarios } from '../scenario-files.js';

/** `queuelab list`: what there is, one a line. */
export function addList(program: Command, finish: (code: number) => void): void {
  program
    .command('list')
    .description('what there is: scenarios that come with the program, or component kinds')
    .addArgument(new Argument('[what]', 'what to list').choices(['scenarios', 'kinds']).default('scenarios'))
    .addHelpText('after', '\nExample  queuelab list kinds')
    .action((what: string) => {
      const rows = what === 'kinds' ? kinds.map((kind) => [kind.kind, kind.summary]) : shippedScenarios().map((one) => [one.name, titleOf(one.file)]);
      const width = Math.max(...rows.map(([name]) => name.length));
      const whole = widthOf(process.stdout);
      for (const [name, text] of rows) {
        // Behind the names, the text has a column of its own, as long as one is left.
        const indent = width + 2 <= whole / 2 ? width + 2 : 4;
        process.stdout.write(`${wrapWords(`${name.padEnd(width)}  ${text}`, whole, indent).join('\n')}\n`);
      }
      finish(exitCodes.met);
    });
}

/** Of the text alone: to check two hundred files takes longer than anybody wants to wait for a list. A test holds that they pass. */
const titleOf = (file: string): string => titleIn(readFileSync(file, 'utf8'));

export function titleIn(page: string): string {
  const line = /^title:.*$/m.exec(page)?.[0] ?? '';
  return (parse(line) as { readonly title?: string } | null)?.title ?? '(without a title)';
}
