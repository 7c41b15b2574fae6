import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { annotationLines } from '../../../src/report/gate/annotations.js';
import { renderDocument } from '../../../src/report/gate/document.js';
import { renderCheckJUnit } from '../../../src/report/gate/junit.js';
import { COMMENT_LIMIT, renderCheckMarkdown } from '../../../src/report/gate/markdown.js';
import { renderCheckText } from '../../../src/report/gate/text.js';
import schema from '../../../schema/check.json' with { type: 'json' };
import { document, each, hostile, many, scenario } from './example.js';

const text = { width: 120, colour: false, unicode: true, quiet: false };

describe('text', () => {
  test('a line a scenario, below it what is not as before; the verdict last', async () => {
    await expect(renderCheckText(each, text)).toMatchFileSnapshot('snapshots/check.txt');
    for (const line of renderCheckText(each, text).split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test('a long name has a line of its own and makes no column wider, whether some are long or all', () => {
    const long = `${'../'.repeat(6)}tmp/a-folder-of-a-build-server/scenarios/a.yaml`;
    const row = 'identical     (same fingerprint a41c…)\n';
    const [far, near] = [scenario(long, 'identical'), scenario('b.yaml', 'identical')];
    expect(renderCheckText(document([far]), text)).toContain(`${long}\n    ${row}`);
    expect(renderCheckText(document([far, near]), text)).toContain(`${long}\n${' '.repeat('b.yaml'.length + 2)}${row}b.yaml  ${row}`);
  });

  test('--quiet leaves out what is as before; ASCII where the terminal has nothing else', () => {
    const quiet = renderCheckText(each, { ...text, quiet: true, unicode: false });
    expect(quiet).not.toContain('scenarios/video/baseline.yaml');
    expect(quiet).toMatch(/\(exit 1\)\n$/);
    expect(quiet).toMatch(/^[\n -~]*$/);
  });
});

describe('Markdown', () => {
  test('the verdict first, the table, why, and what is folded', async () => {
    await expect(renderCheckMarkdown(each)).toMatchFileSnapshot('snapshots/check.md');
    expect(renderCheckMarkdown(each)).toMatch(/^<!-- queuelab:check -->\n### ✗ queuelab: 1 of 12 scenarios contradicted by theory, 1 not valid, 1 got worse/);
  });

  test.each([200, 600])('%i scenarios fit into a comment: folds go first, every scenario that is not as before keeps its row', (count) => {
    const whole = renderCheckMarkdown(many(count), Infinity);
    const cut = renderCheckMarkdown(many(count));
    expect(whole.length).toBeGreaterThan(65_536);
    expect(cut.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(cut).not.toContain('- [');
    expect(cut.match(/^\| .*variant-/gm)).toHaveLength(many(count).scenarios.filter(({ outcome }) => outcome !== 'passed').length);
    expect(cut).toContain('Reproduce: `npx queuelab@0.1.0 check scenarios/ --baseline reports/`');
  });

  test('where even the rows are too many, as many as there is room for, and how many are missing', () => {
    const cut = renderCheckMarkdown(many(3000));
    expect(cut.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    const rows = cut.match(/^\| .*variant-/gm)!.length;
    expect(cut).toContain(`And ${2000 - rows} more rows, which a comment has no room for`);
  });

  test('no text of a page becomes markup, a mention, a link, or ends the cell', () => {
    const page = document([
      scenario(hostile, 'worse', { title: hostile, why: [hostile], statistics: [] }),
      { file: hostile, outcome: 'invalid', issues: [{ file: hostile, line: 1, column: 1, message: hostile, suggestion: hostile }] },
    ]);
    const markdown = renderCheckMarkdown(page);
    expect(markdown.replace(/`[^`\n]*`/g, '')).not.toMatch(/<script|@everyone/);
    expect(markdown).not.toMatch(/[\u0000\u001b]/);
    for (const line of markdown.split('\n').filter((one) => one.startsWith('|'))) expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(7);
    expect(markdown.match(/<!--/g)).toHaveLength(1);
    expect(markdown.match(/^::/gm)).toBeNull();
  });
});

describe('annotations', () => {
  test('each at the line that changed; errors and warnings apart', () => {
    const lines = annotationLines(each);
    expect(lines[0]).toBe(
      '::error file=scenarios/shop.yaml,line=14,title=scenarios/shop.yaml%3A worse::users/web.browse.latency.p99 266 ms → 298 ms, +32 ±5 ms (+12 %25): worse%0Adb.work was 8ms and is 8.24ms (+3 %25, scenarios/shop.yaml:14).%0Adb was 73.3 %25 busy and is 75.5 %25 busy: waiting grows with 1 / (1 − busy).',
    );
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(5);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(5);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^::warning file=scenarios\/fewer\.yaml,line=1,title=scenarios\/fewer\.yaml%3A undecided::users\.latency\.p99: its objective is gone/,
      ),
    );
  });

  test('GitHub shows ten of a kind: nine, and how many more', () => {
    const lines = annotationLines(many(200));
    for (const kind of ['error', 'warning']) {
      const those = lines.filter((line) => line.startsWith(`::${kind} `));
      expect(those).toHaveLength(10);
      expect(those[9]).toBe(`::${kind} title=queuelab check::and ${67 - 9} more: see the summary of this step`);
    }
    expect(annotationLines(document(many(30).scenarios.filter((one) => one.outcome !== 'passed')))).toHaveLength(20);
  });

  test('no text begins another command', () => {
    const lines = annotationLines(document([scenario(hostile, 'worse', { why: [hostile] })]));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
  });
});

describe('JUnit XML', () => {
  const schema = { fileName: 'junit.xsd', contents: readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8') };
  /** All at once: a validator starts in a fifth of a second. */
  const faults = async (...texts: readonly string[]): Promise<readonly string[]> => {
    const { errors } = await validateXML({ xml: texts.map((contents, index) => ({ fileName: `${index}.xml`, contents })), schema: [schema] });
    return errors.map(({ rawMessage }) => rawMessage);
  };

  test('a suite a scenario, a case an objective and a gated statistic', async () => {
    await expect(renderCheckJUnit(each)).toMatchFileSnapshot('snapshots/check.xml');
  });

  test('it is valid, with 200 scenarios and with hostile texts, too; the schema refuses what is not', async () => {
    const hostileOnes = document([scenario(hostile, 'worse', { title: hostile, why: [hostile] })]);
    expect(await faults(...[each, { ...each, undecided: 'ok' as const }, many(200), hostileOnes, document([])].map(renderCheckJUnit))).toEqual([]);
    const wrong = ['<testsuites tests="1"><testsuite name="a"/></testsuites>', renderCheckJUnit(each).replace('type="regression"', 'type="other"')];
    const found = await faults(...wrong);
    for (const file of ['0.xml', '1.xml'])
      expect(
        found.some((one) => one.startsWith(file)),
        file,
      ).toBe(true);
  });

  test('what is undecided is an error, or skipped where that is let through; what was expected to fail passes', () => {
    const count = (xml: string, element: string): number => xml.match(new RegExp(`<${element} type="undecided"`, 'g'))?.length ?? 0;
    expect(count(renderCheckJUnit(each), 'error')).toBe(7);
    expect(count(renderCheckJUnit({ ...each, undecided: 'ok' }), 'skipped')).toBe(7);
    expect(renderCheckJUnit(each)).toContain('<testcase name="db.utilisation &lt; 50% (expected to fail)" classname="scenarios.objectives"/>');
  });
});

describe('JSON', () => {
  const isValid = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  const read = (text: string): unknown => JSON.parse(text) as unknown;

  test('reads back as it was, and passes its schema', () => {
    for (const one of [each, many(20), document([])]) {
      expect(read(renderDocument(one))).toEqual(one);
      expect(isValid(read(renderDocument(one))), JSON.stringify(isValid.errors)).toBe(true);
    }
    expect(isValid({ ...each, exit_code: 5 })).toBe(false);
    expect(isValid({ ...each, scenarios: [{ ...each.scenarios[0], outcome: 'fine' }] })).toBe(false);
  });

  test('what JSON cannot hold is refused', () => expect(() => renderDocument({ ...each, practical: NaN })).toThrow(/^document\.practical is NaN/));
});
