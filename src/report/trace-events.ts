import type { RecordedRequest, RecordedSpan } from '../experiment/results.js';

/** Requests to put into a trace. */
export interface TracedRequests {
  readonly slowest: readonly RecordedRequest[];
  readonly samples: readonly RecordedRequest[];
}

export interface TraceFacts {
  readonly title: string;
  readonly file: string;
  readonly seed: number;
  readonly fingerprint: string;
  readonly version: string;
}

/** One event of the trace-event format; times are microseconds from the start of the replication. */
interface TraceEvent {
  readonly name: string;
  /** X: it has a beginning and a length. M: a name for a process or a thread. */
  readonly ph: 'X' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Requests as Chrome trace events (the JSON object format), which ui.perfetto.dev and chrome://tracing show. Each request is a process of its own; its calls
 * are nested, those that go on at the same time lie on threads (lanes) below one another.
 * Source: Trace Event Format, Google 2016, sections "JSON Object Format" and "Complete Events".
 */
export function renderTrace({ slowest, samples }: TracedRequests, facts: TraceFacts): string {
  const known = new Set(slowest.map(keyOf));
  const requests = [
    ...slowest.map((request) => ({ request, kind: 'slowest' })),
    ...samples.filter((one) => !known.has(keyOf(one))).map((request) => ({ request, kind: 'sample' })),
  ];
  const events = requests.flatMap(({ request, kind }, index) => eventsOf(request, kind, index + 1));
  const { title, file, seed, fingerprint, version } = facts;
  const rows = events.map((event) => JSON.stringify(event)).join(',\n');
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify({ title, file, seed, fingerprint, version: `queuelab ${version}`, time: 'simulated' })},"traceEvents":[\n${rows}\n]}\n`;
}

function keyOf({ workload, replication, number }: RecordedRequest): string {
  return JSON.stringify([workload, replication, number]);
}

function eventsOf(request: RecordedRequest, kind: string, pid: number): TraceEvent[] {
  const { workload, replication, number, due_s: due, end_s: end, outcome, spans } = request;
  const latency = milliseconds(end - due);
  const lanes = new Lanes(pid);
  const root = lanes.put(
    { name: workload, cat: 'request', from: due, to: end, args: { request: number, replication, outcome, kind, latency_ms: latency } },
    null,
  );
  for (const span of spans) putSpan(span, lanes, root);
  const shown = `${workload} ${number}: ${latency} ms${outcome === 'ok' ? '' : `, ${outcome}`}${kind === 'slowest' ? ' (slowest)' : ''}`;
  return [
    { name: 'process_name', ph: 'M', pid, tid: 0, args: { name: shown } },
    { name: 'process_sort_index', ph: 'M', pid, tid: 0, args: { sort_index: pid } },
    ...lanes.events,
  ];
}

function putSpan(span: RecordedSpan, lanes: Lanes, parent: Placed): void {
  const { component, instance, operation, start_s: from, end_s: to, outcome, awaited } = span;
  const own = lanes.put(
    { name: `${component}.${operation}`, cat: 'call', from, to, args: { outcome, awaited, ...(instance === null ? {} : { instance }) } },
    parent,
  );
  const stretch =
    (name: 'waiting' | 'work') =>
    ([start, end]: readonly [number, number]) => ({
      start,
      put: (): unknown => lanes.put({ name, cat: name, from: start, to: end, args: { component } }, own),
    });
  const parts = [
    ...span.waits.map(stretch('waiting')),
    ...span.works.map(stretch('work')),
    ...span.calls.map((call) => ({ start: call.start_s, put: (): unknown => putSpan(call, lanes, own) })),
  ];
  parts.sort((left, right) => left.start - right.start);
  for (const { put } of parts) put();
}

interface Piece {
  readonly name: string;
  readonly cat: string;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Where a piece lies: microseconds, its lane, and what it is a part of. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  readonly parent: Placed | null;
}

/** Threads of one request: on each, any two events are apart, or one is a part of the other and lies inside it. */
class Lanes {
  readonly events: TraceEvent[] = [];
  private readonly lanes: Placed[][] = [];

  constructor(private readonly pid: number) {}

  /** On the lane of what it is a part of, or on the next that has room. */
  put({ name, cat, from, to, args }: Piece, parent: Placed | null): Placed {
    const [start, end] = [microseconds(from), microseconds(to)];
    let lane = parent?.lane ?? 0;
    while (!this.hasRoom(lane, start, end, parent)) lane++;
    if (this.lanes.length === lane) {
      this.lanes.push([]);
      this.events.push({ name: 'thread_name', ph: 'M', pid: this.pid, tid: lane + 1, args: { name: lane === 0 ? 'request' : `at the same time ${lane}` } });
    }
    const placed = { start, end, lane, parent };
    this.lanes[lane].push(placed);
    this.events.push({ name, cat, ph: 'X', pid: this.pid, tid: lane + 1, ts: start, dur: Math.round((end - start) * 1e3) / 1e3, args });
    return placed;
  }

  private hasRoom(lane: number, start: number, end: number, parent: Placed | null): boolean {
    if (lane >= this.lanes.length) return true;
    return this.lanes[lane].every((other) => other.end <= start || other.start >= end || isAncestor(other, parent));
  }
}

function isAncestor(other: Placed, of: Placed | null): boolean {
  for (let at = of; at !== null; at = at.parent) if (at === other) return true;
  return false;
}

/** To the nanosecond: rounding keeps the order, so that what is nested stays so. */
function microseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e3;
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
