import { describe, expect, it } from 'vitest';
import { makePage } from '../../src/report/text/page.js';
import { faultLines } from '../../src/report/text/faults.js';
import { showObjective } from '../../src/report/verdict.js';
import { replicate } from '../../src/experiment/observation/replication.js';
import type { Results } from '../../src/experiment/results.js';
import { recoverySentences } from '../../src/report/fault-sentences.js';
import { scenarioOf } from '../support/read.js';
import { run } from './run.js';

/** D/D/1: a request every second. The run has 50 bins of 4 s. */
function constant(parts: { work: string; calls?: string; faults: string; objectives?: string; replications?: number; duration?: string }): string {
  return `title: Constant
components: { server: { kind: service, work: ${parts.work} } }
workload: { jobs: { arrivals: { every: 1s }, call: server${parts.calls === undefined ? '' : `, calls: { server: ${parts.calls} }`} } }
faults: ${parts.faults}
${parts.objectives === undefined ? '' : `objectives: ${parts.objectives}`}
run: { duration: ${parts.duration ?? '200s'}, replications: ${parts.replications ?? 2} }
`;
}

const twice = '{ timeout: 3s, retry: { attempts: 2, backoff: 0s } }';

describe('recovery, by hand', () => {
  it('of a stop is over when what has piled up is done: ten seconds of arrivals at one a second, done at two a second', async () => {
    // The request due at 60 + k starts at 70 + k / 2, and without waiting from k = 20 on: 80 s, where a bin begins.
    const results = await run(
      constant({ work: '500ms', faults: '{ pause: { at: 60s, for: 10s, freeze: server } }', objectives: '{ jobs.recovery: { below: 11s } }' }),
    );
    const time = { recovered: 2, replications: 2, unrecovered: expect.anything() as unknown, time_s: { value: 10, low: 6, high: 10 } };
    expect(results.recovery).toEqual({ jobs: { bin_s: 4, all: time, after: { pause: time } } });
    expect(results.objectives[0]).toMatchObject({ verdict: 'met', observed: { value: 10 } });
  });

  it('is known to a bin: after 58 + 10 s the truth is 10 s, and the bin of 78 s ends at 80 s', async () => {
    const results = await run(constant({ work: '500ms', faults: '{ pause: { at: 58s, for: 10s, freeze: server } }' }));
    expect(results.recovery!['jobs'].all!.time_s).toEqual({ value: 12, low: 8, high: 12 });
  });

  it('of a crash is at once: what was inside is lost, and nothing has piled up', async () => {
    const results = await run(constant({ work: '500ms', faults: '{ lost: { at: 60s, for: 10s, crash: server } }' }));
    // The first whole bin after 70 s begins at 72 s.
    expect(results.recovery!['jobs'].all!.time_s).toEqual({ value: 2, low: 0, high: 2 });
  });

  it('is told of each fault, and of the last of all', async () => {
    const faults = '{ early: { at: 60s, for: 10s, freeze: server }, late: { at: [100s, 140s], for: 4s, freeze: server } }';
    const objectives = '{ jobs.recovery.early: { below: 10100ms }, jobs.recovery.late: { below: 5s }, jobs.recovery: { below: 3s, expect: failed } }';
    const results = await run(constant({ work: '500ms', faults, objectives }));
    const { all, after } = results.recovery!['jobs'];
    expect(after['early'].time_s!.value).toBe(10);
    // 144 s + k / 2 = 140 s + k at 148 s.
    expect(after['late'].time_s!.value).toBe(4);
    expect(all).toEqual(after['late']);
    expect(results.objectives.map(({ verdict }) => verdict)).toEqual(['met', 'met', 'undecided']);
  });

  it('never comes where who waits comes again: 2 attempts a second of 0.6 s each (metastable)', async () => {
    const results = await run(
      constant({
        work: '600ms',
        calls: twice,
        faults: '{ pause: { at: 60s, for: 10s, freeze: server } }',
        objectives: '{ jobs.recovery: { below: 60s, expect: failed }, jobs.recovery.pause: { below: 1h }, jobs.latency: { below: 1s } }',
      }),
    );
    expect(results.recovery!['jobs'].all).toMatchObject({ recovered: 0, replications: 2, time_s: null, unrecovered: { value: 1 } });
    expect(results.objectives.map(({ verdict, observed }) => [verdict, observed])).toMatchObject([
      ['met', null],
      ['failed', null],
      [expect.anything(), expect.anything()],
    ]);
    expect(showObjective(results.objectives[0]).remark).toBe('2 of 2 replications did not recover, as expected');
    expect(showObjective(results.objectives[1]).remark).toBe('2 of 2 replications did not recover');
  });

  it('of some replications is not that of all: a bound from above fails, with how many did not recover', async () => {
    // A stop of a second is over before the first time-out; one of ten never is.
    const yaml = constant({
      work: '600ms',
      calls: twice,
      faults: '{ pause: { at: 60s, for: { pick: { 1s: 1, 10s: 1 } }, freeze: server } }',
      objectives: '{ jobs.recovery: { below: 1h } }',
      replications: 10,
    });
    const scenario = scenarioOf(yaml);
    let long = 0;
    for (let number = 0; number < 10; number++) {
      const { faults } = (await replicate(scenario, { number, warmup: 0, inBatches: false, goOn: () => Promise.resolve(true) }))!;
      if (faults[0][0].end === 70) long++;
    }
    expect(long).toBeGreaterThan(0);
    expect(long).toBeLessThan(10);
    const results = await run(yaml);
    expect(results.recovery!['jobs'].all).toMatchObject({ recovered: 10 - long, time_s: null, unrecovered: { value: long / 10 } });
    expect(results.objectives[0]).toMatchObject({ verdict: 'failed', observed: null, unrecovered: { count: long, of: 10 } });
    expect(showObjective(results.objectives[0]).remark).toBe(`${long} of 10 replications did not recover`);
    expect(faultLines(results, makePage({ width: 300, colour: false, unicode: false, all: false })).join(' ')).toContain(
      `not as before again after the last of them in ${long} of 10 replications`,
    );
  });

  it('is not spoilt by roundings of equal latencies', async () => {
    const results = await run(constant({ work: '300ms', faults: '{ pause: { at: 60s, for: 7s, freeze: server } }' }));
    // 67 s + 0.3 k = 60 s + k at 70 s.
    expect(results.recovery!['jobs'].all!.time_s).toEqual({ value: 5, low: 1, high: 5 });
  });
});

