import type { ObjectiveResult, Results } from '../../experiment/results.js';
import { boundsOf, showObjective } from '../verdict.js';
import type { Page } from './page.js';
import { padEnd, visibleLength, wrap } from './page.js';

/** A claim that is longer has a line of its own, so that the values of the others stay near. */
const LONG_CLAIM = 40;

/** Each objective with its verdict, its value and by how much. */
export function objectiveLines(results: Results, page: Page): string[] {
  if (results.objectives.length === 0) return [];
  const shown = results.objectives.map((objective) => ({ objective, ...showObjective(objective, page.glyphs) }));
  const markWidth = Math.max(...shown.map(({ objective }) => visibleLength(mark(objective, page))));
  const claimWidth = Math.max(0, ...shown.map(({ claim }) => claim.length).filter((length) => length <= LONG_CLAIM));
  const observedWidth = Math.max(...shown.map(({ observed }) => observed.length));
  return [
    'OBJECTIVES',
    ...shown.flatMap(({ objective, claim, observed, remark }) => {
      const sign = padEnd(mark(objective, page), markWidth);
      if (page.layout === 'narrow') return [`  ${sign} ${claim}`, ...wrap(remark === '' ? observed : `${observed}, ${remark}`, page.width, '      ')];
      const line = `  ${sign} ${padEnd(claim, claimWidth)}  ${padEnd(observed, observedWidth)}  ${remark === '' ? '' : page.paint.faint(remark)}`.trimEnd();
      if (claim.length <= LONG_CLAIM && visibleLength(line) <= page.width) return [line];
      return [`  ${sign} ${claim}`, ...wrap(remark === '' ? observed : `${observed}, ${remark}`, page.width, ' '.repeat(markWidth + 5))];
    }),
  ];
}

function mark(objective: ObjectiveResult, page: Page): string {
  const { glyphs, paint } = page;
  if (objective.verdict === 'met') return paint.good(glyphs.met);
  return objective.verdict === 'failed' ? paint.bad(glyphs.failed) : paint.unsure(glyphs.undecided);
}

/** What to type next: enough replications to decide what is undecided, other random numbers. */
export function hintLines(results: Results, page: Page): string[] {
  const hints: string[] = [];
  const needed = replicationsToDecide(results);
  if (needed !== null) hints.push(`To decide the ?: --replications ${needed}`);
  hints.push(`Other random numbers: --seed ${results.seed + 1}`);
  const line = hints.join('    ');
  return (line.length <= page.width ? [line] : hints).map((hint) => page.paint.faint(hint));
}

/** Above this, more replications are no way to decide: the value is on the limit. */
const MOST_REPLICATIONS = 2_000;

/**
 * Replications after which the interval, shrinking with the square root of their number, is expected to leave the limit that it holds now;
 * half as many again, since the value moves too. null: nothing is undecided in a way that replications decide.
 */
export function replicationsToDecide(results: Results): number | null {
  let needed = 0;
  for (const objective of results.objectives) {
    const observed = objective.observed;
    if (objective.verdict !== 'undecided' || observed === null) continue;
    if (results.replications === 1) needed = Math.max(needed, 20);
    if (observed.low === null || observed.high === null) continue;
    for (const { limit } of boundsOf(objective)) {
      if (limit < observed.low || limit > observed.high || limit === observed.value) continue;
      const half = limit > observed.value ? observed.high - observed.value : observed.value - observed.low;
      needed = Math.max(needed, 1.5 * results.replications * (half / Math.abs(limit - observed.value)) ** 2);
    }
  }
  const step = needed > 100 ? 50 : 10;
  const rounded = Math.ceil(needed / step) * step;
  return rounded === 0 || rounded > MOST_REPLICATIONS ? null : rounded;
}
