import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { breaks, breakUp } from './break-up.js';
import { fullPage } from './full-page.js';
import { readText } from './reader.js';

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const texts = [
  fullPage,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
];
const words = [...new Set(texts.join('\n').match(/[a-z0-9.%/]+|[{}[\]:,-]/gi))];

/** Texts that nobody meant, so many of each sort: each is told what is wrong with it. */
export function robustness(count: number): void {
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
          else wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
        }),
        { seed: 1, numRuns: count },
      );
    });
  });

  describe('a scenario that is broken on purpose', () => {
    it('is valid before', () => expect(readText(fullPage).issues).toEqual([]));

    it(`gives errors that can be shown, ${count} times: one mistake or several, of every kind`, () => {
      const how = fc.record({ kind: fc.constantFrom(...breaks), at: fc.double({ min: 0, max: 0.999, noNaN: true }), with: fc.nat() });
      fc.assert(
        fc.property(fc.array(how, { minLength: 1, maxLength: 3 }), (mistakes) => {
          const text = mistakes.reduce((before, mistake) => breakUp(before, mistake.kind, mistake.at, mistake.with), fullPage);
          const { scenario, issues } = readText(text);
          expect(scenario).toBeNull();
          expect(issues.length).toBeGreaterThan(0);
          for (const issue of issues) expect(issue.line, issue.message).toBeGreaterThan(0);
          expect(renderIssues(issues)).toMatch(/^scenarios\/shop\.yaml:\d+:\d+ {2}[^]*Nothing was run\. \(exit 2\)\n$/);
        }),
        { seed: 1, numRuns: count },
      );
    });
  });
}
