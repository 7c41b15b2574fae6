import type { MaybeEstimate, Results } from '../experiment/results.js';
import { formatCount, formatEstimate, formatPlain, timeUnitFor } from './format.js';
import { code, escape, table } from './markdown-parts.js';

/** What a closer look adds: who calls whom, where the time goes, and what becomes of it under other loads. */
export function lookBlocks(results: Results): string[] {
  return [...calls(results), ...time(results), ...loadCurve(results)];
}

function calls({ look }: Results): string[] {
  if (look === undefined || look.calls.length === 0) return [];
  const rows = [...look.calls]
    .sort((left, right) => right.per_s - left.per_s)
    .map(({ caller, component, operation, sent, per_s: perSecond }) => [
      code(caller),
      code(`${component}.${operation}`),
      formatPlain(perSecond),
      sent ? 'sent' : '',
    ]);
  return [table(['caller', 'called', 'calls /s', ''], 'llrl', rows)];
}

function time({ look }: Results): string[] {
  const all = (look?.time ?? []).filter(({ latency_s: latency }) => latency > 0);
  if (all.length === 0) return [];
  const unit = timeUnitFor(all.map(({ latency_s: latency }) => latency));
  const cell = (seconds: number | undefined): string => (seconds === undefined ? '–' : formatPlain(seconds * unit.factor));
  const rows = all.flatMap(({ workload, parts, slowest }) =>
    parts.map((part) => {
      const slow = slowest?.parts.find(({ component }) => component === part.component);
      return [
        code(workload),
        part.component === null ? 'between calls' : code(part.component),
        ...[part.wait_s, part.work_s, part.other_s, slow?.wait_s, slow?.work_s, slow?.other_s].map(cell),
      ];
    }),
  );
  const heads = ['where the time goes', 'at', `waiting ${unit.name}`, 'work', 'neither', 'slowest 1 %: waiting', 'work', 'neither'];
  return [
    table(heads, 'llrrrrrr', rows),
    `Means along the critical path, of ${all.map(({ workload, requests }) => `${formatCount(requests)} requests of ${escape(workload)}`).join(', ')}, recorded job by job.`,
  ];
}

function loadCurve({ load_curve: curve, requests }: Results): string[] {
  if (curve === undefined || curve.simulated.length === 0) return [];
  const names = Object.keys(requests).filter((name) => !name.includes('/'));
  const own = Object.fromEntries(
    names.map((name) => [name, { mean_s: requests[name].latency_s.mean, p99_s: requests[name].latency_s.percentiles['p99'] ?? null }]),
  );
  const points = [...curve.simulated, { factor: 1, workloads: own }].sort((left, right) => left.factor - right.factor);
  const estimates = points.flatMap(({ workloads }) => names.flatMap((name): MaybeEstimate[] => [workloads[name].mean_s, workloads[name].p99_s]));
  const unit = timeUnitFor(estimates.flatMap((estimate) => (estimate === null ? [] : [estimate.value])));
  const rows = points.map(({ factor, workloads }) => [
    formatPlain(factor),
    ...names.flatMap((name) => [formatEstimate(workloads[name].mean_s, unit), formatEstimate(workloads[name].p99_s, unit)]),
  ]);
  const full = curve.saturation === null ? '' : ` The bottleneck is full at ${formatPlain(curve.saturation)} times.`;
  return [
    table(['times the load', ...names.flatMap((name) => [`${code(name)} mean ${unit.name}`, 'p99'])], `r${'rr'.repeat(names.length)}`, rows),
    `${curve.replications} replications for each other load.${full}`,
  ];
}
