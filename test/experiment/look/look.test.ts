import { describe, expect, it } from 'vitest';
import { Recorder } from '../../../src/experiment/look/recorder.js';
import { studyWithLook } from '../../../src/experiment/look/study-with-look.js';
import type { Look, RecordedSpan } from '../../../src/experiment/results.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { renderJson } from '../../../src/report/json.js';
import { Ajv } from 'ajv';
import schema from '../../../schema/results.json' with { type: 'json' };
import { scenarioOf as read } from '../../support/read.js';

const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** One replication of a small system, so that the look and the study saw the same. */
async function look(yaml: string): Promise<{ look: Look; results: Awaited<ReturnType<typeof study>>['results']; scenario: Scenario }> {
  const scenario = read(yaml);
  const { results } = await study(scenario);
  return { look: results.look!, results, scenario };
}

async function study(scenario: Scenario) {
  return (await studyWithLook(scenario, { sha256: '0'.repeat(64) }, { look: true, trace: false }))!;
}

const run = 'run: { duration: 200s, warmup: 20s, study: finite, replications: 1 }';

const systems: Readonly<Record<string, string>> = {
  'a queue': `title: A\ncomponents: { web: { kind: service, work: { exponential: 100ms } } }\nworkload: { users: { arrivals: { poisson: 7/s }, call: web } }\n${run}`,
  'calls in a chain, with a held server': `title: A
components:
  web: { kind: service, servers: 4, operations: { page: [work: { exponential: 20ms }, call: db.read, work: 5ms] } }
  db: { kind: service, servers: 2, operations: { read: [work: { exponential: 60ms }] } }
workload: { users: { arrivals: { poisson: 20/s }, call: web.page } }
${run}`,
  'branches, sends and an asynchronous caller': `title: A
components:
  web: { kind: service, servers: 4, async: true, operations: { page: [work: { exponential: 20ms }, parallel: [call: left, call: right], send: log] } }
  left: { kind: service, work: { exponential: 20ms } }
  right: { kind: service, discipline: processor-sharing, work: { exponential: 30ms } }
  log: { kind: service, work: 1ms }
workload: { users: { arrivals: { poisson: 15/s }, call: web.page } }
${run}`,
  'time-outs, retries and a crash': `title: A
components:
  web: { kind: service, servers: 50, operations: { page: [call: db] }, calls: { db: { timeout: 200ms, retry: { attempts: 3, backoff: { exponential: 50ms, jitter: full } } } } }
  db: { kind: service, servers: 2, queue: 20, work: { exponential: 90ms } }
faults: { outage: { crash: db, at: 60s, for: 5s } }
workload: { users: { arrivals: { poisson: 15/s }, call: web.page } }
${run}`,
  'links, with a message and a fetch that several wait for': `title: A
components:
  line: { kind: link, bandwidth: 10Mb/s, latency: 4ms }
  web: { kind: service, servers: 20, async: true, operations: { page: [call: cache.get, send: log] }, calls: { log: { via: line, bytes: { request: 1kB } } } }
  cache: { kind: cache, key: item, capacity: 10, coalesce: true, miss: db, calls: { db: { via: { answer: line }, bytes: { answer: 5kB } } } }
  db: { kind: service, servers: 4, work: { exponential: 20ms } }
  log: { kind: service, work: 1ms }
keys: { item: { items: 100 } }
workload: { users: { arrivals: { poisson: 15/s }, call: web.page } }
${run}`,
  'users that think': `title: A
components: { web: { kind: service, servers: 2, work: { lognormal: { mean: 100ms, cv: 2 } } } }
workload: { users: { users: 20, think: { exponential: 1s }, call: web } }
${run}`,
};

