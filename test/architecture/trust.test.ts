import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cases } from '../theory/cases.js';
import { features } from '../theory/station-features.js';
import { systems } from '../theory/system-cases.js';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/trust.md'), 'utf8');

test('docs/trust.md has a row for every number that the tests hold, each within the rule (npm run generate:trust)', () => {
  for (const { id, part, expected } of [...cases, ...features, ...systems]) {
    for (const { quantity } of expected) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${part === undefined ? id : `${id} ${part}`} | ${quantity} |`));
      expect(row, `${id}: ${quantity}`).toMatch(/\| yes \|$/);
    }
  }
});
