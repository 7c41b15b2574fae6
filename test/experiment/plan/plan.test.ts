import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { loadHandle } from '../../../src/experiment/plan/load-handle.js';
import { lossesOf } from '../../../src/experiment/plan/losses.js';
import { isMonotoneInServers } from '../../../src/experiment/plan/monotone.js';
import { fixedCost } from '../../../src/experiment/plan/fixed-cost.js';
import { narrow } from '../../../src/experiment/plan/narrow.js';
import { parseGrowth } from '../../../src/experiment/plan/growth.js';
import type { TrialVerdict } from '../../../src/experiment/plan/document.js';
import { looksUpTo } from '../../../src/experiment/plan/trial.js';
import { overReplicationsAt } from '../../../src/experiment/estimate/estimator.js';
import { renderPlanCsv } from '../../../src/report/plan/csv.js';
import { renderPlanMarkdown } from '../../../src/report/plan/markdown.js';
import { renderPlanText } from '../../../src/report/plan/text.js';
import { scenarioOf } from '../../support/read.js';
import { planOf } from './make.js';

/** Constant gaps and work: nothing varies, and every verdict is taken at the first look. */
const line = (objective: string, rest = ''): string => `title: A line
components:
  server: { kind: service, servers: 2, work: 100ms, cost: { serverHour: 1 } }
  store: { kind: service, servers: 3, work: 50ms, cost: { serverHour: 2 } }
workload: { jobs: { arrivals: { every: 21ms }, do: [call: server, call: store], measure: cycle } }
objectives: { ${objective} }
run: { duration: 20s, warmup: 2s }
${rest}`;
const queue = (fields = '', objective = 'jobs.latency.mean: { below: 2s }', load = 'arrivals: { poisson: 4/s }, call: server'): string => `title: A queue
components: { server: { kind: service, servers: 3, work: { exponential: 1s }${fields} } }
workload: { jobs: { ${load} } }
objectives: { ${objective} }
`;
const text = { width: 80, colour: false, unicode: true, quiet: false, all: false };
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema/plan.json', 'utf8')) as object);

