import type { ComparedDesign, ComparedStatistic, Comparison, Contrast } from '../../experiment/compare/document.js';
import { type DisplayUnit, formatPlain, type Glyphs, showEstimate, UNICODE, unitName } from '../format.js';
import { displayUnitOf } from '../verdict.js';

/** `shop.yaml`, `A with db.servers=2`, `other.yaml with db.servers=2`. */
export function designLabel(design: ComparedDesign, first: ComparedDesign): string {
  const base = design !== first && design.file === first.file && first.set.length === 0 && design.set.length > 0 ? first.name : design.file;
  return design.set.length === 0 ? base : `${base} with ${design.set.join(' ')}`;
}

/** `B is unstable: db is offered …`, or `B: The system is unstable: …`; what never comes to rest, and why. */
export function unstableSentences({ designs }: Comparison): string[] {
  return designs.flatMap(({ name, unstable }) => (unstable === null ? [] : [`${name}${unstable.startsWith('unstable') ? ' is' : ':'} ${unstable}`]));
}

/** A compared statistic ready to print, in one unit. */
export interface ShownContrast {
  readonly a: string;
  readonly b: string;
  /** `−35.9 ±1.4`; a dash where there is none. */
  readonly difference: string;
  readonly verdict: string;
}

/** The unit in which all values of a row are shown. */
export function unitOfRow({ unit, values }: ComparedStatistic): DisplayUnit {
  return displayUnitOf(
    unit,
    Object.values(values).flatMap((one) => (one === null ? [] : [one.value])),
  );
}

export function showContrast(row: ComparedStatistic, design: string, practical: number, glyphs: Glyphs = UNICODE): ShownContrast {
  const unit = unitOfRow(row);
  const contrast = row.against[design];
  const value = (name: string): string => {
    const estimate = row.values[name];
    if (estimate === null) return glyphs.dash;
    const half = halfOf(contrast);
    if (half === null || half === 0) return formatPlain(estimate.value * unit.factor, half === null ? 3 : 4);
    return showEstimate({ value: estimate.value, low: estimate.value - half, high: estimate.value + half }, unit, glyphs).value;
  };
  return { a: value('A'), b: value(design), difference: showDifference(contrast, unit, glyphs), verdict: verdictWords(contrast, design, practical) };
}

/** The larger half of the interval. */
function halfOf({ difference }: Contrast): number | null {
  if (difference === null || difference.low === null || difference.high === null) return null;
  return Math.max(difference.high - difference.value, difference.value - difference.low);
}

function showDifference({ difference, verdict }: Contrast, unit: DisplayUnit, glyphs: Glyphs): string {
  if (verdict === 'equal') return '0';
  // Without limits it says nothing, and how many digits of it are known neither.
  if (difference === null || difference.low === null || difference.high === null) return glyphs.dash;
  const { value, half } = showEstimate(difference, unit, glyphs);
  return `${signed(value, glyphs)}${half === null ? '' : ` ${glyphs.plusMinus}${half}`}`;
}

function signed(text: string, glyphs: Glyphs): string {
  if (!/[1-9]/.test(text)) return text.replace('-', '');
  return text.startsWith('-') ? `${glyphs === UNICODE ? '−' : '-'}${text.slice(1)}` : `+${text}`;
}

/** `B better, 64 %`; what a column has room for. */
function verdictWords(contrast: Contrast, design: string, practical: number): string {
  const by = changeOf(contrast);
  const suffix = by === null ? '' : `, ${by}`;
  switch (contrast.verdict) {
    case 'higher':
    case 'lower':
      return `${design} ${contrast.meaning ?? contrast.verdict}${suffix}`;
    case 'different':
      return `${design} ${contrast.meaning ?? (contrast.difference!.value > 0 ? 'higher' : 'lower')}${suffix}: perhaps too little to matter`;
    case 'no practical difference':
      return `no difference > ${percent(practical)}`;
    case 'equal':
      return 'equal in each replication';
    case 'cannot tell':
      return `cannot tell${contrast.more_replications === null ? '' : `: ${formatPlain(contrast.more_replications)} more replications`}`;
    case 'not compared':
      return 'not compared';
  }
}

/** The change in per cent of A, without its sign; null where A is 0. */
function changeOf({ ratio }: Contrast): string | null {
  if (ratio === null) return null;
  const change = Math.abs(ratio.value - 1);
  return change > 9.5 ? `${formatPlain(ratio.value, 2)} times` : percent(change);
}

export function percent(share: number): string {
  return `${formatPlain(Number((share * 100).toPrecision(2)), 2)} %`;
}

/** `p99(browse) falls by 198 ms ±15` is `browse.latency.p99 falls by 198 ±15 ms`, in the names of the language. */
export function changeSentence(row: ComparedStatistic, design: string, glyphs: Glyphs = UNICODE): string {
  const unit = unitOfRow(row);
  const { difference } = row.against[design];
  const shown = showDifference(row.against[design], unit, glyphs).replace(/^[−+-]/, '');
  const name = row.unit === 'share' ? 'points' : unitName(unit, glyphs);
  return `${row.statistic} ${difference!.value < 0 ? 'falls' : 'rises'} by ${shown}${name === '' ? '' : name === '/s' ? '/s' : ` ${name}`}`;
}

/** The subject of a statistic (`browse`, `browse/db.read`, `db`) and what of it, in few letters (`p99`, `busy`). */
export function nameParts(statistic: string): readonly [subject: string, part: string] {
  const found = /^([^./]+(?:\/[^.]+\.[^.]+)?)\.(.+)$/.exec(statistic);
  if (found === null) return ['', statistic];
  const [, subject, rest] = found;
  const part = rest.replace(/^(latency|outcome)\./, '');
  return [subject, ({ latency: 'mean', utilisation: 'busy', throughput: 'served' } as Partial<Record<string, string>>)[part] ?? part];
}

/** Statistics in which the design is shown to be better or worse by more than what matters; the largest changes first. */
export function rowsThatAre(meaning: 'better' | 'worse', { statistics }: Comparison, design: string): ComparedStatistic[] {
  const found = statistics.filter(({ against }) => {
    const { verdict, meaning: means } = against[design];
    return means === meaning && (verdict === 'higher' || verdict === 'lower');
  });
  return found.sort((left, right) => sizeOf(right.against[design]) - sizeOf(left.against[design]));
}

/** So that half as much and twice as much are equally large. */
function sizeOf({ ratio }: Contrast): number {
  return ratio === null || ratio.value <= 0 ? Infinity : Math.abs(Math.log(ratio.value));
}
