import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'docs/requirements.md');

interface Row {
  readonly scenario: string;
  readonly component: string;
  readonly statistic: string;
  readonly test: string;
}

const cell = /^\[[^\]]+\]\(([^)]+)\)$/;
const code = /^`([^`]+)`$/;

/** The rows of all tables: requirement, scenario, component, statistic, test. */
const rows: readonly Row[] = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:requirement|---)/.test(line))
  .map((line) => {
    const cells = line
      .slice(1, -1)
      .split('|')
      .map((text) => text.trim());
    expect(cells, line).toHaveLength(5);
    const [scenario, component, statistic, held] = [cell, code, code, cell].map((pattern, index) => pattern.exec(cells[index + 1])?.[1] ?? '');
    expect([scenario, component, statistic, held], line).not.toContain('');
    return { scenario, component, statistic, test: held };
  });
const file = (link: string): string => join(dirname(page), link);
const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];

describe('docs/requirements.md', () => {
  test('has rows', () => expect(rows.length).toBeGreaterThan(40));

  test.each(scenarios)('%s has the components and the statistics', (scenario) => {
    const here = rows.filter((row) => row.scenario === scenario);
    const statistics = [...new Set(here.map(({ statistic }) => statistic))];
    const read = readScenario({ file: file(scenario), sets: [], reader: diskReader, statistics });
    expect(read.scenario, renderIssues(read.issues)).not.toBeNull();
    expect(read.scenario!.components.map(({ name }) => name)).toEqual(expect.arrayContaining(here.map(({ component }) => component)));
    expect(read.scenario!.asked.map(({ statistic }) => statistic)).toEqual(statistics);
  });

  test('names tests that are there, and that know the scenario or are about more than one', () => {
    expect([...new Set(rows.map((row) => row.test))].filter((link) => !existsSync(file(link)))).toEqual([]);
    // A row held by claims has some of its scenario.
    for (const { scenario, test: held } of rows.filter((row) => row.test.includes('/claims/'))) {
      const name = /([^/]+)\.yaml$/.exec(scenario)![1];
      expect(readFileSync(file(held), 'utf8'), scenario).toMatch(new RegExp(`^ +'?${name}'?: \\[`, 'm'));
    }
  });
});