describe('what is said of those that did not recover', () => {
  const said = (recovered: number): string => {
    const time = { recovered, replications: 20, unrecovered: null, time_s: null };
    return recoverySentences({ recovery: { jobs: { bin_s: 4, all: time, after: { pause: time } } } } as unknown as Results).join();
  };

  it.each([0, 9])('that the overload stays, where most did not (%i of 20 did)', (recovered) => {
    expect(said(recovered)).toContain(`in ${20 - recovered} of 20 replications when the run ends: the trigger is gone, the overload stays (metastable`);
  });

  it.each([10, 19])('that it may be chance, where some did not (%i of 20 did)', (recovered) => {
    expect(said(recovered)).toContain(`in ${20 - recovered} of 20 replications when the run ends: by chance, or because the overload stays`);
  });
});

describe('what is said of how long it took', () => {
  const said = (value: number, low: number | null, high: number | null, bin: number): string => {
    const time = { recovered: 3, replications: 3, unrecovered: null, time_s: { value, low, high } };
    return recoverySentences({ recovery: { jobs: { bin_s: bin, all: time, after: { pause: time } } } } as unknown as Results).join();
  };

  it.each([
    ['rounded as all numbers are', 49.6, 27.1, 66.4, 6, '~50 ±20 s'],
    ['two digits where the half begins with 1', 10.4, 0, 21.3, 6, '~10 ±11 s'],
    ['no finer than a step, where all are equal', 10, 6, 10, 4, '~10 ±4 s'],
    ['within the first step', 0.4, 0, 0.4, 3.6, 'within 3.6 s'],
    ['without an interval, to the place of the step', 10.4, null, null, 3.6, '10 s'],
    ['without an interval, within the first step', 0.4, null, null, 3.6, 'within 3.6 s'],
  ])('%s', (_, value, low, high, bin, shown) => {
    expect(said(value, low, high, bin)).toBe(`jobs is as before ${shown} after the last of them (in steps of ${bin} s)`);
  });
});

