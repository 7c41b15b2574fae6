import type { Results } from '../../../experiment/results.js';
import { formatPlain, UNICODE } from '../../format.js';
import { theoryNotes, theoryRows, type ShownTheory } from '../../theory-rows.js';
import { isContradicted } from '../../verdict.js';
import type { Figure, Point, Series } from '../figure.js';
import { markup } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';

/** Rows drawn at most; the table has all. */
const MOST_ROWS = 16;

/** 8. Is the simulation right? What theory predicts beside what was simulated. */
export function theorySection(results: Results): Section {
  const rows = theoryRows(results.theory, UNICODE);
  const notes = theoryNotes(results.theory);
  const figure = distanceFigure(rows);
  const content = table(
    [
      ['statistic', 'l'],
      ['predicted', 'r'],
      ['simulated', 'r'],
      ['verdict', 'l'],
    ],
    rows.map(({ name, predicted, simulated, verdict, row }) => [
      markup`<code>${name}</code>`,
      predicted,
      simulated,
      isWrong(row.verdict)
        ? markup`<b class="bad">✗ ${verdict}</b>`
        : row.verdict === 'agrees' || row.verdict === 'bound holds'
          ? markup`<span class="good">✓ ${verdict}</span>`
          : verdict,
    ]),
    'theory beside simulation',
  );
  return {
    id: 'theory',
    name: 'Theory',
    question: 'Is the simulation right?',
    figures: figure === null ? [] : [figure],
    body: markup`<p class="answer${isContradicted(results) ? ' bad' : ''}">${theorySentence(results, rows)}</p>
${figure === null ? '' : figureOf(figure, figureCaption(rows))}
${rows.length === 0 ? '' : rows.length <= 6 ? content : fold('Show as table', content)}
${notes.length === 0 ? '' : fold('Which formula, and where there is none', markup`<ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul>`)}`,
  };
}

function theorySentence(results: Results, rows: readonly ShownTheory[]): string {
  if (rows.length === 0)
    return results.study === 'finite'
      ? 'Formulas are about the long run, and this is a finite study: nothing is compared.'
      : 'There is no formula for anything in it: nothing can be compared.';
  const count = (verdict: string): number => rows.filter(({ row }) => row.verdict === verdict).length;
  const exact = rows.filter(({ row }) => row.exactness === 'exact').length;
  const wrong = count('contradiction') + count('bound violated');
  if (wrong > 0) return `No: ${wrong} numbers lie outside what is exactly known, twice. That is our fault, and none of the numbers here can be trusted.`;
  const wide = count('too wide to tell');
  const parts = [
    ...(exact === 0
      ? []
      : [
          wide === 0
            ? `All ${exact} numbers that are known exactly agree with the simulation.`
            : `Of ${exact} numbers that are known exactly, ${count('agrees')} agree and ${wide} are not known well enough to tell (more replications would).`,
        ]),
    ...(exact === rows.length
      ? []
      : [`${rows.length - exact} ${rows.length - exact === 1 ? 'is' : 'are'} compared with approximations or bounds, which have no verdict but a distance.`]),
  ];
  return parts.join(' ');
}

function isWrong(verdict: string): boolean {
  return verdict === 'contradiction' || verdict === 'bound violated';
}

/** Rows that can be drawn: simulated over predicted, less 1, with its interval. */
function drawable(rows: readonly ShownTheory[]): ShownTheory[] {
  return rows.filter(({ row }) => row.simulated !== null && row.predicted !== null && row.predicted !== 0 && row.side === null);
}

function figureCaption(rows: readonly ShownTheory[]): string {
  const all = drawable(rows).length;
  return `Simulated ÷ predicted − 1; 0 is the formula. Whiskers are 95 % intervals, each by itself; the verdicts judge all rows together, and one of many may lie beside 0.${all > MOST_ROWS ? ` ${MOST_ROWS} of ${all} are drawn, the farthest first.` : ''}`;
}

function distanceFigure(rows: readonly ShownTheory[]): Figure | null {
  const all = drawable(rows);
  const far = (one: ShownTheory): number => Math.abs(one.row.simulated!.value / one.row.predicted! - 1);
  const kept = all.length <= MOST_ROWS ? all : [...all].sort((left, right) => far(right) - far(left)).slice(0, MOST_ROWS);
  if (kept.length < 2) return null;
  const relative = (value: number | null, predicted: number): number | null => (value === null ? null : value / predicted - 1);
  const points = kept.map(({ row }, index): Point => {
    const predicted = row.predicted!;
    const { value, low, high } = row.simulated!;
    return [relative(value, predicted)!, kept.length - index, relative(low, predicted), relative(high, predicted)];
  });
  const reach = Math.max(0.005, ...points.flatMap(([x, , low, high]) => [Math.abs(x), Math.abs(low ?? x), Math.abs(high ?? x)])) * 1.1;
  const of = (isExact: boolean, series: Omit<Series, 'points'>): Series => ({
    ...series,
    points: points.filter((_point, index) => (kept[index].row.exactness === 'exact') === isExact),
  });
  return {
    id: 'theory-distance',
    height: 72 + kept.length * 26,
    x: { title: 'simulated ÷ predicted − 1', scale: 'linear', min: -reach, max: reach, ticks: percentTicks(reach), format: 'percent' },
    y: {
      title: '',
      scale: 'linear',
      min: 0.4,
      max: kept.length + 0.6,
      ticks: kept.map(({ name }, index) => [kept.length - index, name]),
      format: 'name',
      isNames: true,
    },
    series: [
      of(true, { name: 'exact', colour: 0, kind: 'dots', isUnnamed: true }),
      of(false, { name: 'approximation', colour: 4, kind: 'dots', isUnnamed: true }),
    ].filter((one) => one.points.length > 0),
    limits: [{ at: 0, text: 'formula', mark: null, isFailed: false }],
    spans: [],
    group: null,
  };
}

/** Round shares on both sides of 0. */
function percentTicks(reach: number): [number, string][] {
  const power = 10 ** Math.floor(Math.log10(reach));
  const step = [0.5, 0.2, 0.1].map((part) => part * power * 10).find((size) => size <= reach) ?? power;
  const marks: [number, string][] = [];
  for (let index = -Math.floor(reach / step); index <= Math.floor(reach / step); index++) {
    const value = Number((index * step).toPrecision(6));
    marks.push([value, `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatPlain(Math.abs(value) * 100)} %`]);
  }
  return marks;
}
