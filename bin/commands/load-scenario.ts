import { type IssuesDocument, issuesDocument, type Issue } from '../../src/scenario/issue.js';
import { readScenario, type ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';

/** Reads and checks one file with its changes. */
export function loadScenario(file: string, sets: readonly string[], overrides: ScenarioOverrides): { scenario: Scenario | null; issues: readonly Issue[] } {
  return readScenario({ file, sets, reader: diskReader, overrides });
}

/** Issues go where the asked format goes: JSON to standard output, words to standard error. */
export function printIssues(issues: readonly Issue[], asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify(issuesDocument(issues) satisfies IssuesDocument, null, 2)}\n`);
  else process.stderr.write(renderIssues(issues));
}
