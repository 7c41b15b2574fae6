import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, '../shared/design/scenarios');
const reader = {
  read: (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  resolve: (from: string, to: string): string => (from === '' ? resolve(to) : resolve(dirname(from), to)),
  relative: (path: string): string => relative(root, path),
};

const hasSketches = existsSync(folder);
if (!hasSketches) console.log('sketches: skipped, ../shared/design/scenarios is not here');

// `batch` is batch service in every kind: a fan-out says `concurrency` (docs/adr/).
const isBatchOfFanOut = ({ code, got }: { code: string; got: string | null }): boolean => code === 'wrong-shape' && got === '100';
// Who takes something back has no caller: a reservation belongs to an item of a key (docs/adr/).
const isStockWithoutHolder = ({ code, expected }: { code: string; expected: string | null }): boolean =>
  code === 'missing-field' && expected === 'holder: order';

describe.skipIf(!hasSketches)('the sketches of the language', () => {
  const files = hasSketches ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')) : [];
  const valid = ['closed', 'experiment', 'microservices', 'mm1', 'session', 'ties'].map((name) => `basics/${name}.yaml`);

  it.each(files)('%s is valid, or says what is not yet supported', (name) => {
    const { scenario, issues } = readScenario({ file: join(folder, name), sets: [], reader });
    const others = issues.filter(
      (issue) =>
        issue.code !== 'not-yet-supported' &&
        !(name === 'basics/replay.yaml' && issue.code === 'file-missing') &&
        !isBatchOfFanOut(issue) &&
        !isStockWithoutHolder(issue),
    );
    expect(others).toEqual([]);
    expect(scenario !== null).toBe(valid.includes(name));
  });
});
