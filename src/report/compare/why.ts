import type { ComparedStatistic, Comparison, Shift, ShiftedPart, Stay, Utilisations, WaitShift, Why } from '../../experiment/compare/document.js';
import { type DisplayUnit, type Glyphs, joinShown, PERCENT, showEstimate, timeUnitFor, UNICODE, unitName, formatPlain } from '../format.js';
import { percent, rowsThatAre, unitOfRow } from './words.js';

/** Changes named one by one; what goes beyond is counted. */
const MOST_CHANGES = 4;
/** Longer values are not repeated. */
const LONGEST_VALUE = 40;
/** Latencies that are explained, that of the verdict first. */
const MOST_SHIFTS = 2;

/** Where the difference between A and another design comes from: what was changed, what that did to the latency of the verdict, and who hardly gains. */
export function whySentences(comparison: Comparison, design: string, glyphs: Glyphs = UNICODE): string[] {
  const why = comparison.why[design];
  const deciding = decidingRows(comparison, design);
  const told = deciding.map(({ statistic }) => subjectOf(statistic)).filter((subject) => subject !== null);
  const staying = new Set(why.stays.map(({ workload }) => workload));
  const subjects = [...new Set([...told, ...why.shifts.map(({ workload }) => workload).filter((workload) => !staying.has(workload))])];
  const shifts = subjects
    .flatMap((subject) => why.shifts.filter(({ workload }) => workload === subject))
    .filter((shift) => agrees(shift, deciding, design))
    .slice(0, MOST_SHIFTS);
  const loads = new Loads();
  return [
    ...changeSentences(why),
    ...shifts.map((shift) => shiftSentence(shift, unitOf(shift, comparison), loads, glyphs)),
    ...waitSentences({ comparison, design, deciding, shifts }, loads, glyphs),
    ...why.stays.map((stay) => staySentence(stay, comparison.practical, glyphs)),
  ];
}

/** What the verdict names: the largest change for the better, and for the worse. */
function decidingRows(comparison: Comparison, design: string): readonly ComparedStatistic[] {
  return [...rowsThatAre('better', comparison, design).slice(0, 1), ...rowsThatAre('worse', comparison, design).slice(0, 1)];
}

function subjectOf(statistic: string): string | null {
  return /^(.+)\.latency(\.[^/]+)?$/.exec(statistic)?.[1] ?? null;
}

/** What explains the verdict moves as the verdict says. */
function agrees({ workload, difference }: Shift, deciding: readonly ComparedStatistic[], design: string): boolean {
  return deciding.every(
    ({ statistic, against }) => subjectOf(statistic) !== workload || Math.sign(against[design].difference!.value) === Math.sign(difference.value),
  );
}

function changeSentences({ changes }: Why): string[] {
  if (changes === null || changes.length === 0) return [];
  const named = changes.slice(0, MOST_CHANGES).map(({ path, before, after }) => {
    if (before === null) return `${path} is${isLong(after) ? '' : ` ${after!},`} not written in A`;
    if (after === null) return `${path} is gone${isLong(before) ? '' : `, it was ${before}`}`;
    return isLong(before) || isLong(after) ? `${path} is written otherwise` : `${path} was ${before} and is ${after}`;
  });
  const rest = changes.length - named.length;
  return [`${[...named, ...(rest > 0 ? [`and ${rest} more change${rest === 1 ? '' : 's'} of the page`] : [])].join('; ')}.`];
}

const isLong = (value: string | null): boolean => value!.length > LONGEST_VALUE;

/** `browse.latency.mean falls by 35.9 ±1.4 ms: a request waits 35.2 ±1.3 ms less for db. db was 73.3 % busy and is 36.6 % busy.` */
function shiftSentence({ workload, with_failures: withFailures, difference, parts }: Shift, unit: DisplayUnit, loads: Loads, glyphs: Glyphs): string {
  const said = parts.map((part) => partClause(part, unit, glyphs));
  const direction = difference.value < 0 ? 'falls' : 'rises';
  const busy = parts.flatMap(({ component, utilisation }) => loads.sentence(component, utilisation));
  const subject = withFailures ? `The mean time of a request of ${workload}, those that fail too,` : `${workload}.latency.mean`;
  return [`${subject} ${direction} by ${size(difference, unit, glyphs)}: a request ${listed(said)}.`, ...busy].join(' ');
}

