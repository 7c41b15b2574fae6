import { describe, expect, it } from 'vitest';
import { observe } from '../../src/experiment/observation/observe.js';
import { runScenario } from '../../src/index.js';
import { renderCsv } from '../../src/report/csv.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { readText } from '../scenario/reader.js';
import { scenarioOf } from '../support/read.js';

/** What the policies of one replication did, by the caller, summed by hand in each test. */
function played(yaml: string, caller: string) {
  const scenario = scenarioOf(yaml);
  const system = wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  const { components, requests } = observe(system, 0);
  const own = (components.get(caller) ?? requests.get(caller))!.own['calls'];
  return own?.type === 'parts' ? own.parts : {};
}

const page = (calls: string, { bank = 'work: 3s', at = '0s', more = '' } = {}) => `title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components: { bank: { kind: service, servers: unlimited, ${bank} } }
workload: { w: { arrivals: { at: [${at}] }, call: bank, calls: { bank: { ${calls} } } } }
${more}`;
const mean = (numerator: number, denominator: number) => ({ type: 'mean', numerator, denominator });
const share = (numerator: number, denominator: number) => ({ type: 'ratio', numerator, denominator });

describe('what a policy did', () => {
  it('is counted for each part that it has: attempts given up and made again', () => {
    expect(played(page('timeout: 1s, retry: { attempts: 3, backoff: 1s, budget: 100% }', { at: '0s, 50s' }), 'w')).toEqual({
      bank: {
        calls_per_s: mean(2, 100),
        timeouts_per_call: mean(4, 2),
        retries_per_call: mean(2, 2),
        // One token a call, and each call would have taken two.
        budget_denied: share(2, 4),
      },
    });
  });

  it('of a hedge: how many there were, and how many were first', () => {
    const bank = 'work: { sequence: [3s, 1s, 1s, 3s, 3s] }';
    // 3 s against 1 + 1 s: won. 1 s: none. 3 s against 1 + 3 s: lost.
    expect(played(page('hedge: { after: 1s }', { bank, at: '0s, 20s, 40s' }), 'w')).toEqual({
      bank: { calls_per_s: mean(3, 100), hedges_per_call: mean(2, 3), hedges_won: share(1, 2) },
    });
  });

  it('of limits: how many calls each refused', () => {
    const calls = 'rate: { limit: 0.1/s, burst: 3 }, bulkhead: 2';
    // Three tokens for five calls at once, two of which get past the bulkhead.
    expect(played(page(calls, { at: '0s, 0s, 0s, 0s, 0s' }), 'w')).toEqual({
      bank: { calls_per_s: mean(2, 100), rate_limited: share(2, 5), bulkhead_full: share(1, 5) },
    });
  });

  it('of a breaker: how often and how long it was open, and whom it refused', () => {
    const bank = 'operations: { charge: [work: 1s, return: broke] }';
    const breaker = 'breaker: { failures: 50%, over: 10s, atLeast: 1, open: 20s }';
    // Opens at 1 s until 21 s; the trial at 30 s opens it again at 31 s, until 51 s; the one at 95 s at 96 s, beyond the end.
    expect(played(page(breaker, { bank, at: '0s, 5s, 30s, 40s, 45s, 95s' }), 'w')).toEqual({
      bank: { calls_per_s: mean(3, 100), breaker_refused: share(3, 6), breaker_open: mean(20 + 20 + 4, 100), breaker_opened: { type: 'count', count: 3 } },
    });
  });

  it('of a breaker whose caller crashes: it is open no more', () => {
    const yaml = `title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components:
  shop: { kind: service, operations: { buy: [call: bank] }, calls: { bank: { breaker: { failures: 50%, over: 10s, atLeast: 1, open: 20s } } } }
  bank: { kind: service, operations: { charge: [work: 1s, return: broke] } }
faults: { power: { at: 6s, for: 1s, crash: shop } }
workload: { w: { arrivals: { at: [0s] }, call: shop } }`;
    expect(played(yaml, 'shop')['bank']).toMatchObject({ breaker_open: mean(5, 100) });
  });

  it('is told by the entry of `calls`, as written, and not of who is only sent to', () => {
    const yaml = `title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components:
  shop: { kind: service, operations: { buy: [call: bank.charge, call: bank.refund, send: mail] }, calls: { bank: { timeout: 9s }, bank.refund: { bulkhead: 1 }, mail: { latency: 1s } } }
  bank: { kind: service, operations: { charge: 1s, refund: 1s } }
  mail: { kind: service, work: 1s }
workload: { w: { arrivals: { at: [0s] }, call: shop } }`;
    expect(played(yaml, 'shop')).toEqual({
      bank: { calls_per_s: mean(1, 100), timeouts_per_call: mean(0, 1) },
      'bank.refund': { calls_per_s: mean(1, 100), bulkhead_full: share(0, 1) },
    });
  });
});

describe('as an objective, CALLER.calls.TARGET.STATISTIC', () => {
  const issues = (objective: string, calls = 'timeout: 1s, retry: { attempts: 3, backoff: 1s }') =>
    readText(page(calls, { more: `objectives: { ${objective} }` })).issues.map(({ code }) => code);
  it.each<readonly [string, readonly string[]]>([
    ['w.calls.bank.retriesPerCall: { below: 3 }', []],
    ['w.calls.bank.calls: { above: 0.001/s }', []],
    ['w.calls.bank.calls: { above: 1 }', ['unit-missing']],
    ['w.calls.bank.retries: { below: 3 }', ['unknown-statistic']],
    ['w.calls.till.calls: { above: 1/s }', ['unknown-statistic']],
    ['w.calls.bank.breakerOpen: { below: 5% }', ['impossible-objective']],
    ['w.calls.bank.budgetDenied: { below: 5% }', ['impossible-objective']],
    ['bank.calls.w.calls: { above: 1/s }', ['unknown-statistic']],
  ])('%s', (objective, codes) => expect(issues(objective)).toEqual(codes));

  it('is judged, and stands in the results, the table and the text', async () => {
    const more = 'objectives: { w.calls.bank.retriesPerCall: { atMost: 1 }, w.calls.bank.timeoutsPerCall: { above: 2 } }';
    const text = page('timeout: 1s, retry: { attempts: 2, backoff: 1s }', { at: '0s, 5s', more });
    const results = await runScenario(text);
    expect(results.objectives.map(({ verdict, observed }) => [verdict, observed!.value])).toEqual([
      ['met', 1],
      ['failed', 2],
    ]);
    expect(results.requests['w'].calls!['bank']['retries_per_call']).toMatchObject({ value: 1 });
    expect(renderCsv(results)).toContain('\nw.calls.bank.retriesPerCall,1,');
  });
});
