import { ESLint } from 'eslint';
import { resolve } from 'node:path';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Without the rules that need types: loading the whole program takes seconds, and the bans do not need it. */
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked as never });

/** Rules that a text breaks if it stood in a file of the engine, or elsewhere. */
async function broken(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: resolve(root, filePath) });
  return result.messages.map((message) => message.ruleId ?? message.message).filter((rule) => rule.startsWith('no-restricted'));
}

test('the linter keeps chance, the clock and unstated orders out of the engine', { timeout: 60_000 }, async () => {
  const engine = 'src/sim/chance/law.ts';
  expect(await broken('export const a = Math.random();\n', engine)).toEqual(['no-restricted-syntax']);
  expect(await broken('export const a = Date.now();\n', engine)).toEqual(['no-restricted-globals']);
  expect(await broken('export const a = performance.now();\n', engine)).toEqual(['no-restricted-globals']);
  expect(await broken('export const a = [2, 1].sort();\n', engine)).toEqual(['no-restricted-syntax']);
  expect(await broken('export const a = [2, 1].toSorted();\n', engine)).toEqual(['no-restricted-syntax']);
  expect(await broken('export const a = [2, 1].sort((x, y) => x - y);\n', engine)).toEqual([]);
  expect(await broken('for (const a in { b: 1 }) a.trim();\n', engine)).toEqual(['no-restricted-syntax']);
  expect(await broken('export const a = Math.log(2);\n', engine)).toEqual(['no-restricted-syntax']);
  expect(await broken('export const a = Math.sqrt(2);\n', engine)).toEqual([]);
  expect(await broken("import 'node:fs';\n", engine)).toEqual(['no-restricted-imports']);
  expect(await broken('export const a = Math.log(2) + Math.random() + Date.now();\n', 'test/architecture/lint.test.ts')).toEqual([]);
});
