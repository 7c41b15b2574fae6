import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/compare/document.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, small } = scratch();

describe('queuelab compare --select', () => {
  it('ends 4 where several remain after the budget; taken up again with a larger one it is as if it had never ended', async () => {
    const kept = join(folder, 'kept');
    const near = ['compare', small, '--with', 'web.work={ erlang: { mean: 10.3ms, stages: 2 } }', '--duration', '5s', '--statistic', 'w.latency'];
    const first = await queuelab(...near, '--select', '0.1ms', '--budget', '1.1', '--keep', kept);
    expect(first.code).toBe(4);
    expect(first.stdout.replace(/\s+/g, ' ')).toMatch(
      /Nothing is selected by w\.latency: A and B remain after 22 replications, the budget; [\d,]+ decide it at the latest: --budget \d+\. \(exit 4\) $/,
    );
    const words = [...near, '--select', '0.1ms', '--budget', '1.4', '--format', 'json'];
    const resumed = await queuelab(...words, '--resume', kept);
    expect(resumed.stderr).toBe(`kept 12 replications in ${kept}, 44 taken from there\n`);
    expect(resumed.stdout).toBe((await queuelab(...words, '--workers', '2')).stdout);
    const { selection } = JSON.parse(resumed.stdout) as Comparison;
    expect([selection!.difference, selection!.share, selection!.budget]).toEqual([0.0001, null, 28]);
  });
});
