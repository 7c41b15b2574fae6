import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { renderText, runScenario, runScenarioFile, type Results } from '../../src/index.js';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text }));

test('what the README shows is what the command prints', { timeout: 30_000 }, async () => {
  const shown = blocks.find(({ text }) => text.startsWith('$ npx queuelab run one-server\n'))!.text;
  const results = await runScenarioFile(join(root, 'scenarios/basics/one-server.yaml'));
  const printed = renderText(results, { width: 80, colour: false, unicode: true, quiet: false, all: false });
  // To write it again: npx tsx bin/queuelab.ts run one-server
  expect(shown.split('\n').slice(2)).toEqual(printed.split('\n').slice(1));
});

test('the shop of the README runs, and does what the text says', { timeout: 60_000 }, async () => {
  const shop = blocks.find(({ language, text }) => language === 'yaml' && text.startsWith('title: A small shop\n'))!.text;
  const two = await runScenario(shop);
  expect(numbers(two)).toEqual({ busy: '67 %', p95: '51 ms' });
  expect(two.bottleneck).toMatchObject({ component: 'database' });
  expect(Math.round(two.bottleneck!.saturation_per_s)).toBe(222);
  const three = await runScenario(shop, { sets: ['database.servers=3'] });
  expect(numbers(three)).toEqual({ busy: '45 %', p95: '34 ms' });
});

function numbers(results: Results): { busy: string; p95: string } {
  const busy = results.components['database'].utilisation!.value;
  const p95 = results.requests['visitors/shop.browse'].latency_s.percentiles['p95']!.value;
  return { busy: `${Math.round(100 * busy)} %`, p95: `${Math.round(1000 * p95)} ms` };
}
