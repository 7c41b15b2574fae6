import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendToSummary, summaryOf } from '../../../bin/gate/github.js';
import { each, many } from '../../report/gate/example.js';

const folder = mkdtempSync(join(tmpdir(), 'queuelab-github-'));

test('the summary of a step is added to, not written over', () => {
  const file = join(folder, 'summary.md');
  writeFileSync(file, '# Before\n');
  expect(appendToSummary(summaryOf(each), file)).toEqual([]);
  expect(readFileSync(file, 'utf8')).toMatch(/^# Before\n<!-- queuelab:check -->\n### ✗ queuelab: /);
});

test.each([200, 2000])('of %i scenarios it stays below 1024 kB, beyond which GitHub drops it', (count) => {
  const file = join(folder, `${count}.md`);
  expect(appendToSummary(summaryOf(many(count)), file)).toEqual([]);
  expect(readFileSync(file).length).toBeLessThan(1024 * 1024);
  expect(readFileSync(file, 'utf8')).toContain('variant-000');
});

test('without a file there is nothing to do; one that cannot be written is told', () => {
  expect(appendToSummary(summaryOf(each), '')).toEqual([]);
  expect(appendToSummary(summaryOf(each), join(folder, 'not', 'there'))).toEqual([expect.stringContaining('ENOENT')]);
});
