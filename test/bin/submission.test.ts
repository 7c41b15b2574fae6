import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSubmission } from '../../bin/exercise/submission.js';

it.each([
  ['a\nb\n', 'a\nb\n', null],
  ['a\nb\n', 'a\r\nb\r\n', null],
  ['a\r\nb\r\n', 'a\nb\n', null],
  ['a\nb\n', 'a\nc\n', { line: 2, column: 1 }],
  ['a\nb\n', 'a\nb\nc\n', { line: 3, column: 1 }],
  ['a\nb\n', 'a\nb', { line: 2, column: 2 }],
  // Columns count characters, as everywhere: ä and ö differ in their second byte.
  ['t,x\n0,Köln\n', 't,x\n0,Kölö\n', { line: 2, column: 6 }],
  ['ää\n', 'äö\n', { line: 1, column: 2 }],
])('a copy of data: %j handed out, %j handed in', (before, after, found) => {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
  writeFileSync(join(folder, 'day.csv'), after);
  expect(readSubmission(folder, 'page.yaml').changeOf('day.csv', new TextEncoder().encode(before))).toEqual(found);
  rmSync(folder, { recursive: true });
});
