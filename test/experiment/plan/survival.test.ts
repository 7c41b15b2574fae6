import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCheapest } from '../../../src/experiment/plan/cheapest.js';
import type { TrialVerdict } from '../../../src/experiment/plan/document.js';
import { lossesOf } from '../../../src/experiment/plan/losses.js';
import { readPoints } from '../../../src/experiment/plan/points.js';
import { type PlanTools, Trials } from '../../../src/experiment/plan/tools.js';
import type { Rule } from '../../../src/experiment/plan/trial.js';
import { renderPlanChart } from '../../../src/report/plan/chart.js';
import { renderPlanCsv } from '../../../src/report/plan/csv.js';
import { renderPlanMarkdown } from '../../../src/report/plan/markdown.js';
import { renderPlanText } from '../../../src/report/plan/text.js';
import type { ReadResult } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { scenarioOf } from '../../support/read.js';
import { planOf } from './make.js';

const text = { width: 80, colour: false, unicode: true, quiet: false, all: false };
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema/plan.json', 'utf8')) as object);

/** Pages that were read before. */
const known = new Map<string, ReadResult>();

/** Verdicts as given, in place of runs; what was asked, and at which share of the error. */
function searchOf(yaml: string, over: Readonly<Record<string, readonly string[]>>, verdictOf: (servers: readonly number[]) => TrialVerdict) {
  const tools: PlanTools = {
    read: (sets) => {
      const key = `${sets.join(' ')} ${yaml}`;
      known.set(key, known.get(key) ?? { scenario: scenarioOf(yaml, sets), issues: [] });
      return known.get(key)!;
    },
    optionsFor: () => ({ sha256: '' }),
    isInterrupted: false,
    note: () => undefined,
  };
  const asked: string[] = [];
  const decisions = new Set<number>();
  const trials = Object.assign(new Trials(tools), {
    of: (scenario: Scenario, rule: Rule) => {
      const servers = scenario.components.map((one) => one.servers);
      asked.push(servers.join());
      decisions.add(rule.decisions);
      const trial = { verdict: verdictOf(servers), reason: 'run' as const, replications: 10, objectives: [] };
      return Promise.resolve({ trial, results: null, isPartial: false });
    },
  });
  const axes = Object.entries(over).map(([path, values]) => ({ path, values }));
  const find = async (lose: readonly string[] | null) => {
    const { points } = readPoints(axes, lose, tools);
    const { chosen } = await findCheapest(points, axes, { error: 0.05, looks: [10] }, trials);
    return { points, chosen, asked, decisions: [...decisions] };
  };
  return { find, tools };
}

const two = `title: Two
components:
  web: { kind: service, work: 1ms, cost: { serverHour: 1 } }
  store: { kind: service, work: 1ms, cost: { serverHour: 1.37 } }
workload: { jobs: { arrivals: { poisson: 1/s }, do: [call: web, call: store], measure: cycle } }
objectives: { jobs.latency.mean: { below: 1s } }
`;

