import { Ajv } from 'ajv';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckDocument, JudgedScenario } from '../../src/experiment/gate/document.js';
import baselineSchema from '../../schema/baseline.json' with { type: 'json' };
import checkSchema from '../../schema/check.json' with { type: 'json' };
import { queuelab } from './cli.js';

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const isCheck = ajv.compile(checkSchema);
const isBaseline = ajv.compile(baselineSchema);

/** A project of its own: a folder of scenarios and one of baselines. */
class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'queuelab-check-'));
  readonly scenarios = join(this.folder, 'scenarios');
  readonly reports = join(this.folder, 'reports');

  constructor() {
    mkdirSync(this.scenarios);
  }

  page(name: string, { work = '8ms', more = 'objectives: { w.latency.mean: { below: 100ms } }', rate = '50/s', replications = 8 } = {}): string {
    const file = join(this.scenarios, name);
    writeFileSync(
      file,
      `title: ${name}\ncomponents:\n  db: { kind: service, work: { exponential: ${work} } }\nworkload: { w: { arrivals: { poisson: ${rate} }, call: db } }\nrun: { duration: 10s, warmup: 1s, replications: ${replications} }\n${more}\n`,
    );
    return file;
  }

  baseline(name: string): string {
    return join(this.reports, 'scenarios', name);
  }

  async check(...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    return queuelab('check', this.scenarios, '--baseline', this.reports, ...words);
  }

  async document(...words: string[]): Promise<CheckDocument> {
    const document = JSON.parse((await this.check('--format', 'json', ...words)).stdout) as CheckDocument;
    expect(isCheck(document), JSON.stringify(isCheck.errors)).toBe(true);
    return document;
  }

  async one(...words: string[]): Promise<JudgedScenario> {
    const { scenarios } = await this.document(...words);
    expect(scenarios).toHaveLength(1);
    return scenarios[0] as JudgedScenario;
  }
}

/** The name of a page stands on its line, or above it where the folder of the tests is far from the working folder. */
const onOneLine = (text: string): string => text.replaceAll(/(\.yaml)\n {4,}/g, '$1  ');

describe('the three tiers', () => {
  test('an unchanged tree is identical, by fingerprint and statistics', async () => {
    const project = new Project();
    project.page('a.yaml');
    const update = await project.check('--update');
    expect(update).toMatchObject({ code: 0, stderr: expect.stringContaining(`wrote ${project.baseline('a.json')}\n`) as string });
    expect(update.stdout).toBe(`1 baseline in ${project.reports}: 1 written, 0 as before (exit 0)\n`);
    const { code, stdout } = await project.check();
    expect(onOneLine(stdout)).toMatch(/a\.yaml {2}identical {5}\(same fingerprint [0-9a-f]{4}…\)\n1 scenario: 1 identical; objectives: 1 met \(exit 0\)\n$/);
    expect(code).toBe(0);
    const before = readFileSync(project.baseline('a.json'), 'utf8');
    expect(isBaseline(JSON.parse(before)), JSON.stringify(isBaseline.errors)).toBe(true);
    expect((await project.check('--update')).stdout).toContain('0 written, 1 as before');
    expect(readFileSync(project.baseline('a.json'), 'utf8')).toBe(before);
  });

  test('3 % more work is worse, and the reason names the path, the size and the line', async () => {
    const project = new Project();
    const page = { rate: '100/s', replications: 20 };
    project.page('a.yaml', page);
    await project.check('--update');
    project.page('a.yaml', { ...page, work: '8.24ms' });
    const { code, stdout } = await project.check();
    expect(code).toBe(3);
    const said = stdout.replace(/\s+/g, ' ');
    expect(said).toMatch(/changed w\.latency\.mean \d+ ms → \d+ ms, \+\d+ ±\d+ ms \(\+\d+ %\): worse, limit ±2 %/);
    expect(said).toContain(`because db.work.exponential was 8ms and is 8.24ms (+3 %, ${(await project.one()).file}:3).`);
    const one = await project.one();
    expect(one).toMatchObject({ tier: 'worse', outcome: 'failed', objectives: [{ verdict: 'met' }] });
    expect(one.changes).toMatchObject([{ path: 'db.work.exponential', before: '8ms', after: '8.24ms', line: 3 }]);
    // The same, three times: the same bytes.
    expect((await project.check()).stdout).toBe(stdout);
  });

  test('less work is better, and passes', async () => {
    const project = new Project();
    project.page('a.yaml');
    await project.check('--update');
    project.page('a.yaml', { work: '7ms' });
    expect(await project.one()).toMatchObject({ tier: 'better', outcome: 'passed' });
    expect(await project.document()).toMatchObject({ exit_code: 0 });
  });

  test('what differs within the limit is the same', async () => {
    const project = new Project();
    project.page('a.yaml');
    await project.check('--update');
    project.page('a.yaml', { work: '8.01ms' });
    const one = await project.one();
    expect(one).toMatchObject({ tier: 'same', outcome: 'passed', statistics: [{ verdict: 'same' }] });
    expect(one.fingerprint).not.toBe((JSON.parse(readFileSync(project.baseline('a.json'), 'utf8')) as { fingerprint: string }).fingerprint);
  });

  test('on the limit more replications of both sides are made, up to the budget, and then it is undecided', async () => {
    const project = new Project();
    project.page('a.yaml', { replications: 4 });
    await project.check('--update');
    // The mean grows by 1.7 to 3.3 % where the work grows by 1 to 2 % at 40 % busy.
    project.page('a.yaml', { replications: 4, work: '8.099ms' });
    const one = await project.one('--budget', '4');
    expect(one).toMatchObject({ tier: 'undecided', outcome: 'undecided', replications: 16, replications_usual: 4, statistics: [{ replications: 16 }] });
    expect(one.remedies.join(' ')).toContain('16 replications (4 times the usual, the budget) do not decide it');
    expect(await project.check('--budget', '4')).toMatchObject({ code: 4 });
    expect(await project.check('--budget', '4', '--undecided', 'ok')).toMatchObject({ code: 0 });
    // With a wider limit it is the same, after fewer.
    expect(await project.one('--practical', '10%')).toMatchObject({ tier: 'same', replications: 4 });
  });

  test('a baseline of another program cannot have more replications, and the check says so', async () => {
    const project = new Project();
    project.page('a.yaml', { replications: 4 });
    await project.check('--update');
    const path = project.baseline('a.json');
    const kept = readFileSync(path, 'utf8');
    writeFileSync(path, kept.replace(/"fingerprint": "[0-9a-f]+"/, '"fingerprint": "0000000000000000"').replace('"version": "0.1.0"', '"version": "0.0.9"'));
    project.page('a.yaml', { replications: 4, work: '8.099ms' });
    const one = await project.one();
    expect(one).toMatchObject({ tier: 'undecided', statistics: [{ replications: 4 }] });
    expect(one.remedies[0]).toContain('this version of queuelab does something else with the scenario of the baseline than 0.0.9 did');
  });
});

