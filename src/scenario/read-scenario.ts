import { check } from './check/check.js';
import { Issues, type Issue } from './issue.js';
import { applyOptions, type Assigned, loadTree } from './load.js';
import { assign } from './path.js';
import type { Scenario } from './scenario.js';
import { SourceFile, type FileReader } from './source-file.js';
import { DataFiles, type NamedData } from './trace.js';
import type { MapNode, ScalarNode } from './tree.js';

export interface ReadRequest {
  /** The path of the scenario file, as the reader knows it. */
  readonly file: string;
  /** Assignments `PATH=VALUE` of the command line, in order. */
  readonly sets: readonly Assigned[];
  readonly reader: FileReader;
  /** Reads the files of data; left out: `reader`. */
  readonly dataReader?: FileReader;
  /** What named options of the command line say; they win over the file and over `sets`. Written as in a scenario: `10min`. */
  readonly overrides?: ScenarioOverrides;
  /** Statistics asked for besides those that objectives name, as objectives write them. */
  readonly statistics?: readonly string[];
}
export interface ScenarioOverrides {
  readonly seed?: string | number;
  readonly replications?: string | number;
  readonly duration?: string;
  readonly precision?: string;
}

/** A scenario is null exactly where there are issues. */
export interface ReadResult {
  readonly scenario: Scenario | null;
  readonly issues: readonly Issue[];
}

/** The same with the tree that was read, `extends` and `sets` in it, and the files of data that it names. */
export interface LocatedRead extends ReadResult {
  readonly tree: MapNode | null;
  readonly data: readonly NamedData[];
}

/** Reads a scenario file with all it extends and names, merges, checks: every mistake at once. */
export function readScenario(request: ReadRequest): ReadResult {
  const { scenario, issues } = readLocated(request);
  return { scenario, issues };
}

/** For those who write the page again. */
export function readLocated({ file, sets, reader, dataReader = reader, overrides = {}, statistics = [] }: ReadRequest): LocatedRead {
  const issues = new Issues();
  const tree = loadTree(file, null, reader, issues);
  if (tree === null) return { scenario: null, issues: issues.all, tree: null, data: [] };
  const resolved = applyOptions(tree, sets, issues);
  const overridden = applyOverrides(resolved, overrides, issues);
  const files = new DataFiles(dataReader);
  const scenario = check({ root: overridden, resolved, file: reader.relative(file), statistics }, files, issues);
  return { scenario: issues.isEmpty ? scenario : null, issues: issues.all, tree: resolved, data: files.named };
}

const overridePaths = { seed: 'seed', replications: 'run.replications', duration: 'run.duration', precision: 'run.precision' } as const;

/** Named options are assignments whose mistakes are reported as the option's. */
function applyOverrides(root: MapNode, overrides: ScenarioOverrides, issues: Issues): MapNode {
  let result = root;
  for (const [name, path] of Object.entries(overridePaths) as [keyof ScenarioOverrides, string][]) {
    const value = overrides[name];
    if (value === undefined) continue;
    const text = String(value);
    const source = new SourceFile('', `--${name}`, text);
    const place = { file: source, start: 0, end: text.length };
    const node: ScalarNode = { type: 'scalar', value: text, text, isQuoted: false, place };
    result = assign(result, path, place, node, issues) ?? result;
  }
  return result;
}
