import type { LocatedChange } from '../../scenario/changes.js';
import { version } from '../version.js';
import type { Baseline } from './baseline.js';

/** Changes named one by one; what goes beyond is counted. */
const MOST = 8;

/** Why a scenario does something else than its baseline, in sentences: what its page says otherwise, with the place, and what that did to the load. */
export function reasonsFor(
  changes: readonly LocatedChange[],
  { before, now, sha256, seed }: { readonly before: Baseline; readonly now: Readonly<Record<string, number>>; readonly sha256: string; readonly seed: number },
): readonly string[] {
  const isOtherPage = before.scenario.sha256 !== sha256;
  if (!isOtherPage && before.seed !== seed)
    return [`The page is the same as in the baseline, and the random numbers are others: seed ${seed}, in the baseline ${before.seed}.`];
  if (!isOtherPage)
    return [
      before.version === version
        ? 'The page is the same as in the baseline: a data file that it reads, or queuelab itself, does something else.'
        : `The page is the same as in the baseline, which queuelab ${before.version} made; this is ${version}.`,
    ];
  const named = changes.slice(0, MOST).map(sentence);
  const rest = changes.length > MOST ? [`And ${changes.length - MOST} more changes of the page.`] : [];
  return [...named, ...rest, ...loadSentences(before.utilisation, now)];
}

function sentence({ path, before, after, relative, file, line }: LocatedChange): string {
  const place = file.startsWith('--') ? file : `${file}:${line}`;
  if (before === null) return `${path} is new: ${after ?? ''} (${place}).`;
  if (after === null) return `${path} is gone, it was ${before} (${place}).`;
  const by = relative === null || relative === 0 ? '' : `${relative > 0 ? '+' : '−'}${Number((100 * Math.abs(relative)).toPrecision(3))} %, `;
  return `${path} was ${before} and is ${after} (${by}${place}).`;
}

/** Where the load of a component moved by half a point and more: waiting grows with 1 / (1 - busy). */
function loadSentences(before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>): readonly string[] {
  const moved = Object.entries(now).filter(([name, busy]) => name in before && Math.abs(busy - before[name]) >= 0.005);
  return moved
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, 2)
    .map(([name, busy]) => {
      const said = `${name} was ${percent(before[name])} busy and is ${percent(busy)} busy`;
      return Math.max(busy, before[name]) >= 0.5 ? `${said}: waiting grows with 1 / (1 − busy).` : `${said}.`;
    });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
