import { posix } from 'node:path';
import { readScenario, type ReadResult, type ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import type { Issue } from '../../src/scenario/issue.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import type { FileReader } from '../../src/scenario/source-file.js';

/** Files by path, in memory; the working directory is /work. */
export function memoryReader(files: Readonly<Record<string, string>>): FileReader {
  return {
    read: (path) => files[path] ?? null,
    resolve: (from, to) => posix.resolve('/work', posix.dirname(from), to),
    relative: (path) => posix.relative('/work', path),
  };
}

/** Reads a scenario text with other files beside it. */
export function readText(
  text: string,
  sets: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
  overrides: ScenarioOverrides = {},
): ReadResult {
  const paths = Object.fromEntries(Object.entries(files).map(([name, content]) => [posix.resolve('/work/scenarios', name), content]));
  return readScenario({ file: '/work/scenarios/shop.yaml', sets, reader: memoryReader({ ...paths, '/work/scenarios/shop.yaml': text }), overrides });
}

/** The scenario of a text that is right. */
export function scenarioOf(
  text: string,
  sets: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
  overrides: ScenarioOverrides = {},
): Scenario {
  const { scenario, issues } = readText(text, sets, files, overrides);
  if (scenario === null) throw new Error(issues.map(inWords).join('\n'));
  return scenario;
}

/** The mistakes of a text as `line:column code`. */
export function codesOf(text: string, sets: readonly string[] = [], files: Readonly<Record<string, string>> = {}): readonly string[] {
  return readText(text, sets, files).issues.map((issue) => `${issue.line}:${issue.column} ${issue.code}`);
}

const inWords = (issue: Issue): string => `${issue.file}:${issue.line}:${issue.column} ${issue.code} ${issue.message}`;

/** A scenario of one server, with other parts. */
export function oneServer(parts: { readonly server?: string; readonly workload?: string; readonly keys?: string; readonly rest?: string } = {}): string {
  return [
    'title: One server',
    ...(parts.keys === undefined ? [] : [`keys: ${parts.keys}`]),
    'components:',
    `  server: ${parts.server ?? '{ kind: service, work: 8ms }'}`,
    'workload:',
    `  jobs: ${parts.workload ?? '{ arrivals: { poisson: 40/s }, call: server }'}`,
    parts.rest ?? '',
  ].join('\n');
}
