import type { Knee, Sensitivity, Sweep, SweptPoint } from '../../experiment/sweep/document.js';
import { type DisplayUnit, formatEstimate, formatPlain, formatTime, type Glyphs, UNICODE, unitName } from '../format.js';
import { closing } from '../closing.js';
import { displayUnitOf } from '../verdict.js';
import { NOT_FOUND } from '../warmup-mark.js';

export function sweepExitCode({ partial }: Sweep): 0 | 130 {
  return partial ? 130 : 0;
}

/** How much was simulated, below a picture. */
export function runWords({ replications, duration_s: duration, seed, partial }: Sweep): string {
  const length = duration === 'all' ? 'the whole trace' : formatTime(duration);
  return `${replications} replications × ${length} at each point, on the same random numbers · seed ${seed}${partial ? ' · PARTIAL: interrupted' : ''}`;
}

/** The unit in which a statistic is shown at all points. */
export function unitOf({ points }: Sweep, { statistic, unit }: Sweep['statistics'][number]): DisplayUnit {
  return displayUnitOf(
    unit,
    points.flatMap(({ values }) => values[statistic]?.value ?? []),
  );
}

/** `web p99 ms`, `server busy %`; what of one subject alone needs no subject. */
export function headOf(statistic: string, unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  const name = unitName(unit, glyphs);
  const [, subject, rest] = /^([^./]+(?:\/[^.]+\.[^.]+)?)\.(.+)$/.exec(statistic) ?? ['', '', '', statistic];
  const part = rest.replace(/^latency\./, '');
  const word = ({ latency: 'mean', utilisation: 'busy', throughput: 'served' } as Partial<Record<string, string>>)[part] ?? part;
  return `${subject} ${word}${name === '' ? '' : name === '/s' ? '/s' : ` ${name}`}`;
}

type Named = Pick<SweptPoint, 'settings'>;

/** What a point is called: `60/s`, `60/s, 4`; with their paths where it does not set all of them. */
export function nameOfPoint({ settings }: Named, { axes, design }: Pick<Sweep, 'axes' | 'design'>): string {
  if (design === 'grid') return axes.map(({ path }) => settings[path]).join(', ');
  const [change] = Object.entries(settings);
  return (change as [string, string] | undefined) === undefined ? 'as it is' : `${change[0]}=${change[1]}`;
}

/** More names than this, and the others are counted. */
const MOST_NAMES = 5;

/** `60/s, 70/s`, `60/s, 4; 60/s, 5`, `20/s, 30/s, 40/s, 50/s, 60/s and 2 more`, `all 7 points`. */
function namesOfPoints(points: readonly Named[], sweep: Sweep): string {
  if (points.length > 1 && points.length === sweep.points.length) return `all ${points.length} points`;
  const names = points.slice(0, MOST_NAMES).map((point) => nameOfPoint(point, sweep));
  const left = points.length - names.length;
  return `${names.join(sweep.design === 'grid' && sweep.axes.length > 1 ? '; ' : ', ')}${left === 0 ? '' : ` and ${left} more`}`;
}

/** What to know and to do, after the names of the points that it is about. */
export function adviceSentences(sweep: Sweep): string[] {
  return sweep.advice.map(({ sentence, points }) => {
    const named = points.map((settings) => ({ settings }));
    return `${namesOfPoints(named, sweep)}: ${sentence}`;
  });
}

/** In a picture, at which points: nothing where all were found. */
export function warmupWords(sweep: Sweep): string[] {
  const missing = sweep.points.filter(({ warmup_not_found: isMissing }) => isMissing);
  return missing.length === 0 ? [] : [`${NOT_FOUND}: ${namesOfPoints(missing, sweep)}`];
}

export function kneesAt({ knees }: Sweep, { settings }: SweptPoint): Knee[] {
  return knees.filter(({ path, at, others }) => settings[path] === at && Object.entries(others).every(([name, value]) => settings[name] === value));
}

