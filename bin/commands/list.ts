import { Argument, type Command } from 'commander';
import { kinds } from '../../src/models/index.js';
import { exitCodes } from '../exit-codes.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { widthOf, wrapWords } from '../output/wrap.js';
import { shippedScenarios, shownPath } from '../scenario-files.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

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

function titleOf(file: string): string {
  const { scenario } = readScenario({ file: shownPath(file), sets: [], reader: diskReader });
  return scenario?.title ?? '(does not pass its checks: queuelab validate)';
}