describe('the search', () => {
  it('finds what an exhaustive one finds, whatever the verdicts, and asks nothing twice', async () => {
    const verdicts = fc.constantFrom<TrialVerdict>('passes', 'passes', 'passes', 'fails', 'undecided');
    const values = ['2', '3', '4'];
    await fc.assert(
      fc.asyncProperty(fc.array(verdicts, { minLength: 16, maxLength: 16 }), async (table) => {
        const at = ([web, store]: readonly number[]): TrialVerdict => table[4 * (web - 1) + store - 1];
        const { find } = searchOf(two, { 'web.servers': values, 'store.servers': values }, at);
        const { points, chosen, asked, decisions } = await find(['one']);
        const survives = (web: number, store: number): TrialVerdict => {
          const all = [at([web, store]), at([web - 1, store]), at([web, store - 1])];
          return all.includes('fails') ? 'fails' : all.includes('undecided') ? 'undecided' : 'passes';
        };
        const grid = values.flatMap((web) => values.map((store) => ({ web: Number(web), store: Number(store) })));
        const byCost = grid.sort((left, right) => left.web + 1.37 * left.store - right.web - 1.37 * right.store);
        const best = byCost.find(({ web, store }) => survives(web, store) === 'passes');
        expect(chosen?.settings ?? null).toEqual(best === undefined ? null : { 'web.servers': String(best.web), 'store.servers': String(best.store) });
        const tried = best === undefined ? byCost : byCost.slice(0, byCost.indexOf(best) + 1);
        for (const { web, store } of tried) {
          const { decided } = points.find(({ settings }) => settings['web.servers'] === String(web) && settings['store.servers'] === String(store))!;
          expect(decided!.trial.verdict).toBe(survives(web, store));
          // What fails untouched is not tried with losses; a loss that fails ends it, and is the one that decides.
          expect(decided!.losses === undefined).toBe(at([web, store]) === 'fails');
          const last = decided!.losses?.at(-1);
          if (decided!.losses !== undefined && decided!.trial.verdict === 'fails') expect(decided!.loss).toMatchObject({ lost: last!.lost, left: last!.left });
        }
        expect(new Set(asked).size).toBe(asked.length);
        // Sixteen configurations less the one that none leaves, decided upon before anything is run.
        expect(decisions).toEqual([15]);
        expect(asked.length).toBeLessThanOrEqual(15);
      }),
      { numRuns: 30, seed: 20261123 },
    );
  });

  it('halves the numbers of one station, and shares the error by what halving and losses can come to', async () => {
    const line = `title: One
components: { server: { kind: service, work: 1ms, cost: { serverHour: 1 } } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: server } }
objectives: { jobs.latency.mean: { below: 1s } }
`;
    const values = Array.from({ length: 100 }, (_, index) => String(index + 1));
    for (const [limit, unclear] of [
      [64, 3],
      [99, 1],
    ] as const) {
      const verdict = ([servers]: readonly number[]): TrialVerdict => (servers >= limit ? 'passes' : servers >= limit - unclear ? 'undecided' : 'fails');
      const { find } = searchOf(line, { 'server.servers': values }, verdict);
      const { chosen, asked, decisions, points } = await find(['one']);
      expect(chosen?.settings).toEqual({ 'server.servers': String(limit + 1) });
      // One server loses its only one: 99 are open. ⌈log2 99⌉ + 1 + 8 numbers, each untouched and after a loss.
      expect(decisions).toEqual([2 * (7 + 1 + 8)]);
      expect(asked.length).toBeLessThan(24);
      expect(points.every(({ trial, skipped }) => trial !== null || skipped === 'dearer')).toBe(true);
      const judged = await searchOf(line, { 'server.servers': values }, verdict).find(null);
      expect([judged.chosen?.settings, judged.decisions]).toEqual([{ 'server.servers': String(limit) }, [7 + 1 + 8]]);
    }
    expect((await searchOf(line, { 'server.servers': values.slice(0, 6) }, () => 'passes').find(['one'])).decisions).toEqual([6]);
  });
});

/** Constant gaps and work: 47.6 jobs a second of 100 ms keep 4.76 servers busy, and of 50 ms 2.38. */
const line = (objective = 'jobs.latency.mean: { below: 160ms }', rest = ''): string => `title: A line
components:
  server: { kind: service, servers: 6, work: 100ms, cost: { serverHour: 1 } }
  store: { kind: service, servers: 4, work: 50ms, cost: { serverHour: 2 } }
workload: { jobs: { arrivals: { every: 21ms }, do: [call: server, call: store], measure: cycle } }
objectives: { ${objective} }
run: { duration: 20s, warmup: 2s }
${rest}`;

