import type { PlanPoint, PlanResults } from '../../experiment/plan/document.js';
import { csvField } from '../csv-field.js';

/**
 * One row for each configuration, the cheapest first: its values, the money of a month, the verdict and its reason, the replications, whether its warm-up was not found, and of each objective the value with its 95 % interval in inside units. Empty: not tried,
 * or nothing can be said. After them the rows of the load, the months and the losses, where they were asked for, with what was changed in the second column. Where survival is required, what decides by a loss has the reason
 * `loss` and the values of the untouched; each loss that was tried has a row below.
 */
export function renderPlanCsv(plan: PlanResults): string {
  const statistics = [...new Set([...plan.points, ...others(plan)].flatMap(({ trial }) => trial?.objectives.map(({ statistic }) => statistic) ?? []))];
  const paths = plan.over.map(({ path }) => path);
  const head = [
    'question',
    'changed',
    ...paths,
    'cost_per_month',
    'verdict',
    'reason',
    'replications',
    'warmup_not_found',
    ...statistics.flatMap((one) => [one, `${one}.low`, `${one}.high`]),
  ];
  const row = (question: string, changed: string, point: Pick<PlanPoint, 'trial' | 'skipped'> & Partial<PlanPoint>): string => {
    const { trial, skipped, loss, untouched, settings = plan.chosen?.settings ?? {}, cost_per_month: cost = null } = point;
    const shown = loss === undefined ? trial : untouched;
    const values = statistics.flatMap((statistic) => {
      const observed = shown?.objectives.find((one) => one.statistic === statistic)?.observed ?? null;
      return observed === null ? ['', '', ''] : [observed.value, observed.low ?? '', observed.high ?? ''];
    });
    const cells = [
      question,
      changed,
      ...paths.map((path) => settings[path] ?? ''),
      cost?.value ?? '',
      trial?.verdict ?? '',
      (loss === undefined ? trial?.reason : 'loss') ?? skipped ?? '',
      shown?.replications ?? '',
      shown?.reason === 'run' ? shown.warmup_not_found === true : '',
      ...values,
    ];
    return cells.map((cell) => csvField(cell)).join(',');
  };
  const rows = (question: string, changed: string, decided: Parameters<typeof row>[2]): string[] => [
    row(question, changed, decided),
    ...(decided.losses ?? []).map(({ lost, trial }) =>
      row('loss', changed === '' ? lost : `${changed} without ${lost}`, { settings: decided.settings, trial }),
    ),
  ];
  const lines = [
    head.map(csvField).join(','),
    ...plan.points.flatMap((point) => rows('configuration', '', point)),
    ...(plan.load?.tried.flatMap((one) => rows('load', `${plan.load!.path}=${one.value}`, one)) ?? []),
    ...(plan.growth?.tried.flatMap((one) => rows('growth', `month ${one.month}`, one)) ?? []),
    // Where survival is required they stand below their configuration.
    ...(plan.survival === 'required' ? [] : (plan.losses?.map(({ lost, trial }) => row('loss', lost, { trial })) ?? [])),
  ];
  return `${lines.join('\n')}\n`;
}

function others({ load, growth, losses }: PlanResults): readonly Pick<PlanPoint, 'trial'>[] {
  return [...(load?.tried ?? []), ...(growth?.tried ?? []), ...(losses ?? [])];
}
