import { describe, expect, test } from 'vitest';
import { diagnose, relievable } from '../../../src/experiment/exercise/diagnose.js';
import { judgeDesign, type JudgedDesign, type Simulation } from '../../../src/experiment/exercise/judge-design.js';
import { Sample } from '../../../src/experiment/sample.js';
import { scaleWork } from '../../../src/predict/scale-work.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';

const page = `title: Two stations
components:
  web: { kind: service, async: true, servers: 2, operations: { get: [{ work: { exponential: 2ms } }, { call: db }] } }
  db: { kind: service, work: { exponential: 8ms } }
workload: { users: { arrivals: { poisson: 100/s }, call: web.get } }
run: { duration: 10s, warmup: 1s, replications: 5 }
objectives: { users.latency.mean: { below: 40ms } }
`;
const scenarioOf = (text: string): Scenario =>
  readScenario({
    file: 'a.yaml',
    sets: [],
    statistics: ['users.latency.mean'],
    reader: { read: () => text, resolve: (_from, to) => to, relative: (path) => path },
  }).scenario!;
const simulation: Simulation = { optionsFor: () => ({ sha256: '' }), budget: 8, mostEvents: Infinity };

describe('a diagnosis', () => {
  const scenario = scenarioOf(page);
  const helps = { statistic: scenario.asked[0], better: 'lower' } as const;

  test('is right where relief of that component helps more than that of any other', async () => {
    expect(relievable(scenario)).toEqual(['web', 'db']);
    const found = await diagnose(scenario, 'db', helps, simulation);
    expect(found!.verdict).toBe('right');
    expect(found!.relieved.get('db')!).toBeLessThan(found!.relieved.get('web')!);
    expect(found!.relieved.get('web')!).toBeLessThan(found!.relieved.get('')!);
    expect((await diagnose(scenario, 'web', helps, simulation))!.verdict).toBe('wrong');
    expect((await diagnose(scenario, 'nobody', helps, simulation))!.verdict).toBe('wrong');
    // Better the other way round: relief of it is the worst that can be done.
    expect((await diagnose(scenario, 'db', { ...helps, better: 'higher' }, simulation))!.verdict).toBe('wrong');
  });

  test('sees every page after the same warm-up, and asks each by itself whether it comes to rest', async () => {
    // MSER-5 asks for half of the run as it is, and for a tenth of it with less work.
    const auto = scenarioOf(page.replace('8ms', '9.3ms').replace('warmup: 1s, replications: 5', 'replications: 8'));
    const found = await diagnose(auto, 'db', { ...helps, statistic: auto.asked[0] }, { ...simulation, budget: 1 });
    const relieved = new Sample(scaleWork(auto, 'db', 1 / 1.2), { sha256: '' });
    await relieved.reach(8);
    const asItIs = new Sample(auto, { sha256: '' });
    await asItIs.reach(8);
    expect([relieved.deleted, asItIs.deleted]).toEqual([1, 5]);
    await relieved.deleteAtLeast(5);
    expect(found!.relieved.get('db')).toBe(relieved.summarise().requests['users'].latency_s.mean!.value);
    // 10.5 ms at 100 a second never come to rest; a sixth less do.
    const overloaded = scenarioOf(page.replace('8ms', '10.5ms'));
    const values = (await diagnose(overloaded, 'db', { ...helps, statistic: overloaded.asked[0] }, { ...simulation, budget: 1 }))!.relieved;
    expect([values.get(''), values.get('web')]).toEqual([null, null]);
    expect(values.get('db')).toBeGreaterThan(0.0105 / 1.2);
  });

  test('of two that are alike is undecided when the budget is used up', async () => {
    const alike = scenarioOf(page.replace('servers: 2, ', '').replace('2ms', '8ms'));
    expect((await diagnose(alike, 'db', { ...helps, statistic: alike.asked[0] }, { ...simulation, budget: 2 }))!.verdict).toBe('undecided');
  });
});

describe('a page that is handed in', () => {
  test('has more replications while an objective is undecided, up to the budget', async () => {
    const judged = (below: string): ReturnType<typeof judgeDesign> => judgeDesign(scenarioOf(page.replace('below: 40ms', `below: ${below}`)), simulation);
    expect(await judged('200ms')).toMatchObject({ replications: 5, objectives: [{ verdict: 'met' }] });
    const first = (await judged('200ms')) as JudgedDesign;
    const near = `${(1000 * first.objectives[0].observed!.value).toFixed(3)}ms`;
    const many = (await judged(near)) as JudgedDesign;
    expect(many.replications).toBeGreaterThan(5);
    expect(many.replications).toBeLessThanOrEqual(40);
  });

  test('is given up where it makes too many events', async () => {
    expect(await judgeDesign(scenarioOf(page), { ...simulation, mostEvents: 1000 })).toMatch(/more than 1000 events/);
  });
});
