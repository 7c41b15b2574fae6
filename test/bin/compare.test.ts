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

  it('compares saved results: paired with one seed, else as independent samples', async () => {
    const [a, b, c] = ['a.json', 'b.json', 'c.json'].map((name) => join(folder, name));
    await queuelab('run', small, '--out', a);
    await queuelab('run', small, '--set', 'web.servers=3', '--out', b);
    await queuelab('run', small, '--set', 'web.servers=3', '--seed', '2', '--out', c);
    const paired = JSON.parse((await queuelab('compare', a, b, '--format', 'json')).stdout) as Comparison;
    const fresh = JSON.parse((await queuelab('compare', small, '--set', 'web.servers=3', '--format', 'json')).stdout) as Comparison;
    expect(paired.statistics).toEqual(fresh.statistics);
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
