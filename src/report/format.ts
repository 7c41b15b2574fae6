import type { Estimate, MaybeEstimate } from '../experiment/results.js';

/**
 * The one number format of every report: `233 ±15`. The half-width has one digit, two if it begins with 1, and the value ends at the same
 * place; an asymmetric interval shows the larger half. `~` stands before a value that is known to 10 % only or worse.
 */
export function formatEstimate(estimate: MaybeEstimate, unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  return joinShown(showEstimate(estimate, unit, glyphs), glyphs);
}

/**
 * The same beside limits that it is judged by, with up to three digits more where rounding would put a limit into the interval that lies outside of it, or the other way round:
 * `7.30 ±12.60` is below 20, and `7 ±13` does not look so.
 */
export function formatBeside(limits: readonly number[], estimate: Estimate, unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  const { low, high } = estimate;
  const half = halfWidth(estimate);
  if (low === null || high === null || half === null) return formatEstimate(estimate, unit, glyphs);
  for (let finer = 0; finer <= 3; finer++) {
    const shown = showEstimate(estimate, unit, glyphs, finer);
    const [value, width] = [shown.value, shown.half ?? '0'].map((text) => Number(text.replaceAll(',', '')));
    const looksInside = (limit: number): boolean => Math.abs(limit * unit.factor - value) <= width * (1 + 1e-9);
    if (limits.every((limit) => looksInside(limit) === (limit >= low && limit <= high))) return joinShown(shown, glyphs);
  }
  return formatEstimate(estimate, unit, glyphs);
}

/** A unit that a block states once: shown = inside value · factor. */
export interface DisplayUnit {
  readonly name: string;
  readonly factor: number;
}
export const PERCENT: DisplayUnit = { name: '%', factor: 100 };
export const PER_SECOND: DisplayUnit = { name: '/s', factor: 1 };
export const PLAIN: DisplayUnit = { name: '', factor: 1 };

/** Signs that differ where the terminal cannot show Unicode. */
export interface Glyphs {
  readonly plusMinus: string;
  readonly dash: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly times: string;
  readonly dot: string;
  readonly ellipsis: string;
  readonly micro: string;
  readonly met: string;
  readonly failed: string;
  readonly undecided: string;
}
export const UNICODE: Glyphs = {
  plusMinus: '±',
  dash: '–',
  atLeast: '≥',
  atMost: '≤',
  times: '×',
  dot: '·',
  ellipsis: '…',
  micro: 'µ',
  met: '✓',
  failed: '✗',
  undecided: '?',
};
export const ASCII: Glyphs = {
  plusMinus: '+-',
  dash: '-',
  atLeast: '>=',
  atMost: '<=',
  times: 'x',
  dot: '|',
  ellipsis: '...',
  micro: 'u',
  met: 'ok',
  failed: 'FAIL',
  undecided: '?',
};

/** A number ready to print, in parts, so that each can have its colour. */
export interface Shown {
  /** `~`: the half-width is above 10 % of the value. */
  readonly isRough: boolean;
  readonly value: string;
  /** null: no interval. */
  readonly half: string | null;
}

/** @param finer digits more than usual */
export function showEstimate(estimate: MaybeEstimate, unit: DisplayUnit, glyphs: Glyphs = UNICODE, finer = 0): Shown {
  if (estimate === null) return { isRough: false, value: glyphs.dash, half: null };
  if (estimate.low !== null && estimate.high === null)
    return { isRough: false, value: `${glyphs.atLeast} ${formatPlain(estimate.low * unit.factor)}`, half: null };
  const value = estimate.value * unit.factor;
  const half = halfWidth(estimate);
  if (half === null) return { isRough: false, value: formatPlain(value), half: null };
  const shownHalf = half * unit.factor;
  if (shownHalf <= Math.abs(value) * NEGLIGIBLE) return { isRough: false, value: formatPlain(value, 6), half: '0' };
  const place = lastPlace(shownHalf) - finer;
  return { isRough: value !== 0 && shownHalf > 0.1 * Math.abs(value), value: toPlace(value, place), half: toPlace(shownHalf, place) };
}

export function joinShown(shown: Shown, glyphs: Glyphs = UNICODE): string {
  return `${shown.isRough ? '~' : ''}${shown.value}${shown.half === null ? '' : ` ${glyphs.plusMinus}${shown.half}`}`;
}

