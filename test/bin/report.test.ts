import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { queuelab, root, unbroken } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file, small } = scratch();

/** `npm test` builds first; a single test from the sources may not have. */
const isBuilt = existsSync(join(root, 'dist/page/main.js'));

describe.skipIf(!isBuilt)('queuelab report', () => {
  it('runs a scenario and writes a page, with nothing on standard output; the results beside it have what the page shows', async () => {
    const [page, json] = [join(folder, 'report.html'), join(folder, 'report.json')];
    const { code, stdout, stderr } = await queuelab('report', small, '--out', page, '--out', json);
    expect([code, stdout, stderr]).toEqual([0, '', `wrote ${page}\nwrote ${json}\n`]);
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('Where does the time go?');
    const results = JSON.parse(readFileSync(json, 'utf8')) as Results;
    expect(results.look!.calls.length).toBeGreaterThan(0);
    expect(results.assumptions!.distributions.length).toBeGreaterThan(0);
    expect(results.load_curve!.simulated.length).toBeGreaterThan(2);
    // The same page from the saved result.
    const again = join(folder, 'again.html');
    expect((await queuelab('report', json, '--out', again)).code).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(text);
  });

  it('of a run without a look shows what there is', async () => {
    const json = join(folder, 'plain.json');
    await queuelab('run', small, '--out', json);
    const page = join(folder, 'plain.html');
    expect((await queuelab('report', json, '--out', page)).code).toBe(0);
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('How long do people wait?');
    expect(text).not.toContain('Where does the time go?');
    expect(text).toMatch(/queuelab@[\d.]+ report [^<]*small\.yaml/);
  });

  it.each([
    ['{', /is not JSON/],
    ['[1]', /is not a saved result/],
    ['{"schema":"queuelab/comparison/1"}', /is of another kind: queuelab\/comparison\/1/],
    ['{"schema":"queuelab/results/1"}', /is not whole: it has no version/],
  ])('refuses %s, with what would be one', async (content, message) => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, content);
    const { code, stderr } = await queuelab('report', bad);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(unbroken(stderr)).toContain(`queuelab run SCENARIO --out ${bad} saves one`);
  });

  it('refuses changes to a saved result, and places that cannot be written', async () => {
    const json = join(folder, 'kept.json');
    await queuelab('run', small, '--out', json);
    const changed = await queuelab('report', json, '--seed', '2', '--out', join(folder, 'x.html'));
    expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining('--seed changes a run')]);
    mkdirSync(join(folder, 'there'));
    expect((await queuelab('report', json, '--out', join(folder, 'there'))).stderr).toContain('this is a folder');
    expect((await queuelab('run', small, '--trace', join(folder, 'nowhere', 't.json'))).stderr).toContain('there is no folder');
  });
});

describe('queuelab run --trace', () => {
  it('writes the trace beside the text, and the same text as without', async () => {
    const trace = join(folder, 'trace.json');
    const plain = await queuelab('run', small);
    const traced = await queuelab('run', small, '--trace', trace);
    expect(traced.stdout).toBe(plain.stdout);
    expect(traced.stderr).toBe(`wrote ${trace}\n`);
    const document = JSON.parse(readFileSync(trace, 'utf8')) as { traceEvents: { ph: string }[]; otherData: { seed: number } };
    expect(document.otherData.seed).toBe(1);
    expect(document.traceEvents.filter(({ ph }) => ph === 'X').length).toBeGreaterThan(40);
  });

  it('of nothing is empty', async () => {
    const page = file(
      'none.yaml',
      'title: None\ncomponents: { web: { kind: service, work: 1s } }\nworkload: { w: { arrivals: { poisson: 0.0001/s }, call: web } }\nrun: { duration: 1s, replications: 2 }\n',
    );
    const trace = join(folder, 'none.json');
    await queuelab('run', page, '--trace', trace);
    expect((JSON.parse(readFileSync(trace, 'utf8')) as { traceEvents: unknown[] }).traceEvents).toEqual([]);
  });
});
