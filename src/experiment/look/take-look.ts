import { wire } from '../../scenario/compile/wire.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Results } from '../results.js';
import type { StudyOptions } from '../study.js';
import { enter, type Entry } from './ledger.js';
import { linksSeen } from './links-seen.js';
import type { CallsSeen, Look, RecordedRequest, RecordedSpan, TimePart, TimeSpent } from './look.js';
import { type OpenRequest, Recorder, type Span } from './recorder.js';

/** Requests of every workload that are enough to tell where the slowest 1 % lose their time: some hundreds of these. */
const ENOUGH_REQUESTS = 20_000;
/** Events that are recorded at most, unless one replication of a finite study has more. */
const MOST_EVENTS = 4_000_000;
const MOST_REPLICATIONS = 5;
/** Slow requests below which nothing is said of them. */
const LEAST_SLOW = 20;
/** Events between two looks at whether to go on. */
const SLICE = 50_000;
/** Shown in a report. */
export const SLOWEST = 5;

export interface LookOptions extends Pick<StudyOptions, 'stop' | 'pause'> {
  /** Slowest requests to keep. */
  readonly slowest?: number;
  /** So many others to keep besides, evenly over the run. */
  readonly samples?: number;
}

/** The look, and requests that were taken evenly over the run. */
export interface Looked {
  readonly look: Look;
  readonly samples: readonly RecordedRequest[];
}

/**
 * Runs some replications of a finished study again and records them: as many as give enough requests, from the first on. Null if it was stopped.
 */
export async function takeLook(scenario: Scenario, results: Results, options: LookOptions = {}): Promise<Looked | null> {
  const seen = new Seen(scenario, results, options);
  let events = 0;
  for (let number = 0; number < Math.min(MOST_REPLICATIONS, results.replications); number++) {
    if (number > 0 && (seen.leastRequests >= ENOUGH_REQUESTS || events >= MOST_EVENTS)) break;
    const warmup = results.warmup_s;
    const system = wire(scenario, { seed: scenario.seed, replication: number, warmup, curves: false, bundles: false });
    seen.begin(system, number, warmup);
    let isOver = false;
    while (!isOver) {
      isOver = system.run(SLICE);
      await options.pause?.();
      if (options.stop !== undefined && options.stop() !== 'no') return null;
      // Of a long run a part is as good as the whole, once it has all that is asked of it.
      if (scenario.run.study === 'long-run' && seen.leastRequests >= ENOUGH_REQUESTS && events + system.engine.events >= MOST_EVENTS) break;
    }
    events += system.engine.events;
    seen.finish(isOver ? system.end : system.engine.now);
  }
  return seen.looked();
}

interface Sums {
  requests: number;
  latency: number;
  readonly entries: Map<string | null, Entry>;
}

interface Kept {
  readonly latency: number;
  readonly request: () => RecordedRequest;
}