/** The larger half of the interval, in inside units; null where there is no interval or no upper limit. */
export function halfWidth(estimate: Estimate): number | null {
  if (estimate.low === null || estimate.high === null) return null;
  return Math.max(estimate.high - estimate.value, estimate.value - estimate.low, 0);
}

/** The value alone, no finer than its interval and with three digits at most: for columns that have no room for the interval. */
export function formatValue(estimate: MaybeEstimate, unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  if (estimate === null) return glyphs.dash;
  const value = estimate.value * unit.factor;
  const half = halfWidth(estimate);
  if (half === null || half <= Math.abs(estimate.value) * NEGLIGIBLE || value === 0) return formatPlain(value);
  return toPlace(value, Math.max(lastPlace(half * unit.factor), exponentOf(value) - 2));
}

/** Three significant digits (or as many as said); whole numbers below 10^digits in full; zeros at the end go. */
export function formatPlain(value: number, digits = 3): string {
  if (value === 0) return '0';
  if (Number.isInteger(value)) return group(String(value));
  const place = Math.min(exponentOf(Number(value.toPrecision(digits))) - digits + 1, 0);
  const text = toPlace(value, place);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A whole number with its thousands apart: `12,345`. */
export function formatCount(count: number): string {
  return group(String(Math.round(count)));
}

const TIME_UNITS: readonly DisplayUnit[] = [
  { name: 'ns', factor: 1e9 },
  { name: 'µs', factor: 1e6 },
  { name: 'ms', factor: 1e3 },
  { name: 's', factor: 1 },
  { name: 'min', factor: 1 / 60 },
];

/** The unit in which the middle one of these times (s) is at least 1; minutes from 10 of them on. Zeros have no say. */
export function timeUnitFor(seconds: readonly number[]): DisplayUnit {
  const positive = seconds.filter((time) => time > 0).sort((left, right) => left - right);
  const middle = positive[Math.floor(positive.length / 2)];
  if (middle === undefined) return timeUnit('ms');
  if (middle >= 600) return timeUnit('min');
  return [...TIME_UNITS.slice(0, 4)].reverse().find((unit) => middle * unit.factor >= 1 - 1e-9) ?? timeUnit('ns');
}

export function timeUnit(name: 'ns' | 'µs' | 'ms' | 's' | 'min'): DisplayUnit {
  return TIME_UNITS.find((unit) => unit.name === name) as DisplayUnit;
}

/** The unit's name as this terminal can show it. */
export function unitName(unit: DisplayUnit, glyphs: Glyphs = UNICODE): string {
  return unit.name.replace('µ', glyphs.micro);
}

/** One time (s) with its own unit, in the words of a scenario but spaced: `10 min`, `1.5 s`, `40 ms`. Whole hours and days stay such. */
export function formatTime(seconds: number, glyphs: Glyphs = UNICODE): string {
  if (seconds === 0) return '0 s';
  if (seconds >= 86_400 && seconds % 86_400 === 0) return `${formatCount(seconds / 86_400)} d`;
  if (seconds >= 7_200 || (seconds >= 3_600 && seconds % 3_600 === 0)) return `${formatPlain(seconds / 3_600)} h`;
  if (seconds >= 600 || (seconds >= 60 && seconds % 60 === 0)) return `${formatPlain(seconds / 60)} min`;
  const unit = timeUnitFor([seconds]);
  return `${formatPlain(seconds * unit.factor)} ${unitName(unit, glyphs)}`;
}

/** Below this share of the value a half-width is rounding: the replications were equal by construction. */
const NEGLIGIBLE = 1e-9;

/** Exponent of the last digit that a half-width shows: one digit, two where it begins with 1. */
function lastPlace(half: number): number {
  const exponent = exponentOf(half);
  return Math.round((half / 10 ** exponent) * 10) < 20 ? exponent - 1 : exponent;
}

/** floor(log10 |value|), exact at powers of ten. */
function exponentOf(value: number): number {
  return Number(Math.abs(value).toExponential(15).split('e')[1]);
}

function toPlace(value: number, place: number): string {
  if (place <= 0) return group(value.toFixed(Math.min(-place, 100)));
  const step = 10 ** place;
  return group(String(Math.round(value / step) * step));
}

function group(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
