import { chmodSync, copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queuelab, root, unbroken } from './cli.js';
import { scratch } from './scratch.js';

const { folder, small } = scratch();

describe('bad input with --format json', () => {
  it.each([
    [['run', 'nope.yaml'], 'unknown-scenario', 'nope.yaml'],
    [['run', 'one-sever'], 'unknown-scenario', 'one-sever'],
    [['run', '.'], 'file-unreadable', '.'],
    [['predict', 'nope'], 'unknown-scenario', 'nope'],
    [['validate', 'nope.yaml'], 'unknown-scenario', 'nope.yaml'],
    [['run', 'one-server', '--nonsense'], 'bad-usage', ''],
    [['run', 'one-server', 'two-server'], 'bad-usage', ''],
    [['run'], 'bad-usage', ''],
    [['fly'], 'bad-usage', ''],
    [['run', 'one-server', '--out', 'x.pdf'], 'bad-output', 'x.pdf'],
    [['run', 'one-server', '--seed', 'x'], 'not-whole', '--seed'],
    [['run', 'one-server', '--set', 'server.servers=0'], 'out-of-range', '--set server.servers=0'],
  ])('%s is one document on standard output, and nothing else', async (args, issueCode, place) => {
    for (const format of [['--format', 'json'], ['--format=json']]) {
      const { code, stdout, stderr } = await queuelab(...args, ...format);
      const document = JSON.parse(stdout) as { schema: string; issues: { code: string; file: string; line: number; column: number; message: string }[] };
      expect([code, stderr, document.schema]).toEqual([2, '', 'queuelab/issues/1']);
      expect(document.issues).toMatchObject([{ code: issueCode, file: place, line: 1 }]);
      expect(document.issues[0].message).not.toBe('');
    }
  });
});

describe('wrong usage', () => {
  it('is told in a sentence with what helps, and the exit code last', async () => {
    const said = async (...args: string[]): Promise<string> => (await queuelab(...args)).stderr;
    expect(await said('run', 'one-sever')).toBe(
      'there is no file "one-sever" and no scenario of that name\n     | did you mean "one-server"?\n1 error on the command line. Nothing was run. (exit 2)\n',
    );
    expect(unbroken(await said('run', join(folder, 'smal.yaml')))).toContain(`did you mean "${join(folder, 'small.yaml')}"?`);
    expect(await said('run', join(root, 'scenarios/basics'))).toMatch(/basics is a folder\n {5}\| name a file in it: [a-z-]+\.yaml, /);
    expect(await said('run', 'one-server', '--sedd', '4')).toContain('did you mean --seed?');
    expect(await said('run', 'a'.repeat(300))).toMatch(/a cannot be read: the name is too long\n1 error in 1 file\. Nothing was run\. \(exit 2\)\n$/);
    for (const args of [['run'], ['fly'], ['run', small, '--nonsense'], ['validate', '.', '--format', 'xml'], ['new'], ['list', 'colours']]) {
      const lines = (await said(...args)).split('\n');
      expect([args[0], lines.at(-2)]).toEqual([args[0], '1 error on the command line. Nothing was run. (exit 2)']);
    }
  });

  it('a budget that is none is told in one way by all verbs that have one', async () => {
    for (const words of [
      ['check', small],
      ['exercise', 'lint', 'no.exercise.yaml'],
      ['grade', folder, '--key', 'no.key.yaml'],
    ]) {
      const { code, stderr } = await queuelab(...words, '--budget', '0');
      expect([words[0], code, stderr]).toEqual([words[0], 2, expect.stringContaining('--budget 0: this is no number of times\n     | write 8\n')]);
    }
  });

  it.skipIf(process.getuid?.() === 0)('says that a file or its folder may not be read (skipped for root, who may read anything)', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'queuelab-'));
    const page = join(closed, 'page.yaml');
    copyFileSync(small, page);
    const said = async (): Promise<string> => (await queuelab('run', page)).stderr;
    chmodSync(page, 0o000);
    expect(await said()).toContain('there is no permission to read');
    chmodSync(page, 0o600);
    chmodSync(closed, 0o000);
    expect(await said()).toContain('there is no permission to read');
    chmodSync(closed, 0o700);
  });

  it('says how a file is written whose name begins with a dash', async () => {
    const { stderr } = await queuelab('run', '-shop.yaml');
    expect(stderr).toContain("unknown option '-shop.yaml'\n     | a file whose name begins with a dash is ./-shop.yaml\n");
  });

  it('of options is no mistake in a file, and says which option', async () => {
    const { stderr } = await queuelab('run', small, '--seed', 'x', '--set', 'web.servers=0', '--set', 'web.queue=x');
    expect(stderr).toContain('--seed  a whole number of at least 0 is expected here\n     | x\n     | ^\n');
    expect(stderr).toContain('--set web.servers=0  0 is too small here\n     | web.servers=0\n     |             ^ expected at least 1\n');
    expect(stderr).toContain('--set web.queue=x  ');
    expect(stderr).toMatch(/3 errors on the command line\. Nothing was run\. \(exit 2\)\n$/);
  });
});