describe('recovery of a component, by hand', () => {
  const runOf = 'run: { duration: 200s, replications: 2, warmup: 30s }';

  it('of a broker is that of its lag: what waited for the lost consumer is taken twice as fast as it came', async () => {
    // Published at 60 + k, taken at 70 + k / 2, and at once from k = 20 on: 80 s, where a bin begins.
    const results = await run(`title: t
components:
  queue: { kind: broker, groups: { learners: { call: learn, consumers: 1 } } }
  learn: { kind: service, work: 500ms }
workload: { events: { arrivals: { every: 1s }, call: queue.publish } }
faults: { lost: { at: 60s, for: 10s, crash: queue.groups.learners } }
objectives: { queue.recovery: { below: 11s }, queue.recovery.lost: { below: 6s, expect: failed } }
${runOf}
`);
    expect(results.recovery!['queue'].all).toMatchObject({ recovered: 2, time_s: { value: 10, low: 6, high: 10 } });
    expect(results.objectives.map(({ verdict, observed }) => [verdict, observed!.value])).toEqual([
      ['met', 10],
      ['met', 10],
    ]);
  });

  it('of connections is that of who is online: attempts at 61 and 63 are refused, that of 67 is not, and 68 begins a bin', async () => {
    const phones = (reconnect: string) => `title: t
keys: { user: { items: 2 } }
components: { phones: { kind: connections, key: user, reconnect: ${reconnect} } }
workload: { pushes: { arrivals: { every: 1s }, call: phones.push } }
faults: { lost: { at: 60s, for: 5s, crash: phones } }
objectives: { phones.recovery: { below: 3100ms } }
${runOf}
`;
    const patient = await run(phones('{ exponential: 1s, jitter: none, most: 8s }'));
    expect(patient.recovery!['phones'].all!.time_s).toEqual({ value: 3, low: 0, high: 3 });
    expect(patient.objectives[0]).toMatchObject({ verdict: 'met', observed: { value: 3 } });
    const never = await run(phones('{ exponential: 1h, jitter: none, most: 1h }'));
    expect(never.recovery!['phones'].all).toMatchObject({ recovered: 0, time_s: null });
    expect(never.objectives[0]).toMatchObject({ verdict: 'failed', unrecovered: { count: 2, of: 2 } });
  });

  it('of a service is not told: its callers know', () => {
    const yaml = constant({ work: '500ms', faults: '{ pause: { at: 60s, for: 1s, freeze: server } }', objectives: '{ server.recovery: { below: 1s } }' });
    expect(() => scenarioOf(yaml)).toThrow(/no statistic "recovery" here/);
  });
});

describe('an objective on a recovery that cannot be seen', () => {
  const objectives = '{ jobs.recovery: { below: 1min } }';
  it.each([
    ['too early a fault', constant({ work: '500ms', faults: '{ pause: { at: 11s, for: 10s, freeze: server } }', objectives }), /first 12 s of the run/],
    ['too late an end', constant({ work: '500ms', faults: '{ pause: { at: 90s, for: 99s, freeze: server } }', objectives }), /of which 12 s are needed/],
    ['faults at random', constant({ work: '500ms', faults: '{ pause: { every: 50s, for: 1s, freeze: server } }', objectives }), /comes at random/],
    ['no faults', constant({ work: '500ms', faults: '{}', objectives }), /no faults to recover from/],
    [
      'no such fault',
      constant({ work: '500ms', faults: '{ pause: { at: 60s, for: 1s, freeze: server } }', objectives: '{ jobs.recovery.paus: { below: 1s } }' }),
      /no fault "paus"/,
    ],
  ])('%s', (_, yaml, message) => {
    expect(() => scenarioOf(yaml)).toThrow(message);
  });
});