describe.each(Object.entries(systems))('a look at %s', (_name, yaml) => {
  it('changes nothing: the recorded run has the fingerprint of the plain one', () => {
    const scenario = read(yaml);
    const fingerprint = (isRecorded: boolean): string => {
      const system = wire(scenario, { seed: 1, replication: 0, warmup: 20, curves: false, bundles: !isRecorded });
      if (isRecorded) new Recorder(system, { called: () => undefined, ended: () => undefined });
      while (!system.run(100_000));
      return system.engine.fingerprint.toString();
    };
    expect(fingerprint(true)).toBe(fingerprint(false));
  });

  it('counts the calls and the requests that the study counted, and its parts add up to the latency', async () => {
    const { look: seen, results } = await look(yaml);
    for (const [name, row] of Object.entries(results.components)) {
      // Nobody calls a link.
      if (/[/.]/.test(name) || row.kind === 'link') continue;
      const calls = seen.calls.filter(({ component }) => component === name).reduce((sum, { per_s: perSecond }) => sum + perSecond, 0);
      expect(calls, name).toBeCloseTo(row.arrivals_per_s!.value, 9);
    }
    expect(seen.time.length).toBeGreaterThan(0);
    for (const { workload, requests, latency_s: latency, parts } of seen.time) {
      const row = results.requests[workload];
      expect(requests).toBe(row.outcomes['ok'].count);
      expect(latency).toBeCloseTo(row.latency_s.mean!.value, 12);
      expect(parts.reduce((sum, part) => sum + part.wait_s + part.work_s + part.other_s, 0)).toBeCloseTo(latency, 12);
    }
  });

  it('is as its schema says; spans lie inside those of their callers', async () => {
    const { look: seen, results } = await look(yaml);
    isValid(JSON.parse(renderJson(results)));
    expect(isValid.errors ?? []).toEqual([]);
    const check = (spans: readonly RecordedSpan[], from: number, to: number): void => {
      for (const span of spans) {
        expect(span.start_s).toBeGreaterThanOrEqual(from);
        expect(span.end_s).toBeGreaterThanOrEqual(span.start_s);
        expect(span.end_s).toBeLessThanOrEqual(to);
        for (const [start, end] of [...span.waits, ...span.works]) {
          expect(start).toBeGreaterThanOrEqual(span.start_s);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(span.end_s);
        }
        check(span.calls, span.start_s, span.end_s);
      }
    };
    expect(seen.slowest).toHaveLength(5);
    for (const request of seen.slowest) check(request.spans, request.due_s, request.end_s);
    const latencies = seen.slowest.map((request) => request.end_s - request.due_s);
    expect(latencies).toEqual([...latencies].sort((left, right) => right - left));
  });
});

describe('what a look tells', () => {
  it('names who called and who sent', async () => {
    const { look: seen } = await look(systems['branches, sends and an asynchronous caller']);
    expect(seen.calls.map(({ caller, component, sent }) => [caller, component, sent]).sort()).toEqual([
      ['users', 'web', false],
      ['web', 'left', false],
      ['web', 'log', true],
      ['web', 'right', false],
    ]);
  });

  it('splits the time at one server into waiting and work as the study does', async () => {
    const { look: seen, results } = await look(systems['a queue']);
    const [{ component, wait_s: wait, work_s: work, other_s: other }] = seen.time[0].parts;
    expect(component).toBe('web');
    expect(wait).toBeCloseTo(results.components['web'].wait_s.mean!.value, 9);
    expect(work).toBeCloseTo(results.components['web'].response_s.mean!.value - results.components['web'].wait_s.mean!.value, 9);
    expect(other).toBeCloseTo(0, 9);
  });

  it('finds the part that makes the tail slow: payment is rare, and all of the slowest 1 %', async () => {
    const { look: seen } = await look(`title: A
components:
  web: { kind: service, servers: unlimited, operations: { page: [work: { exponential: 10ms }, choose: { pay: { weight: 2, do: [call: payment] }, read: { weight: 98, do: [] } }] } }
  payment: { kind: service, servers: unlimited, work: 500ms }
workload: { users: { arrivals: { poisson: 50/s }, call: web.page } }
${run}`);
    const { parts, slowest, latency_s: latency } = seen.time[0];
    const share = (all: typeof parts, mean: number): number => all.find(({ component }) => component === 'payment')!.work_s / mean;
    expect(share(parts, latency)).toBeLessThan(0.7);
    expect(share(slowest!.parts, slowest!.latency_s)).toBeGreaterThan(0.9);
  });

  it('is not taken where nobody asks', async () => {
    const done = await studyWithLook(read(systems['a queue']), { sha256: '' }, { look: false, trace: false });
    expect(done!.results.look).toBeUndefined();
    expect(done!.traced).toBeNull();
  });
});

describe('the links of a look', () => {
  it('are those that the calls pass: a message has no answer, what a cache fetches for several has one', async () => {
    const { look: seen, results } = await look(systems['links, with a message and a fetch that several wait for']);
    expect(seen.links).toEqual([
      {
        link: 'line',
        latency_s: 0.004,
        passed_by: [
          { caller: 'web', component: 'log', operation: 'serve', sent: true, request: true, answer: false },
          { caller: 'cache', component: 'db', operation: 'serve', sent: true, request: false, answer: true },
        ],
      },
    ]);
    // One transfer for each of these calls, as none of them passes it twice.
    const perSecond = seen.calls.filter(({ component }) => component === 'log' || component === 'db').reduce((sum, call) => sum + call.per_s, 0);
    expect(results.components['line'].throughput_per_s!.value).toBeCloseTo(perSecond, 1);
  });

  it('are absent where no call passes one', async () => {
    expect((await look(systems['a queue'])).look).not.toHaveProperty('links');
  });
});
