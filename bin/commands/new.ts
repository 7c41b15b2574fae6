import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { blankPage, variantPage } from '../../src/scenario/new-page.js';
import { exitCodes } from '../exit-codes.js';
import { codeAfter } from '../output/deliver.js';
import { writeWhole } from '../../src/node/write-whole.js';
import { packageFolder } from '../package-folder.js';
import { findScenario, shownPath } from '../scenario-files.js';
import { loadWord, printIssues } from './load-scenario.js';

/** `queuelab new NAME`: a page to begin with, or a variant of a scenario. Never over a file that is there. */
export function addNew(program: Command, finish: (code: number) => void): void {
  program
    .command('new')
    .description('write a commented page to begin with')
    .argument('<name>', 'of the scenario, or its file')
    .option('--from <scenario>', 'a variant of this one, instead of a blank page')
    .addHelpText('after', '\nExample  queuelab new shop && queuelab run shop.yaml\nExit     0 written  1 internal  2 input')
    .action(async (name: string, options: { from?: string }) => {
      finish(await create(name, options.from));
    });
}

async function create(name: string, from: string | undefined): Promise<number> {
  const file = /\.ya?ml$/.test(name) ? name : `${name}.yaml`;
  if (existsSync(file)) {
    process.stderr.write(`${file} is there already; choose another name, or remove it first\n(exit 2)\n`);
    return exitCodes.input;
  }
  const title = basename(file).replace(/\.ya?ml$/, '');
  const schema = pathFrom(file, join(packageFolder(), 'schema', 'scenario.json'));
  let page = blankPage(title, schema);
  if (from !== undefined) {
    const found = findScenario(from);
    const issues = 'issue' in found ? [found.issue] : loadWord(from, [], {}).issues;
    if ('issue' in found || issues.length > 0) {
      printIssues(issues, false);
      return exitCodes.input;
    }
    page = variantPage(title, schema, pathFrom(file, resolve(found.file)));
  }
  const problem = await writeWhole(file, page);
  if (problem !== null) return codeAfter([problem], exitCodes.met);
  process.stdout.write(`${shownPath(resolve(file))}\n`);
  return exitCodes.met;
}

/** From the folder of a file to another one, as a scenario writes it. */
function pathFrom(file: string, target: string): string {
  return relative(dirname(resolve(file)), target)
    .split(sep)
    .join('/');
}
