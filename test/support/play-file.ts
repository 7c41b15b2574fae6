import type { System } from '../../src/scenario/compile/system.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';

/** Reads a scenario file with changes and runs its first replication, without warm-up, to the end. */
export function playFile(file: string, sets: readonly string[]): System {
  const { scenario, issues } = readScenario({ file, sets, reader: diskReader });
  if (scenario === null) throw new Error(renderIssues(issues));
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  return system;
}

/** What a kind of the component that is called so keeps. */
export function behaviourOf(system: System, name: string) {
  return system.components.find(({ component }) => component.name === name)!.behaviour!;
}

/** A count, or the numerator of a mean, of the first instance of a component. */
export function countOf(system: System, name: string, statistic: string): number {
  const one = behaviourOf(system, name).statistics(0)[statistic];
  return one.type === 'count' ? one.count : one.type === 'mean' ? one.numerator : NaN;
}
