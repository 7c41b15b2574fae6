/** A number as a lesson prints it, in inside units. */
export interface PrintedNumber {
  readonly value: number;
  /** Half a unit of the last digit that counts: what rounds to it lies within. */
  readonly rounding: number;
}

/**
 * Reads `57.4 %`, `1,870`, `0.12 s`, `426/s`, `3 a minute`, `21 times`. Every digit counts, zeros at the end as well; after `about` they do not: `about 1,200/s`
 * is anything from 1,150 to 1,250.
 *
 * @throws where it is no such number: lessons are written by us
 */
export function readPrinted(text: string): PrintedNumber {
  const found = /^(about )?([\d,]*\d(?:\.\d+)?) ?(.*)$/.exec(text);
  const factor = found === null ? undefined : units.get(found[3]);
  if (found === null || factor === undefined) throw new Error(`"${text}" is not a number with a unit that lessons use`);
  const digits = found[2].replaceAll(',', '');
  const decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const zeros = found[1] !== undefined && decimals === 0 ? /0*$/.exec(digits)![0].length : 0;
  return { value: Number(digits) * factor, rounding: (10 ** (zeros - decimals) / 2) * factor };
}

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['times', 1],
  ['%', 0.01],
  ['ns', 1e-9],
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['/s', 1],
  ['a second', 1],
  ['/min', 1 / 60],
  ['a minute', 1 / 60],
  ['/h', 1 / 3600],
  ['an hour', 1 / 3600],
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['kb/s', 125],
  ['Mb/s', 125_000],
  ['Gb/s', 125_000_000],
  ['kB/s', 1e3],
  ['MB/s', 1e6],
  ['GB/s', 1e9],
]);

/** Every number in a text, with its unit where it has one that lessons use; not ordinals (`95th percentile`), nor digits in a name (`p95`, `3G`). */
export function printedNumbers(text: string): string[] {
  return Array.from(text.matchAll(numberPattern), ([number]) => number.replace(/,$/, ''));
}

const unitNames = [...units.keys()].filter((name) => name !== '').sort((left, right) => right.length - left.length);
const numberPattern = new RegExp(
  String.raw`(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\d.,]*[\dA-Za-z])(?: ?(?:${unitNames.join('|')})(?![\w/]))?|(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?:${unitNames.join('|')})(?![\w/])`,
  'gu',
);
