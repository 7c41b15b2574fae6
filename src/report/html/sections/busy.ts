import type { ComponentResults, Results } from '../../../experiment/results.js';
import { formatEstimate, formatPlain, PERCENT, PLAIN, timeUnitFor } from '../../format.js';
import { byUtilisation, componentsOf, type ComponentRows } from '../../rows.js';
import { asText, ownBlocks } from '../../own-rows.js';
import { UNICODE } from '../../format.js';
import type { Figure, Point } from '../figure.js';
import { markup, type Html } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';
import { intervalWords, listed } from '../words.js';

/** Rows below this are drawn only where there are few. */
const IDLE = 0.3;
const FEW = 12;

/** 7. How busy is each part? A dot for each component, hollow where theory predicts it. */
export function busySection(results: Results): Section {
  const all = byUtilisation(componentsOf(results));
  const figure = busyFigure(results, all);
  return {
    id: 'busy',
    name: 'Load',
    question: 'How busy is each part?',
    figures: figure === null ? [] : [figure],
    body: markup`<p class="answer">${busySentence(all)}</p>
${figure === null ? '' : figureOf(figure, caption(results, figure))}
${all.length === 0 ? '' : fold('Show as table', markup`${componentTable(results, all)}${ownTable(results)}`)}`,
  };
}

function busySentence(all: readonly ComponentRows[]): string {
  const known = all.filter(({ row }) => row.utilisation !== null);
  if (known.length === 0) return all.length === 0 ? 'There are no components.' : 'Nothing here has a limited number of servers: nothing can be full.';
  const share = ({ row }: ComponentRows): string => `${formatEstimate(row.utilisation, PERCENT)} %`;
  const [first, second] = known;
  const next = second === undefined ? '' : ` Next is ${second.name} with ${share(second)}.`;
  const hot = known.filter(({ row }) => (row.utilisation?.value ?? 0) >= 0.8);
  const many = hot.length > 1 ? ` ${listed(hot.map(({ name }) => name))} are at 80 % or more, where waiting grows fast.` : '';
  return `${first.name} is the busiest: ${share(first)} of its servers' time is taken.${next}${many}`;
}

function caption(results: Results, figure: Figure): string {
  const total = componentsOf(results).filter(({ row }) => row.utilisation !== null).length;
  const drawn = figure.y.ticks.length;
  const left = total > drawn ? ` ${total - drawn} more are below ${IDLE * 100} % and stand in the table.` : '';
  const hollow = figure.series.some(({ kind }) => kind === 'hollow') ? ' Hollow: what theory predicts.' : '';
  return `Busy servers, per cent of all; ${intervalWords(results)}. The line is at 80 %.${hollow}${left}`;
}

function busyFigure(results: Results, all: readonly ComponentRows[]): Figure | null {
  const known = all.filter(({ row }) => row.utilisation !== null);
  const shown = known.length <= FEW ? known : known.filter(({ row }, index) => index < 3 || row.utilisation!.value >= IDLE);
  if (shown.length === 0) return null;
  const place = (index: number): number => shown.length - index;
  const limiting = results.bottleneck?.component;
  const point = ({ row }: ComponentRows, index: number): Point => {
    const { value, low, high } = row.utilisation!;
    return [value, place(index), low, high];
  };
  const predicted = shown.flatMap(({ name }, index): Point[] => {
    const found = results.theory.find((one) => one.of === 'component' && one.subject === name && one.statistic === 'utilisation' && one.side === null);
    return found === undefined || found.predicted === null ? [] : [[found.predicted, place(index)]];
  });
  const most = Math.max(1, ...predicted.map(([share]) => share));
  return {
    id: 'busy-dots',
    height: 72 + shown.length * 30,
    x: {
      title: 'busy, % of the servers',
      scale: 'linear',
      min: 0,
      max: most > 1 ? most * 1.05 : 1,
      ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => [share, `${formatPlain(share * 100)} %`]),
      format: 'percent',
    },
    y: {
      title: '',
      scale: 'linear',
      min: 0.4,
      max: shown.length + 0.6,
      ticks: shown.map(({ name }, index) => [place(index), name]),
      format: 'name',
      isNames: true,
    },
    series: [
      { name: 'busy', colour: 0, kind: 'dots', isUnnamed: true, points: shown.flatMap((one, index) => (one.name === limiting ? [] : [point(one, index)])) },
      {
        name: 'busy, limits',
        colour: 1,
        kind: 'dots',
        isUnnamed: true,
        isStrong: true,
        points: shown.flatMap((one, index) => (one.name === limiting ? [point(one, index)] : [])),
      },
      { name: 'predicted', colour: 7, kind: 'hollow', isUnnamed: true, points: predicted },
    ].filter(({ points }) => points.length > 0) as Figure['series'],
    limits: [{ at: 0.8, text: '80 %', mark: null, isFailed: false }],
    spans: [],
    group: null,
  };
}

function componentTable(results: Results, all: readonly ComponentRows[]): Html {
  const times = all.flatMap(({ row }) => [row.wait_s.mean, row.response_s.mean]).flatMap((time) => (time === null ? [] : [time.value]));
  const unit = timeUnitFor(times);
  return table(
    [
      ['component', 'l'],
      ['kind', 'l'],
      ['servers', 'r'],
      ['busy %', 'r'],
      ['in queue', 'r'],
      [`wait ${unit.name}`, 'r'],
      [`response ${unit.name}`, 'r'],
    ],
    all.map(({ name, row }) => [
      results.bottleneck?.component === name ? markup`<b>${name}</b>` : name,
      row.kind,
      row.per !== undefined ? `for each ${row.per}` : row.servers === null ? 'unlimited' : formatPlain(row.servers),
      row.servers === null ? '–' : formatEstimate(row.utilisation, PERCENT),
      isDelay(row) ? '–' : formatEstimate(row.queue_length.mean, PLAIN),
      isDelay(row) ? '–' : formatEstimate(row.wait_s.mean, unit),
      formatEstimate(row.response_s.mean, unit),
    ]),
    'components',
  );
}

/** Nobody ever waits there. */
function isDelay(row: ComponentResults): boolean {
  return row.servers === null && row.per === undefined;
}

const PERCENTILES = ['p50', 'p95', 'p99'];

/** What only some kinds count. */
function ownTable(results: Results): Html | null {
  const rows = ownBlocks(results, true, UNICODE).flatMap((block) =>
    block.rows.map((row) => [block.name, row.name, row.value(asText), ...PERCENTILES.map((name) => row.percentile(name, asText)), row.max]),
  );
  if (rows.length === 0) return null;
  return table(
    [['component', 'l'], ['statistic', 'l'], ...['mean, count', ...PERCENTILES, 'max'].map((head) => [head, 'r'] as const)],
    rows,
    'statistics of the kinds',
  );
}
