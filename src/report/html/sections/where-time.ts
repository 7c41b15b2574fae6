import type { Results, TimePart, TimeSpent } from '../../../experiment/results.js';
import { formatCount, formatPlain, timeUnitFor } from '../../format.js';
import type { Figure, Point, Series } from '../figure.js';
import { markup, type Html } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';
import { listed } from '../words.js';

/** Components with a colour of their own; the others share the last. */
const MOST_COLOURS = 7;
/** Shares below this are not drawn by themselves. */
const LEAST_SHARE = 0.004;

type State = 'wait' | 'work' | 'other';
const STATES: readonly State[] = ['wait', 'work', 'other'];
const WORDS = { wait: 'waiting', work: 'work', other: 'neither' } as const;
const FILLS = { wait: 'hatched', work: 'solid', other: 'pale' } as const;

/** 5. Where does the time go? Component by component, waiting and work, of all requests and of the slowest 1 %. */
export function whereTimeSection(results: Results): Section | null {
  const time = (results.look?.time ?? []).filter(({ latency_s: latency }) => latency > 0);
  if (time.length === 0) return null;
  const figure = figureFrom(time);
  return {
    id: 'where-time',
    name: 'Where time goes',
    question: 'Where does the time go?',
    figures: [figure],
    body: markup`${time.map((one) => markup`<p class="answer">${sentence(one)}</p>`)}
${figureOf(figure, caption(results, time))}
${fold('Show as table', timeTable(time))}`,
  };
}

function sentence({ workload, parts, latency_s: latency, slowest }: TimeSpent): string {
  const all = largest(parts, latency);
  if (slowest === null) return `${workload}: ${all}.`;
  return `${workload}: ${all}; of the slowest 1 %, ${largest(slowest.parts, slowest.latency_s)}.`;
}

/** `68 % is waiting for db, 20 % work at payment` */
function largest(parts: readonly TimePart[], latency: number): string {
  return flat(parts)
    .sort((left, right) => right.seconds - left.seconds)
    .slice(0, 2)
    .filter(({ seconds }, index) => index === 0 || seconds > 0.1 * latency)
    .map(({ component, state, seconds }, index) => {
      const share = `${formatPlain(Math.round((seconds / latency) * 100))} %${index === 0 ? ' is' : ''}`;
      if (component === null) return `${share} spent between calls`;
      return state === 'wait'
        ? `${share} waiting for ${component}`
        : state === 'work'
          ? `${share} work at ${component}`
          : `${share} at ${component}, neither waiting for a server nor at work`;
    })
    .join(', ');
}

function flat(parts: readonly TimePart[]): { component: string | null; state: State; seconds: number }[] {
  return parts.flatMap((part) => STATES.map((state) => ({ component: part.component, state, seconds: part[`${state}_s`] })));
}

function caption(results: Results, time: readonly TimeSpent[]): string {
  const { look } = results;
  const which = look!.replications.length === 1 ? 'one replication' : `${look!.replications.length} replications`;
  return `From the left: ${listed(
    componentsByTime(time.map((one) => ({ latency: one.latency_s, parts: one.parts })))
      .map((name) => name ?? 'between calls')
      .slice(0, MOST_COLOURS),
  )}. Each instant of a request belongs to what its answer waited for (the critical path). Hatched: waiting for a server; solid: work; pale: neither (network, back-off, calls given up, answers that another fetches). From ${which}, recorded job by job: shares without intervals.`;
}

function figureFrom(time: readonly TimeSpent[]): Figure {
  const rows = time.flatMap((one) => [
    { name: `${one.workload}, all`, latency: one.latency_s, parts: one.parts },
    ...(one.slowest === null ? [] : [{ name: `${one.workload}, slowest 1 %`, latency: one.slowest.latency_s, parts: one.slowest.parts }]),
  ]);
  const order = componentsByTime(rows);
  const series = order.flatMap((component, index) =>
    STATES.map((state): Series => ({
      name: `${component ?? 'between calls'}${state === 'work' ? '' : state === 'wait' ? `, waiting` : component === null ? '' : `, ${WORDS[state]}`}`,
      colour: Math.min(index, MOST_COLOURS),
      kind: 'segments',
      fill: FILLS[state],
      isUnnamed: true,
      points: rows.flatMap(({ latency, parts }, row): Point[] => {
        let at = 0;
        for (const other of order) {
          for (const one of STATES) {
            const share = (parts.find((part) => part.component === other)?.[`${one}_s`] ?? 0) / latency;
            if (other === component && one === state) return share < LEAST_SHARE ? [] : [[short(at), rows.length - row, short(Math.min(1, at + share))]];
            at += share;
          }
        }
        return [];
      }),
    })),
  );
  return {
    id: 'where-time-bars',
    height: 64 + rows.length * 40,
    x: {
      title: 'share of the latency',
      scale: 'linear',
      min: 0,
      max: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${share * 100} %`]),
      format: 'percent',
    },
    y: {
      title: '',
      scale: 'linear',
      min: 0.4,
      max: rows.length + 0.6,
      ticks: rows.map(({ name }, index) => [rows.length - index, name]),
      format: 'name',
      isNames: true,
    },
    series: series.filter(({ points }) => points.length > 0),
    limits: [],
    spans: [],
    group: null,
  };
}

/** Those that take most of any row first: they have colours of their own. */
function componentsByTime(rows: readonly { readonly latency: number; readonly parts: readonly TimePart[] }[]): (string | null)[] {
  const most = new Map<string | null, number>();
  for (const { latency, parts } of rows)
    for (const { component, wait_s: wait, work_s: work, other_s: other } of parts)
      most.set(component, Math.max(most.get(component) ?? 0, (wait + work + other) / latency));
  return [...most].sort((left, right) => right[1] - left[1]).map(([component]) => component);
}

function timeTable(time: readonly TimeSpent[]): Html {
  const unit = timeUnitFor(time.map(({ latency_s: latency }) => latency));
  const cell = (seconds: number): string => (seconds === 0 ? '0' : formatPlain(seconds * unit.factor));
  const rows = time.flatMap((one) => {
    const all = [...one.parts].sort((left, right) => total(right) - total(left));
    return [
      ...all.map((part) => {
        const slow = one.slowest?.parts.find(({ component }) => component === part.component);
        return [
          one.workload,
          part.component ?? 'between calls',
          cell(part.wait_s),
          cell(part.work_s),
          cell(part.other_s),
          ...(slow === undefined ? ['–', '–', '–'] : [cell(slow.wait_s), cell(slow.work_s), cell(slow.other_s)]),
        ];
      }),
      [
        `${one.workload}: ${formatCount(one.requests)} requests`,
        'latency',
        '',
        cell(one.latency_s),
        '',
        '',
        one.slowest === null ? '–' : cell(one.slowest.latency_s),
        '',
      ],
    ];
  });
  return table(
    [
      ['workload', 'l'],
      ['component', 'l'],
      ...[`waiting ${unit.name}`, `work ${unit.name}`, `neither ${unit.name}`, 'slowest 1 %: waiting', 'work', 'neither'].map((head) => [head, 'r'] as const),
    ],
    rows,
    'where the time goes',
  );
}

function total({ wait_s: wait, work_s: work, other_s: other }: TimePart): number {
  return wait + work + other;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