describe('what is not there', () => {
  test('a scenario without a baseline: said, and how to make it', async () => {
    const project = new Project();
    project.page('a.yaml');
    await project.check('--update');
    project.page('b.yaml');
    const { code, stdout } = await project.check();
    expect(code).toBe(4);
    expect(onOneLine(stdout)).toMatch(
      /b\.yaml {2}new {11}there is no baseline yet: --update makes it\n2 scenarios: 1 identical, 1 new; objectives: 2 met \(exit 4\)\n$/,
    );
  });

  test('an objective that is gone: said until --update, also where every event is as before', async () => {
    const project = new Project();
    project.page('a.yaml', { more: 'objectives: { w.latency.mean: { below: 100ms }, w.outcome.ok: { above: 99% } }' });
    await project.check('--update', '--statistic', 'w.throughput');
    project.page('a.yaml');
    const { code, stdout } = await project.check();
    expect(code).toBe(4);
    expect(stdout).toMatch(/identical {5}\(same fingerprint [0-9a-f]{4}…\)\n {4}\? w\.outcome\.ok: its objective is gone: --update accepts that\n/);
    expect(stdout).toContain('1 scenario: 1 identical; objectives: 1 met, 1 removed (exit 4)');
    expect(await project.one()).toMatchObject({ tier: 'identical', outcome: 'undecided', removed_objectives: ['w.outcome.ok'] });
    expect(await project.check('--undecided', 'ok')).toMatchObject({ code: 0 });
    await project.check('--update');
    expect(await project.check()).toMatchObject({ code: 0 });
  });

  test('a scenario that is gone: said, and --update removes its baseline', async () => {
    const project = new Project();
    project.page('a.yaml');
    const gone = project.page('b.yaml');
    await project.check('--update');
    rmSync(gone);
    const { code, stdout } = await project.check();
    expect(code).toBe(4);
    expect(stdout).toContain(`--update removes its baseline:\n    ${project.baseline('b.json')}\n`);
    // It is not asked for where other scenarios are named.
    expect(await queuelab('check', join(project.scenarios, 'a.yaml'), '--baseline', project.reports)).toMatchObject({ code: 0 });
    expect((await project.check('--update')).stdout).toContain('1 removed');
    expect(existsSync(project.baseline('b.json'))).toBe(false);
    expect(await project.check()).toMatchObject({ code: 0 });
  });

  test('without objectives a change is not judged, and the check says so; --statistic names what to judge', async () => {
    const project = new Project();
    project.page('a.yaml', { more: '' });
    await project.check('--update', '--statistic', 'latency.mean');
    expect(await project.one()).toMatchObject({ tier: 'identical' });
    project.page('a.yaml', { more: '', work: '10ms' });
    expect(await project.one()).toMatchObject({ tier: 'ungated', outcome: 'undecided', statistics: [] });
    expect(await project.one('--statistic', 'latency.mean')).toMatchObject({ tier: 'worse', statistics: [{ statistic: 'w.latency.mean', worse: 'higher' }] });
    expect(await project.one('--statistic', 'db.utilisation')).toMatchObject({ tier: 'new', statistics: [{ statistic: 'db.utilisation', verdict: 'new' }] });
  });

  test('a statistic that no scenario has is a mistake of the line; one that some have is gated there', async () => {
    const project = new Project();
    project.page('a.yaml');
    const { code, stderr } = await queuelab('check', project.scenarios, '--statistic', 'latncy.p95');
    expect(code).toBe(2);
    expect(stderr).toContain('--statistic latncy.p95: no scenario has it');
    project.page('b.yaml', { more: '' });
    writeFileSync(join(project.scenarios, 'b.yaml'), readFileSync(join(project.scenarios, 'b.yaml'), 'utf8').replaceAll('db', 'store'));
    expect(await queuelab('check', project.scenarios, '--statistic', 'store.utilisation')).toMatchObject({ code: 0 });
  });

  test('no folder of baselines, --update without one, a limit that is no share: told before a run', async () => {
    const project = new Project();
    project.page('a.yaml');
    expect((await project.check()).stderr).toContain('there is no such folder\n     | the same line with --update makes it\n');
    expect((await queuelab('check', project.scenarios, '--update')).stderr).toContain('--update needs the folder of the baseline');
    expect((await queuelab('check', project.scenarios, '--practical', 'two')).stderr).toContain('--practical two: this is no share');
    expect((await queuelab('check', project.scenarios, '--budget', '0')).stderr).toContain('--budget 0: this is no number of times');
    expect((await queuelab('check', project.scenarios, '--out', 'check.pdf')).stderr).toContain('end the name with .md .xml .json .txt');
  });
});

