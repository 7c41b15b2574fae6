import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { referencePage } from '../src/scenario/reference.js';
import { scenarioSchema } from '../src/scenario/schema.js';

const root = new URL('../', import.meta.url);

/** The files that are made from the declarations of the language: path → text. A test fails when they are stale. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const config = await resolveConfig(fileURLToPath(new URL('package.json', root)));
  const schema = await format(JSON.stringify(scenarioSchema()), { ...config, parser: 'json' });
  const reference = await format(referencePage(), { ...config, parser: 'markdown' });
  return new Map([
    ['schema/scenario.json', schema],
    ['docs/reference.md', reference],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedFiles()) writeFileSync(new URL(path, root), text);
}
