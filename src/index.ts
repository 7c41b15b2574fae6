import { runStudy } from './experiment/study.js';
import type { Results } from './experiment/results.js';
import { sha256Of } from './node/digest.js';
import { diskReader } from './node/disk-reader.js';
import type { Issue } from './scenario/issue.js';
import { readScenario } from './scenario/read-scenario.js';
import { renderIssues } from './scenario/render-issues.js';
import type { FileReader } from './scenario/source-file.js';

export { exitCodeOf, renderText } from './report/text.js';
export type * from './experiment/results.js';
export type { Issue } from './scenario/issue.js';

export interface RunScenarioOptions {
  /** Changes as on the command line: `server.servers=2`. */
  readonly sets?: readonly string[];
  readonly seed?: number;
  readonly replications?: number;
  /** As in a scenario: `10min`. */
  readonly duration?: string;
}

/** A scenario that does not pass its checks: every mistake at once. */
export class ScenarioError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(renderIssues(issues));
  }
}

/**
 * Runs a scenario file and returns its results.
 *
 * @example
 * const results = await runScenarioFile('scenarios/basics/one-server.yaml', { seed: 2 });
 * results.requests.web.latency_s.mean; // { value, low, high } in seconds
 * @throws ScenarioError with all issues
 */
export function runScenarioFile(file: string, options: RunScenarioOptions = {}): Promise<Results> {
  return runFrom(file, diskReader, options);
}

/**
 * Runs a scenario given as YAML text; files that it names are relative to the working directory.
 *
 * @example
 * const results = await runScenario('title: One server\ncomponents: …');
 * @throws ScenarioError with all issues
 */
export function runScenario(yaml: string, options: RunScenarioOptions = {}): Promise<Results> {
  const name = 'scenario.yaml';
  return runFrom(name, { ...diskReader, read: (path) => (path === name ? yaml : diskReader.read(path)) }, options);
}

async function runFrom(file: string, reader: FileReader, options: RunScenarioOptions): Promise<Results> {
  const { seed, replications, duration } = options;
  const overrides = { seed: text(seed), replications: text(replications), duration };
  const { scenario, issues } = readScenario({ file, sets: options.sets ?? [], reader, overrides });
  if (scenario === null || issues.length > 0) throw new ScenarioError(issues);
  const results = await runStudy(scenario, { sha256: sha256Of(scenario.resolved) });
  return results!;
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
