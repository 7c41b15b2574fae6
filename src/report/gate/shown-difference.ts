import type { GatedStatistic } from '../../experiment/gate/document.js';
import { formatEstimate, formatPlain, showEstimate, UNICODE, unitName, type DisplayUnit, type Glyphs } from '../format.js';
import { displayUnitOf } from '../verdict.js';

/** A statistic beside its baseline, ready to print. */
export interface ShownDifference {
  /** `266 ms` */
  readonly before: string;
  readonly now: string;
  /** `+32 ±5 ms (+12 %)`; '' where nothing was compared. */
  readonly difference: string;
}

export function showDifference({ unit, before, now, difference }: GatedStatistic, glyphs: Glyphs = UNICODE): ShownDifference {
  const values = [before, now].filter((value) => value !== null);
  const display = displayUnitOf(unit, values);
  const half = difference === null ? null : (difference.high! - difference.low!) / 2;
  const side = (value: number | null): string => (value === null ? glyphs.dash : withUnit(valueText(value, half, display), display, glyphs));
  if (difference === null) return { before: side(before), now: side(now), difference: '' };
  // Of shares, a difference in per cent is one in points.
  const points = unit === 'share' ? { ...display, name: 'points' } : display;
  const text = withUnit(formatEstimate(difference, display, glyphs).replace('~', '').replace(/^-/, '−'), points, glyphs);
  const relative = before === null || before === 0 ? '' : ` (${signed((100 * difference.value) / Math.abs(before))} %)`;
  return { before: side(before), now: side(now), difference: `${difference.value > 0 ? '+' : ''}${text}${relative}` };
}

/** A value to the place to which the difference is known, so that both sides can be told apart. */
function valueText(value: number, half: number | null, display: DisplayUnit): string {
  if (half === null || half === 0) return formatPlain(value * display.factor, 4);
  return showEstimate({ value, low: value - half, high: value + half }, display).value;
}

function withUnit(text: string, unit: DisplayUnit, glyphs: Glyphs): string {
  const name = unitName(unit, glyphs);
  return name === '' ? text : name === '/s' ? `${text}/s` : `${text} ${name}`;
}

function signed(percent: number): string {
  const digits = formatPlain(Number(Math.abs(percent).toPrecision(2)), 2);
  return percent > 0 ? `+${digits}` : percent < 0 ? `−${digits}` : digits;
}

/** `2 %` */
export function showShare(share: number): string {
  return `${formatPlain(100 * share)} %`;
}
