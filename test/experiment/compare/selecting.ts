import { expect } from 'vitest';
import { compareDesigns } from '../../../src/experiment/compare/compare-designs.js';
import type { Comparison, Selection } from '../../../src/experiment/compare/document.js';
import type { SelectionAsked } from '../../../src/experiment/compare/select-best.js';
import { selectionStatistic } from '../../../src/experiment/compare/selection-statistic.js';
import type { StudyOptions } from '../../../src/experiment/study.js';
import { diskReader } from '../../../src/node/disk-reader.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { oneServer } from '../run.js';

export const page = oneServer({ rate: 0.5, run: '{ duration: 100s, warmup: 10s, replications: 20 }' });
export const share = (of: number): SelectionAsked['difference'] => ({ share: of });

export function read(sets: readonly string[], statistics: readonly string[], yaml: string): Scenario {
  const reader = { ...diskReader, read: (path: string) => (path === 'test.yaml' ? yaml : diskReader.read(path)) };
  const { scenario, issues } = readScenario({ file: 'test.yaml', sets, reader, statistics });
  expect(issues.map(({ message }) => message)).toEqual([]);
  return scenario!;
}

export interface Asked extends Partial<Omit<SelectionAsked, 'by'>> {
  readonly by?: string;
  readonly yaml?: string;
  readonly options?: Partial<StudyOptions>;
}

/** A is the page as it is. */
export async function comparisonOf(
  sets: readonly (readonly string[])[],
  { by, yaml = page, options = {}, difference = share(0.03), budget = 8 }: Asked = {},
): Promise<Comparison> {
  const statistics = by === undefined ? [] : [by];
  const scenarios = [[], ...sets].map((set) => read(set, statistics, yaml));
  const statistic = selectionStatistic(scenarios, by ?? null);
  if (typeof statistic === 'string') throw new Error(statistic);
  const designs = scenarios.map((scenario) => ({ scenario, set: [], options: { sha256: '', ...options } }));
  const select = { by: statistic, difference, budget };
  return (await compareDesigns(designs, { practical: 0.01, askedOnly: by !== undefined, by: by ?? null, notes: [], select }))!;
}
export const select = async (...words: Parameters<typeof comparisonOf>): Promise<Selection> => (await comparisonOf(...words)).selection!;
export const states = ({ designs }: Selection): readonly string[] => designs.map(({ design, state, replications }) => `${design} ${state} ${replications}`);

/** Near each other against what they scatter, so that it takes a second stage. */
export const near = [['server.work={ erlang: { mean: 1.05s, stages: 2 } }'], ['server.work={ exponential: 1.05s }'], ['server.servers=2']];
