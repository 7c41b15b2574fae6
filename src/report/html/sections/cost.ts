import type { CostResults, Results } from '../../../experiment/results.js';
import { costRows, costSentence, formatAmount, formatMoney } from '../../cost-rows.js';
import type { Figure, Point } from '../figure.js';
import { evenMarks } from '../marks.js';
import { markup } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';

/** 10. What does it cost? The money of a month, by component, and that of a million requests. */
export function costSection({ cost }: Results): Section | null {
  if (cost === undefined) return null;
  const figure = costFigure(cost);
  const rows = costRows(cost);
  const first = rows[0];
  const share = rows.length > 1 && first !== undefined ? ` ${first.name} is the dearest, ${first.share} of it.` : '';
  return {
    id: 'cost',
    name: 'Cost',
    question: 'What does it cost?',
    figures: figure === null ? [] : [figure],
    body: markup`<p class="answer">A month like the measured time costs ${formatMoney(cost.per_month)}.${share} ${costSentence(cost)}</p>
${figure === null ? '' : figureOf(figure, 'Money of a month, by component, in the currency of the prices.')}
${fold(
  'Show as table',
  table(
    [
      ['component', 'l'],
      ['a month', 'r'],
      ['share', 'r'],
      ['for', 'l'],
    ],
    rows.map(({ name, perMonth, share: part, parts }) => [name, perMonth, part, parts]),
    'cost',
  ),
)}`,
  };
}

/** Bars, the dearest first. */
function costFigure({ components }: CostResults): Figure | null {
  const all = Object.entries(components)
    .sort(([, left], [, right]) => right.per_month.value - left.per_month.value)
    .slice(0, 16);
  const most = all[0]?.[1].per_month.value ?? 0;
  if (all.length < 2 || most <= 0) return null;
  return {
    id: 'cost-bars',
    height: 64 + all.length * 34,
    x: {
      title: 'money a month',
      scale: 'linear',
      min: 0,
      max: most * 1.05,
      ticks: evenMarks(0, most * 1.05, 4).map((mark) => [mark, formatAmount(mark)]),
      format: 'money',
    },
    y: {
      title: '',
      scale: 'linear',
      min: 0.4,
      max: all.length + 0.6,
      ticks: all.map(([name], index) => [all.length - index, name]),
      format: 'name',
      isNames: true,
    },
    series: [
      {
        name: 'a month',
        colour: 0,
        kind: 'segments',
        isUnnamed: true,
        points: all.map(([, { per_month: money }], index): Point => [0, all.length - index, money.value]),
        texts: all.map(([, { per_month: money }]) => formatMoney(money)),
      },
    ],
    limits: [],
    spans: [],
    group: null,
  };
}
