import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runScenarioFile, type Results } from '../../src/index.js';

const folder = join(resolve(import.meta.dirname, '../..'), 'scenarios/video-streaming');

/** The numbers that the scenario's lesson prints, as it prints them. */
test('the lesson of the edge cache holds', { timeout: 60_000 }, async () => {
  const baseline = await runScenarioFile(join(folder, 'edge-cache.yaml'));
  const small = await runScenarioFile(join(folder, 'edge-cache-small.yaml'));
  expect(numbers(baseline)).toEqual({ hits: '23 %', busy: '32 %', p95: '0.12 s' });
  expect(numbers(small)).toEqual({ hits: '1.4 %', busy: '41 %', p95: '4.3 s' });
  expect(baseline.objectives.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
});

function numbers(results: Results): { hits: string; busy: string; p95: string } {
  const hits = (results.components['edge'] as unknown as { readonly hit_ratio: { readonly value: number } }).hit_ratio.value;
  const busy = results.components['origin'].utilisation!.value;
  const p95 = results.requests['views'].latency_s.percentiles['p95']!.value;
  return { hits: `${Number((100 * hits).toPrecision(2))} %`, busy: `${Math.round(100 * busy)} %`, p95: `${Number(p95.toPrecision(2))} s` };
}