/** What is summed while replications are recorded: nothing grows with their length but a few kept requests. */
class Seen {
  private readonly replications: number[] = [];
  private window = 0;
  private start = 0;
  private readonly calls = new Map<string, { caller: string; component: string; operation: string; sent: boolean; isAnswered: boolean; count: number }>();
  private readonly all = new Map<string, Sums>();
  private readonly slow = new Map<string, Sums>();
  private readonly limits: ReadonlyMap<string, number>;
  private slowest: Kept[] = [];
  private samples: RecordedRequest[] = [];
  /** Every so many requests are kept as samples; doubled when there are too many. */
  private step = 1;
  private ended = 0;
  private outcomes: readonly string[] = [];
  private number = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly results: Results,
    private readonly options: LookOptions,
  ) {
    this.limits = new Map(
      Object.entries(results.requests).flatMap(([name, row]) => {
        const limit = row.latency_s.percentiles['p99'];
        return name.includes('/') || limit === undefined || limit === null ? [] : [[name, limit.value] as const];
      }),
    );
  }

  /** Requests of the workload that has had fewest. */
  get leastRequests(): number {
    return Math.min(...[...this.limits.keys()].map((name) => this.all.get(name)?.requests ?? 0), Infinity);
  }

  begin(system: ReturnType<typeof wire>, number: number, warmup: number): void {
    this.replications.push(number + 1);
    this.number = number + 1;
    this.start = warmup;
    this.outcomes = system.outcomes.names;
    // The window is (warm-up, end]; without a warm-up, what happens at once counts, too.
    const isCounted = (time: number): boolean => warmup === 0 || time > warmup;
    new Recorder(system, {
      called: (caller, span, isSent, isAnswered) => {
        if (isCounted(span.start)) this.count(caller, span, isSent, isAnswered);
      },
      ended: (request, end, outcome, isGood) => {
        if (isCounted(end)) this.note(request, end, outcome, isGood);
      },
    });
  }

  finish(end: number): void {
    this.window += Math.max(0, end - this.start);
  }

  private count(caller: string, { place, operation }: Span, sent: boolean, isAnswered: boolean): void {
    const component = place.component.name;
    const name = place.component.operations[operation].name;
    const key = JSON.stringify([caller, component, name, sent]);
    const known = this.calls.get(key);
    if (known === undefined) this.calls.set(key, { caller, component, operation: name, sent, isAnswered, count: 1 });
    else {
      known.count++;
      known.isAnswered ||= isAnswered;
    }
  }

  private note(request: OpenRequest, end: number, outcome: number, isGood: boolean): void {
    const { workload, due, spans } = request;
    const latency = end - due;
    this.keep(request, end, outcome, latency);
    if (!isGood) return;
    const entries = new Map<string | null, Entry>();
    enter(spans, due, end, entries);
    addTo(this.all, workload, latency, entries);
    if (latency > (this.limits.get(workload) ?? Infinity)) addTo(this.slow, workload, latency, entries);
  }

  private keep(request: OpenRequest, end: number, outcome: number, latency: number): void {
    const { slowest: most = SLOWEST, samples = 0 } = this.options;
    const replication = this.number;
    const { outcomes } = this;
    const recorded = (): RecordedRequest => ({
      workload: request.workload,
      replication,
      number: request.number,
      due_s: request.due,
      end_s: end,
      outcome: outcomes[outcome],
      spans: request.spans.map((span) => recordedSpan(span, end, outcomes)),
    });
    if (this.slowest.length < most || latency > this.slowest[this.slowest.length - 1].latency) {
      this.slowest = [...this.slowest, { latency, request: recorded }].sort((left, right) => right.latency - left.latency).slice(0, most);
    }
    if (samples === 0 || this.ended++ % this.step !== 0) return;
    this.samples.push(recorded());
    if (this.samples.length < 2 * samples) return;
    this.samples = this.samples.filter((_sample, index) => index % 2 === 0);
    this.step *= 2;
  }

  looked(): Looked {
    const { window, slow } = this;
    const calls = [...this.calls.values()].map(({ count, isAnswered: _isAnswered, ...call }): CallsSeen => ({
      ...call,
      per_s: window > 0 ? count / window : 0,
    }));
    const time = [...this.all].map(([workload, sums]): TimeSpent => {
      const tail = slow.get(workload);
      return {
        workload,
        ...meansOf(sums),
        slowest: tail === undefined || tail.requests < LEAST_SLOW ? null : { longer_than_s: this.limits.get(workload)!, ...meansOf(tail) },
      };
    });
    const links = linksSeen(this.scenario, [...this.calls.values()]);
    const order = Object.keys(this.results.requests);
    time.sort((left, right) => order.indexOf(left.workload) - order.indexOf(right.workload));
    return {
      look: {
        replications: this.replications,
        window_s: window,
        calls,
        ...(links.length > 0 ? { links } : {}),
        time,
        slowest: this.slowest.map(({ request }) => request()),
      },
      samples: this.samples,
    };
  }
}

function addTo(all: Map<string, Sums>, workload: string, latency: number, entries: ReadonlyMap<string | null, Entry>): void {
  let sums = all.get(workload);
  if (sums === undefined) all.set(workload, (sums = { requests: 0, latency: 0, entries: new Map() }));
  sums.requests++;
  sums.latency += latency;
  for (const [component, { wait, work, other }] of entries) {
    const sum = sums.entries.get(component);
    if (sum === undefined) sums.entries.set(component, { wait, work, other });
    else {
      sum.wait += wait;
      sum.work += work;
      sum.other += other;
    }
  }
}

function meansOf({ requests, latency, entries }: Sums): { requests: number; latency_s: number; parts: TimePart[] } {
  const parts = [...entries].map(([component, { wait, work, other }]): TimePart => ({
    component,
    wait_s: wait / requests,
    work_s: work / requests,
    other_s: other / requests,
  }));
  return { requests, latency_s: latency / requests, parts };
}

/** What has not ended by the end of the request is cut there: it went on without it. */
function recordedSpan(span: Span, end: number, outcomes: readonly string[]): RecordedSpan {
  const { place, start, calls } = span;
  const isCut = span.end < 0 || span.end > end;
  const over = isCut ? end : span.end;
  const within = (intervals: readonly [number, number][]): [number, number][] =>
    intervals.filter(([from]) => from < over).map(([from, to]): [number, number] => [from, Math.min(to, over)]);
  return {
    component: place.component.name,
    instance: place.declaration.instances.length > 1 ? place.declaration.instances[span.instance] : null,
    operation: place.component.operations[span.operation].name,
    start_s: start,
    end_s: over,
    outcome: isCut ? 'under way' : outcomes[span.outcome],
    awaited: span.isAwaited && !isCut,
    waits: within(span.waits),
    works: within(span.works),
    calls: calls.filter((call) => call.start <= over).map((call) => recordedSpan(call, over, outcomes)),
  };
}
