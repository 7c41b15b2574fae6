import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PlanResults } from '../../src/experiment/plan/document.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file: write } = scratch();
const page = (name: string, rest: string): string =>
  write(
    name,
    `title: A line
components: { server: { kind: service, work: 100ms, cost: { serverHour: 1 } } }
workload: { jobs: { arrivals: { every: 30ms }, call: server } }
objectives: { jobs.latency.mean: { below: 150ms } }
run: { duration: 20s, warmup: 2s }
${rest}`,
  );

describe('queuelab plan', () => {
  test('does what the file says, and the line replaces part by part', async () => {
    const file = page('line.yaml', 'plan: { over: { server.servers: { from: 2, to: 6 } }, survive: one }\n');
    const found = await queuelab('plan', file, '--format', 'json');
    expect(found.code).toBe(0);
    const plan = JSON.parse(found.stdout) as PlanResults;
    expect(plan.chosen?.settings).toEqual({ 'server.servers': '4' });
    expect(plan.losses).toMatchObject([{ lost: 'server', left: 3, trial: { verdict: 'fails', reason: 'arithmetic' } }]);
    const none = await queuelab('plan', file, '--vary', 'server.servers=1,2', '--quiet');
    expect([none.code, none.stdout]).toEqual([3, 'no configuration within the bounds meets the objectives, of 2 (exit 3)\n']);
  });

  test('writes every format', async () => {
    const files = ['plan.json', 'plan.csv', 'plan.md', 'plan.txt', 'plan.png', 'plan.svg'].map((name) => join(folder, name));
    const { code, stderr } = await queuelab(
      'plan',
      page('all.yaml', ''),
      '--vary',
      'server.servers=3..5',
      '--load',
      'jobs',
      ...files.flatMap((file) => ['--out', file]),
    );
    expect(code).toBe(0);
    expect(stderr.match(/wrote/g)).toHaveLength(6);
    const [, , , , png, svg] = files.map((file) => readFileSync(file));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(svg.toString()).toContain('<title>A line</title>');
    expect((await queuelab('plan', page('all.yaml', ''), '--lose', 'one', '--out', join(folder, 'plan.html'))).code).toBe(2);
  });

  test.each<readonly [readonly string[], RegExp]>([
    [[], /there is nothing to look for/],
    [['--vary', 'server.servers'], /not of the form PATH=VALUES/],
    [['--vary', 'server.servers=4..1'], /not more than 4/],
    [['--vary', 'server.serves=1..2'], /unknown field "serves"/],
    [['--vary', 'server.servers=1,many'], /--set server.servers=many/],
    [['--load', 'jobs.arrivals.evry'], /nothing in the scenario/],
    [['--load', 'jobs=4..x'], /no range/],
    [['--grow', 'jobs=4'], /not of the form/],
    [['--lose', 'nobody'], /no component "nobody"/],
    [['--lose', 'zone'], /no zones/],
    [['--lose', 'one', '--replications', '1'], /no number of replications/],
    [['--vary', 'server.servers=1..4', '--set', 'server.cost=null'], /nothing has a price/],
    [['--lose', 'one', '--set', 'objectives=null'], /no objectives/],
  ])('%j is refused', async (words, message) => {
    const { code, stderr } = await queuelab('plan', page('wrong.yaml', ''), ...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('the help fits a screen', async () => {
    const { stdout } = await queuelab('plan', '--help');
    expect(stdout).toContain('3 none');
    expect(stdout.split('\n').length).toBeLessThan(48);
  });
});
