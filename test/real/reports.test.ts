import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/index.js';
import { queuelab } from '../bin/cli.js';

const root = resolve(import.meta.dirname, '../..');
const reports = readdirSync(join(root, 'reports')).filter((file) => file.endsWith('.json'));

/** Same version, scenario and seed: the same bytes. After a change that is meant, `npm start` writes the report again. */
test.each(reports)('reports/%s is what its scenario gives, byte for byte', { timeout: 60_000 }, async (report) => {
  const text = readFileSync(join(root, 'reports', report), 'utf8');
  const { scenario } = JSON.parse(text) as Results;
  expect((await queuelab('run', scenario.file, '--format', 'json')).stdout === text).toBe(true);
});