/** Where the knee is, how well that is known, and what it means. */
export function kneeSentence(knee: Knee, glyphs: Glyphs = UNICODE): string {
  const { workload, path, others, at, above, below, throughput_per_s: throughput, latency_s: latency } = knee;
  const where = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  const subject = `${workload}${where.length === 0 ? '' : ` with ${where.join(', ')}`}`;
  if (at === null || throughput === null || latency === null)
    return `${subject}: no knee within what was tried of ${path}${rangeOf(above, below, '; it lies ')}.`;
  return `${subject}: knee at ${path}=${at}${rangeOf(above, below, ', ')}: ${formatPlain(throughput)}/s served at a mean of ${formatTime(latency, glyphs)}.`;
}

function rangeOf(above: string | null, below: string | null, lead: string): string {
  if (above !== null && below !== null) return `${lead}between ${above} and ${below}`;
  if (above !== null) return `${lead}somewhere above ${above}`;
  return below === null ? `${lead}though it could be anywhere` : `${lead}somewhere below ${below}`;
}

/** What a knee is: said once. */
export const KNEE_MEANING = 'Beyond its knee 1 % more load costs more than 1 % of mean latency.';

/** The value with the largest change, and by how much. */
export interface Swing {
  readonly path: string;
  readonly changes: Sensitivity['changes'];
  /** Of the changes that are known, in inside units. */
  readonly least: number;
  readonly most: number;
}

/** The paths of one statistic, the one that moves it most first. */
export function swingsOf({ sensitivities }: Sweep, statistic: string): Swing[] {
  const own = sensitivities.filter((one) => one.statistic === statistic);
  const swings = own.map(({ path, changes }): Swing => {
    const known = changes.flatMap(({ change }) => (change === null ? [] : [change.value]));
    return { path, changes, least: Math.min(0, ...known), most: Math.max(0, ...known) };
  });
  return swings.sort((left, right) => right.most - right.least - (left.most - left.least));
}

/** `+12 ±3`; a dash where nothing is known. */
export function signedChange(change: Sensitivity['changes'][number]['change'], unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  if (change === null) return glyphs.dash;
  if (change.value === 0 && change.low === 0 && change.high === 0) return '0';
  const text = formatEstimate(change, unit, glyphs).replace(/^~/, '');
  const minus = glyphs === UNICODE ? '−' : '-';
  return text.startsWith('-') ? `${minus}${text.slice(1)}` : change.value > 0 ? `+${text}` : text;
}

/** The times of workloads before all else: what a reader looks at first. */
export function leadingStatistics({ statistics }: Sweep, most: number): Sweep['statistics'] {
  const times = statistics.filter(({ unit, statistic }) => unit === 's' && /\.(latency|p99|mean|latency\.(mean|p99))$/.test(statistic));
  return (times.length > 0 ? times : statistics).slice(0, most);
}

/** Statistics that a picture has panels of, one each. */
export const MOST_PANELS = 3;

/** What such a picture leaves out, in words. */
export function notDrawn(sweep: Sweep): string[] {
  const left = sweep.statistics.length - leadingStatistics(sweep, MOST_PANELS).length;
  return left === 0 ? [] : [`${left} more ${left === 1 ? 'statistic is' : 'statistics are'} not drawn`];
}

/**
 * The last line: how many points, what never came to rest, and what was not seen to have settled.
 *
 * @param exit what the process ends with, where that is not what the sweep comes to
 */
export function tally(sweep: Sweep, exit?: number): string {
  const { points, partial } = sweep;
  const unstable = points.filter((point) => point.unstable !== null).length;
  const parts = [`${partial ? 'interrupted: ' : ''}${points.length} ${points.length === 1 ? 'point' : 'points'}`];
  if (unstable > 0) parts.push(`${unstable} unstable`);
  const missing = points.filter(({ warmup_not_found: isMissing }) => isMissing).length;
  if (missing > 0) parts.push(`${missing} with ${NOT_FOUND}`);
  const [knee] = sweep.knees;
  if (sweep.knees.length === 1 && knee.at !== null) parts.push(`knee of ${knee.workload} at ${knee.at}`);
  return closing(parts.join(', '), sweepExitCode(sweep), exit);
}
