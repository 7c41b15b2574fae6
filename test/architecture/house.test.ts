import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds } from '../../src/models/index.js';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Page {
  readonly title?: string;
  readonly question?: string;
  readonly extends?: string;
}
const scenarios = readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort((a, b) => (a < b ? -1 : 1))
  .map((file) => join('scenarios', file));

describe('every scenario', () => {
  test.each(scenarios)('%s says what it is and what it asks', (file) => {
    const page = parse(text(file)) as Page;
    expect(page.title, 'a title of its own').toMatch(/\S/);
    expect(question(file), 'a question, its own or its baseline’s').toMatch(/\?$/);
  });

  test('there are some', () => expect(scenarios.length).toBeGreaterThan(10));

  test('no two have the same title', () => {
    const titles = scenarios.map((file) => (parse(text(file)) as Page).title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

function question(file: string): string | undefined {
  const page = parse(text(file)) as Page;
  return page.question ?? (page.extends === undefined ? undefined : question(relative(root, resolve(root, dirname(file), page.extends))));
}

describe('documents', () => {
  test.skipIf(!existsSync(join(root, 'docs/reference.md')))('every kind has its section in the reference', () => {
    const headings = [...text('docs/reference.md').matchAll(/^#+ `?([a-z-]+)`?\s*$/gm)].map((found) => found[1]);
    expect(headings).toEqual(expect.arrayContaining(kinds.map(({ kind }) => kind)));
  });

  test('every decision record is listed', () => {
    const records = readdirSync(join(root, 'docs/adr')).filter((file) => /^\d{4}-/.test(file));
    const listed = [...text('docs/adr/README.md').matchAll(/\]\((\d{4}-[^)]+)\)/g)].map((found) => found[1]);
    expect(records.length).toBeGreaterThan(0);
    expect(listed.toSorted(compareText)).toEqual(records.toSorted(compareText));
  });

  test('a link between documents leads somewhere', () => {
    const pages = [...readdirSync(root).filter((file) => file.endsWith('.md')), ...markdownIn('docs')];
    const dead = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
        .map((found) => found[1])
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(resolve(root, dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test('the version is the newest in the change log', () => {
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(/^## (\d+\.\d+\.\d+)/m.exec(text('CHANGELOG.md'))?.[1]).toBe(version);
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
