import { type IssuesDocument, issuesDocument, type Issue } from '../../src/scenario/issue.js';
import { readScenario, type ReadResult, type ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { diskReader } from '../../src/node/disk-reader.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { findScenario } from '../scenario-files.js';

/** Finds, reads and checks what a word of the command line names, with its changes and the statistics that are asked for by name. */
export function loadWord(word: string, sets: readonly string[], overrides: ScenarioOverrides, statistics: readonly string[] = []): ReadResult {
  const found = findScenario(word);
  return 'issue' in found ? { scenario: null, issues: [found.issue] } : readScenario({ file: found.file, sets, reader: diskReader, overrides, statistics });
}

/** Issues go where the asked format goes: JSON to standard output, words to standard error. */
export function printIssues(issues: readonly Issue[], asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify(issuesDocument(issues) satisfies IssuesDocument, null, 2)}\n`);
  else process.stderr.write(renderIssues(issues));
}

/** The text of the scenario file; '' where it cannot be read again. */
export function sourceOf({ file }: Scenario): string {
  const read = diskReader.read(file);
  return typeof read === 'string' ? read : read instanceof Uint8Array ? new TextDecoder().decode(read) : '';
}
