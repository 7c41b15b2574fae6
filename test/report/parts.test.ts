import { expect, test } from 'vitest';
import { csvField } from '../../src/report/csv-field.js';
import { escapeCell } from '../../src/report/markdown-parts.js';

test('a field of a table is quoted where it needs to be, and no number that is none', () => {
  expect(['plain', 'a,b', 'say "so"', 'two\nlines', 1.5, true].map(csvField)).toEqual(['plain', '"a,b"', '"say ""so"""', '"two\nlines"', '1.5', 'true']);
  for (const value of [NaN, Infinity]) expect(() => csvField(value)).toThrow('numbers are finite or absent');
});

test('text in a row of Markdown stays in its row and is no markup', () => {
  expect(escapeCell('a | b\n*c* #d')).toBe('a \\| b \\*c\\* \\#d');
});
