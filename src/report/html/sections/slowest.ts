import type { RecordedRequest, RecordedSpan, Results } from '../../../experiment/results.js';
import { formatPlain, formatTime } from '../../format.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold, table } from '../table.js';

/** Rows of one waterfall; the rest is counted. */
const MOST_ROWS = 24;

/** 11. The slowest requests: one true story each, hop by hop. */
export function slowestSection(results: Results): Section | null {
  const slowest = results.look?.slowest ?? [];
  if (slowest.length === 0) return null;
  const [first, ...rest] = slowest;
  return {
    id: 'slowest',
    name: 'The slowest',
    question: 'What happened to the slowest requests?',
    figures: [],
    body: markup`<p class="answer">${story(first)}</p>
${waterfall(first)}
${
  rest.length === 0
    ? ''
    : fold(
        `The next ${rest.length}`,
        rest.map((request) => markup`<p>${story(request)}</p>${waterfall(request)}`),
      )
}
<p class="hint">More of them, for <code>ui.perfetto.dev</code>: <code>queuelab run ${results.scenario.file} --trace trace.json</code></p>`,
  };
}

interface Hop {
  readonly span: RecordedSpan;
  readonly depth: number;
}

function hopsOf(spans: readonly RecordedSpan[], depth = 0): Hop[] {
  return spans.flatMap((span) => [{ span, depth }, ...hopsOf(span.calls, depth + 1)]);
}

/** `Request 4,711 of web took 1.2 s; it waited 1.1 s of these for server.` */
function story({ workload, replication, number, due_s: due, end_s: end, outcome, spans }: RecordedRequest): string {
  const latency = end - due;
  const hops = hopsOf(spans);
  const longest = hops
    .flatMap(({ span }) => [
      { seconds: lengthOf(span.waits), words: `waiting for ${span.component}` },
      { seconds: lengthOf(span.works), words: `work at ${span.component}` },
    ])
    .sort((left, right) => right.seconds - left.seconds)[0];
  const waited = longest === undefined || longest.seconds < 0.1 * latency ? '' : `; ${formatTime(short(longest.seconds))} of it ${longest.words}`;
  const how = outcome === 'ok' ? '' : `, and ended as ${outcome}`;
  return `Request ${formatPlain(number)} of ${workload} in replication ${replication}, due at ${formatTime(short(due))}, took ${formatTime(short(latency))}${waited}${how}.`;
}

const WIDTH = 720;
const NAMES = 190;
const NUMBERS = 70;
const ROW = 22;

/** Rows are jobs, in the order of calls; hatched is waiting, solid work, the thin line is time in which the job waits for others. */
function waterfall({ due_s: due, end_s: end, spans }: RecordedRequest): Html {
  const all = hopsOf(spans);
  const hops = all.slice(0, MOST_ROWS);
  const height = hops.length * ROW + 26;
  const x = (time: number): number => Math.round((NAMES + ((time - due) / (end - due || 1)) * (WIDTH - NAMES - NUMBERS)) * 10) / 10;
  const bar = (kind: string, top: number, [from, to]: readonly [number, number]): Html =>
    markup`<rect class="${kind}" x="${x(from)}" y="${top}" width="${Math.max(0.5, Math.round((x(to) - x(from)) * 10) / 10)}" height="12"/>`;
  const drawn = hops.map(({ span, depth }, row) => {
    const top = row * ROW + 4;
    const name = `${span.component}.${span.operation}`;
    const most = 26 - depth * 2;
    return markup`<g><title>${name}${span.instance === null ? '' : ` at ${span.instance}`}, ${formatTime(short(span.end_s - span.start_s))}, ${span.outcome}</title><text x="${depth * 10}" y="${top + 11}">${name.length > most ? `${name.slice(0, most - 1)}…` : name}</text><line class="${span.awaited ? 'job' : 'job unawaited'}" x1="${x(span.start_s)}" x2="${x(span.end_s)}" y1="${top + 6}" y2="${top + 6}"/>${span.waits.map((one) => bar('waiting', top, one))}${span.works.map((one) => bar('working', top, one))}<text class="n" x="${WIDTH}" y="${top + 11}" text-anchor="end">${formatTime(short(span.end_s - span.start_s))}</text></g>`;
  });
  const foot = hops.length * ROW + 18;
  const numbers = table(
    [
      ['call', 'l'],
      ['begins after', 'r'],
      ['waiting', 'r'],
      ['work', 'r'],
      ['in all', 'r'],
      ['outcome', 'l'],
    ],
    hops.map(({ span, depth }) => [
      `${'· '.repeat(depth)}${span.component}.${span.operation}`,
      formatTime(short(span.start_s - due)),
      formatTime(short(lengthOf(span.waits))),
      formatTime(short(lengthOf(span.works))),
      formatTime(short(span.end_s - span.start_s)),
      span.awaited ? span.outcome : `${span.outcome}, not waited for`,
    ]),
    'one request',
  );
  return markup`<figure><div class="wide" tabindex="0" role="region" aria-label="drawing"><svg class="drawing waterfall" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="waterfall of one request: ${hops.length} calls">${drawn}<text class="n" x="${NAMES}" y="${foot}">0</text><text class="n" x="${WIDTH - NUMBERS}" y="${foot}" text-anchor="end">${formatTime(short(end - due))}</text></svg></div>
<figcaption>One row a call. Hatched: waiting for a server; solid: work; the line: waiting for what it called.${all.length > hops.length ? ` ${all.length - hops.length} calls more are not drawn.` : ''}</figcaption></figure>
${fold('Show as table', numbers)}`;
}

function lengthOf(intervals: readonly (readonly [number, number])[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from, 0);
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}
