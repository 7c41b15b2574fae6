import type { Results } from '../../../experiment/results.js';
import { warmupSentence } from '../../chart/warmup-panel.js';
import { formatCount, formatPlain, formatTime, timeUnitFor } from '../../format.js';
import { adviceAt } from '../../text/advice.js';
import { intervalSentence, runSentence } from '../../text/head.js';
import { makePage } from '../../text/page.js';
import type { Figure, Point } from '../figure.js';
import { markup } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';

/** 13. How sure? The warm-up, the replications, and what the numbers are worth. */
export function certaintySection(results: Results): Section {
  const page = makePage({ width: 80, colour: false, unicode: true, all: true });
  const figure = warmupFigure(results);
  const worth = Object.entries(results.requests).filter(([name]) => !name.includes('/'));
  const rows = worth.filter(([, row]) => row.effective_size !== null).map(([name, row]) => [name, formatCount(row.effective_size!)]);
  const least = Math.min(...worth.flatMap(([, row]) => (row.effective_size === null ? [] : [row.effective_size])));
  return {
    id: 'certainty',
    name: 'How sure',
    question: 'How sure are these numbers?',
    figures: figure === null ? [] : [figure],
    body: markup`<p class="answer">${runSentence(results, page)}. ${intervalSentence(results, page)}.${Number.isFinite(least) ? ` The mean latency is known as well as by ${formatCount(least)} independent requests.` : ''}</p>
${adviceAt('head', results).map(({ sentence }) => markup`<p class="answer bad">${sentence}</p>`)}
${
  figure === null && rows.length === 0
    ? ''
    : fold(
        'What was deleted, and what the numbers are worth',
        markup`${figure === null ? '' : figureOf(figure, `${warmupSentence(results)} The line: jobs inside, averaged over the replications.`)}${
          rows.length === 0
            ? ''
            : table(
                [
                  ['workload', 'l'],
                  ['worth so many independent latencies', 'r'],
                ],
                rows,
                'effective sample size',
              )
        }`,
        'print',
      )
}`,
  };
}

/** What MSER-5 read, with what was deleted. */
function warmupFigure(results: Results): Figure | null {
  const { curve } = results.warmup;
  if (results.study !== 'long-run' || curve === null || results.duration_s === 'all') return null;
  const unit = timeUnitFor([results.duration_s]);
  const most = Math.max(...curve.jobs, 0) * 1.08 || 1;
  const step = results.duration_s / 5;
  return {
    id: 'warmup-curve',
    height: 220,
    x: {
      title: `time from the start, ${unit.name}`,
      scale: 'linear',
      min: 0,
      max: results.duration_s,
      ticks: [0, 1, 2, 3, 4, 5].map((mark) => [mark * step, formatPlain(mark * step * unit.factor)]),
      format: 'time',
    },
    y: {
      title: 'jobs inside',
      scale: 'linear',
      min: 0,
      max: most,
      ticks: [0, 0.25, 0.5, 0.75, 1].map((part) => [part * most, formatPlain(part * most, 2)]),
      format: 'number',
    },
    series: [
      { name: 'jobs', colour: 0, kind: 'line', isUnnamed: true, points: curve.jobs.map((jobs, bin): Point => [short((bin + 0.5) * curve.bin_s), short(jobs)]) },
    ],
    limits: [
      ...(results.warmup_s > 0 ? [{ at: results.warmup_s, text: `deleted up to ${formatTime(results.warmup_s)}`, mark: null, isFailed: false }] : []),
      ...(results.warmup.mser_s !== null && results.warmup.mser_s > 0 && results.warmup.mser_s !== results.warmup_s
        ? [{ at: results.warmup.mser_s, text: 'MSER-5', mark: null, isFailed: false }]
        : []),
    ],
    spans: results.warmup_s > 0 ? [{ from: 0, to: results.warmup_s, text: '', kind: 'deleted' }] : [],
    group: null,
  };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