describe('what is required to survive', () => {
  it('one more of each: in every format with what each loss shows', async () => {
    const over = { 'server.servers': '4..7', 'store.servers': '2..5' };
    const plan = await planOf(line(), { over, lose: ['one'], survival: 'required', most: 3 });
    expect(plan.chosen?.settings).toEqual({ 'server.servers': '6', 'store.servers': '4' });
    expect([plan.survive, plan.survival, plan.verdict]).toEqual([['one'], 'required', 'found']);
    expect(plan.losses).toEqual(plan.points.find(({ settings }) => settings === plan.chosen!.settings)!.losses);
    expect(plan.losses?.map(({ lost, left, trial }) => [lost, left, trial?.verdict])).toEqual([
      ['server', 5, 'passes'],
      ['store', 3, 'passes'],
    ]);
    // (5, 3) meets the objectives, and does not survive: by arithmetic, so that nothing is run.
    const bare = plan.points.find(({ settings }) => settings['server.servers'] === '5' && settings['store.servers'] === '3')!;
    expect(bare).toMatchObject({ trial: { verdict: 'fails', reason: 'arithmetic' }, loss: { lost: 'server', what: 'server', left: 4 } });
    expect(bare.untouched).toBeUndefined();
    expect(plan.decisions.replications).toBe(9);
    expect(validate(plan)).toBe(true);
    const shown = renderPlanText(plan, text);
    expect(shown).toContain('must survive: one');
    expect(shown).toContain('CHEAPEST THAT SURVIVES  server.servers=6, store.servers=4');
    expect(shown).toContain(
      '16 configurations: 7 fail, 5 fail after a loss, 3 cost no less. Chosen:\nserver.servers=6, store.servers=4, which survives each loss (exit 0)',
    );
    expect(shown).toMatch(/server +✓ 5 servers left: jobs\.latency\.mean 150 ±0 ms/);
    for (const row of shown.split('\n')) expect(row.length, row).toBeLessThanOrEqual(80);
    expect(renderPlanMarkdown(plan)).toContain('without a server of store');
    expect(renderPlanCsv(plan)).toMatch(/\nconfiguration,,5,3,8030,fails,loss,,,,,\nloss,server,5,3,,fails,arithmetic,0,,,,\n/);
    const picture = (await renderPlanChart(plan, 'svg')).toString();
    expect(picture).toContain('which survives each loss');
    // Judged, it is the bare one that is found, as ever.
    const judged = await planOf(line(), { over, lose: ['one'], most: 3 });
    expect(judged.chosen?.settings).toEqual({ 'server.servers': '5', 'store.servers': '3' });
    expect(judged.losses?.map(({ trial }) => trial?.verdict)).toEqual(['fails', 'fails']);
    expect(judged.points.every((point) => !('losses' in point))).toBe(true);
  });

  it('a loss that breaks an objective by a run is told with it, and nothing is the nearest that only passes untouched', async () => {
    // With 5 servers 95 % are busy, with 6 only 79 %, and after a loss 95 % again.
    const busy = 'server.utilisation: { below: 90% }, jobs.latency.mean: { below: 200ms }';
    const plan = await planOf(line(busy), { over: { 'server.servers': '6..7' }, lose: ['server'], survival: 'required', most: 3 });
    expect(plan.chosen?.settings).toEqual({ 'server.servers': '7' });
    expect(plan.points[0]).toMatchObject({ trial: { verdict: 'fails', reason: 'run' }, loss: { lost: 'server', left: 5 }, untouched: { verdict: 'passes' } });
    expect(plan.chosen?.neighbours).toMatchObject([{ value: '6', trial: { verdict: 'fails' }, loss: { lost: 'server' } }]);
    expect(plan.chosen?.tightest).toMatchObject({ loss: { lost: 'server', left: 6 } });
    const shown = renderPlanText(plan, text);
    expect(shown).toMatch(/✗ without a server of server:\s+server\.utilisation 95\.\d+/);
    expect(shown).toMatch(/breaks next +server\.utilisation without a server of server: 11\.\d % from/);
    expect(validate(plan)).toBe(true);

    const none = await planOf(line(busy), { over: { 'server.servers': '5..6' }, lose: ['server'], survival: 'required', most: 3 });
    expect([none.verdict, none.chosen, none.losses]).toEqual(['none', null, null]);
    expect(none.nearest).toMatchObject({ settings: { 'server.servers': '6' }, loss: { lost: 'server', left: 5 }, trial: { verdict: 'fails', reason: 'run' } });
    const missed = renderPlanText(none, text);
    expect(missed).toContain('without a server of server:\n');
    expect(missed).toContain('no configuration within the bounds meets the objectives after each loss, of 2\n(exit 3)');
    expect(validate(none)).toBe(true);
    const asItStands = await planOf(line(busy), { lose: ['server'], survival: 'required', most: 3 });
    expect(renderPlanText(asItStands, text)).toContain('the scenario does not meet its objectives after each loss (exit 3)');
  });

  it('the largest load and the full month are those until which it survives', async () => {
    const asked = { load: 'jobs', bounds: { from: 1, to: 1.13 }, grow: ['jobs=+1%/month'], lose: ['one'], most: 3 };
    const plan = await planOf(line(), { ...asked, survival: 'required' });
    // Five servers are full at 5 / 4.762 = 1.05 times the load, three of the store at 1.26; 1.01^4 = 1.041, 1.01^5 = 1.051.
    expect(plan.load?.largest_pass!.times).toBeLessThanOrEqual(1.05);
    expect(plan.load?.smallest_fail).toMatchObject({ trial: { reason: 'arithmetic' }, loss: { lost: 'server' } });
    expect(plan.load!.gap).toBeLessThanOrEqual(0.01);
    expect(plan.load?.largest_pass?.losses?.map(({ trial }) => trial?.verdict)).toEqual(['passes', 'passes']);
    expect(plan.growth?.full_in_month).toBe(5);
    expect(validate(plan)).toBe(true);
    const shown = renderPlanText(plan, text);
    expect(shown).toContain('LARGEST LOAD AFTER EACH LOSS  jobs');
    expect(shown).toContain('GROWTH AFTER EACH LOSS  jobs +1 % a month');
    expect(shown.replace(/\s+/g, ' ')).toContain('after a loss ✓ without a server of store, 3 servers left: jobs.latency.mean 150 ±0 ms');
    expect(shown.replace(/\s+/g, ' ')).toContain('the largest load within the objectives after each loss lies between');
    expect(renderPlanCsv(plan)).toMatch(/\nloss,month 4 without store,/);
    const judged = await planOf(line(), { ...asked, load: undefined });
    expect([judged.growth?.full_in_month, judged.growth?.last_pass?.losses]).toEqual([24, undefined]);
    // The load alone: the scenario as it stands need not survive.
    const alone = await planOf(line().replace('servers: 6', 'servers: 5'), {
      load: 'jobs',
      bounds: { from: 0.81, to: 0.9 },
      lose: ['one'],
      survival: 'required',
      most: 3,
    });
    expect([alone.verdict, alone.chosen, alone.points, alone.losses]).toEqual(['found', null, [], null]);
    // Four servers carry 4 / 4.762 = .84 of it.
    expect(alone.load!.largest_pass!.times).toBeLessThanOrEqual(0.84);
    expect(alone.load!.smallest_fail!.times).toBeGreaterThan(0.84);
  });

  it('stopped amid the losses, it is known of none', async () => {
    const plan = await planOf(line(), { over: { 'server.servers': '6', 'store.servers': '4,5' }, lose: ['one'], survival: 'required', most: 3, stopAfter: 2 });
    expect([plan.partial, plan.verdict, plan.chosen]).toEqual([true, 'undecided', null]);
    expect(plan.points.map(({ trial, skipped }) => trial?.verdict ?? skipped)).toEqual(['interrupted', 'interrupted']);
    expect(validate(plan)).toBe(true);
  });

  it('what cannot be taken away at some point is refused, with the values', async () => {
    const pool = line().replace('servers: 6,', 'instances: 6,');
    const asked = { lose: ['server/5'], survival: 'required', most: 3 } as const;
    await expect(planOf(pool, { ...asked, over: { 'server.instances': '4..6' } })).rejects.toThrow(
      'has no instance \\"5\\": there are 1, 2, 3, 4 (with server.instances=4)',
    );
    // An objective on the instance that is lost cannot be judged.
    const own = line('server/6.utilisation: { below: 99% }').replace('servers: 6,', 'instances: 6,');
    await expect(planOf(own, { ...asked, lose: ['one'], over: { 'server.instances': '6..7' } })).rejects.toThrow(
      'with server.instances=6, components.server.instances=5',
    );
  });
});

it('a component that is in one zone alone falls with it', () => {
  const zones = scenarioOf(`title: Zones
components:
  web: { kind: service, instances: [north, south], work: 10ms }
  store: { kind: service, instances: [north], work: 10ms }
workload: { jobs: { arrivals: { poisson: 4/s }, do: [call: web, call: store] } }
`);
  expect(lossesOf(['zone'], zones)).toEqual([{ lost: 'north', what: 'zone', left: 0, sets: ['components.web.instances=[south]'] }]);
});
