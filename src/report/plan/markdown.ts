import type { PlanResults, PlanTrial } from '../../experiment/plan/document.js';
import { formatMoney } from '../cost-rows.js';
import { formatCount, formatPlain } from '../format.js';
import { code, escape, table } from '../markdown-parts.js';
import { makePage, type Page } from '../text/page.js';
import { showObjective } from '../verdict.js';
import { growthSentences, growthTitle, loadSentences, lossSentence, survivalSentence } from './text.js';
import { adviceSentences, lossWords, planVerdictLine, settingsText, signOf, whyOf } from './verdict.js';
import { NOT_FOUND } from '../warmup-mark.js';

/** The plan as Markdown, read from the top: the verdict, the answers with their evidence, then all that was tried. */
export function renderPlanMarkdown(plan: PlanResults, exit?: number): string {
  const page = makePage({ width: 80, colour: false, unicode: true, all: true });
  const { looks, replications, error } = plan.decisions;
  const blocks = [
    `# ${escape(plan.scenario.title)}: plan`,
    `**${escape(planVerdictLine(plan, exit))}**`,
    ...(plan.partial ? ['PARTIAL: it was interrupted, and this is what was known.'] : []),
    ...chosen(plan),
    ...nearest(plan),
    ...load(plan, page),
    ...growth(plan, page),
    ...losses(plan, page),
    ...points(plan),
    ...(plan.advice.length === 0
      ? []
      : [
          adviceSentences(plan)
            .map((sentence) => `- ${escape(sentence)}`)
            .join('\n'),
        ]),
    `\`${plan.scenario.file}\`: ${formatCount(replications)} replications, ${looks[0]} to ${looks[looks.length - 1]} a trial, chance of a wrong verdict below ${formatPlain(error * 100)} % · ± is a 95 % interval · seed ${plan.seed} · queuelab ${plan.version}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function chosen({ chosen: one, over, survival, survive }: PlanResults): string[] {
  if (one === null) return [];
  const cost = one.cost_per_month === null ? '' : `: ${formatMoney(one.cost_per_month)} a month`;
  const million = one.cost_per_million_requests === null ? '' : `, ${formatMoney(one.cost_per_million_requests)} for a million requests`;
  const head =
    over.length === 0 ? 'The scenario as it stands' : `Cheapest${survival === 'required' ? ' that survives' : ''}: ${code(settingsText(one.settings))}`;
  const neighbours = one.neighbours.map(
    ({ path, value, trial, loss }) => `${code(`${path}=${value}`)}${loss === undefined ? '' : ` ${escape(lossWords(loss))}`}${marked(trial)}`,
  );
  const rows = one.trial.objectives.map((objective, index) => {
    const { claim, observed } = showObjective(objective);
    const beside = one.neighbours.map(({ trial }) => {
      const own = trial?.objectives.at(index);
      if (trial === null) return 'not tried';
      if (own === undefined) return escape(`${signOf(trial)} ${whyOf({ trial })}`);
      const there = showObjective(own);
      return `${own.observed === null ? there.remark : there.observed} ${{ met: '✓', failed: '✗', undecided: '?' }[own.verdict]}`;
    });
    return [code(claim), `${observed} ✓`, ...beside];
  });
  const full = one.saturation.map(({ component, times }) => `${code(component)} at ${formatPlain(times)} times this load`).join(', ');
  return [
    `${head}${cost}${million}.`,
    ...(survival === 'required' ? [`Must survive: ${survive.map((word) => code(word)).join(', ')}.`] : []),
    table(['objective', `${over.length === 0 ? 'observed' : 'chosen'}${marked(one.trial)}`, ...neighbours], 'l'.repeat(2 + neighbours.length), rows),
    ...(full === '' ? [] : [`Saturates: ${full}.`]),
    ...(one.rivals.length === 0 ? [] : [`Cost as much, as far as can be told: ${one.rivals.map((settings) => code(settingsText(settings))).join(', ')}.`]),
  ];
}

function marked(trial: PlanTrial | null): string {
  return trial?.warmup_not_found === true ? `, ${NOT_FOUND}` : '';
}

function nearest({ nearest: one }: PlanResults): string[] {
  if (one === null) return [];
  return [`Nearest: ${code(settingsText(one.settings))}: ${escape(`${signOf(one.trial)} ${whyOf(one)}`)}`];
}

function load({ load: answer, survival, decisions: { looks } }: PlanResults, page: Page): string[] {
  if (answer === null) return [];
  return [
    [
      `Largest load${survival === 'required' ? ' after each loss' : ''}, ${code(answer.path)}:`,
      '',
      ...loadSentences(answer, looks[looks.length - 1], page).map(([label, text]) => `- ${label}: ${escape(text)}`),
    ].join('\n'),
  ];
}

function growth({ growth: answer, survival }: PlanResults, page: Page): string[] {
  if (answer === null) return [];
  return [
    [
      `Growth${survival === 'required' ? ' after each loss' : ''}, ${escape(growthTitle(answer))}:`,
      '',
      ...growthSentences(answer, page).map(([label, text]) => `- ${label}: ${escape(text)}`),
    ].join('\n'),
  ];
}

function losses({ losses: answers }: PlanResults, page: Page): string[] {
  if (answers === null || answers.length === 0) return [];
  return [
    ['Lost for good:', '', ...answers.map((loss) => `- ${code(loss.lost)}: ${escape(lossSentence(loss, page))}`)].join('\n'),
    `${escape(survivalSentence(answers))}.`,
  ];
}

const SKIPPED = { dearer: 'costs no less', interrupted: 'not tried', unclear: 'not tried: dearer ones cannot be told from the limit' } as const;

function points({ points: all, over }: PlanResults): string[] {
  if (over.length === 0 || all.length === 0) return [];
  const rows = all.map(({ settings, cost_per_month: cost, trial, loss, skipped }) => [
    ...over.map(({ path }) => settings[path]),
    cost === null ? '–' : formatMoney(cost),
    trial === null ? '' : signOf(trial),
    trial === null ? (skipped === undefined ? '' : SKIPPED[skipped]) : escape(whyOf({ trial, loss })),
    trial === null ? '' : formatCount(trial.replications),
  ]);
  return [table([...over.map(({ path }) => code(path)), 'a month', '', 'why', 'replications'], `${'l'.repeat(over.length)}rllr`, rows)];
}
