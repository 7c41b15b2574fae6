import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file } = scratch();
const page = file(
  'page.yaml',
  `title: Page
components:
  web: { kind: service, servers: 2, work: { exponential: 10ms }, cost: { serverHour: 1 } }
workload: { w: { arrivals: { poisson: 50/s }, call: web } }
run: { duration: 4s, warmup: 1s, replications: 2 }
objectives: { w.latency.mean: { below: 10s } }
`,
);
/** Its folder is there, so that it is no mistake of the line; the system refuses it all the same. */
const unwritable = join(folder, `${'a'.repeat(300)}.json`);
const verbs = [
  ['run', page],
  ['compare', page, '--set', 'web.servers=3', '--practical', '0'],
  ['sweep', page, '--vary', 'web.servers=2,3'],
  ['plan', page, '--vary', 'web.servers=2..3'],
  ['check', page],
];
const exits = (text: string): string[] => text.match(/\(exit \d+\)/g) ?? [];

describe('where a file cannot be written', () => {
  it.each(verbs)('%s says the exit code once, last, and it is true', async (...words) => {
    const { code, stdout, stderr } = await queuelab(...words, '--out', unwritable);
    expect([code, exits(stdout), exits(stderr)]).toEqual([1, ['(exit 1)'], []]);
    expect(stdout.replaceAll('\n', ' ')).toMatch(/[a-z0-9]; not all files were written \(exit 1\) $/);
    expect(stderr).toContain(`${unwritable}: the name is too long\n`);
  });

  it.each(verbs)('%s in another format says it behind what cannot be written, and never another', async (...words) => {
    for (const format of ['json', 'markdown']) {
      const { code, stdout, stderr } = await queuelab(...words, '--format', format, '--out', unwritable);
      expect([code, stderr]).toEqual([1, `${unwritable}: the name is too long\n(exit 1)\n`]);
      expect(exits(stdout).filter((said) => said !== '(exit 1)')).toEqual([]);
    }
  });
});
