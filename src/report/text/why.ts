import type { Bottleneck, MaybeEstimate, Results } from '../../experiment/results.js';
import { PERCENT, formatCount, formatEstimate, formatPlain } from '../format.js';
import { componentsOf } from '../rows.js';
import { UNICODE } from '../format.js';
import type { Glyphs } from '../format.js';
import { adviceAt, isUnstable } from './advice.js';
import type { Page } from './page.js';
import { plain, wrap } from './page.js';
import { playerSentence } from './players.js';

/** The sentences that explain the numbers, then the advice. */
export function whyLines(results: Results, page: Page): string[] {
  const lines: string[] = [];
  for (const { sentence } of adviceAt('unstable', results)) lines.push(...wrap(plain(sentence, page), page.width, `${page.paint.bad(page.glyphs.failed)} `));
  const sentences = whySentences(results, page.glyphs);
  if (sentences.length > 0) lines.push(...wrap(emphasise(sentences.join(' '), results, page), page.width, 'WHY  '));
  for (const { sentence } of adviceAt('list', results)) lines.push(...wrap(plain(sentence, page), page.width, 'ADVICE  ', '     '));
  return lines;
}

/** Which component limits and why, what the caches answer, what work was for nobody. */
export function whySentences(results: Results, glyphs: Glyphs = UNICODE): string[] {
  const limit = results.bottleneck === null || isUnstable(results) ? [] : bottleneckSentences(results.bottleneck, results);
  const caches = componentsOf(results).flatMap(({ name, row }) => {
    const ratio = row['hit_ratio'] as MaybeEstimate | undefined;
    if (ratio === undefined || ratio === null) return [];
    const byteRatio = row['byte_hit_ratio'] as MaybeEstimate | undefined;
    const bytes =
      byteRatio === undefined || byteRatio === null || byteRatio.value === ratio.value
        ? ''
        : ` and ${formatEstimate(byteRatio, PERCENT, glyphs)} % of their bytes`;
    const misses = typeof row['misses'] === 'number' ? `; it missed ${formatCount(row['misses'])} times` : '';
    return [`${name} holds what ${formatEstimate(ratio, PERCENT, glyphs)} % of the lookups ask for${bytes}${misses}.`];
  });
  const wasted = componentsOf(results).flatMap(({ name, row }) =>
    row.wasted === null || row.wasted.value < 0.01
      ? []
      : [`${formatEstimate(row.wasted, PERCENT, glyphs)} % of the work of ${name} was for callers that had gone.`],
  );
  const players = componentsOf(results).flatMap(({ name, row }) => playerSentence(name, row, glyphs) ?? []);
  return [...limit, ...caches, ...players, ...wasted];
}

function bottleneckSentences(bottleneck: Bottleneck, results: Results): string[] {
  const { component } = bottleneck;
  const share = `${formatPlain(bottleneck.utilisation * 100, bottleneck.utilisation < 0.995 ? 2 : 3)} % busy`;
  const busy = bottleneck.instance === undefined ? share : `${share} at ${bottleneck.instance}, its busiest instance`;
  const clause = shareClause(bottleneck);
  const subject = clause === '' ? '' : `, and requests spend ${clause}`;
  if (results.study === 'finite') return [`Over the whole run ${component} was the busiest, ${busy} on average${subject.replace('spend', 'spent')}.`];
  const saturation = `${formatPlain(bottleneck.saturation_per_s)}/s`;
  if (bottleneck.headroom <= 1.005) return [`${component} limits. It is saturated: ${busy}${subject}. It serves ${saturation} at most.`];
  const times = `${formatPlain(bottleneck.headroom)} times the load offered now`;
  if (bottleneck.utilisation < 0.5)
    return [`No component is near its limit. ${component} is the busiest: ${busy}${subject}. It saturates at ${saturation}, ${times}.`];
  return [`${component} limits. It is ${busy}${subject}. It saturates at ${saturation}, ${times}.`];
}

/** `80 % of their time waiting for it` */
function shareClause(bottleneck: Bottleneck): string {
  const percent = (share: number): string => `${formatPlain(Math.round(share * 100))} %`;
  const { wait_share: wait, work_share: work } = bottleneck;
  if (bottleneck.shared === true && wait !== null && work !== null)
    return `${percent(wait + work)} of their time there, sharing it; alone they would need ${percent(work)}`;
  if (wait === null && work === null) return '';
  const tell = wait !== null && Math.round(wait * 100) > 0;
  if (work === null || (wait !== null && wait >= work)) return `${percent(wait ?? 0)} of their time waiting for it`;
  if (!tell) return `${percent(work)} of their time being served by it`;
  return `${percent(work)} of their time being served by it and ${percent(wait)} waiting for it`;
}

function emphasise(sentence: string, results: Results, page: Page): string {
  const component = results.bottleneck?.component;
  if (component === undefined || !sentence.startsWith(`${component} limits`)) return sentence;
  return page.paint.strong(component) + sentence.slice(component.length);
}
