import { describe, expect, it } from 'vitest';
import { runScenarioFile, type Results } from '../../../src/index.js';

/** Mean makespan and time to the first rendition, and CPU seconds a video, in seconds as the lessons round them. */
async function lesson(name: string): Promise<{ makespan: number; first: number; work: number; results: Results }> {
  const results = await runScenarioFile(`scenarios/basics/transcoder${name}.yaml`);
  const row = results.components['transcoder'];
  const meanOf = (statistic: string): number => (row[statistic] as { mean: { value: number } }).mean.value;
  expect(results.objectives.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  return { makespan: meanOf('makespan_s'), first: meanOf('time_to_first_s'), work: row.busy_servers!.value * 300, results };
}

describe('what the scenarios of the transcoder say', () => {
  it.each([
    ['', 77.7, 8.2],
    ['-short-chunks', 102.2, 12.7],
    ['-whole', 726, 148.2],
    ['-longest-first', 73.5, 37.1],
  ])('transcoder%s: %d s, and %d s to the first rendition, every time', async (name, makespan, first) => {
    const found = await lesson(name);
    expect([Math.abs(found.makespan - makespan) < 0.06, Math.abs(found.first - first) < 0.06]).toEqual([true, true]);
    expect((found.results.components['transcoder']['makespan_s'] as { max: number }).max).toBeCloseTo(found.makespan, 6);
  });

  it('slow workers and backups', async () => {
    const slow = await lesson('-stragglers');
    const backed = await lesson('-backups');
    expect([Math.round(slow.makespan), Math.round(slow.first), Math.round(slow.work / 10) * 10]).toEqual([176, 25, 2180]);
    expect([Math.round(backed.makespan), Math.round(backed.first), Math.round(backed.work / 10) * 10]).toEqual([101, 25, 2040]);
  });

  it('lost workers, cut and not', async () => {
    const cut = await lesson('-lost');
    const whole = await lesson('-lost-whole');
    expect([cut.makespan.toFixed(1), Math.round(whole.makespan)]).toEqual(['79.8', 857]);
  });
});
