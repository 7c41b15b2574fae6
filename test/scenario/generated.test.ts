import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../../scripts/generate.js';
import { scenarioSchema } from '../../src/scenario/schema.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const validate: ValidateFunction = new Ajv({ strict: false, allErrors: false }).compile(scenarioSchema());

function yamlFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

describe('files that are generated from the language', () => {
  it('are fresh (npm run generate)', async () => {
    for (const [path, text] of await generatedFiles()) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  });
});

describe('the schema', () => {
  const scenarios = yamlFiles(join(root, 'scenarios')).filter((file) => !file.includes('exercise'));

  it('accepts every scenario that ships', () => {
    expect(scenarios.length).toBeGreaterThan(0);
    for (const file of scenarios) {
      validate(parse(readFileSync(file, 'utf8')));
      expect(validate.errors ?? [], file).toEqual([]);
    }
  });

  /** Mistakes that show in one place alone; references, units that fit and outcomes are for `queuelab validate`. */
  it.each([
    'unknown-field',
    'unit-missing',
    'unit-ambiguous',
    'unit-unknown',
    'unit-wrong',
    'unknown-kind',
    'unknown-choice',
    'missing-field',
    'no-verb',
    'several-verbs',
    'not-a-number',
  ])('refuses %s', (code) => {
    const file = yamlFiles(join(root, 'test/scenario/invalid')).find((name) => basename(name) === `${code}.yaml`)!;
    expect(validate(parse(readFileSync(file, 'utf8')))).toBe(false);
  });

  it('lets a variant leave out the kind and change or remove fields of any kind', () => {
    expect(validate({ title: 'V', extends: 'b.yaml', components: { edge: { capacity: 200, servers: null }, server: { work: '8ms' }, gone: null } })).toBe(true);
    expect(validate({ title: 'V', extends: 'b.yaml', components: { edge: { capacityy: 200 } } })).toBe(false);
    expect(validate({ title: 'No components' })).toBe(false);
  });
});
