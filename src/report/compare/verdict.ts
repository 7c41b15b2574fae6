import type { ComparedStatistic, Comparison } from '../../experiment/compare/document.js';
import { formatPlain, type Glyphs, UNICODE } from '../format.js';
import { selectionSentence } from './selection.js';
import { changeSentence, percent, rowsThatAre } from './words.js';

/** 0: compared, whatever came out. 4: what was asked for by name cannot be told, or the best that was asked for is not selected. 130: interrupted. */
export function comparisonExitCode(comparison: Comparison, asked: boolean): 0 | 4 | 130 {
  if (comparison.partial) return 130;
  if (comparison.selection !== null) return comparison.selection.selected === null ? 4 : 0;
  const isOpen =
    asked && comparison.statistics.some(({ against }) => Object.values(against).some(({ verdict }) => verdict === 'cannot tell' || verdict === 'not compared'));
  return isOpen ? 4 : 0;
}

/** What the comparison comes to, in words: one sentence or two for each design but A. */
export function comparisonSentences(comparison: Comparison, glyphs: Glyphs = UNICODE): string[] {
  const { best, selection } = comparison;
  const pairs = comparison.designs.slice(1).map(({ name }) => pairSentence(comparison, name, glyphs));
  if (selection !== null) return [...pairs, selectionSentence(selection, glyphs)];
  if (best === null) return pairs;
  return [...pairs, bestSentence(comparison)];
}

function pairSentence(comparison: Comparison, design: string, glyphs: Glyphs): string {
  const [a, b] = [comparison.designs[0], comparison.designs.find(({ name }) => name === design)!];
  if (b.identical) return `${design} is identical with A: every event of every replication is the same.`;
  const unstable = [a, b].filter(({ unstable: sentence }) => sentence !== null).map(({ name }) => name);
  if (unstable.length === 2) return `A and ${design} are both unstable: there is no steady latency to compare.`;
  if (unstable.length === 1) return `${unstable[0]} is unstable, ${unstable[0] === 'A' ? design : 'A'} is not: only one of them has a steady latency.`;
  const better = rowsThatAre('better', comparison, design);
  const worse = rowsThatAre('worse', comparison, design);
  const say = (row: ComparedStatistic): string => changeSentence(row, design, glyphs);
  if (better.length > 0 && worse.length > 0) return `${design} is better and worse: ${say(better[0])}${more(better)}, but ${say(worse[0])}${more(worse)}.`;
  if (better.length > 0) return `${design} is better: ${say(better[0])}${more(better)}; nothing is shown to be worse.`;
  if (worse.length > 0) return `${design} is worse: ${say(worse[0])}${more(worse)}; nothing is shown to be better.`;
  const verdicts = comparison.statistics.map(({ against }) => against[design]);
  const compared = verdicts.filter(({ verdict }) => verdict !== 'not compared');
  if (compared.length === 0) return `${design} cannot be compared with A: they have no statistic in common that has a value in both.`;
  const undecided = compared.filter(({ verdict }) => verdict === 'cannot tell');
  if (undecided.length > 0) {
    const needed = undecided.map(({ more_replications: count }) => count).filter((count) => count !== null);
    const remedy = needed.length === 0 ? '' : `: about ${formatPlain(comparison.replications + Math.max(...needed))} replications would decide`;
    return `It cannot be told whether ${design} is better or worse than A${remedy}. That is not to say that they are the same.`;
  }
  const moved = comparison.statistics.filter(({ against }) => ['higher', 'lower'].includes(against[design].verdict));
  if (moved.length > 0) return `${design} differs from A, neither better nor worse: ${say(moved[0])}${more(moved)}.`;
  const slight = comparison.statistics.filter(({ against }) => against[design].verdict === 'different');
  if (slight.length > 0) return `${design} differs from A, perhaps too little to matter: ${say(slight[0])}${more(slight)}.`;
  return `No difference that matters between A and ${design}: all that was compared is within ${glyphs.plusMinus}${percent(comparison.practical)} of A.`;
}

function more(rows: readonly ComparedStatistic[]): string {
  return rows.length === 1 ? '' : ` (and ${rows.length - 1} more)`;
}

function bestSentence({ best, confidence }: Comparison): string {
  const { statistic, ranking, confidence: sure } = best!;
  const candidates = ranking.filter(({ may_be_best: may }) => may).map(({ design }) => design);
  if (candidates.length === 1) return `${candidates[0]} is the best by ${statistic}${sure === null ? '' : ` (confidence ${atLeast(sure)})`}.`;
  return `By ${statistic} ${candidates.slice(0, -1).join(', ')} and ${candidates.at(-1)!} may each be the best; the others are not (confidence ${percent(confidence)}).`.replace(
    candidates.length === ranking.length ? '; the others are not' : '\u0000',
    '',
  );
}

/** A confidence is not rounded up to certainty. */
function atLeast(share: number): string {
  return share > 0.9999 ? 'above 99.99 %' : `${(Math.floor(share * 10_000) / 100).toString()} %`;
}

/** What pairing on common random numbers gained; null: nothing to say. */
export function pairingSentence({ paired, statistics, designs }: Comparison): string | null {
  if (!paired) return null;
  const gains = statistics.flatMap(({ statistic, against }) =>
    Object.entries(against).flatMap(([design, { variance_ratio: gain, correlation }]) =>
      gain === null || correlation === null ? [] : [{ statistic, design, gain, correlation }],
    ),
  );
  if (gains.length === 0) return null;
  gains.sort((left, right) => right.gain - left.gain);
  const [most] = gains;
  const least = gains[gains.length - 1];
  const times = (gain: number): string => `${formatPlain(Number(gain.toPrecision(2)), 2)} times`;
  const size = (gain: number): string =>
    times(Math.max(gain, 1 / gain)) === times(1) ? 'about as large' : gain > 1 ? `${times(gain)} smaller` : `${times(1 / gain)} larger`;
  const of = (one: (typeof gains)[number]): string => `${one.statistic}${designs.length > 2 ? ` of ${one.design}` : ''}`;
  const range = gains.length === 1 ? '' : `${times(least.gain)} (${of(least)}) to `;
  if (!size(least.gain).endsWith('smaller')) {
    const [low, high] = [size(least.gain), size(most.gain)];
    const than = `${low} ${low.endsWith('large') ? 'as' : 'than'} with independent runs`;
    const found = `(${of(most)}, correlation ${correlationText(most.correlation)})`;
    return `With common random numbers the variance of the difference${gains.length === 1 ? '' : 's'} is ${low === high ? `${than} ${found}` : `${than} (${of(least)}) to ${high} ${found}`}.`;
  }
  return `With common random numbers the variance of the difference${gains.length === 1 ? '' : 's'} is ${range}${times(most.gain)} (${of(most)}, correlation ${correlationText(most.correlation)}) smaller than with independent runs.`;
}

/** Digits until it differs from 1. */
export function correlationText(correlation: number): string {
  for (let digits = 2; digits < 8; digits++) {
    const text = correlation.toFixed(digits);
    if (Math.abs(Number(text)) < 1) return text;
  }
  return correlation < 0 ? '-1' : '1';
}
