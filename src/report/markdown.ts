import type { ComponentResults, MaybeEstimate, Results } from '../experiment/results.js';
import { PERCENT, PER_SECOND, PLAIN, UNICODE, formatCount, formatEstimate, formatPlain, timeUnitFor } from './format.js';
import { costRows, costSentence } from './cost-rows.js';
import { recoverySentences, spanSentences } from './fault-sentences.js';
import { asText, ownBlocks } from './own-rows.js';
import { byUtilisation, componentsOf, percentileNames } from './rows.js';
import { lookBlocks } from './markdown-look.js';
import { code, escape, table } from './markdown-parts.js';
import { isEstimate } from './statistics.js';
import { theoryNotes, theoryRows } from './theory-rows.js';
import { intervalSentence, runSentence } from './text/head.js';
import { makePage } from './text/page.js';
import { whySentences } from './text/why.js';
import { showObjective, verdictLine } from './verdict.js';

/** The report as Markdown, read from the top: the verdict first, then objectives, why, tables, and how it was run. */
export function renderMarkdown(results: Results, exit?: number): string {
  const page = makePage({ width: 80, colour: false, unicode: true, all: true });
  const sentences = whySentences(results);
  const blocks = [
    `# ${escape(results.scenario.title)}`,
    `**${verdictLine(results, exit)}**`,
    ...(results.partial ? [`PARTIAL: ${formatCount(results.replications)} replications had ended when it was interrupted.`] : []),
    ...objectives(results),
    ...(sentences.length > 0 ? [escape(sentences.join(' '))] : []),
    ...(results.advice.length > 0 ? [results.advice.map(({ sentence }) => `- ${escape(sentence)}`).join('\n')] : []),
    ...requests(results),
    ...latency(results),
    ...components(results),
    ...statistics(results),
    ...faults(results),
    ...lookBlocks(results),
    ...cost(results),
    ...theory(results),
    `\`${results.scenario.file}\`: ${escape(runSentence(results, page))} · seed ${results.seed} · ${intervalSentence(results, page)} · fingerprint ${results.fingerprint} · queuelab ${results.version}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const SIGNS = { met: '✓ met', failed: '✗ failed', undecided: '? undecided' } as const;

function objectives(results: Results): string[] {
  if (results.objectives.length === 0) return [];
  const rows = results.objectives.map((objective) => {
    const { claim, observed, remark } = showObjective(objective);
    return [SIGNS[objective.verdict], code(claim), observed, remark];
  });
  return [table(['verdict', 'objective', 'observed', ''], 'llll', rows)];
}

function requests(results: Results): string[] {
  const entries = Object.entries(results.requests);
  if (entries.length === 0) return [];
  const rows = entries.map(([name, row]) => [
    code(name),
    formatEstimate(row.offered_per_s, PER_SECOND),
    formatEstimate(row.throughput_per_s, PER_SECOND),
    Object.entries(row.outcomes)
      .filter(([, outcome]) => outcome.count > 0)
      .map(([outcome, { share }]) => `${escape(outcome)} ${formatEstimate(share, PERCENT)} %`)
      .join(', '),
  ]);
  return [table(['requests', 'offered /s', 'served /s', 'outcomes'], 'lrrl', rows)];
}

function latency(results: Results): string[] {
  const entries = Object.entries(results.requests);
  if (entries.length === 0) return [];
  const names = percentileNames(entries.map(([, row]) => row.latency_s));
  const cells = entries.map(([, row]): MaybeEstimate[] => [row.latency_s.mean, ...names.map((name) => row.latency_s.percentiles[name] ?? null)]);
  const unit = timeUnitFor(cells.flat().flatMap((estimate) => (estimate === null ? [] : [estimate.value])));
  const rows = entries.map(([name], index) => [code(name), ...(cells[index] ?? []).map((estimate) => formatEstimate(estimate, unit))]);
  return [table([`latency, ${unit.name}`, 'mean', ...names], `l${'r'.repeat(names.length + 1)}`, rows)];
}

function components(results: Results): string[] {
  const all = byUtilisation(componentsOf(results));
  if (all.length === 0) return [];
  const times = all.flatMap(({ row }) => [row.wait_s.mean, row.response_s.mean]).flatMap((time) => (time === null ? [] : [time.value]));
  const unit = timeUnitFor(times);
  const hasHits = all.some(({ row }) => 'hit_ratio' in row);
  const rows = all.map(({ name, row }) => [
    results.bottleneck?.component === name ? `**${code(name)}**` : code(name),
    row.kind,
    row.per !== undefined ? `for each ${code(row.per)}` : row.servers === null ? 'unlimited' : formatPlain(row.servers),
    row.servers === null ? '–' : formatEstimate(row.utilisation, PERCENT),
    isDelay(row) ? '–' : formatEstimate(row.queue_length.mean, PLAIN),
    isDelay(row) ? '–' : formatEstimate(row.wait_s.mean, unit),
    formatEstimate(row.response_s.mean, unit),
    ...(hasHits ? [isEstimate(row['hit_ratio']) ? formatEstimate(row['hit_ratio'], PERCENT) : ''] : []),
  ]);
  const heads = ['component', 'kind', 'servers', 'busy %', 'in queue', `wait ${unit.name}`, `response ${unit.name}`, ...(hasHits ? ['hits %'] : [])];
  return [table(heads, `llrrrrr${hasHits ? 'r' : ''}`, rows)];
}

const PERCENTILES = ['p50', 'p95', 'p99'];

/** What only some kinds count. */
function statistics(results: Results): string[] {
  const rows = ownBlocks(results, true, UNICODE).flatMap((block) =>
    block.rows.map((row) => [code(block.name), escape(row.name), row.value(asText), ...PERCENTILES.map((name) => row.percentile(name, asText)), row.max]),
  );
  return rows.length === 0 ? [] : [table(['component', 'statistic', 'mean, count', ...PERCENTILES, 'max'], 'llrrrrr', rows)];
}

/** Nobody ever waits there. */
function isDelay(row: ComponentResults): boolean {
  return row.servers === null && row.per === undefined;
}

/** When faults were there, and how the workloads came out of them. */
function faults(results: Results): string[] {
  if (results.faults === undefined) return [];
  return [['Faults:', ...[...spanSentences(results), ...recoverySentences(results)].map((sentence) => `- ${escape(sentence)}`)].join('\n')];
}

function cost(results: Results): string[] {
  if (results.cost === undefined) return [];
  const rows = costRows(results.cost).map(({ name, perMonth, share, parts }) => [name === 'all' ? name : code(name), perMonth, share, parts]);
  return [table(['cost', 'a month', 'share', 'for'], 'lrrl', rows), costSentence(results.cost)];
}

function theory(results: Results): string[] {
  const rows = theoryRows(results.theory, UNICODE).map(({ name, predicted, simulated, verdict }) => [code(name), predicted, simulated, verdict]);
  const notes = theoryNotes(results.theory).map((note) => `- ${escape(note)}`);
  return [...(rows.length > 0 ? [table(['theory', 'predicted', 'simulated', ''], 'lrrl', rows)] : []), ...(notes.length > 0 ? [notes.join('\n')] : [])];
}
