import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assignmentsIn } from '../../bin/compare/read-designs.js';
import type { Comparison } from '../../src/experiment/compare/document.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file, small } = scratch();
const last = (text: string): string => text.trimEnd().split('\n').at(-1)!;

describe('queuelab compare', () => {
  it('with one design and --set: B is A with it', async () => {
    const { code, stdout, stderr } = await queuelab('compare', small, '--set', 'web.servers=3', '--statistic', 'web.utilisation');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^A {2}.*small\.yaml[^]*B {2}A with web\.servers=3/);
    expect(stdout).toContain('4 paired replications × 20 s, first 2 s deleted, common random numbers · seed 1');
    expect(stdout).toMatch(/web {2}busy % .* B lower, \d+ %/);
    expect(last(stdout)).toMatch(/\(exit 0\)$/);
  });

  it('says why: what was changed, where the time went, and who hardly gains', async () => {
    const shop = file(
      'shop.yaml',
      `title: A shop
components:
  web: { kind: service, servers: unlimited, operations: { browse: [work: { exponential: 1ms }, call: db.list], buy: [work: { exponential: 1ms }, call: db.save, call: bank] } }
  db: { kind: service, servers: 1, operations: { list: { exponential: 10ms }, save: { exponential: 12ms } } }
  bank: { kind: service, servers: unlimited, work: 250ms }
workload:
  browse: { arrivals: { poisson: 66/s }, call: web.browse }
  buy: { arrivals: { poisson: 4/s }, call: web.buy }
run: { duration: 60s, replications: 5 }
`,
    );
    const page = join(folder, 'why.md');
    const { code, stdout } = await queuelab('compare', shop, '--set', 'db.servers=2', '--out', page);
    expect(code).toBe(0);
    const said = stdout.slice(stdout.indexOf('WHY  ')).replaceAll(/\s+/g, ' ');
    expect(said).toMatch(
      /^WHY db\.servers was 1 and is 2\. browse\.latency\.mean falls by ~?[\d.]+ ±[\d.]+ ms: a request waits ~?[\d.]+ ±[\d.]+ ms less for db\. db was 7\d\.\d % busy and is 3\d\.\d % busy\. buy hardly gains: its mean time falls by ~?[\d.]+ ±[\d.]+ % only, and 9\d\.?\d* ±[\d.]+ % of it is work at bank, which changed by less than 1 %\. B is better: /,
    );
    expect(readFileSync(page, 'utf8')).toContain('- db.servers was 1 and is 2.\n- browse.latency.mean falls by ');
    const { why } = JSON.parse((await queuelab('compare', shop, '--set', 'db.servers=2', '--format', 'json')).stdout) as Comparison;
    const [browse] = why['B'].shifts;
    // All of the difference is waiting: nothing else was changed.
    expect(browse.parts.map(({ component, what }) => `${what} ${component}`)).toEqual(['wait db']);
    expect(browse.parts[0].difference.value / browse.difference.value).toBeCloseTo(1, 2);
  });

  it('gives the same bytes again, as JSON without anything else', async () => {
    const words = ['compare', small, '--set', 'web.servers=3', '--format', 'json'];
    const { code, stdout, stderr } = await queuelab(...words);
    expect([code, stderr]).toEqual([0, '']);
    const comparison = JSON.parse(stdout) as Comparison;
    expect([comparison.schema, comparison.paired, comparison.replications, comparison.seed]).toEqual(['queuelab/comparison/1', true, 4, 1]);
    expect((await queuelab(...words)).stdout).toBe(stdout);
  });

  it('takes several designs: each --with is one more', async () => {
    const out = join(folder, 'several.csv');
    const page = join(folder, 'several.md');
    const { code, stdout, stderr } = await queuelab(
      'compare',
      small,
      '--with',
      'web.servers=3',
      '--with',
      'web.servers=4 seed=7',
      '--out',
      out,
      '--out',
      page,
      '--quiet',
    );
    expect(code).toBe(0);
    expect(stderr).toBe(`wrote ${out}\nwrote ${page}\n`);
    expect(stdout.trim()).not.toContain('\n\n');
    const rows = readFileSync(out, 'utf8').trim().split('\n');
    expect(rows.filter((row) => row.startsWith('web.utilisation,share,')).map((row) => row.split(',')[2])).toEqual(['B', 'C']);
    expect(readFileSync(page, 'utf8')).toContain('The seeds differ: all run with that of A, 1.');
  });

  it('compares files; what differs in how they run is made alike and told', async () => {
    const other = file('other.yaml', `extends: small.yaml\ntitle: Other\nset: { run.duration: 30s, run.replications: 5, web.servers: 3 }\n`);
    const { code, stdout } = await queuelab('compare', small, other);
    expect(code).toBe(0);
    expect(stdout).toContain('5 paired replications × 30 s');
    expect(stdout).toContain('All run 5 replications, as many as the design that has most.');
    expect(stdout).toContain('All run 30 s, as long as the longest of them.');
  });

  it('says of a design and itself that they are identical', async () => {
    const { code, stdout } = await queuelab('compare', small, small);
    expect([code, last(stdout)]).toEqual([0, 'B is identical with A: every event of every replication is the same. (exit 0)']);
  });

  it('ends 4 where a statistic that was named cannot be told, and never says that not significant is the same', async () => {
    const { code, stdout } = await queuelab('compare', small, '--set', 'web.servers=3', '--statistic', 'w.latency.p95');
    expect(code).toBe(4);
    const text = stdout.replaceAll('\n', ' ');
    expect(text).toContain('percentiles are compared from 20 replications on, there are 4: --replications 20');
    expect(text).toContain('That is not to say that they are the same. (exit 4)');
  });

  describe('--select', () => {
    const line = ['compare', small, '--with', 'web.servers=3', '--with', 'web.work={ exponential: 12ms }', '--duration', '10s', '--statistic', 'w.latency'];

    it('names the best, and after how many replications each other was out', async () => {
      const page = join(folder, 'selected.md');
      const { code, stdout } = await queuelab(...line, '--select', '5%', '--out', page);
      const text = stdout.replace(/\s+/g, ' ');
      expect(code).toBe(0);
      expect(text).toMatch(/SELECTION by w\.latency in ms, the mean over replications; lower is better; what matters: [\d.]+ ms \(5 % of A\)/);
      expect(text).toMatch(/ B [\d.]+ 20 selected A [\d.]+ [\d.]+ \(B\) 20 out C [\d.]+ [\d.]+ \(B\) 20 out /);
      expect(text).toContain('All run 20 replications at first, the least with which --select begins.');
      expect(text).toMatch(
        /B is selected by w\.latency after 20 replications: with 95 % confidence it is the best, if the best is better than the others by [\d.]+ ms \(5 % of A\) or more\. \(exit 0\) $/,
      );
      expect(readFileSync(page, 'utf8')).toMatch(/\| B \| [\d.]+ \| {2}\| 20 \| \*\*selected\*\* \|/);
    });

    it('ends 2 where it is asked for what cannot be', async () => {
      for (const [words, message] of [
        [['--select', '0'], 'this is no difference of w.latency'],
        [['--select', '5MB'], 'this is no difference of w.latency'],
        [['--select', '-1ms'], 'this is no difference of w.latency'],
        [['--budget', '3'], 'nothing is to be selected'],
        [['--select', '1%', '--budget', '0'], 'this is no number of times'],
      ] as const) {
        const { code, stderr } = await queuelab(...line, ...words);
        expect([words, code]).toEqual([words, 2]);
        expect(stderr.replace(/\s+/g, ' ')).toContain(message);
      }
      const busy = await queuelab('compare', small, '--set', 'web.servers=3', '--select', '1%', '--statistic', 'web.utilisation');
      expect([busy.code, busy.stderr]).toEqual([2, expect.stringContaining('it is not known which way is better')]);
      const saved = await queuelab('compare', 'a.json', 'b.json', '--select', '1%');
      expect([saved.code, saved.stderr]).toEqual([2, expect.stringContaining('--select changes a run')]);
    });
  });

  it('compares saved results: paired with one seed, else as independent samples', async () => {
    const [a, b, c] = ['a.json', 'b.json', 'c.json'].map((name) => join(folder, name));
    await queuelab('run', small, '--out', a);
    await queuelab('run', small, '--set', 'web.servers=3', '--out', b);
    await queuelab('run', small, '--set', 'web.servers=3', '--seed', '2', '--out', c);
    const paired = JSON.parse((await queuelab('compare', a, b, '--format', 'json')).stdout) as Comparison;
    const fresh = JSON.parse((await queuelab('compare', small, '--set', 'web.servers=3', '--format', 'json')).stdout) as Comparison;
    expect(paired.statistics).toEqual(fresh.statistics);
    // Neither pages nor times by component are kept.
    expect(paired.why).toEqual({ B: { changes: null, shifts: [], waits: [], stays: [] } });
    const apart = JSON.parse((await queuelab('compare', a, c, '--format', 'json')).stdout) as Comparison;
    expect([apart.paired, apart.seed, apart.statistics[0].against['B'].correlation]).toEqual([false, null, null]);
    expect(apart.advice.map(({ code }) => code)).toContain('not-paired');
    expect((await queuelab('compare', a, small)).code).toBe(2);
    expect((await queuelab('compare', a, b, '--seed', '3')).stderr).toContain('--seed changes a run, and saved results are as they are');
    expect((await queuelab('compare', a, b, '--statistic', 'w.latency.p42')).stderr).toContain('has not kept w.latency.p42');
  });

  it('ends 2 on wrong usage', async () => {
    for (const args of [
      ['compare'],
      ['compare', small],
      ['compare', small, 'no-such-scenario'],
      ['compare', small, '--set', 'web.serves=3'],
      ['compare', small, '--set', 'web.servers=3', '--practical', '100%'],
      ['compare', small, '--set', 'web.servers=3', '--statistic', 'web.latency'],
      ['compare', small, '--set', 'web.servers=3', '--replications', '1'],
      ['compare', small, '--set', 'web.servers=3', '--out', 'x.html'],
      ['compare', small, '--with', 'web.servers=3', '--with', 'web.servers=none'],
    ]) {
      expect([args.join(' '), (await queuelab(...args)).code]).toEqual([args.join(' '), 2]);
    }
  });

  it('reads several changes in one word', () => {
    expect(assignmentsIn('a.b=1  c={ exponential: 5ms } d-e.f=2/s')).toEqual(['a.b=1', 'c={ exponential: 5ms }', 'd-e.f=2/s']);
    expect(assignmentsIn(' a=1 ')).toEqual(['a=1']);
  });
});
