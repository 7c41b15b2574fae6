import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { Scenario } from '../../src/scenario/scenario.js';

/** Reads a scenario given as text; throws with all its issues. */
export function scenarioOf(yaml: string, sets: readonly string[] = []): Scenario {
  const name = 'test.yaml';
  const reader = { ...diskReader, read: (path: string) => (path === name ? yaml : diskReader.read(path)) };
  const { scenario, issues } = readScenario({ file: name, sets, reader });
  if (scenario === null || issues.length > 0) throw new Error(renderIssues(issues));
  return scenario;
}