/** That of the table, where the mean is in it. */
function unitOf({ workload, difference, parts }: Shift, { statistics }: Comparison): DisplayUnit {
  const row = statistics.find(({ statistic }) => statistic.replace(/\.mean$/, '') === `${workload}.latency`);
  const sizes = [difference, ...parts.map((part) => part.difference)].map(({ value }) => Math.abs(value));
  return row === undefined ? timeUnitFor([Math.max(...sizes)]) : unitOfRow(row);
}

function partClause({ component, what, difference }: ShiftedPart, unit: DisplayUnit, glyphs: Glyphs): string {
  const by = size(difference, unit, glyphs);
  if (what === 'wait') return `waits ${by} ${difference.value < 0 ? 'less' : 'longer'} for ${component}`;
  return `is worked on ${by} ${difference.value < 0 ? 'less' : 'longer'} at ${component}`;
}

function listed(clauses: readonly string[]): string {
  return clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)!}`;
}

/** Where nothing divides the latency itself: for whom the jobs on its way wait less, or longer, as the latency says. */
function waitSentences(
  {
    comparison,
    design,
    deciding,
    shifts,
  }: { readonly comparison: Comparison; readonly design: string; readonly deciding: readonly ComparedStatistic[]; readonly shifts: readonly Shift[] },
  loads: Loads,
  glyphs: Glyphs,
): string[] {
  const { waits } = comparison.why[design];
  const named = new Set(shifts.flatMap(({ parts }) => parts.map(({ component }) => component)));
  const said = deciding.flatMap((row): WaitShift[] => {
    const subject = subjectOf(row.statistic);
    const { difference } = row.against[design];
    if (subject === null || difference === null || shifts.some(({ workload }) => workload === subject)) return [];
    const found = waits.find(
      (one) => !named.has(one.component) && one.workloads.includes(subject) && Math.sign(one.difference.value) === Math.sign(difference.value),
    );
    return found === undefined ? [] : [found];
  });
  return [...new Set(said)].map(({ component, before_s: before, after_s: after, difference, utilisation }) => {
    const unit = timeUnitFor([before, after]);
    const [from, to] = [before, after].map((value) => formatPlain(value * unit.factor));
    const sentence = `A job waits ${size(difference, unit, glyphs)} ${difference.value < 0 ? 'less' : 'longer'} for ${component}: ${from} ${unitName(unit, glyphs)} in A, ${to} in ${design}.`;
    return [sentence, ...loads.sentence(component, utilisation)].join(' ');
  });
}

/** How busy components are, each once. */
class Loads {
  private readonly told = new Set<string>();

  /** Where it moved by half a point and more. */
  sentence(component: string, utilisation: Utilisations | null): string[] {
    if (utilisation === null || Math.abs(utilisation.after - utilisation.before) < 0.005 || this.told.has(component)) return [];
    this.told.add(component);
    const busy = (share: number): string => `${(100 * share).toFixed(1)} % busy`;
    return [`${component} was ${busy(utilisation.before)} and is ${busy(utilisation.after)}.`];
  }
}

function staySentence({ workload, with_failures: withFailures, gain, component, share, mostly, equal }: Stay, practical: number, glyphs: Glyphs): string {
  const percents = (estimate: Stay['gain']): string => `${joinShown(showEstimate(estimate, PERCENT, glyphs), glyphs)} %`;
  const also = withFailures ? ' (with failed requests)' : '';
  const gained = gain.high! <= practical ? '' : ` its mean time${also} falls by ${percents(gain)} only, and`;
  const what = mostly === 'work' ? `work at ${component}` : mostly === 'wait' ? `waiting for ${component}` : `waiting for ${component} and work there`;
  const stayed = equal ? 'which did not change' : `which changed by less than ${percent(practical)}`;
  return `${workload} hardly gains:${gained} ${percents(share)} of ${gained === '' ? `its time${also}` : 'it'} is ${what}, ${stayed}.`;
}

/** Without its sign. */
function size(difference: Shift['difference'], unit: DisplayUnit, glyphs: Glyphs): string {
  const { value, low, high } = difference;
  const positive = value < 0 ? { value: -value, low: -high!, high: -low! } : difference;
  return `${joinShown(showEstimate(positive, unit, glyphs), glyphs)} ${unitName(unit, glyphs)}`;
}
