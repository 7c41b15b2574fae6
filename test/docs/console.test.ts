import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWord } from '../../bin/commands/load-scenario.js';
import { consoleBlocks, documentsIn, excerpt, refreshed, wordsOf } from '../../scripts/console-blocks.js';
import { root } from '../bin/cli.js';

const printed =
  'A title\n\nLATENCY ms  mean\n  web   50\n\nWHY  server limits.\n     It is busy.\nADVICE  Longer.\n✗ unstable: it grows.\n\nOther random numbers: --seed 2\nno objectives (exit 0)\n';

describe('console blocks of documents', () => {
  test('show the parts that their comment names', () => {
    expect(excerpt(printed, [])).toBe(printed);
    expect(excerpt(printed, ['LATENCY', 'WHY'])).toBe('LATENCY ms  mean\n  web   50\n\nWHY  server limits.\n     It is busy.\n');
    expect(excerpt(printed, ['UNSTABLE', 'VERDICT'])).toBe('✗ unstable: it grows.\n\nOther random numbers: --seed 2\nno objectives (exit 0)\n');
  });

  test('are written again, and nothing else is', async () => {
    const text =
      "Before.\n\n<!-- console WHY -->\n\n```console\n$ npx queuelab run a --set 'b={ c: 1 }'\nold\n```\n\nAfter.\n\n```console\nnpx queuelab run other\n```\n";
    const asked: (readonly string[])[] = [];
    const print = (words: readonly string[]): Promise<string> => (asked.push(words), Promise.resolve(printed));
    expect(await refreshed(text, print)).toBe(text.replace('old\n', 'WHY  server limits.\n     It is busy.\n'));
    expect(asked).toEqual([['run', 'a', '--set', 'b={ c: 1 }']]);
  });

  test('what they run passes its checks', () => {
    const blocks = documentsIn(root).flatMap((path) => consoleBlocks(readFileSync(join(root, path), 'utf8')).map((block) => ({ path, words: block.words })));
    expect(blocks.length).toBeGreaterThan(40);
    const mistakes = blocks.flatMap(({ path, words: [verb, name, ...options] }) => {
      expect(['run', 'plan'], path).toContain(verb);
      const sets = options.filter((_, index) => options[index - 1] === '--set');
      return loadWord(name, sets, {}).issues.map(({ message }) => `${path}: ${wordsOf(name).join(' ')}: ${message}`);
    });
    expect(mistakes).toEqual([]);
  });
});
