import type { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { setImmediate as pause } from 'node:timers/promises';
import type { StudyOptions } from '../src/experiment/study.js';
import type { Scenario } from '../src/scenario/scenario.js';
import { type Issue, usageIssue } from '../src/scenario/issue.js';
import { sha256Of } from '../src/node/digest.js';
import { isFromSources } from '../src/node/workers/from-sources.js';
import { WideningRunner } from '../src/node/workers/widening-runner.js';
import { Interrupt } from './interrupt.js';
import { Progress } from './progress.js';

/** What the line says of where studies run: the flags of `addStudyFlags`. */
export interface StudyFlags {
  readonly workers?: string;
}

/** Threads that make sense at all; a mistyped number should not fill the memory. */
const MOST_WORKERS = 512;

/** Flags of every verb that simulates. */
export function addStudyFlags(command: Command): Command {
  return command.option('--workers <number>', 'threads (all cores); no result depends on it');
}

/** What can be told of those flags before a run. */
export function studyFlagIssues({ workers }: StudyFlags): readonly Issue[] {
  if (workers === undefined || (/^[1-9]\d*$/.test(workers) && Number(workers) <= MOST_WORKERS)) return [];
  return [
    usageIssue('bad-usage', workers, `--workers ${workers}: not a number of threads`, { expected: `a whole number from 1 to ${MOST_WORKERS}`, got: workers }),
  ];
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
  const runner = new WideningRunner(workersOf(flags));
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
    await runner.close();
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
