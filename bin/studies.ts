import { type Command, Option } from 'commander';
import { availableParallelism } from 'node:os';
import { setImmediate as pause } from 'node:timers/promises';
import type { StudyOptions } from '../src/experiment/study.js';
import type { Scenario } from '../src/scenario/scenario.js';
import { type Issue, usageIssue } from '../src/scenario/issue.js';
import { sha256Of } from '../src/node/digest.js';
import { KeepingRunner } from '../src/node/kept/keeping-runner.js';
import { KeptFolder, stateOf } from '../src/node/kept/kept-folder.js';
import { isFromSources } from '../src/node/workers/from-sources.js';
import { WideningRunner } from '../src/node/workers/widening-runner.js';
import { Interrupt } from './interrupt.js';
import { Progress } from './progress.js';

/** What the line says of where studies run: the flags of `addStudyFlags`. */
export interface StudyFlags {
  readonly workers?: string;
  readonly keep?: string;
  readonly resume?: string;
}

/** Threads that make sense at all; a mistyped number should not fill the memory. */
const MOST_WORKERS = 512;

/** Flags of every verb that simulates. */
export function addStudyFlags(command: Command): Command {
  return command
    .option('--workers <number>', 'threads (all cores); no result depends on it')
    .addOption(new Option('--keep <folder>', 'keep what is finished there, for --resume').conflicts('resume'))
    .option('--resume <folder>', 'go on from what is kept there');
}

/** What can be told of those flags before a run. */
export function studyFlagIssues({ workers, keep, resume }: StudyFlags): readonly Issue[] {
  const issues: Issue[] = [];
  if (workers !== undefined && !(/^[1-9]\d*$/.test(workers) && Number(workers) <= MOST_WORKERS))
    issues.push(
      usageIssue('bad-usage', workers, `--workers ${workers}: not a number of threads`, { expected: `a whole number from 1 to ${MOST_WORKERS}`, got: workers }),
    );
  const say = (flag: string, folder: string, message: string, suggestion: string): void => {
    issues.push(usageIssue('bad-output', folder, `${flag} ${folder}: ${message}`, { got: folder, suggestion }));
  };
  if (keep !== undefined) {
    const state = stateOf(keep);
    if (state === 'file') say('--keep', keep, 'this is a file', 'name a folder');
    if (state === 'other') say('--keep', keep, 'there are other files in this folder', 'name a new one: it will be made');
  }
  if (resume !== undefined && stateOf(resume) !== 'ours') {
    say('--resume', resume, 'nothing is kept there to go on from', `--keep ${resume} begins`);
  }
  return issues;
}

/** From the sources, which each thread would compile anew, threads are only started where they are asked for. */
function workersOf({ workers }: StudyFlags): number {
  return workers !== undefined ? Number(workers) : isFromSources ? 1 : availableParallelism();
}

/** The studies of one verb: one line of progress, one Ctrl-C, and the same workers for all of them. */
export interface Studies {
  /** How many studies are worth having under way at once; it may grow. */
  readonly width: number;
  /** Was Ctrl-C pressed? What is under way then ends with what is finished. */
  readonly isInterrupted: boolean;
  /** For one study; each call is another line in the sum that progress shows. */
  optionsFor(scenario: Scenario): StudyOptions;
  /** How many replications all studies together come to, as far as is known: for the time left. */
  expect(replications: number): void;
  /** What else progress shows: `2 of 7 points`; without it, the events. */
  note(text: string): void;
}

/**
 * The one way in which verbs simulate. Standard error shows progress on what lasts longer than a second; Ctrl-C ends after the replications under way, and again: at once.
 *
 * @example
 * const results = await withStudies(flags, (studies) => runStudy(scenario, studies.optionsFor(scenario)));
 */
export async function withStudies<Answer>(flags: StudyFlags, work: (studies: Studies) => Promise<Answer>): Promise<Answer> {
  const progress = new Progress(process.stderr, process.env['CI'] === 'true');
  const interrupt = new Interrupt((count) => {
    progress.clear();
    if (count === 1) process.stderr.write('stopping after the replications under way (Ctrl-C again: at once)\n');
  });
  const threads = new WideningRunner(workersOf(flags));
  const path = flags.resume ?? flags.keep;
  const folder = path === undefined ? null : await KeptFolder.open(path);
  const runner = folder === null ? threads : new KeepingRunner(threads, folder);
  const sum = new Sum();
  const studies: Studies = {
    get width() {
      return runner.width;
    },
    get isInterrupted() {
      return interrupt.stop !== 'no';
    },
    optionsFor: (scenario) => {
      const tell = sum.study();
      return {
        sha256: sha256Of(scenario.resolved),
        runner,
        progress: (done, asked, events) => {
          tell(done, asked, events);
          progress.update(sum.done, sum.asked, sum.note ?? `${Math.round(sum.events / 1e6)} M events`);
        },
        stop: () => interrupt.stop,
        pause: () => pause(),
        clock: () => performance.now() / 1000,
      };
    },
    expect: (replications) => {
      sum.expected = replications;
    },
    note: (text) => {
      sum.note = text;
    },
  };
  try {
    return await work(studies);
  } finally {
    progress.clear();
    interrupt.close();
    await threads.close();
    if (folder !== null) process.stderr.write(`${keptWords(folder)}\n`);
  }
}

/** What all studies of a verb have done so far. */
class Sum {
  expected = 0;
  note: string | null = null;
  private readonly all: { done: number; asked: number; events: number }[] = [];

  study(): (done: number, asked: number, events: number) => void {
    const own = { done: 0, asked: 0, events: 0 };
    this.all.push(own);
    return (done, asked, events) => Object.assign(own, { done, asked, events });
  }

  get done(): number {
    return this.all.reduce((sum, one) => sum + one.done, 0);
  }
  get asked(): number {
    return Math.max(
      this.expected,
      this.all.reduce((sum, one) => sum + one.asked, 0),
    );
  }
  get events(): number {
    return this.all.reduce((sum, one) => sum + one.events, 0);
  }
}

function keptWords({ path, taken, added, spoiled }: KeptFolder): string {
  const went = taken === 0 ? [] : [`${taken} taken from there`];
  const broken = spoiled === 0 ? [] : [`${spoiled} that ${spoiled === 1 ? 'was' : 'were'} not whole made again`];
  return [`kept ${added} ${added === 1 ? 'replication' : 'replications'} in ${path}`, ...went, ...broken].join(', ');
}
