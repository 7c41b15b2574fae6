import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diskReader } from '../../src/node/disk-reader.js';
import { issueCodes } from '../../src/scenario/issue-codes.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { FileReader } from '../../src/scenario/source-file.js';

const folder = fileURLToPath(new URL('invalid/', import.meta.url));
const codes = Object.keys(issueCodes);
/** Files that broken scenarios extend. */
const helpers = ['valid.yaml', 'extends-cycle-other.yaml'];

/** As on disk, but one file is made too large here. */
const reader: FileReader = {
  read: (path) => {
    if (path.endsWith('file-too-large.yaml')) return readFileSync(path, 'utf8') + '# padding\n'.repeat(120_000);
    return diskReader.read(path);
  },
  resolve: (from, to) => (from === '' ? resolve(folder, to) : resolve(dirname(from), to)),
  relative: (path) => relative(folder, path),
};

/** Options of the command line stand in the first line: `# --set PATH=VALUE`. */
function setsOf(text: string): readonly string[] {
  const match = /^# --set (.*)$/m.exec(text);
  return match === null ? [] : [match[1]];
}

describe('a broken scenario for each message', () => {
  it('has one file for each code, and no other files', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !helpers.includes(name));
    expect(files.sort((a, b) => a.localeCompare(b))).toEqual(codes.map((code) => `${code}.yaml`).sort((a, b) => a.localeCompare(b)));
  });

  it.each(codes)('%s', async (code) => {
    const file = join(folder, `${code}.yaml`);
    const { scenario, issues } = readScenario({ file, sets: setsOf(readFileSync(file, 'utf8')), reader });
    expect(scenario).toBeNull();
    expect(issues.map((issue) => issue.code)).toContain(code);
    expect(issues.every((issue) => issue.code === code)).toBe(true);
    await expect(renderIssues(issues)).toMatchFileSnapshot(join(folder, `${code}.txt`));
  });

  it('keeps every message within 80 columns below its first line', () => {
    for (const code of codes) {
      const rendered = readFileSync(join(folder, `${code}.txt`), 'utf8').split('\n');
      for (const line of rendered.filter((text) => /^ *\d* \|/.test(text))) expect(line.length, `${code}: ${line}`).toBeLessThanOrEqual(80);
    }
  });
});
