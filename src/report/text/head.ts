import type { Results } from '../../experiment/results.js';
import { formatCount, formatPlain, formatTime } from '../format.js';
import { adviceAt } from './advice.js';
import type { Page } from './page.js';
import { plain, visibleLength, wrap } from './page.js';

/** What was run: title and file, replications and time, what was deleted, what ± means. `replicationsAsked` is known where a run was cut short. */
export function headLines(results: Results, page: Page, replicationsAsked: number | null): string[] {
  const { paint, glyphs } = page;
  const title = plain(results.scenario.title, page);
  const file = plain(results.scenario.file, page);
  const room = page.width - visibleLength(title) - visibleLength(file);
  const lines =
    page.layout !== 'narrow' && room >= 2
      ? [`${paint.strong(title)}${' '.repeat(room)}${paint.faint(file)}`]
      : [...wrap(title, page.width, '').map((line) => paint.strong(line)), paint.faint(file)];
  if (results.scenario.question !== null) lines.push(...wrap(plain(results.scenario.question, page), page.width, ''));
  lines.push(...wrap(`${runSentence(results, page)} ${glyphs.dot} seed ${results.seed}`, page.width, ''));
  lines.push(...wrap(intervalSentence(results, page), page.width, ''));
  for (const { sentence } of adviceAt('head', results)) lines.push(...wrap(plain(sentence, page), page.width, `${paint.bad(glyphs.failed)} `));
  if (results.partial) lines.push(...wrap(partialSentence(results, replicationsAsked), page.width, `${paint.bad('PARTIAL')}  `));
  return lines;
}

/** `20 replications × 10 min simulated, first 1 min of each deleted` */
export function runSentence(results: Results, page: Page): string {
  const { glyphs } = page;
  const several = results.replications === 1 ? '1 replication' : `${formatCount(results.replications)} replications`;
  const length =
    results.duration_s === 'all'
      ? `${several}, simulated until the last request has ended`
      : `${several} ${glyphs.times} ${formatTime(results.duration_s, glyphs)} simulated`;
  const whole = results.replications === 1 ? 'it' : 'each';
  if (results.study === 'finite') {
    const reason = results.study_reason === '' ? '' : ` (${plain(results.study_reason, page)})`;
    const window = results.warmup_s > 0 ? `counted from ${formatTime(results.warmup_s, glyphs)} on` : 'nothing deleted';
    return `${length}, a finite study${reason}: ${window}`;
  }
  if (results.warmup_s === 0) return `${length}, nothing deleted`;
  const rule = results.warmup.source === 'given' && results.warmup.mser_s !== null ? ` (given; MSER-5 says ${formatTime(results.warmup.mser_s, glyphs)})` : '';
  return `${length}, first ${formatTime(results.warmup_s, glyphs)} of ${whole} deleted${rule}`;
}

/** What ± means here. */
export function intervalSentence(results: Results, page: Page): string {
  if (results.intervals === 'none') return 'One replication: there are no intervals';
  const source = results.intervals === 'batch means' ? ', from batches of one run (batch means)' : '';
  return `${page.glyphs.plusMinus} is a 95 % interval${source}${precisionClause(results)}`;
}

/** `; precision 2 % reached` */
function precisionClause({ precision }: Results): string {
  if (precision === null) return '';
  const targets = [...new Set(precision.statistics.filter(({ relative }) => relative).map(({ target }) => `${formatPlain(target * 100)} %`))];
  const asked = targets.length === 1 && precision.statistics.every(({ relative }) => relative) ? ` ${targets[0]}` : '';
  return `; precision${asked} ${precision.reached ? '' : 'not '}reached`;
}

function partialSentence(results: Results, asked: number | null): string {
  const count = results.replications;
  if (asked === null || asked <= count || count === 0) return `${formatCount(count)} replications had ended when it was interrupted, so intervals are wider`;
  const factor = Math.sqrt(asked / count).toFixed(1);
  return `${formatCount(count)} of ${formatCount(asked)} replications, so intervals are about ${factor} times as wide`;
}
