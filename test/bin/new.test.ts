import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { queuelab, root } from './cli.js';

// In the package's own tree, so that the path of the schema is a relative one.
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(join(root, 'node_modules/.cache/new-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('queuelab new', () => {
  it('writes a page that passes its checks and runs, with the schema in line 1', async () => {
    const page = join(folder, 'shop');
    const written = await queuelab('new', page);
    expect([written.code, written.stderr]).toEqual([0, '']);
    const file = written.stdout.trim();
    expect(resolve(root, file)).toBe(`${page}.yaml`);
    const text = readFileSync(`${page}.yaml`, 'utf8');
    const schema = /^# yaml-language-server: \$schema=(.*)\n/.exec(text)![1];
    expect(existsSync(resolve(dirname(`${page}.yaml`), schema))).toBe(true);
    expect(text).toContain('title: "shop"');
    expect(await queuelab('validate', file)).toMatchObject({ code: 0, stdout: '1 file is valid\n' });
    expect((await queuelab('run', file, '--replications', '4', '--duration', '30s', '--quiet')).code).toBe(0);
  });

  it('has comments that are right once they are taken away', async () => {
    const file = join(folder, 'full.yaml');
    expect((await queuelab('new', file)).code).toBe(0);
    const sets = [
      'server.queue=100',
      'server.discipline=priority',
      'requests.deadline=500ms',
      'people={ users: 50, think: { exponential: 1s }, call: server }',
    ];
    const text = readFileSync(file, 'utf8');
    for (const shown of ['queue: 100', 'discipline: priority', 'deadline: 500ms', 'people: { users: 50, think: { exponential: 1s }, call: server }'])
      expect(text).toContain(`# ${shown}`);
    sets[3] = `workload.${sets[3]}`;
    expect((await queuelab('run', file, '--replications', '2', '--duration', '30s', '--quiet', ...sets.flatMap((set) => ['--set', set]))).stderr).not.toContain(
      'error',
    );
  });

  it('makes a variant of another scenario', async () => {
    const file = join(folder, 'mine.yaml');
    expect((await queuelab('new', file, '--from', 'one-server')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('scenarios/basics/one-server.yaml"');
    expect((await queuelab('validate', file)).code).toBe(0);
  });

  it('never writes over a file, and leaves nothing where it fails', async () => {
    const before = readFileSync(join(folder, 'shop.yaml'), 'utf8');
    const again = await queuelab('new', join(folder, 'shop'));
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('is there already');
    expect(readFileSync(join(folder, 'shop.yaml'), 'utf8')).toBe(before);
    // What cannot be written is 1, as with every verb.
    const unwritten = await queuelab('new', join(folder, 'none', 'shop'));
    expect([unwritten.code, unwritten.stdout, unwritten.stderr.endsWith('\n(exit 1)\n')]).toEqual([1, '', true]);
    expect(await queuelab('new', join(folder, 'other'), '--from', 'nowhere')).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(folder).sort((a, b) => (a < b ? -1 : 1))).toEqual(['full.yaml', 'mine.yaml', 'shop.yaml']);
  });
});
