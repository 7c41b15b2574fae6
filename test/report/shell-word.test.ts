import { expect, it } from 'vitest';
import { shellWord } from '../../src/report/shell-word.js';

it.each([
  ['a/b-c_1.yaml', 'a/b-c_1.yaml'],
  ['büsy page.yaml', "'büsy page.yaml'"],
  ["it's.yaml", "'it'\\''s.yaml'"],
])('%s in a shell', (path, word) => {
  expect(shellWord(path)).toBe(word);
});