describe('the cheapest', () => {
  it('is found among all combinations; what costs more is left alone', async () => {
    const plan = await planOf(line('jobs.latency.mean: { below: 160ms }'), { over: { 'server.servers': '4..7', 'store.servers': '2..4' } });
    expect(plan.verdict).toBe('found');
    expect(plan.chosen?.settings).toEqual({ 'server.servers': '5', 'store.servers': '3' });
    expect(plan.chosen?.cost_per_month).toEqual({ value: 11 * 730, low: 11 * 730, high: 11 * 730 });
    // 47.6 jobs a second of 100 ms keep 4.76 servers busy, and of 50 ms 2.38.
    const point = (server: string, store: string) =>
      plan.points.find(({ settings }) => settings['server.servers'] === server && settings['store.servers'] === store)!;
    expect(point('4', '4').trial).toMatchObject({ verdict: 'fails', reason: 'arithmetic', overload: [{ component: 'server' }] });
    expect(point('7', '4')).toMatchObject({ trial: null, skipped: 'dearer' });
    expect(plan.chosen?.neighbours.map(({ path, value, trial }) => [path, value, trial?.verdict])).toEqual([
      ['server.servers', '4', 'fails'],
      ['store.servers', '2', 'fails'],
    ]);
    expect(validate(plan)).toBe(true);
    expect(renderPlanText(plan, text)).toContain('12 configurations: 6 fail, 5 cost no less. Chosen: server.servers=5,\nstore.servers=3 (exit 0)');
    expect(renderPlanMarkdown(plan)).toContain('Cheapest: `server.servers=5, store.servers=3`: 8,030 a month');
    expect(renderPlanCsv(plan).split('\n')[0]).toBe(
      'question,changed,server.servers,store.servers,cost_per_month,verdict,reason,replications,warmup_not_found,jobs.latency.mean,jobs.latency.mean.low,jobs.latency.mean.high',
    );
  });

  it('there is none: the nearest, and by how much', async () => {
    const plan = await planOf(line('jobs.latency.mean: { below: 120ms }'), { over: { 'server.servers': '4..6', 'store.servers': '2,3' } });
    expect([plan.verdict, plan.chosen, plan.nearest?.trial.verdict]).toEqual(['none', null, 'fails']);
    expect(plan.nearest?.settings).toEqual({ 'server.servers': '5', 'store.servers': '3' });
    expect(validate(plan)).toBe(true);
    const shown = renderPlanText(plan, text);
    expect(shown).toContain('over by 30 ms (25 % of 120ms)');
    expect(shown).toContain('no configuration within the bounds meets the objectives, of 6 (exit 3)');
  });

  it('where the prices depend on the run, the search goes on while another may cost less', async () => {
    const plan = await planOf(
      `title: Bytes
components:
  web: { kind: service, servers: 4, work: 10ms, cost: { serverHour: 1 } }
  wan: { kind: link, bandwidth: 800Mb/s, cost: { gigabyteOut: 1 } }
workload: { jobs: { arrivals: { every: 100ms }, call: web, calls: { web: { via: { answer: wan }, bytes: { answer: 1MB } } } } }
objectives: { jobs.latency.mean: { below: 1s } }
run: { duration: 100s, warmup: 10s }
`,
      { over: { 'jobs.calls.web.bytes.answer': '1MB,2MB', 'web.servers': '4,5' } },
    );
    expect(plan.chosen?.settings).toEqual({ 'jobs.calls.web.bytes.answer': '1MB', 'web.servers': '4' });
    // 10 MB a second.
    expect(plan.chosen?.cost_per_month?.value).toBeCloseTo(730 * (4 + 36), 0);
    expect(plan.points.every(({ trial }) => trial?.verdict === 'passes')).toBe(true);
  });

  it('an interrupted search says what is known', async () => {
    const plan = await planOf(line('jobs.latency.mean: { below: 120ms }'), { over: { 'server.servers': '5..8', 'store.servers': '3' }, stopAfter: 2 });
    expect([plan.partial, plan.verdict]).toEqual([true, 'undecided']);
    expect(plan.points.map(({ trial, skipped }) => trial?.verdict ?? skipped)).toEqual(['fails', 'fails', 'interrupted', 'interrupted']);
    expect(renderPlanText(plan, text)).toContain('(exit 130)');
    expect(validate(plan)).toBe(true);
  });
});

