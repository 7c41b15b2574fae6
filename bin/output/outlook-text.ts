import { formatPlain, formatTime, PERCENT, timeUnitFor } from '../../src/report/format.js';
import type { Forecast, Outlook } from '../../src/predict/index.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { wrapParts, wrapWords } from './wrap.js';

const GAP = '   ';
/** Of lines that go on. */
const INDENT = 4;

/** What theory says without a run: components, workloads, then in sentences what is full first and what the answers depend on. */
export function outlookText(scenario: Scenario, outlook: Outlook, width: number): string {
  const lines = [...wrapParts([scenario.title, scenario.file, 'theory, without a run'], GAP, width, 0), ''];
  if (scenario.run.study === 'finite')
    lines.push(...wrapWords(`A finite study (${scenario.run.studyReason}): these are numbers of a long run under the same load.`, width), '');
  lines.push(
    ...aligned(
      outlook.components.map((one) => componentCells(one, outlook.forecasts)),
      width,
    ),
  );
  lines.push(
    ...aligned(
      scenario.workloads.flatMap(({ name }) => workloadCells(name, outlook.forecasts)),
      width,
    ),
  );
  for (const { subject, reason } of outlook.unknowns) lines.push(...wrapWords(`${subject}: no formula, since ${reason}`, width, INDENT));
  const sentences = [...limitSentences(outlook), ...kneeSentences(outlook), ...sensitivitySentences(outlook)].flatMap((text) => wrapWords(text, width, INDENT));
  return `${[...lines, ...(sentences.length > 0 ? ['', ...sentences] : [])].join('\n')}\n`;
}

function componentCells({ name, offeredLoad, isLeast, saturationPerSecond, doubt }: Outlook['components'][number], forecasts: readonly Forecast[]): string[] {
  const own = forecasts.filter(({ of, subject }) => of === 'component' && subject === name);
  const value = (statistic: string): number | undefined => own.find((one) => one.statistic === statistic && one.side === null)?.predicted;
  const busy = value('utilisation');
  const wait = value('wait');
  const hits = value('hitRatio');
  const grounds = own[0];
  return [
    name,
    grounds === undefined ? '' : `${grounds.model}, ${grounds.exactness}`,
    busy !== undefined ? `busy ${percent(busy)}` : hits !== undefined ? `hits ${percent(hits)}` : '',
    wait === undefined ? '' : `wait ${formatTime(wait)}`,
    offeredLoad === null ? (doubt === null ? '' : `load not known: ${doubt}`) : `offered load ${isLeast ? 'at least ' : ''}${formatPlain(offeredLoad)}`,
    saturationPerSecond === null ? '' : `saturates at ${isLeast ? 'most ' : ''}${formatPlain(saturationPerSecond)}/s`,
  ];
}

/** A workload, and the operations that it calls. */
function workloadCells(workload: string, forecasts: readonly Forecast[]): string[][] {
  const own = forecasts.filter(({ of, subject }) => of === 'workload' && (subject === workload || subject.startsWith(`${workload}/`)));
  const subjects = [...new Set(own.map(({ subject }) => subject))];
  return subjects.map((subject) => {
    const rows = own.filter((one) => one.subject === subject);
    const times = rows.filter(({ unit }) => unit === 's');
    const unit = timeUnitFor(times.map(({ predicted }) => predicted));
    const cells = rows.map(({ statistic, unit: kind, predicted, side }) => {
      const sign = side === null ? '' : side === 'low' ? 'at least ' : 'at most ';
      if (kind === 's')
        return `${statistic === 'latency' ? 'mean' : statistic.replace('latency.', '')} ${sign}${formatPlain(predicted * unit.factor)} ${unit.name}`;
      if (kind === 'share') return `${statistic.replace('outcome.', '')} ${sign}${percent(predicted)}`;
      return `${statistic} ${sign}${formatPlain(predicted)}/s`;
    });
    return [subject, `${rows[0].model}, ${rows[0].exactness}`, ...cells];
  });
}

function limitSentences({ bottleneck, components }: Outlook): string[] {
  if (bottleneck === null) return [];
  const { component, offeredLoad, headroom } = bottleneck;
  const least = components.find(({ name }) => name === component)!.isLeast ? 'at least ' : '';
  if (offeredLoad >= 1) return [`${component} is offered ${least}${formatPlain(offeredLoad)} times what it can serve.`];
  return [`${component} is full first: at ${formatPlain(headroom)} times the load (${formatPlain((1 - 1 / headroom) * 100)} % below saturation now).`];
}

function kneeSentences({ knees }: Outlook): string[] {
  return knees.map(
    ({ workload, users, usersAtKnee, bottleneck, throughputMax }) =>
      `${workload}: ${users} users, knee at ${formatPlain(usersAtKnee)}; never more than ${formatPlain(throughputMax)}/s, by ${bottleneck}.`,
  );
}

function sensitivitySentences({ sensitivities }: Outlook): string[] {
  return sensitivities.map(
    ({ workload, component, elasticity }) =>
      `1 % more work at ${component}: mean latency of ${workload} ${elasticity < 0 ? '' : '+'}${formatPlain(elasticity)} %.`,
  );
}

function percent(share: number): string {
  return `${formatPlain(share * PERCENT.factor)} %`;
}

/** Columns as wide as their widest cell, where all rows fit; else each row by itself, its further lines set in. */
function aligned(rows: readonly (readonly string[])[], width: number): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, [...cell].length)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat(widths[index] - [...cell].length))
      .filter((_, index) => widths[index] > 0)
      .join(GAP)
      .trimEnd(),
  );
  if (lines.every((line) => [...line].length <= width)) return lines;
  return rows.flatMap((row) =>
    wrapParts(
      row.filter((cell) => cell !== ''),
      GAP,
      width,
      INDENT,
    ).flatMap((line) => ([...line].length <= width ? [line] : wrapWords(line, width, INDENT))),
  );
}
