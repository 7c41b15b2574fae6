import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { speedTable, type Speed } from '../../bench/table.js';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(resolve(root, path), 'utf8');
const { version } = JSON.parse(text('package.json')) as { version: string };
const { speeds } = JSON.parse(text(`bench/results/${version}.json`)) as { speeds: readonly Speed[] };

test('the table of docs/performance.md is that of this version’s results (npm run bench)', () => {
  expect(text('docs/performance.md')).toContain(`\n${speedTable(speeds)}\n`);
});

test('every program that was there found the mean that theory says, within what so few jobs allow', () => {
  const means = speeds.filter(({ mean, theory }) => mean !== null && theory !== null);
  expect(means.length).toBeGreaterThanOrEqual(6);
  for (const { model, program, mean, theory } of means) expect(Math.abs(mean! / theory! - 1), `${program}, ${model}`).toBeLessThan(0.1);
});