describe('load, growth and losses', () => {
  it('a load within bounds has both ends checked, and one that fails below one that passes is told', async () => {
    // A bound from below fails at small loads.
    const plan = await planOf(
      queue('', 'server.utilisation: { above: 3% }').replace('{ poisson: 4/s }', '{ every: 250ms }').replace('exponential: 1s', 'exponential: 10ms'),
      {
        load: 'jobs',
        bounds: { from: 1, to: 4 },
        most: 10,
      },
    );
    expect(plan.load?.largest_pass?.value).toBe('4 times');
    expect(plan.load?.not_monotone.map(({ value }) => value)).toEqual(['1 times', '2 times']);
    expect(validate(plan)).toBe(true);
    expect(renderPlanText(plan, text)).toContain('not monotone');
  });

  it('a pair that stays wide says how far it is apart, and why', async () => {
    // 60 jobs a second of 100 ms need six servers; above 1.26 times the load they are too few by arithmetic, so that no run is long.
    const six = line('jobs.latency.mean: { below: 160ms }').replace('servers: 2', 'servers: 6').replace('servers: 3', 'servers: 4');
    const far = await planOf(six, { load: 'jobs', bounds: { from: 0.5, to: 1e6 }, most: 10 });
    expect([far.load?.ended, far.load?.largest_pass?.value, far.load?.tried.length]).toEqual(['decisions', '0.5 times', 16]);
    const { times } = far.load!.smallest_fail!;
    expect(far.load!.gap).toBeCloseTo(times / 0.5 - 1, 2);
    expect(times).toBeGreaterThan(100);
    // The check at half the largest load that passes is left, however far the way to it was.
    expect(far.load!.tried[0].value).toBe('0.25 times');
    const shown = renderPlanText(far, { ...text, width: 300 });
    expect(shown).toMatch(/no nearer +[\d,]+ % apart: 16 loads were tried, as many as share the error; bounds \(--load jobs=FROM\.\.TO\) begin nearer\n/);
    expect(shown).toMatch(/lies between 0\.5 times and [\d.]+ times, [\d,]+ % apart \(exit 0\)\n$/);
    expect(renderPlanMarkdown(far)).toContain('16 loads were tried');
    const unclear = await planOf(`${queue('', undefined, 'arrivals: { poisson: 2/s }, call: server')}run: { duration: 60s, warmup: 10s }\n`, {
      load: 'jobs',
      most: 10,
    });
    expect(unclear.load?.ended).toBe('undecided');
    expect(unclear.load!.undecided.length).toBeGreaterThan(0);
    expect(renderPlanText(unclear, { ...text, width: 300 })).toMatch(/% apart: what lies between is nearer to the limit than 10 replications can tell/);
    const near = await planOf(six, { load: 'jobs', most: 10 });
    expect(near.load?.ended).toBe('narrow');
    expect(near.load!.gap).toBeLessThanOrEqual(0.01);
    expect(renderPlanText(near, text)).not.toContain('apart');
    const stopped = await planOf(six, { load: 'jobs', most: 10, stopAfter: 3 });
    expect([stopped.load?.ended, stopped.partial]).toEqual(['interrupted', true]);
    for (const plan of [far, unclear, near, stopped]) expect(validate(plan)).toBe(true);
  });

  it('what is undecided is not said to fail', async () => {
    const scarce = `${queue('', 'jobs.latency.mean: { below: 1s }', 'arrivals: { poisson: 4/s }, call: server')}run: { duration: 20s, warmup: 2s }\n`;
    const plan = await planOf(scarce, { load: 'jobs', bounds: { from: 0.2, to: 4 }, most: 4 });
    expect(plan.load).toMatchObject({ largest_pass: null, ended: 'undecided' });
    expect(renderPlanText(plan, { ...text, width: 300 })).toMatch(/\n4\/s fails, and of no load is it known that it passes \(exit 4\)\n$/);
  });

  it('finds the pair, the full month and what may be lost', async () => {
    const plan = await planOf(line('jobs.latency.mean: { below: 160ms }').replace('servers: 2', 'servers: 6').replace('servers: 3', 'servers: 4'), {
      load: 'jobs',
      grow: ['jobs=+1%/month'],
      lose: ['one'],
      most: 10,
    });
    // 60 jobs a second of 100 ms need six servers.
    expect(plan.load?.largest_pass!.times).toBeLessThanOrEqual(1.26);
    expect(plan.load?.smallest_fail!.times).toBeGreaterThan(1.26);
    expect(plan.load!.smallest_fail!.times / plan.load!.largest_pass!.times).toBeLessThan(1.011);
    // 1.01^23 = 1.257, 1.01^24 = 1.270.
    expect(plan.growth?.full_in_month).toBe(24);
    expect(plan.losses?.map(({ lost, what, left, trial }) => [lost, what, left, trial?.verdict])).toEqual([
      ['server', 'server', 5, 'passes'],
      ['store', 'server', 3, 'passes'],
    ]);
    expect(validate(plan)).toBe(true);
    const shown = renderPlanText(plan, text);
    expect(shown).toContain('full                in month 24');
    expect(shown).toContain('N+1: the objectives hold without any one of them');
    expect(renderPlanMarkdown(plan)).toContain('- `store`: ✓ 3 servers left');
    expect(renderPlanCsv(plan)).toContain('growth,month 24,');
    for (const row of shown.split('\n')) expect(row.length, row).toBeLessThanOrEqual(80);
  });

  it('narrows on both sides of what cannot be told', async () => {
    const asked: number[] = [];
    const verdictAt = (value: number): Promise<TrialVerdict> => {
      asked.push(value);
      return Promise.resolve(value < 48 ? 'passes' : value > 52 ? 'fails' : 'undecided');
    };
    await narrow({ passes: 0, fails: 100 }, verdictAt, { middle: (low, high) => (low + high) / 2, isNarrow: (low, high) => high - low < 2 });
    expect(asked).toEqual([50, 25, 37.5, 43.75, 46.875, 48.4375, 75, 62.5, 56.25, 53.125, 51.5625]);
  });

  it('knows loads by path and by workload', () => {
    const handle = (load: string, path: string) => loadHandle(path, scenarioOf(queue('', undefined, load)));
    expect(handle('arrivals: { poisson: 4/s }, call: server', 'jobs.arrivals.poisson')).toMatchObject({ present: 4 });
    const sets = (load: string, path: string, value: number) => (handle(load, path) as { setsFor: (value: number) => readonly string[] }).setsFor(value);
    expect(sets('arrivals: { poisson: 240/min }, call: server', 'jobs.arrivals.poisson', 300)).toEqual(['jobs.arrivals.poisson=300/min']);
    expect(sets('arrivals: { poisson: 240/min }, call: server', 'workload.jobs', 5)).toEqual(['jobs.arrivals.poisson=5/s']);
    expect(sets('users: 20, call: server', 'jobs', 31)).toEqual(['jobs.users=31']);
    expect(sets('arrivals: { every: 100ms }, call: server', 'jobs', 2)).toEqual(['jobs.arrivals.every=0.05s']);
    expect(sets('arrivals: { onOff: { rate: 10/s, on: 1s, off: 1s } }, call: server', 'jobs', 2)).toEqual(['jobs.arrivals.onOff.rate=20/s']);
    const phases = sets('arrivals: { poisson: { phases: [{ for: 1min, rate: 1/s }, { for: 1min, rate: 1/s, rampTo: 3/s }] } }, call: server', 'jobs', 2);
    expect(scenarioOf(queue('', 'jobs.latency.mean: { below: 2s }', 'arrivals: { poisson: 1/s }, call: server'), phases).workloads[0].load).toMatchObject({
      arrivals: {
        phases: [
          { for: 60, rate: 2, rampTo: 2 },
          { for: 60, rate: 2, rampTo: 6 },
        ],
      },
    });
    expect(handle('arrivals: { every: { uniform: [1s, 2s] } }, call: server', 'jobs')).toMatch(/no rate/);
    expect(handle('arrivals: { poisson: 4/s }, call: server', 'server.work')).toMatch(/no number/);
    expect(handle('arrivals: { poisson: 4/s }, call: server', 'jobs.nothing')).toMatch(/nothing/);
  });

  it('reads growth', () => {
    const scenario = scenarioOf(queue());
    expect(parseGrowth('jobs=+4%/month', scenario)).toEqual({ workload: 'jobs', perMonth: 0.04 });
    expect((parseGrowth('workload.jobs=100%/year', scenario) as { perMonth: number }).perMonth).toBeCloseTo(2 ** (1 / 12) - 1, 12);
    for (const wrong of ['jobs=4', 'jobs=0%/month', 'shop=+4%/month']) expect(parseGrowth(wrong, scenario)).toBeTypeOf('string');
  });

  it('knows what can be lost', () => {
    const zones = scenarioOf(`title: Zones
components:
  web: { kind: service, instances: [north, south], work: 10ms }
  store: { kind: service, instances: { north: { servers: 2 }, south: { servers: 3 } }, work: 10ms }
  one: { kind: service, work: 1ms }
  delay: { kind: service, servers: unlimited, work: 1ms }
  pool: { kind: service, instances: 3, work: 1ms }
workload: { jobs: { arrivals: { poisson: 4/s }, do: [call: web, call: store, call: one, call: delay, call: pool] } }
`);
    expect(lossesOf(['one'], zones)).toEqual([
      { lost: 'web/south', what: 'instance', left: 1, sets: ['components.web.instances=[north]'] },
      { lost: 'store/south', what: 'instance', left: 1, sets: ['components.store.instances.south=null'] },
      { lost: 'one', what: 'server', left: 0, sets: [] },
      { lost: 'pool', what: 'instance', left: 2, sets: ['components.pool.instances=2'] },
    ]);
    expect(lossesOf(['zone'], zones)).toMatchObject([
      { lost: 'north', what: 'zone', sets: ['components.web.instances=[south]', 'components.store.instances.north=null'] },
      { lost: 'south' },
    ]);
    for (const wrong of ['delay', 'nobody', 'web/east']) expect(lossesOf([wrong], zones)).toBeTypeOf('string');
    expect(lossesOf(['zone'], scenarioOf(queue()))).toMatch(/no zones/);
  });
});

