import type { Span } from './recorder.js';

/** Seconds of one request at one component. */
export interface Entry {
  wait: number;
  work: number;
  other: number;
}

/**
 * Where the time of one request went, component by component; the entries add up to its latency. Each instant from `due` to `end` belongs to exactly one of
 * them, that for which the end had to wait: from the end backwards, the call that was answered last, within it again the call answered last, and so on (the
 * critical path; Yang & Miller 1988). Answers that nobody waited for are not on it.
 *
 * @param into null is the workload itself
 */
export function enter(spans: readonly Span[], due: number, end: number, into: Map<string | null, Entry>): void {
  split(
    spans,
    due,
    end,
    (from, to) => {
      entryOf(null, into).other += to - from;
    },
    into,
  );
}

/** Divides [from, to] between the calls that were waited for and what lies between them, which is told to `own`. */
function split(calls: readonly Span[], from: number, to: number, own: (from: number, to: number) => void, into: Map<string | null, Entry>): void {
  const awaited = calls.filter((call) => call.isAwaited && call.end >= 0 && call.start < to).sort((left, right) => right.end - left.end);
  let at = to;
  for (const call of awaited) {
    if (call.end > at || call.end <= from) continue;
    if (call.end < at) own(call.end, at);
    const start = Math.max(from, call.start);
    const entry = entryOf(call.place.component.name, into);
    split(call.calls, start, call.end, (left, right) => share(call, left, right, entry), into);
    at = start;
    if (at <= from) break;
  }
  if (at > from) own(from, at);
}

/** A time in which a component was not waiting for others: working, waiting for a server, or neither. Where branches of it do both at once, working. */
function share({ works, waits }: Span, from: number, to: number, entry: Entry): void {
  const work = covered(works, from, to);
  const either = covered([...works, ...waits], from, to);
  entry.work += work;
  entry.wait += either - work;
  entry.other += Math.max(0, to - from - either);
}

/** How much of [from, to] the intervals cover together. */
export function covered(intervals: readonly (readonly [number, number])[], from: number, to: number): number {
  if (intervals.length === 1) return Math.max(0, Math.min(to, intervals[0][1]) - Math.max(from, intervals[0][0]));
  let sum = 0;
  let at = from;
  for (const [start, end] of [...intervals].sort((left, right) => left[0] - right[0])) {
    const left = Math.max(at, start);
    const right = Math.min(to, end);
    if (right > left) {
      sum += right - left;
      at = right;
    }
  }
  return sum;
}

function entryOf(component: string | null, into: Map<string | null, Entry>): Entry {
  const known = into.get(component);
  if (known !== undefined) return known;
  const made = { wait: 0, work: 0, other: 0 };
  into.set(component, made);
  return made;
}
