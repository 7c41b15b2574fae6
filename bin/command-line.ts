import { Command, CommanderError } from 'commander';
import { usageIssue, type Issue } from '../src/scenario/issue.js';
import { RunnerFailure } from '../src/experiment/runner.js';
import { version } from '../src/experiment/version.js';
import { addCheck } from './commands/check.js';
import { addCompare } from './commands/compare.js';
import { addComplete } from './commands/complete.js';
import { addExercise } from './commands/exercise.js';
import { addExplain } from './commands/explain.js';
import { addGrade } from './commands/grade.js';
import { addLesson } from './commands/lesson.js';
import { addList } from './commands/list.js';
import { addPlan } from './commands/plan.js';
import { addPredict } from './commands/predict.js';
import { addNew } from './commands/new.js';
import { addReport } from './commands/report.js';
import { addRun } from './commands/run.js';
import { addSweep } from './commands/sweep.js';
import { addValidate } from './commands/validate.js';
import { printIssues } from './commands/load-scenario.js';
import { exitCodes } from './exit-codes.js';
import { shippedScenarios } from './scenario-files.js';

/** The first screen. How many scenarios there are is counted, so that it stays true. */
const overview = (): string => `queuelab: what will this system do under load, where does it break, and why?

  queuelab run one-server             simulate a scenario
  queuelab predict one-server         what theory says, without a run
  queuelab list                       ${shippedScenarios().length} scenarios that come with the program
  queuelab new shop                   write shop.yaml, a commented blank page

Look further   compare  sweep  plan  report        Check   validate  check
Learn          explain KIND|WORD  lesson 1         Teach   exercise  grade

queuelab VERB --help       options, an example, the exit codes
queuelab complete --help   <Tab> in your shell: verbs, names, paths and values
`;

/** What the words of the command line ask for, in this process. Returns the exit code; throws whatever is wrong inside. */
export async function commandLine(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.met;
  const finish = (result: number): void => {
    code = result;
  };
  const program = new Command('queuelab');
  program.version(version).exitOverride().configureHelp({ sortOptions: false });
  program.configureOutput({ outputError: () => undefined }); // told below, as an issue
  program.description('what will this system do under load, where does it break, and why?');
  addRun(program, finish);
  addPredict(program, finish);
  addReport(program, finish);
  addCompare(program, finish);
  addSweep(program, finish);
  addPlan(program, finish);
  addList(program, finish);
  addNew(program, finish);
  addValidate(program, finish);
  addCheck(program, finish);
  addExercise(program, finish);
  addGrade(program, finish);
  addExplain(program, finish);
  addLesson(program, finish);
  addComplete(program, finish);
  if (words.length === 0) {
    process.stdout.write(overview());
    return exitCodes.met;
  }
  if (words[0] === 'complete' && words[1] === '--') {
    const { answer } = await import('./completion/answer.js');
    process.stdout.write(answer(program, words.slice(2)));
    return exitCodes.met;
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof RunnerFailure) {
      process.stderr.write(`${error.message} (exit 1)\n`);
      return exitCodes.internal;
    }
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.met;
    if (error.code !== 'commander.help') printIssues([usageMistake(error, words)], asksForJson(words));
    return exitCodes.input;
  }
  return code;
}

/** What the parser of the command line says, in the form of every other mistake. */
function usageMistake(error: CommanderError, words: readonly string[]): Issue {
  const [first, ...more] = error.message.replace(/^error: /, '').split('\n');
  const near = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(more.join(' '))?.[1];
  const page = /^unknown option '(-.*\.(?:ya?ml|json))'$/.exec(first)?.[1];
  if (page !== undefined) return usageIssue('bad-usage', '', first, { suggestion: `a file whose name begins with a dash is ./${page}` });
  const verb = /^[a-z]+$/.test(words[0]) && !/^unknown command/.test(first) ? `queuelab ${words[0]} --help` : 'queuelab --help';
  return usageIssue('bad-usage', '', first, {
    suggestion: near === undefined ? `${verb} shows what there is` : `did you mean ${near.replaceAll(', ', ' or ')}?`,
  });
}

/** Known before the words are parsed, as they may not be. */
function asksForJson(words: readonly string[]): boolean {
  return words.some((word, index) => word === '--format=json' || (word === 'json' && words[index - 1] === '--format'));
}
