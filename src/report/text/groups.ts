import type { ComponentResults, LevelResults, TimeResults } from '../../experiment/results.js';
import { PLAIN, formatCount, timeUnitFor, unitName } from '../format.js';
import type { Page } from './page.js';
import { cell, padEnd, visibleLength, wrap } from './page.js';

/** What is said of one consumer group of a broker. */
interface Group {
  readonly lag: LevelResults;
  readonly age_s: TimeResults;
  readonly redelivered: number;
  readonly dead_lettered: number;
  readonly expired: number;
}

/** Under a broker: how many messages wait for each group, how old they are when they come there, and what went wrong. */
export function groupNotes(row: ComponentResults, page: Page): string[] {
  const groups = row['groups'] as Readonly<Record<string, Group>> | undefined;
  if (groups === undefined) return [];
  const width = Math.max(...Object.keys(groups).map(visibleLength));
  return Object.entries(groups).flatMap(([name, group]) => wrap(sentence(group, page), page.width, `      ${padEnd(name, width)}  `));
}

function sentence({ lag, age_s: age, redelivered, dead_lettered: dead, expired }: Group, page: Page): string {
  const unit = timeUnitFor([age.mean, age.percentiles['p95'] ?? null].flatMap((time) => (time === null ? [] : [time.value])));
  const counts = [
    [redelivered, 'redelivered'],
    [dead, 'dead'],
    [expired, 'expired'],
  ] as const;
  return [
    `lag ${cell(lag.mean, PLAIN, page)}, most ${formatCount(lag.max)}`,
    `age ${cell(age.mean, unit, page)}, p95 ${cell(age.percentiles['p95'] ?? null, unit, page)} ${unitName(unit, page.glyphs)}`,
    ...counts.flatMap(([count, word]) => (count > 0 ? [`${formatCount(count)} ${word}`] : [])),
  ].join('; ');
}
