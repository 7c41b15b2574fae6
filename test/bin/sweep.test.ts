import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/sweep.json' with { type: 'json' };
import type { Sweep } from '../../src/experiment/sweep/document.js';
import type { Results } from '../../src/experiment/results.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, small, file } = scratch();
const isValid = new Ajv({ allErrors: true, strict: false }).compile(schema);

const varied = file(
  'varied.yaml',
  `title: A server that is swept
components:
  server: { kind: service, work: { exponential: 1s } }
workload:
  jobs: { arrivals: { poisson: 0.5/s }, call: server }
objectives: { jobs.latency.mean: { below: 3s } }
run: { duration: 400s, warmup: 40s, replications: 4 }
vary:
  jobs.arrivals.poisson: [0.2/s, 0.5/s, 0.8/s, 1.5/s]
`,
);

async function swept(...words: string[]): Promise<Sweep> {
  const { code, stdout, stderr } = await queuelab('sweep', ...words, '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Sweep;
}

describe('queuelab sweep', () => {
  it('has at each point what a run of it has', async () => {
    const sweep = await swept(varied);
    expect(isValid(sweep), JSON.stringify(isValid.errors)).toBe(true);
    expect(sweep.points.map(({ settings }) => Object.values(settings)[0])).toEqual(['0.2/s', '0.5/s', '0.8/s', '1.5/s']);
    const run = JSON.parse((await queuelab('run', varied, '--set', 'jobs.arrivals.poisson=0.8/s', '--format', 'json')).stdout) as Results;
    const point = sweep.points[2];
    expect(point.fingerprint).toBe(run.fingerprint);
    expect(point.values['jobs.latency.mean']).toEqual(run.requests['jobs'].latency_s.mean);
    expect(point.values['server.utilisation']).toEqual(run.components['server'].utilisation);
    expect(sweep.points[3].unstable).toContain('and can serve 1/s (offered load 1.5)');
    expect(sweep.points[3].values['jobs.latency.mean']).toBeNull();
    expect(sweep.points.map(({ objectives }) => objectives.met + objectives.failed + objectives.undecided)).toEqual([1, 1, 1, 1]);
  });

  it('shows the table, what is unstable, and the knee', async () => {
    const { code, stdout } = await queuelab('sweep', varied);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^A server that is swept\s+\S*varied\.yaml\n4 points: jobs\.arrivals\.poisson \(4\)\n/);
    expect(stdout).toMatch(/\n0\.5\/s .*±/);
    expect(stdout).toMatch(/\n {2}unstable\n/);
    expect(stdout).toMatch(/KNEE {2}jobs: knee at jobs\.arrivals\.poisson=0\.5\/s/);
    expect(stdout).toMatch(/\n4 points, 1 unstable, knee of jobs at 0\.5\/s \(exit 0\)\n$/);
    for (const line of stdout.split('\n').filter((text) => !text.endsWith('varied.yaml'))) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('takes combinations of the line, or one at a time with the change against the file, replication by replication', async () => {
    const paths = ['--vary', 'w.arrivals.poisson=30/s,60/s', '--vary', 's.servers=1..2'];
    const word = file(
      'two.yaml',
      'title: Two\ncomponents:\n  s: { kind: service, work: { exponential: 10ms } }\nworkload:\n  w: { arrivals: { poisson: 50/s }, call: s }\nrun: { duration: 20s, warmup: 2s, replications: 3 }\n',
    );
    const all = await swept(word, ...paths, '--statistic', 'w.latency');
    expect(all.points.map(({ settings }) => Object.values(settings).join())).toEqual(['30/s,1', '30/s,2', '60/s,1', '60/s,2']);
    expect(all.statistics).toEqual([{ statistic: 'w.latency', unit: 's' }]);
    const alone = await swept(word, ...paths, '--one-at-a-time', '--statistic', 'w.latency');
    expect(isValid(alone), JSON.stringify(isValid.errors)).toBe(true);
    expect(alone.points.map(({ settings }) => JSON.stringify(settings))).toEqual([
      '{}',
      '{"w.arrivals.poisson":"30/s"}',
      '{"w.arrivals.poisson":"60/s"}',
      '{"s.servers":"1"}',
      '{"s.servers":"2"}',
    ]);
    const [rates, servers] = alone.sensitivities;
    expect(rates.changes.map(({ change }) => Math.sign(change!.value))).toEqual([-1, 1]);
    // The file has one server: the same in each replication.
    expect(servers.changes[0].change).toEqual({ value: 0, low: 0, high: 0 });
    const [base, , , , two] = alone.points.map(({ values }) => values['w.latency']!.value);
    expect(servers.changes[1].change!.value).toBeCloseTo(two - base, 12);
    expect(servers.changes[1].change!.high).toBeLessThan(0);
  });

  it('names every point wherever its table goes on', async () => {
    const { stdout } = await queuelab('sweep', small, '--vary', 'web.servers=2,3', '--vary', 'web.queue=7,8', '--all', '--replications', '2');
    const named = stdout.split('\n').filter((line) => /^\d +\d/.test(line));
    expect(stdout.match(/^web\.servers {2}web\.queue /gm)?.length).toBeGreaterThan(1);
    expect(named.map((line) => line.split(/ +/, 2).join())).toEqual(Array.from({ length: named.length / 4 }, () => ['2,7', '2,8', '3,7', '3,8']).flat());
  });

  it('writes files in all formats', async () => {
    const outs = ['json', 'csv', 'md', 'txt', 'png', 'svg'].map((ending) => join(folder, `sweep.${ending}`));
    const { code } = await queuelab('sweep', varied, '--quiet', ...outs.flatMap((out) => ['--out', out]));
    expect(code).toBe(0);
    expect(outs.every((out) => existsSync(out))).toBe(true);
    const [, csv, markdown, , png, svg] = outs.map((out) => readFileSync(out));
    expect(csv.toString().split('\n')[0]).toBe('jobs.arrivals.poisson,statistic,unit,value,low,high,replications,warmup_s,unstable,warmup_not_found');
    expect(csv.toString().trim().split('\n')).toHaveLength(1 + 4 * 6);
    expect(markdown.toString()).toContain('| `0.5/s` |');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(svg.toString()).toContain('<title>A server that is swept: a sweep</title>');
  });

  it('marks what was not seen to have settled as `run` does, and says once what helps', async () => {
    const short = file(
      'short.yaml',
      'title: Too short\ncomponents: { db: { kind: service, work: { exponential: 8.5ms } } }\nworkload: { w: { arrivals: { poisson: 100/s }, call: db } }\nrun: { duration: 10s, replications: 8 }\n',
    );
    const outs = ['json', 'csv', 'md'].map((ending) => join(folder, `short.${ending}`));
    const vary = ['--vary', 'db.work.exponential=8ms,9ms,12ms', '--statistic', 'w.latency'];
    const { stdout: text } = await queuelab('sweep', short, ...vary, ...outs.flatMap((out) => ['--out', out]));
    const [json, csv, markdown] = outs.map((out) => readFileSync(out).toString());
    const sweep = JSON.parse(json) as Sweep;
    expect(isValid(sweep), JSON.stringify(isValid.errors)).toBe(true);
    const run = JSON.parse((await queuelab('run', short, '--set', 'db.work.exponential=9ms', '--format', 'json')).stdout) as Results;
    const { sentence } = run.advice.find(({ code }) => code === 'warm-up-not-found')!;
    expect(sweep.advice).toEqual([{ code: 'warm-up-not-found', sentence, points: [{ 'db.work.exponential': '9ms' }] }]);
    // What never comes to rest has no steady number that could be marked.
    expect(sweep.points.map(({ warmup_not_found: isMissing, unstable }) => [isMissing, unstable !== null])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect(text).toMatch(/\n9ms .*\n {2}✗ warm-up not found\n12ms/);
    expect(text.replace(/\n/g, ' ')).toContain(` 9ms: ${sentence} `);
    expect(text).toMatch(/\n3 points, 1 unstable, 1 with warm-up not found \(exit 0\)\n$/);
    expect(markdown).toMatch(/\| `9ms` \| .* \| warm-up not found \|\n/);
    expect(markdown).toMatch(/\n- 9ms: No stationary part was seen in 10 s, /);
    expect(csv.match(/(true|false),(true|false)$/gm)).toEqual(['false,false', 'false,true', 'true,false']);
  });

  it('says at which point a value makes something else impossible', async () => {
    const zones = file(
      'zones.yaml',
      'title: Zones\ncomponents:\n  s: { kind: service, instances: [a, b], work: { exponential: 10ms } }\nworkload:\n  w: { arrivals: { poisson: 50/s }, call: s }\n' +
        'objectives: { s/b.utilisation: { below: 90% } }\nrun: { duration: 20s, warmup: 2s, replications: 2 }\n',
    );
    const said = async (...words: string[]): Promise<string> => (await queuelab('sweep', zones, ...words)).stderr;
    const alone = await said('--vary', 's.instances=2,[a, b],3,[a]');
    expect(alone).toContain('zones.yaml:6:15  "s/b.utilisation": s has no instance "b" (with s.instances=2, and at 2 more points)\n');
    expect(alone).toContain('\n1 error in 1 file. Nothing was run. (exit 2)\n');
    // Each of them is right by itself.
    const both = await said('--vary', 'run.warmup=2s,6s', '--vary', 'run.duration=5s,10s');
    expect(both).toMatch(/^--vary run\.(warmup|duration)=\ds {2}the warm-up of 6 s leaves nothing of a run of 5 s \(with run\.warmup=6s, run\.duration=5s\)\n/);
    // What was set is not what varies.
    const set = await said('--set', 'run.warmup=6s', '--vary', 'run.duration=10s,5s');
    expect(set).toMatch(/^--(vary run\.duration=5s {2}|set run\.warmup=6s {2}.*\(with run\.duration=5s\))/);
    const planned = await queuelab('plan', zones, '--vary', 's.instances=3,2', '--set', 's.cost.instanceHour=1');
    expect([planned.code, planned.stderr]).toEqual([2, expect.stringContaining('s has no instance "b" (with s.instances=3)')]);
  });

  it.each([
    [['--vary', 'w.arrivals.poisson=1/s..0/s 1/s'], '1/s..0/s 1/s: 0/s is not more than 1/s'],
    [['--vary', 'w.arrivals.poisson=0/s,2', '--vary', 'nobody.servers=2'], 'nothing is called "nobody"'],
    [['--vary', 'seed'], 'this is not of the form PATH=VALUES'],
    [['--vary', 'seed=1,2', '--vary', 'seed=3'], 'seed is varied already'],
    [['--vary', 'seed=1..5000'], '5000 points are too many'],
    [[], 'nothing varies'],
    [['--vary', 'seed=1,2', '--workers', '0'], '--workers 0: not a number of threads'],
    [['--vary', 'seed=1,2', '--resume', 'no-such-folder'], 'nothing is kept there to go on from'],
    [['--vary', 'seed=1,2', '--out', 'a.html'], 'the ending decides the format'],
  ])('refuses %s', async (words, message) => {
    const { code, stdout, stderr } = await queuelab('sweep', small, ...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('--set');
  });
});
