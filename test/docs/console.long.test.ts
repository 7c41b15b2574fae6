import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consoleBlocks, documentsIn, refreshed } from '../../scripts/console-blocks.js';
import { queuelab, root } from '../bin/cli.js';

/** To write them again: npm run build && npm run generate:console */
describe('what the documents show is what the commands print', () => {
  for (const path of documentsIn(root)) {
    const text = readFileSync(join(root, path), 'utf8');
    if (consoleBlocks(text).length === 0) continue;
    test(path, async () => {
      expect(await refreshed(text, printed)).toBe(text);
    });
  }
});

async function printed(words: readonly string[]): Promise<string> {
  const { stdout, stderr } = await queuelab(...words);
  return stdout === '' ? stderr : stdout;
}
