import { expect, test } from 'vitest';
import { runScenarioFile, type Results } from '../../../src/index.js';

const run = (name: string, sets: readonly string[] = []): Promise<Results> => runScenarioFile(`scenarios/basics/${name}.yaml`, { sets: [...sets] });

/** The numbers that the lessons print, as they print them. */
test('a crawler costs the readers of an LRU cache, and not those behind a small queue', async () => {
  expect(milliseconds(await run('cache-scan'))).toBe('14.1 ms');
  expect(milliseconds(await run('cache-scan', ['workload.crawler=null']))).toBe('12.5 ms');
  expect(milliseconds(await run('cache-scan-s3-fifo'))).toBe('11.3 ms');
});

test('one bit for each item does better than the order of use', async () => {
  const { components } = await run('cache-sieve');
  const ratio = (components['cache'] as unknown as { readonly hit_ratio: { readonly value: number } }).hit_ratio.value;
  expect(`${(100 * ratio).toFixed(1)} %`).toBe('70.4 %');
});

function milliseconds(results: Results): string {
  return `${(1000 * results.requests['reads'].latency_s.mean!.value).toFixed(1)} ms`;
}
