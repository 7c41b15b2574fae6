import type { Baseline } from '../../src/experiment/gate/baseline.js';
import type { CheckDocument, CheckedScenario, InvalidScenario } from '../../src/experiment/gate/document.js';
import { judgeScenario } from '../../src/experiment/gate/check-scenario.js';
import { exitCodeOfCheck } from '../../src/experiment/gate/exit-code.js';
import { measure } from '../../src/experiment/gate/measure.js';
import { version } from '../../src/experiment/version.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { changesSince } from '../../src/scenario/changes.js';
import type { Issue } from '../../src/scenario/issue.js';
import type { ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import type { Studies } from '../studies.js';
import type { BaselineFolder } from './baseline-folder.js';
import { readBaselineAgain, readForCheck, type ReadForCheck } from './read-for-check.js';
import type { FoundFiles } from './scenario-words.js';

export interface CheckSettings {
  readonly folder: BaselineFolder | null;
  /** What is found becomes the baseline: nothing is compared, and nothing needs more replications than usual. */
  readonly isUpdate: boolean;
  readonly practical: number;
  readonly budget: number;
  readonly undecided: 'fail' | 'ok';
  readonly sets: readonly string[];
  readonly statistics: readonly string[];
  readonly overrides: ScenarioOverrides;
  readonly reproduce: string;
}

export interface Checked {
  readonly document: CheckDocument;
  /** What each scenario would leave as its baseline, by its file. */
  readonly fresh: ReadonlyMap<string, Baseline>;
  /** Statistics that no scenario has, and mistakes in pages whose baselines are to be written: nothing was run then. */
  readonly obstacles: readonly Issue[];
}

/** Reads all scenarios, then simulates one after another; a file that is not valid does not keep the others from being checked. */
export async function runCheck({ files, folders }: FoundFiles, settings: CheckSettings, studies: Studies): Promise<Checked> {
  const { folder, sets, overrides, statistics } = settings;
  const read = files.map((file) => ({ file, ...readForCheck(file, sets, overrides, statistics) }));
  const fresh = new Map<string, Baseline>();
  const obstacles = [...neverFound(statistics, read), ...(settings.isUpdate ? read.flatMap(({ issues }) => issues) : [])];
  const scenarios: CheckedScenario[] = [];
  let partial = false;
  if (obstacles.length === 0) {
    studies.expect(read.reduce((sum, { scenario }) => sum + (scenario?.run.replications ?? 0), 0));
    for (const one of read) {
      studies.note(`${scenarios.length + 1} of ${read.length} scenarios`);
      const checked = await checkOne(one, settings, studies, fresh);
      if (checked === null) partial = true;
      else scenarios.push(checked);
      if (partial) break;
    }
  }
  const document: Omit<CheckDocument, 'exit_code'> = {
    schema: 'queuelab/check/1',
    version,
    baseline: folder?.folder ?? null,
    practical: settings.practical,
    budget: settings.budget,
    undecided: settings.undecided,
    reproduce: settings.reproduce,
    scenarios,
    removed: folder?.orphans(folders) ?? [],
    partial,
  };
  return { document: { ...document, exit_code: exitCodeOfCheck(document) }, fresh, obstacles };
}

/** null: it was interrupted. */
async function checkOne(
  { file, scenario, issues }: ReadForCheck & { readonly file: string },
  { folder, isUpdate, practical, budget, sets }: CheckSettings,
  studies: Studies,
  fresh: Map<string, Baseline>,
): Promise<CheckedScenario | null> {
  if (scenario === null) return invalid(file, issues);
  const kept = isUpdate || folder === null ? null : folder.read(file);
  if (typeof kept === 'string') return broken(file, kept);
  const readAgain = (statistics: readonly string[]): ReturnType<typeof readBaselineAgain> => readBaselineAgain(file, kept!, statistics);
  const gate = { file: folder?.nameOf(file) ?? file, baseline: kept, readAgain, practical, budget: isUpdate ? 1 : budget };
  const measured = await measure(scenario, { ...gate, optionsFor: (one) => studies.optionsFor(one) });
  if (measured === null) return null;
  fresh.set(file, measured.fresh);
  const isOther = kept !== null && kept.scenario.sha256 !== measured.fresh.scenario.sha256;
  const changes = isOther ? changesSince(kept.resolved, { file, sets, reader: diskReader }) : [];
  return judgeScenario(scenario, measured, { baseline: kept, path: folder?.pathOf(file) ?? null, changes, budget });
}

function invalid(file: string, issues: readonly Issue[]): InvalidScenario {
  const told = issues.map(({ file: place, line, column, message, suggestion }) => ({ file: place, line, column, message, suggestion }));
  return { file, outcome: 'invalid', issues: told };
}

function broken(file: string, message: string): InvalidScenario {
  const [path] = message.split(': ');
  return {
    file,
    outcome: 'invalid',
    issues: [{ file: path, line: 1, column: 1, message: `the baseline cannot be read: ${message}`, suggestion: '--update writes it again' }],
  };
}

/** Statistics that no scenario has: a slip of the line. Where pages are broken, they may be what has it. */
function neverFound(statistics: readonly string[], read: readonly ReadForCheck[]): readonly Issue[] {
  const valid = read.filter(({ scenario }) => scenario !== null);
  if (valid.length < read.length) return [];
  return statistics.flatMap((name) => {
    if (valid.some(({ known }) => known.includes(name))) return [];
    const issue = valid[0]?.unknown.find(({ frame }) => frame?.text.endsWith(name) === true);
    return issue === undefined ? [] : [{ ...issue, file: '--statistic', frame: null, message: `--statistic ${name}: no scenario has it; ${issue.message}` }];
  });
}
