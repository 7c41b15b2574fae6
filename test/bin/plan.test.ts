import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mmc } from '../../src/theory/stations/mmc.js';
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

  test('survival is required by the file or by the line, which goes before it', async () => {
    const file = page('survival.yaml', 'plan: { over: { server.servers: { from: 2, to: 6 } }, survive: one, survival: required }\n');
    // 3.3 servers are busy: four meet the objective, and five also with one less.
    const required = await queuelab('plan', file);
    expect(required.code).toBe(0);
    expect(required.stdout).toContain('CHEAPEST THAT SURVIVES  server.servers=5');
    expect(required.stdout).toMatch(/LOST FOR GOOD\n  server +✓ 4 servers left: jobs\.latency\.mean 100 ±0 ms\n  N\+1:/);
    const judged = await queuelab('plan', file, '--survival', 'judged', '--quiet');
    expect([judged.code, judged.stdout]).toEqual([0, '5 configurations: 2 fail, 1 pass and cost more, 1 cost no less. Chosen:\nserver.servers=4 (exit 0)\n']);
    const few = await queuelab('plan', page('few.yaml', ''), '--vary', 'server.servers=1..4', '--lose', 'server', '--survival', 'required', '--quiet');
    expect([few.code, few.stdout]).toEqual([3, 'no configuration within the bounds meets the objectives after each loss, of 4\n(exit 3)\n']);
  });

  test('survival by Erlang C: with one server less it is M/M/(c − 1) that meets the objective', async () => {
    const file = write(
      'erlang.yaml',
      `title: Erlang C
components: { server: { kind: service, work: { exponential: 1s }, cost: { serverHour: 1 } } }
workload: { jobs: { arrivals: { poisson: 2/s }, call: server } }
objectives: { jobs.latency.mean: { below: 1.25s } }
run: { duration: 1500s }
plan: { over: { server.servers: { from: 2, to: 8 } }, survive: server, survival: required }
`,
    );
    const mean = (servers: number): number => mmc({ arrivalRate: 2, serviceMean: 1, servers }).responseMean;
    const least = [4, 5, 6, 7, 8].find((servers) => mean(servers - 1) < 1.25)!;
    expect([mean(least - 1) * 1.1 < 1.25, mean(least - 2) > 1.1 * 1.25]).toEqual([true, true]);
    const { code, stdout } = await queuelab('plan', file, '--format', 'json');
    const plan = JSON.parse(stdout) as PlanResults;
    expect([code, plan.chosen?.settings]).toEqual([0, { 'server.servers': String(least) }]);
    const [{ left, trial }] = plan.losses!;
    expect([left, trial?.verdict]).toEqual([least - 1, 'passes']);
    expect(Math.abs(trial!.objectives[0].observed!.value / mean(least - 1) - 1)).toBeLessThan(0.05);
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
    [['--vary', 'server.servers=1..4', '--survival', 'required'], /it is not said what may be lost/],
    [['--lose', 'one', '--set', 'plan={ survival: required }'], /it is not said what may be lost/],
    [['--lose', 'one', '--survival', 'perhaps'], /judged, required/],
    [
      ['--vary', 'server.instances=1,3', '--lose', 'server/1', '--lose', 'server/3', '--set', 'server.instances=3', '--survival', 'required'],
      /no instance "3": there are 1 \(with server\.instances=1\)/,
    ],
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
