import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Which rooms of src/ a room may look into, besides itself (ARCHITECTURE.md). The index and bin see all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  sim: [],
  models: ['sim'],
  theory: [],
  scenario: ['sim', 'models'],
  predict: ['sim', 'theory', 'scenario'],
  experiment: ['sim', 'models', 'theory', 'scenario', 'predict'],
  report: [],
  node: ['sim', 'scenario', 'experiment'],
};
/** Rooms that also run in a browser. */
const withoutNode = ['sim', 'models', 'theory', 'scenario', 'predict'];
const nodeModules = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typesOnly: boolean;
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [
    ...[...statements].map((found) => ({ file, room: roomOf(file), target: found[2], typesOnly: found[1] !== undefined })),
    ...[...dynamic].map((found) => ({ file, room: roomOf(file), target: found[1], typesOnly: false })),
  ];
}

function roomOf(file: string): string {
  const parts = file.split('/');
  return parts.length > 2 ? parts[1] : '';
}

/** Path from the repository's root of what a relative import means. */
function targetFile({ file, target }: Import): string {
  return relative(root, resolve(root, dirname(file), target));
}

/** Reports see plain data: the results, and the documents of other verbs, which stand in a `document.ts` of their room. */
function isDocument(target: string): boolean {
  return target === 'src/experiment/results.js' || /^src\/experiment\/[a-z-]+\/document\.js$/.test(target);
}

describe('imports run one way', () => {
  test('the search finds what there is to find', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(imports.some((each) => each.room === 'models' && each.target.startsWith('./'))).toBe(true);
    expect(Object.keys(mayImport)).toEqual(expect.arrayContaining([...new Set(files.map(roomOf).filter((room) => room !== ''))]));
  });

  test('a room looks only into the rooms before it', () => {
    const wrong = imports.filter((each) => {
      if (!each.target.startsWith('.') || each.room === '') return false;
      const target = targetFile(each);
      const room = roomOf(target);
      if (room === each.room) return false;
      if (each.room === 'report') return !(each.typesOnly && isDocument(target));
      return !target.startsWith('src/') || !mayImport[each.room].includes(room);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('the rooms that run in a browser import no Node module', () => {
    const wrong = imports.filter((each) => withoutNode.includes(each.room) && nodeModules.has(each.target));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});

test('every file of src and bin is short: one idea each', () => {
  const bin = readdirSync(join(root, 'bin'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const long = [...files, ...bin.map((file) => join('bin', file))]
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines >= 400);
  expect(long).toEqual([]);
});