describe('the exit code is the worst', () => {
  const failing = 'objectives: { w.latency.mean: { below: 1ms } }';

  test('objectives alone, without a baseline; expect: failed passes where it fails', async () => {
    const project = new Project();
    const file = project.page('a.yaml', { more: failing });
    const check = async (): Promise<string> => {
      const { code, stdout } = await queuelab('check', file);
      return `${String(code)} ${onOneLine(stdout)}`;
    };
    expect(await check()).toMatch(
      /^3 .*a\.yaml {2}failed {8}✗ w\.latency\.mean < 1ms: 1[0-9.]+ ±[0-9.]+ ms, over by \d+ ms\n1 scenario: 1 failed; objectives: 1 failed \(exit 3\)\n$/,
    );
    project.page('a.yaml', { more: failing.replace('1ms', '1ms, expect: failed') });
    expect(await check()).toMatch(/^0 .*1 scenario: 1 met; objectives: 1 met \(exit 0\)\n$/s);
  });

  test('a file that is not valid is told with all its mistakes, and the others are checked all the same', async () => {
    const project = new Project();
    const bad = project.page('a.yaml', { more: 'objectives: { v.latency.mean: { below: 1 } }\nspeed: 3' });
    project.page('b.yaml', { more: failing });
    const { code, stdout } = await queuelab('check', project.scenarios);
    expect(code).toBe(2);
    expect(onOneLine(stdout)).toMatch(/a\.yaml {2}invalid/);
    expect(stdout.match(/a\.yaml:\d+:\d+/g)!.length).toBeGreaterThanOrEqual(2);
    expect(stdout).toMatch(/2 scenarios: 1 failed, 1 invalid; objectives: 1 failed \(exit 2\)\n$/);
    expect(await project.check('--update')).toMatchObject({ code: 2, stdout: '' });
    rmSync(bad);
    expect(await queuelab('check', project.scenarios)).toMatchObject({ code: 3 });
  });

  test('a baseline with the marks of a merge, or cut short, is told as what it is', async () => {
    const project = new Project();
    project.page('a.yaml');
    await project.check('--update');
    const path = project.baseline('a.json');
    const kept = readFileSync(path, 'utf8');
    writeFileSync(path, `<<<<<<< HEAD\n${kept}`);
    expect(await project.check()).toMatchObject({ code: 2, stdout: expect.stringContaining('marks of a merge') as string });
    writeFileSync(path, kept.slice(0, 500));
    expect(await project.check()).toMatchObject({ code: 2, stdout: expect.stringContaining('cut short') as string });
    expect(await project.check('--update')).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toBe(kept);
  });
});
