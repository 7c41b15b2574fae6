import { expect } from 'vitest';
import { runScenarioFile, type Results } from '../../../src/index.js';

/** Mean makespan and time to the first rendition, and CPU seconds a video, in seconds as the lessons round them. */
export async function lesson(name: string): Promise<{ makespan: number; first: number; work: number; results: Results }> {
  const results = await runScenarioFile(`scenarios/basics/transcoder${name}.yaml`);
  const row = results.components['transcoder'];
  const meanOf = (statistic: string): number => (row[statistic] as { mean: { value: number } }).mean.value;
  expect(results.objectives.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  return { makespan: meanOf('makespan_s'), first: meanOf('time_to_first_s'), work: row.busy_servers!.value * 300, results };
}
