import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaks } from '../scenario/break-up.js';
import { fullPage } from '../scenario/full-page.js';
import { broken, namedAtOnce } from './broken-pages.js';
import { queuelab } from './cli.js';

describe('broken scenarios on the command line', () => {
  namedAtOnce(60);

  it.each(breaks.map((kind, number) => [kind, number] as const))('by a %s are not run, and leave no file', async (_, number) => {
    const folder = mkdtempSync(join(tmpdir(), 'queuelab-broken-'));
    writeFileSync(join(folder, 'broken.yaml'), broken(number));
    const { code, stdout, stderr } = await queuelab(
      'run',
      join(folder, 'broken.yaml'),
      '--out',
      join(folder, 'result.json'),
      '--out',
      join(folder, 'result.md'),
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/Nothing was run\. \(exit 2\)\n$/);
    expect(readdirSync(folder)).toEqual(['broken.yaml']);
  });

  it('do not come from the page that is broken: it runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queuelab-broken-'));
    writeFileSync(join(folder, 'full.yaml'), fullPage);
    const { code, stdout, stderr } = await queuelab(
      'run',
      join(folder, 'full.yaml'),
      '--replications',
      '2',
      '--duration',
      '10min',
      '--set',
      'run.warmup=1min',
      '--format',
      'json',
    );
    expect(stderr).toBe('');
    expect([0, 3, 4]).toContain(code);
    expect(JSON.parse(stdout)).toMatchObject({ study: 'finite', replications: 2 });
  });
});
