import { dirname, join } from 'node:path';
import type { Baseline } from '../../src/experiment/gate/baseline.js';
import type { Issue } from '../../src/scenario/issue.js';
import { readScenario, type ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';

export interface ReadForCheck {
  readonly scenario: Scenario | null;
  readonly issues: readonly Issue[];
  /** Of the statistics that were asked for, those that this scenario has. */
  readonly known: readonly string[];
  /** What is wrong with the others, here. */
  readonly unknown: readonly Issue[];
}

/** A scenario with those of the statistics that it has: `web.latency.p99`, or `latency.p99` of every workload. */
export function readForCheck(file: string, sets: readonly string[], overrides: ScenarioOverrides, statistics: readonly string[]): ReadForCheck {
  const read = (asked: readonly string[]): ReturnType<typeof readScenario> => readScenario({ file, sets, overrides, statistics: asked, reader: diskReader });
  const plain = read([]);
  if (plain.scenario === null || statistics.length === 0) return { ...plain, known: [], unknown: [] };
  const subjects = new Set([...plain.scenario.workloads, ...plain.scenario.components].map(({ name }) => name));
  const candidates = new Map(
    statistics.map((name) => {
      const isWhole = subjects.has(/^[^./]*/.exec(name)![0]);
      return [name, isWhole ? [name] : plain.scenario!.workloads.map((workload) => `${workload.name}.${name}`)] as const;
    }),
  );
  const all = [...candidates.values()].flat();
  const first = read(all);
  const wrong = new Set(first.issues.map(({ frame }) => frame?.text));
  const right = all.filter((name) => !wrong.has(name));
  return {
    scenario: (wrong.size === 0 ? first : read(right)).scenario ?? plain.scenario,
    issues: [],
    known: statistics.filter((name) => candidates.get(name)!.some((one) => !wrong.has(one))),
    unknown: first.issues,
  };
}

/** The scenario of a baseline as it was then; its data files are where those of the present one are. Null where this version does not accept it. */
export function readBaselineAgain(file: string, { resolved, seed, replications }: Baseline, statistics: readonly string[]): Scenario | null {
  const name = join(dirname(file), '.baseline.yaml');
  const text = JSON.stringify(resolved);
  const reader = { ...diskReader, read: (path: string) => (path === name ? text : diskReader.read(path)) };
  return readScenario({ file: name, sets: [], overrides: { seed, replications }, statistics, reader }).scenario;
}
