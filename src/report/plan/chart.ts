import type { Decided, PlanResults } from '../../experiment/plan/document.js';
import { drawPng, drawSvg, type Panel } from '../chart/canvas.js';
import { type Mark, trialsPanel } from './trials-panel.js';
import { apart, lossWords, planSentence, settingsText, unsettledWords } from './verdict.js';

/** More objectives than this, and the others are in the tables. */
const OBJECTIVES = 4;

/** What each trial showed of each objective: over the money of a month, over the load, over the months. Import this file only when a chart is wanted. */
export async function renderPlanChart(plan: PlanResults, format: 'png' | 'svg'): Promise<Buffer> {
  const panels = panelsOf(plan);
  return format === 'png' ? drawPng(panels) : drawSvg(panels, plan.scenario.title, [planSentence(plan), ...unsettledWords(plan)].join('; '));
}

function panelsOf(plan: PlanResults): Panel[] {
  const { points, chosen, load, growth } = plan;
  const isPriced = points.some(({ cost_per_month: cost }) => cost !== null);
  const marks = points.flatMap(({ settings, cost_per_month: cost, trial, ...decided }, index): Mark[] =>
    trial === null
      ? []
      : marksOf(
          { trial, ...decided },
          {
            at: isPriced ? cost!.value : index + 1,
            name: Object.values(settings).join(', '),
            isChosen: settingsText(settings) === settingsText(chosen?.settings ?? {}) && chosen !== null,
          },
        ),
  );
  const axes: { readonly marks: readonly Mark[]; readonly axis: string; readonly heading: string }[] = [];
  if (plan.over.length > 0) axes.push({ marks, axis: isPriced ? 'money a month' : 'configuration', heading: planSentence(plan) });
  if (load !== null)
    axes.push({
      marks: load.tried.flatMap((one) => marksOf(one, { at: one.times, name: one.value, isChosen: one.value === load.largest_pass?.value })),
      axis: `times the present load (${load.present})`,
      heading: `Largest load of ${load.path}${plan.survival === 'required' ? ' after each loss' : ''}: ${load.largest_pass === null ? 'none passes' : `${load.largest_pass.value} passes`}${load.smallest_fail === null ? '' : `, ${load.smallest_fail.value} fails`}${apart(load)}.`,
    });
  if (growth !== null)
    axes.push({
      marks: growth.tried.flatMap((one) => marksOf(one, { at: one.month, name: `month ${one.month}`, isChosen: one.month === growth.last_pass?.month })),
      axis: 'months from now',
      heading: `When is it full${plan.survival === 'required' ? ' after a loss' : ''}? ${growth.full_in_month === null ? 'It is not known to the month.' : ` In month ${growth.full_in_month}.`}`,
    });
  if (axes.length === 0 && marks.length > 0) axes.push({ marks, axis: isPriced ? 'money a month' : 'configuration', heading: planSentence(plan) });
  const panels = axes.flatMap(({ marks: all, axis, heading }) => {
    const statistics = [...new Set(all.flatMap(({ trial }) => trial.objectives.map(({ statistic }) => statistic)))];
    const left = statistics.length - OBJECTIVES;
    const more = left <= 0 ? '' : ` Of ${statistics.length} objectives ${left} ${left === 1 ? 'is' : 'are'} not drawn.`;
    return statistics.slice(0, OBJECTIVES).map((statistic, index) => trialsPanel(all, statistic, { axis, heading: index === 0 ? `${heading}${more}` : '' }));
  });
  // Of arithmetic alone there is nothing to draw but the sentence.
  return panels.length > 0 ? panels : [trialsPanel([], '', { axis: 'money a month', heading: planSentence(plan) })];
}

/** The scenario untouched and, where it must survive losses, after each that was tried. */
function marksOf({ trial, loss, untouched, losses }: Decided, mark: Pick<Mark, 'at' | 'name' | 'isChosen'>): Mark[] {
  const first = loss === undefined ? trial : untouched;
  const after = (losses ?? []).flatMap((one): Mark[] =>
    one.trial === null ? [] : [{ at: mark.at, trial: one.trial, name: lossWords(one), isChosen: false, isAfterLoss: true }],
  );
  return [...(first === undefined ? [] : [{ ...mark, trial: first }]), ...after];
}
