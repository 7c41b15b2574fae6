import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { readText } from './reader.js';

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const words = [...new Set(texts.join('\n').match(/[a-z0-9.%/]+|[{}[\]:,-]/gi))];

describe('any text', () => {
  it('gives a scenario, or issues that can be shown: never a throw, never neither', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      word: fc.constantFrom('', 'null', '[]', '{}', '0', '-1', '.nan', 'unlimited', ...words),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        const tokens = text.split(/(\b)/);
        for (const { at, word } of edits) tokens[Math.floor(at * tokens.length)] = word;
        const { scenario, issues } = readText(tokens.join(''), [], { 'youtube-lookalike.csv': 't_s,video,size_bytes\n0,a,1\n1,b,2\n' });
        expect(scenario === null).toBe(issues.length > 0);
        if (scenario === null) expect(renderIssues(issues)).toMatch(/Nothing was run\. \(exit 2\)\n$/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
