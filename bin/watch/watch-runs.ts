import { resolve } from 'node:path';
import { compareSamples } from '../../src/experiment/compare/compare-samples.js';
import type { Results } from '../../src/experiment/results.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { renderChanges } from '../../src/report/compare/changes.js';
import { renderText, type TextOptions } from '../../src/report/text.js';
import { readScenario, type ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { findScenario } from '../scenario-files.js';
import { FileWatch } from './file-watch.js';

export interface Watching {
  readonly word: string;
  readonly set: readonly string[];
  readonly overrides: ScenarioOverrides;
  /** Simulates, and stops where it is told to; null if nothing came of it. `isInterrupted`: the user wants no more. */
  readonly simulate: (scenario: Scenario, stop: () => boolean) => Promise<{ readonly results: Results; readonly isInterrupted: boolean } | null>;
  /** With each result, before it is shown: files. */
  readonly deliver: (results: Results) => Promise<void>;
  readonly text: TextOptions;
  readonly write: (text: string) => void;
  /** For people, not part of the result. */
  readonly tell: (text: string) => void;
  readonly end: AbortSignal;
}

/**
 * Runs the scenario again whenever it, a file that it extends or one that it reads is saved, and shows what changed: the same replications on the same random numbers, so
 * that a difference is the page's. A mistake is shown, and watching goes on. Until `end`, or an interrupted run.
 */
export async function watchRuns(watching: Watching): Promise<void> {
  const { write, tell, end, text } = watching;
  const watch = await FileWatch.open();
  end.addEventListener('abort', () => void watch.close());
  let before: Results | null = null;
  try {
    while (!end.aborted) {
      const { scenario, files, problem } = read(watching);
      watch.follow(files);
      if (scenario === null) tell(problem);
      else {
        const done = await watching.simulate(scenario, () => end.aborted || watch.hasChanged);
        if (done?.isInterrupted === true || end.aborted) return;
        // Saved again meanwhile: what ran is not what is on disk.
        if (watch.hasChanged) continue;
        if (done !== null) {
          await watching.deliver(done.results);
          write(before === null ? renderText(done.results, text) : `\n${changes(before, done.results, text)}`);
          before = done.results;
        }
      }
      tell(`watching ${files.length === 1 ? files[0] : `${files[0]} and ${files.length - 1} more`}: save to run again, Ctrl-C to end\n`);
      await watch.changed();
    }
  } finally {
    await watch.close();
  }
}

/** Reads the page, and every file that was opened or looked for on the way. */
function read({ word, set, overrides }: Watching): { readonly scenario: Scenario | null; readonly files: readonly string[]; readonly problem: string } {
  const found = findScenario(word);
  if ('issue' in found) return { scenario: null, files: [word], problem: renderIssues([found.issue]) };
  const files = new Map<string, string>();
  const reader = {
    ...diskReader,
    read: (path: string) => {
      files.set(resolve(path), diskReader.relative(path));
      return diskReader.read(path);
    },
  };
  const { scenario, issues } = readScenario({ file: found.file, sets: set, reader, overrides });
  return { scenario: issues.length === 0 ? scenario : null, files: [...files.values()], problem: renderIssues(issues) };
}

/** What changed, the objectives and the verdict; the whole report where the runs cannot be held against each other. */
function changes(before: Results, now: Results, text: TextOptions): string {
  const spreads = [before.spread, now.spread];
  const isAlike = before.seed === now.seed && before.replications === now.replications && before.study === now.study;
  if (!isAlike || spreads.includes(undefined)) return renderText(now, text);
  const samples = [before, now].map((results) => ({ results, set: [], statistics: results.spread!, closed: new Set<string>() }));
  const comparison = compareSamples(samples, { practical: PRACTICAL, by: null, notes: [] });
  const unstable = now.advice.filter(({ code }) => code === 'unstable').map(({ sentence }) => `${sentence}\n`);
  return [renderChanges(comparison, text), ...unstable, renderText(now, { ...text, quiet: true })].join('\n');
}

/** As `compare` has it. */
const PRACTICAL = 0.01;
