import type { PlanPoint, PlanResults } from '../../experiment/plan/document.js';
import { csvField } from '../csv-field.js';

/**
 * One row for each configuration, the cheapest first: its values, the money of a month, the verdict and its reason, the replications, and of each objective the value with its 95 % interval in inside units. Empty: not tried,
 * or nothing can be said. After them the rows of the load, the months and the losses, where they were asked for, with what was changed in the first column.
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
    ...statistics.flatMap((one) => [one, `${one}.low`, `${one}.high`]),
  ];
  const row = (question: string, changed: string, point: Pick<PlanPoint, 'trial' | 'skipped'> & Partial<PlanPoint>): string => {
    const { trial, skipped, settings = plan.chosen?.settings ?? {}, cost_per_month: cost = null } = point;
    const values = statistics.flatMap((statistic) => {
      const observed = trial?.objectives.find((one) => one.statistic === statistic)?.observed ?? null;
      return observed === null ? ['', '', ''] : [observed.value, observed.low ?? '', observed.high ?? ''];
    });
    const cells = [
      question,
      changed,
      ...paths.map((path) => settings[path] ?? ''),
      cost?.value ?? '',
      trial?.verdict ?? '',
      trial?.reason ?? skipped ?? '',
      trial?.replications ?? '',
      ...values,
    ];
    return cells.map((cell) => csvField(cell)).join(',');
  };
  const lines = [
    head.map(csvField).join(','),
    ...plan.points.map((point) => row('configuration', '', point)),
    ...(plan.load?.tried.map(({ value, trial }) => row('load', `${plan.load!.path}=${value}`, { trial })) ?? []),
    ...(plan.growth?.tried.map(({ month, trial }) => row('growth', `month ${month}`, { trial })) ?? []),
    ...(plan.losses?.map(({ lost, trial }) => row('loss', lost, { trial })) ?? []),
  ];
  return `${lines.join('\n')}\n`;
}

function others({ load, growth, losses }: PlanResults): readonly Pick<PlanPoint, 'trial'>[] {
  return [...(load?.tried ?? []), ...(growth?.tried ?? []), ...(losses ?? [])];
}
