import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '..');

/** What outlives the test file that does it. `vitest.config.ts` lets the files share a process and its modules. */
const lasting = new RegExp(
  [
    String.raw`\bvi\.(mock|doMock|stubGlobal|stubEnv|useFakeTimers|setSystemTime|resetModules)\b`,
    String.raw`\bprocess\.(chdir|umask|on)\(`,
    String.raw`\bprocess\.(env|exitCode|argv|stdout|stderr)(\.\w+|\['\w+'\])? = `,
    String.raw`\b(globalThis\.\w+|\w+\.prototype\.\w+) = `,
    String.raw`\bsetFlagsFromString\(`,
  ].join('|'),
);

test('no test changes what the next file finds: its modules, the environment, the working folder', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(90);
  // The command line without a process of its own sets the environment back when it has answered.
  expect(files.filter((file) => lasting.test(readFileSync(join(folder, file), 'utf8')))).toEqual([join('bin', 'cli.ts')]);
});
