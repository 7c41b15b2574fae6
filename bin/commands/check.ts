import { type Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import type { CheckDocument } from '../../src/experiment/gate/document.js';
import { parseQuantity } from '../../src/scenario/quantity.js';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { BaselineFolder } from '../gate/baseline-folder.js';
import { CHECK_FORMATS, renderCheck } from '../gate/render-check.js';
import { onGitHub, tellGitHub } from '../gate/github.js';
import { scenarioFilesOf } from '../gate/scenario-words.js';
import { runCheck } from '../gate/run-check.js';
import { updateBaselines } from '../gate/update-baselines.js';
import { deliver } from '../output/deliver.js';
import { outputIssues } from '../output/output-issues.js';
import { writeMade } from '../output/write-files.js';
import { addStudyFlags, studyFlagIssues, withStudies } from '../studies.js';
import { addBudget, budgetIssues } from './budget.js';
import { collect } from './collect.js';
import { printIssues } from './load-scenario.js';
import { addOutputFlags, addSimulationFlags, type OutputFlags, type SimulationFlags } from './simulation-flags.js';
import { shellWord } from '../../src/report/shell-word.js';

interface CheckOptions extends Omit<SimulationFlags, 'duration' | 'precision'>, Omit<OutputFlags<CheckFormat>, 'all'> {
  readonly baseline?: string;
  readonly update?: boolean;
  readonly statistic?: readonly string[];
  readonly practical: string;
  readonly budget: string;
  readonly undecided: 'fail' | 'ok';
}

const FORMATS = ['text', 'json', 'markdown', 'junit'] as const;
type CheckFormat = (typeof FORMATS)[number];

/** `queuelab check FILES…`: the gate. */
export function addCheck(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('check')
    .description('the gate: objectives, and a committed baseline')
    .argument('<files...>', 'scenario files, folders, or names from `queuelab list`')
    .option('--baseline <folder>', 'compare with what is kept there')
    .option('--update', 'keep what is found now as the baseline')
    .option('--statistic <name>', 'gate this too: web.latency.p99, or latency.p99 of all (repeatable)', collect)
    .option('--practical <share>', 'what may differ', '2%');
  addBudget(command).addOption(new Option('--undecided <what>', 'ok: exit 0 instead of 4').choices(['fail', 'ok']).default('fail'));
  addSimulationFlags(command, ['set', 'change a value in all of them (repeatable)'], 'seed', 'replications');
  addOutputFlags(command, CHECK_FORMATS, FORMATS).option('--quiet', 'only what is not as before, and the last line');
  addStudyFlags(command)
    .addHelpText(
      'after',
      '\nExample  queuelab check scenarios/ --baseline reports/ --update          once; commit reports/\n' +
        '         queuelab check scenarios/ --baseline reports/ --out check.md --out junit.xml\n' +
        'Exit     0 met, nothing worse  1 internal  2 input  3 failed or worse  4 undecided  130 interrupted',
    )
    .action(async (words: string[], options: CheckOptions) => {
      finish(await check(words, options));
    });
}

async function check(words: readonly string[], options: CheckOptions): Promise<number> {
  const { out = [], format, baseline, update = false } = options;
  const found = scenarioFilesOf(words);
  const practical = shareOf(options.practical);
  const budget = Number(options.budget);
  const issues = [...found.issues, ...usageIssues(options, practical), ...studyFlagIssues(options), ...outputIssues(out, CHECK_FORMATS)];
  if (issues.length > 0) {
    printIssues(issues, format === 'json');
    return exitCodes.input;
  }
  const folder = baseline === undefined ? null : new BaselineFolder(baseline);
  const settings = {
    ...{ folder, practical: practical!, budget, undecided: options.undecided, sets: options.set ?? [], statistics: options.statistic ?? [] },
    overrides: { seed: options.seed, replications: options.replications },
    reproduce: reproduceLine(words, options),
  };
  const checked = await withStudies(options, (studies) => runCheck(found, { ...settings, isUpdate: update }, studies));
  if (checked.obstacles.length > 0) {
    printIssues(checked.obstacles, format === 'json');
    return exitCodes.input;
  }
  if (update) return updateBaselines(checked, folder!);
  return deliverCheck(checked.document, options);
}

function usageIssues({ baseline, update, practical, budget }: CheckOptions, share: number | null): readonly Issue[] {
  const issues: Issue[] = [];
  if (share === null)
    issues.push(
      usageIssue('bad-usage', practical, `--practical ${practical}: this is no share`, {
        expected: 'a share such as 2%',
        got: practical,
        suggestion: 'write 2%',
      }),
    );
  issues.push(...budgetIssues(budget));
  if (update === true && baseline === undefined)
    issues.push(
      usageIssue('bad-usage', '--update', '--update needs the folder of the baseline', {
        expected: '--baseline FOLDER',
        suggestion: 'add --baseline reports/',
      }),
    );
  if (baseline !== undefined && update !== true && !existsSync(baseline))
    issues.push(
      usageIssue('bad-usage', baseline, `--baseline ${baseline}: there is no such folder`, {
        got: baseline,
        suggestion: 'the same line with --update makes it',
      }),
    );
  return issues;
}

function shareOf(text: string): number | null {
  const read = parseQuantity(text, 'share');
  return read.isRight && read.value >= 0 && read.value <= 1 ? read.value : null;
}

/** The line that says the same again; files that are written need not be again. */
function reproduceLine(
  words: readonly string[],
  { baseline, statistic = [], practical, budget, undecided, set = [], seed, replications }: CheckOptions,
): string {
  const flags = [
    ...(baseline === undefined ? [] : ['--baseline', baseline]),
    ...statistic.flatMap((one) => ['--statistic', one]),
    ...(practical === '2%' ? [] : ['--practical', practical]),
    ...(budget === '8' ? [] : ['--budget', budget]),
    ...(undecided === 'fail' ? [] : ['--undecided', undecided]),
    ...set.flatMap((one) => ['--set', one]),
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(replications === undefined ? [] : ['--replications', replications]),
  ];
  return ['check', ...words, ...flags].map(shellWord).join(' ');
}

/** All formats are made before the first file is written; the verdict is what stands last on the screen. */
function deliverCheck(document: CheckDocument, { out = [], format, quiet }: CheckOptions): Promise<number> {
  return deliver({
    write: async () => [
      ...(await writeMade(out.map((file) => ({ file, content: renderCheck(document, formatOf(file), { quiet: false }) })))),
      ...(onGitHub() ? tellGitHub(document) : []),
    ],
    show: (exit) => renderCheck(document, format, { quiet: quiet === true, stream: process.stdout, exit }),
    code: document.exit_code,
    saysExit: format === 'text',
  });
}

function formatOf(file: string): CheckFormat {
  const name = file.toLowerCase();
  return name.endsWith('.json') ? 'json' : name.endsWith('.md') ? 'markdown' : name.endsWith('.xml') ? 'junit' : 'text';
}