describe('what is proved', () => {
  const isProved = (fields?: string, objective?: string, load?: string) => isMonotoneInServers(scenarioOf(queue(fields, objective, load)), 'server.servers');
  it('fewer servers make one line wait longer, whatever comes', () =>
    expect([isProved(), isProved('', 'server.wait.p99: { atMost: 3s }')]).toEqual([true, true]));
  it.each([
    ['a finite queue', ', queue: 9', undefined, undefined],
    ['another discipline', ', discipline: shortest-first', undefined, undefined],
    ['patience', ', patience: 2s', undefined, undefined],
    ['a bound from below', '', 'jobs.throughput: { above: 1/s }', undefined],
    ['closed load', '', undefined, 'users: 4, call: server'],
    ['a deadline', '', undefined, 'arrivals: { poisson: 4/s }, call: server, deadline: 2s'],
    ['retries', '', undefined, 'arrivals: { poisson: 4/s }, call: server, calls: { server: { timeout: 1s, retry: { attempts: 2 } } }'],
  ])('it is not said of %s', (_, fields, objective, load) => expect(isProved(fields, objective, load)).toBe(false));
});

it('what depends on the run is not in the fixed cost', () => {
  const cost = (fields: string) => fixedCost(scenarioOf(queue(fields)));
  expect(cost('')).toBeNull();
  expect(cost(', cost: { serverHour: 2, instanceHour: 1 }')).toEqual({ least: 7 * 730, isWhole: true });
  expect(cost(', scale: { utilisation: 50%, min: 1, max: 4, boot: 1s }, cost: { instanceHour: 1 }')).toEqual({ least: 730, isWhole: false });
});

it('looks twice as often each time', () => {
  expect(looksUpTo(320)).toEqual([10, 20, 40, 80, 160, 320]);
  expect(looksUpTo(50)).toEqual([10, 20, 40, 50]);
  expect(looksUpTo(4)).toEqual([4]);
});

it('stricter intervals are wider, around the same value', () => {
  const [usual, strict] = [0.95, 0.999].map((confidence) => overReplicationsAt(confidence).mean([1, 2, 4, 3])!);
  expect(strict.value).toBe(usual.value);
  // t with 3 degrees of freedom: 3.182446 and 12.92398.
  expect((strict.high! - strict.value) / (usual.high! - usual.value)).toBeCloseTo(12.92398 / 3.182446, 5);
  // The rule of three: -ln(.001) of 1000.
  expect(overReplicationsAt(0.999).share([0, 0], [500, 500])?.high).toBeCloseTo(6.907755e-3, 8);
});
