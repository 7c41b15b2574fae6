import { parseQuantity, type QuantityUnit } from './quantity.js';

/** A path whose value is varied: the values as a scenario would write them. */
export interface Axis {
  readonly path: string;
  readonly values: readonly string[];
}

export type Values = { readonly isRight: true; readonly values: readonly string[] } | ValuesMistake;
export interface ValuesMistake {
  readonly isRight: false;
  readonly message: string;
  readonly expected: string;
}

/** How values are written on a command line. */
export const WRITTEN_VALUES = '2,4,8 or 1..12 or 20/s..60/s 5/s or 1GB..64GB log 7';

/** More values of one path than this are a slip. */
const MOST = 10_000;

/**
 * Values of the command line: a list (`8ms,12ms`, also of `{ … }`), `FROM..TO` (whole numbers, one by one), `FROM..TO STEP`, or `FROM..TO log POINTS` (each as many times the one before).
 * FROM and TO may have different units; the values have that of FROM.
 */
export function parseValues(text: string): Values {
  const range = /^\s*([^\s,]+?)\.\.([^\s,]+)(?:\s+(?:(log)\s+(\d+)|(\S+)))?\s*$/.exec(text);
  if (range !== null) {
    const [, from, to, log, points, step] = range;
    return log === undefined
      ? valuesBetween({ from, to, ...(step === undefined ? {} : { step }) })
      : valuesBetween({ from, to, points: Number(points), isLog: true });
  }
  const values = atTopLevel(text).map((one) => one.trim());
  if (values.some((one) => one === '')) return mistake(`"${text}" has a value that is empty`);
  return { isRight: true, values };
}

export interface Range {
  readonly from: string;
  readonly to: string;
  readonly step?: string;
  readonly points?: number;
  /** Equal quotients instead of equal distances. */
  readonly isLog?: boolean;
}

/** The values from one quantity to another, both included (the last only where a step leads to it). */
export function valuesBetween({ from, to, step, points, isLog = false }: Range): Values {
  const first = split(from);
  const last = split(to);
  if (first === null || last === null) return mistake(`"${first === null ? from : to}" is not a number with a unit`);
  const inFirstUnit = (text: string): number | null => convert(text, first.unit);
  const end = inFirstUnit(to);
  if (end === null) return mistake(`${from} and ${to} do not measure the same`);
  if (!(end > first.number)) return mistake(`${to} is not more than ${from}`);
  const written = (number: number): string => `${Number(number.toPrecision(12))}${first.unit}`;
  if (points !== undefined) {
    if (!Number.isInteger(points) || points < 2) return mistake('a range has 2 points or more');
    if (points > MOST) return mistake(`${points} points are too many: at most ${MOST}`);
    if (isLog && first.number === 0) return mistake('no number times 0 is more: a logarithmic range begins above 0');
    const at = (index: number): number => {
      const share = index / (points - 1);
      return isLog ? first.number * (end / first.number) ** share : first.number + (end - first.number) * share;
    };
    // Only whole numbers stand between whole numbers without a unit: servers, users.
    const isWhole = first.unit === '' && Number.isInteger(first.number) && Number.isInteger(end);
    const numbers = Array.from({ length: points }, (_, index) => (isWhole ? Math.round(at(index)) : Number(at(index).toPrecision(4))));
    return { isRight: true, values: [...new Set(numbers)].map(written) };
  }
  const width = step === undefined ? 1 : inFirstUnit(step);
  const isWhole = Number.isInteger(first.number) && Number.isInteger(end);
  if (step === undefined && !(isWhole && first.unit === '')) return mistake(`from ${from} to ${to} needs a step, or a number of points`);
  if (width === null || !(width > 0)) return mistake(`"${step ?? '1'}" is not a step from ${from} to ${to}`);
  const count = Math.floor((end - first.number) / width + 1e-9) + 1;
  if (count > MOST) return mistake(`from ${from} to ${to} are ${count} values: at most ${MOST}`);
  return { isRight: true, values: Array.from({ length: count }, (_, index) => written(first.number + index * width)) };
}

/** A number and what stands behind it. */
export function split(text: string): { readonly number: number; readonly unit: string } | null {
  const match = /^((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z/%]*)$/.exec(text);
  return match === null ? null : { number: Number(match[1]), unit: match[2] };
}

const QUANTITIES: readonly QuantityUnit[] = ['number', 'time', 'rate', 'size', 'bandwidth', 'share'];

/** The number that a quantity is in a unit; null where that does not measure it. */
function convert(text: string, unit: string): number | null {
  const parts = split(text);
  if (parts === null || parts.unit === unit) return parts?.number ?? null;
  for (const quantity of QUANTITIES) {
    const value = parseQuantity(text, quantity);
    const one = parseQuantity(`1${unit}`, quantity);
    if (value.isRight && one.isRight) return value.value / one.value;
  }
  return null;
}

/** Commas inside brackets and quotes do not divide. */
function atTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote: string | null = null;
  let part = '';
  for (const sign of text) {
    if (quote !== null) quote = sign === quote ? null : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') depth--;
    if (sign === ',' && depth === 0 && quote === null) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part];
}

function mistake(message: string): ValuesMistake {
  return { isRight: false, message, expected: WRITTEN_VALUES };
}

/** Values as numbers in the unit of the first; null where one is no number, or measures something else. */
export function numbersOf(values: readonly string[]): { readonly numbers: readonly number[] | null; readonly unit: string } {
  const first = values.length === 0 ? null : split(values[0]);
  const numbers = first === null ? [] : values.map((value) => convert(value, first.unit));
  return first === null || numbers.some((one) => one === null) ? { numbers: null, unit: '' } : { numbers: numbers as number[], unit: first.unit };
}
