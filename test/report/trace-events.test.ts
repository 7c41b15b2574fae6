import { describe, expect, it } from 'vitest';
import { studyWithLook } from '../../src/experiment/look/study-with-look.js';
import type { RecordedRequest, RecordedSpan } from '../../src/experiment/results.js';
import { renderTrace } from '../../src/report/trace-events.js';
import { scenarioOf as read } from '../support/read.js';

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly cat: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const facts = { title: 'A "hostile" </script> title', file: 'a.yaml', seed: 1, fingerprint: '0123456789abcdef', version: '0.0.0' };

/** What the trace-event format asks of a file (Google 2016), and that events of one thread are nested or apart, as viewers need it. */
function problems(text: string): string[] {
  const document = JSON.parse(text) as { traceEvents: Event[]; displayTimeUnit: string; otherData: Record<string, unknown> };
  const wrong: string[] = [];
  if (!['ms', 'ns'].includes(document.displayTimeUnit)) wrong.push('displayTimeUnit');
  const threads = new Map<string, Event[]>();
  const named = new Set<string>();
  for (const event of document.traceEvents) {
    if (typeof event.name !== 'string' || !Number.isInteger(event.pid) || !Number.isInteger(event.tid))
      wrong.push(`no name or place: ${JSON.stringify(event)}`);
    if (event.ph === 'M') {
      if (!['process_name', 'thread_name', 'process_sort_index'].includes(event.name)) wrong.push(`unknown metadata ${event.name}`);
      if (event.name !== 'process_sort_index') named.add(`${event.name} ${event.pid} ${event.name === 'thread_name' ? event.tid : ''}`);
      continue;
    }
    if (event.ph !== 'X') wrong.push(`phase ${event.ph}`);
    if (!(event.ts >= 0 && event.dur >= 0)) wrong.push(`time of ${event.name}: ${event.ts} ${event.dur}`);
    if (!named.has(`process_name ${event.pid} `) || !named.has(`thread_name ${event.pid} ${event.tid}`)) wrong.push(`unnamed place of ${event.name}`);
    const key = `${event.pid} ${event.tid}`;
    threads.set(key, [...(threads.get(key) ?? []), event]);
  }
  for (const events of threads.values()) {
    for (const [index, one] of events.entries()) {
      for (const other of events.slice(index + 1)) {
        const [a, b] = [one.ts, one.ts + one.dur];
        const [c, d] = [other.ts, other.ts + other.dur];
        const slack = 1e-3;
        if (c < b - slack && a < d - slack && !(c >= a - slack && d <= b + slack) && !(a >= c - slack && b <= d + slack))
          wrong.push(`${one.name} and ${other.name} cross`);
      }
    }
  }
  return wrong;
}

function span(from: number, to: number, parts: Partial<RecordedSpan> = {}): RecordedSpan {
  return {
    component: 'db',
    instance: null,
    operation: 'read',
    start_s: from,
    end_s: to,
    outcome: 'ok',
    awaited: true,
    waits: [],
    works: [],
    calls: [],
    ...parts,
  };
}

function request(spans: RecordedSpan[], end = 10): RecordedRequest {
  return { workload: 'web', replication: 1, number: 1, due_s: 0, end_s: end, outcome: 'ok', spans };
}

describe('a trace', () => {
  it('is accepted by the checker, and the checker sees what is wrong', () => {
    const text = renderTrace(
      { slowest: [request([span(0, 10, { calls: [span(1, 3), span(2, 5), span(4, 9, { waits: [[4, 6]], works: [[6, 9]] })] })])], samples: [] },
      facts,
    );
    expect(problems(text)).toEqual([]);
    expect(problems(text.replaceAll('"tid":2', '"tid":1'))).not.toEqual([]);
    expect(problems(text.replace(/"dur":/, '"dur":-'))).not.toEqual([]);
    expect(problems(text.replace('thread_name', 'thread'))).not.toEqual([]);
  });

  it('puts what goes on at the same time on lanes below one another, and what is a part of a call on its lane', () => {
    const text = renderTrace(
      {
        slowest: [request([span(0, 10, { component: 'web', calls: [span(0, 8), span(1, 2, { component: 'cache', works: [[1, 2]] }), span(8, 9)] })])],
        samples: [],
      },
      facts,
    );
    const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
    const lanes = traceEvents.filter(({ ph }) => ph === 'X').map(({ name, tid, ts, dur }) => [name, tid, ts, dur]);
    expect(lanes).toEqual([
      ['web', 1, 0, 10e6],
      ['web.read', 1, 0, 10e6],
      ['db.read', 1, 0, 8e6],
      ['cache.read', 2, 1e6, 1e6],
      ['work', 2, 1e6, 1e6],
      ['db.read', 1, 8e6, 1e6],
    ]);
  });

  it('of a real run: every request begins when it was due and lasts its latency; nothing crosses; each is there once', async () => {
    const scenario = read(`title: A
components:
  web: { kind: service, servers: 20, operations: { page: [work: 1ms, parallel: [call: left, call: right]] }, calls: { left: { timeout: 60ms, retry: { attempts: 2, backoff: 5ms } } } }
  left: { kind: service, work: { exponential: 20ms } }
  right: { kind: service, servers: 3, work: { exponential: 60ms } }
workload: { users: { arrivals: { poisson: 30/s }, call: web.page } }
run: { duration: 60s, warmup: 6s, replications: 2 }`);
    const done = await studyWithLook(scenario, { sha256: '' }, { look: false, trace: true });
    const { slowest, samples } = done!.traced!;
    expect(slowest).toHaveLength(20);
    expect(samples.length).toBeGreaterThanOrEqual(50);
    const text = renderTrace({ slowest, samples }, facts);
    expect(problems(text)).toEqual([]);
    const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
    const roots = traceEvents.filter(({ cat }) => cat === 'request');
    expect(new Set(roots.map(({ args }) => `${String(args['replication'])} ${String(args['request'])}`)).size).toBe(roots.length);
    for (const [index, { due_s: due, end_s: end }] of slowest.entries()) {
      expect(roots[index].ts).toBeCloseTo(due * 1e6, 2);
      expect(roots[index].dur).toBeCloseTo((end - due) * 1e6, 2);
    }
    expect(done!.results.look).toBeUndefined();
  });
});
