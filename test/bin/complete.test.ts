import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

/** What may follow the words; the last is the one that is being written. */
async function offers(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await queuelab('complete', '--', ...words);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/(?:^|\n):[04]\n$/);
  return stdout.split('\n').slice(0, -2);
}
const values = async (...words: readonly string[]): Promise<readonly string[]> => (await offers(...words)).map((line) => line.split('\t')[0]);

describe('completion', () => {
  it('knows verbs and flags, each flag once, repeatable ones again', async () => {
    expect(await values('re')).toEqual(['report']);
    expect(await values('exercise', '')).toContain('lint');
    expect(await values('run', 'one-server', '--see')).toEqual(['--seed']);
    expect(await values('run', 'one-server', '--seed', '2', '--se')).toEqual(['--set']);
    expect(await values('run', 'one-server', '--set', 'seed=2', '--seed=3', '--se')).toEqual(['--set']);
    expect(await values('run', 'one-server', '')).toContain('--set');
  });

  it('knows the values of flags', async () => {
    expect(await values('run', '--format', '')).toEqual(['text', 'json', 'csv', 'markdown']);
    expect(await values('run', '--format=j')).toEqual(['--format=json']);
    expect(await values('compare', '--practical', '')).toEqual(['1%']);
    expect(await values('compare', '--select', '')).toEqual(['1%']);
    expect(await values('compare', 'one-server', '--statistic', 'web.latency.p9')).toEqual(['web.latency.p95', 'web.latency.p99']);
    expect((await queuelab('complete', '--', 'run', '--out', '')).stdout).toBe(':0\n');
  });

  it('knows scenarios by name, with their titles, and pages of the folder', async () => {
    expect(await offers('run', 'one-server')).toContain('one-server\tOne server');
    expect(await values('run', 'basics/one-s')).toEqual(['basics/one-server']);
    const folder = join(scratch().folder, 'pages');
    mkdirSync(join(folder, 'inner'), { recursive: true });
    for (const name of ['a.yaml', 'a.json', 'a.txt', 'a\nb.yaml']) writeFileSync(join(folder, name), '');
    expect(await values('run', `${folder}/`)).toEqual([`${folder}/a.yaml`, `${folder}/inner/`]);
    expect(await values('report', `${folder}/a`)).toEqual([`${folder}/a.json`, `${folder}/a.yaml`]);
  });

  it('knows words and lessons', async () => {
    expect(await values('explain', '')).toContain('cache');
    expect(await values('explain', 'cache.evi')).toEqual(['cache.eviction']);
    expect(await offers('lesson', '1')).toContain('1\tOne server, 10 ms: is 90 % busy fine?');
  });

  it('knows the paths of the scenario on the line with their present values', async () => {
    const paths = await offers('run', 'one-server', '--set', '');
    expect(paths).toEqual(expect.arrayContaining(['server.servers=\t1 (default)', 'workload.web.arrivals.poisson=\t80/s', 'server.work.exponential=\t10ms']));
    expect(await offers('run', 'one-server', '--set', 'web.')).toContain('web.arrivals.poisson=\t80/s');
    expect(await offers('sweep', 'one-server', '--set', 'server.servers=3', '--vary', 'server.servers')).toEqual(['server.servers=\t3']);
    expect(await offers('plan', 'one-server', '--load', '')).toEqual(['workload.web\tall of its load', 'workload.web.arrivals.poisson\t80/s']);
  });

  it('gives the present value behind =, of a whole map too', async () => {
    expect(await values('run', 'one-server', '--set', 'server.servers=')).toEqual(['server.servers=1']);
    expect(await values('run', 'one-server', '--set=web.arrivals.poisson=')).toEqual(['--set=web.arrivals.poisson=80/s']);
    expect(await values('run', 'one-server', '--set', 'server.work=')).toEqual(['server.work={ exponential: 10ms }']);
    expect(await values('compare', 'one-server', '--with', 'server.servers=2 server.servers=')).toEqual(['server.servers=2 server.servers=2']);
  });

  it('offers a long list part by part', async () => {
    const parts = await values('run', 'video-streaming/baseline', '--set', '');
    expect(parts).toContain('edge.');
    expect(parts.length).toBeLessThan(60);
    expect(await values('run', 'video-streaming/baseline', '--set', 'edge.')).toContain('edge.kind=');
  });

  it.each([[[]], [['run', 'no-such', '--set', '']], [['run', '--set', '']], [['nothing', '--here', '']], [['run', 'one-server', '--set', 'server..=']]])(
    'has an answer to %j, without a word of complaint',
    async (words) => {
      await offers(...words);
    },
  );

  it('prints a script for each shell, and how to install it', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) expect((await queuelab('complete', shell)).stdout).toMatch(/queuelab complete '?--/);
    expect((await queuelab('complete', '--help')).stdout).toContain('source <(queuelab complete bash)');
    expect((await queuelab('complete', 'tcsh')).code).toBe(2);
  });
});
