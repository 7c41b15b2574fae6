import type { IssueCode } from './issue-codes.js';

/** What a number measures. Inside: seconds, per second, bytes, bytes per second, share of 1, plain count, plain number. */
export type QuantityUnit = 'time' | 'rate' | 'size' | 'bandwidth' | 'share' | 'count' | 'number';

export type Quantity = { readonly isRight: true; readonly value: number } | QuantityMistake;
export interface QuantityMistake {
  readonly isRight: false;
  readonly code: IssueCode;
  readonly message: string;
  readonly expected: string;
  readonly suggestion: string | null;
}

/** What each quantity is called, and how it is written: for messages, the reference page and the editor. */
export const quantityWords: Readonly<Record<QuantityUnit, { readonly name: string; readonly written: string; readonly inside: string }>> = {
  time: { name: 'a time', written: 'a time such as 8ms (ns us ms s min h d)', inside: 'seconds' },
  rate: { name: 'a rate', written: 'a rate such as 40/s (/s /min /h; 40k/s)', inside: 'per second' },
  size: { name: 'a size', written: 'a size such as 4MB (B kB MB GB TB, KiB MiB GiB TiB)', inside: 'bytes' },
  bandwidth: { name: 'a bandwidth', written: 'a bandwidth such as 10Mb/s (kb/s Mb/s Gb/s bits, kB/s MB/s GB/s bytes)', inside: 'bytes per second' },
  share: { name: 'a share', written: 'a share such as 15% or 0.15', inside: 'share of 1' },
  count: { name: 'a count', written: 'a whole number such as 200, 20k or 1M', inside: 'count' },
  number: { name: 'a number', written: 'a number such as 1.5', inside: 'number' },
};

/** A unit as a fraction `times / over`, so that 8ms is 8/1000 rounded once and not 8 × 0.001. */
interface Unit {
  readonly times: number;
  readonly over: number;
}
const one = (times: number, over = 1): Unit => ({ times, over });

const timeUnits = new Map<string, Unit>([
  ['ns', one(1, 1e9)],
  ['us', one(1, 1e6)],
  ['ms', one(1, 1e3)],
  ['s', one(1)],
  ['min', one(60)],
  ['h', one(3600)],
  ['d', one(86_400)],
]);
const rateUnits = new Map<string, Unit>([
  ['/s', one(1)],
  ['/min', one(1, 60)],
  ['/h', one(1, 3600)],
]);
const sizeUnits = new Map<string, Unit>([
  ['B', one(1)],
  ['kB', one(1e3)],
  ['MB', one(1e6)],
  ['GB', one(1e9)],
  ['TB', one(1e12)],
  ['KiB', one(1024)],
  ['MiB', one(1024 ** 2)],
  ['GiB', one(1024 ** 3)],
  ['TiB', one(1024 ** 4)],
]);
const bandwidthUnits = new Map<string, Unit>([
  ['kb/s', one(1e3, 8)],
  ['Mb/s', one(1e6, 8)],
  ['Gb/s', one(1e9, 8)],
  ['kB/s', one(1e3)],
  ['MB/s', one(1e6)],
  ['GB/s', one(1e9)],
]);
const countUnits = new Map<string, Unit>([
  ['', one(1)],
  ['k', one(1e3)],
  ['M', one(1e6)],
]);
const withPrefixes = (units: ReadonlyMap<string, Unit>): Map<string, Unit> =>
  new Map([...units].flatMap(([name, unit]) => [...countUnits].map(([prefix, factor]) => [prefix + name, one(unit.times * factor.times, unit.over)] as const)));

const unitsOf: Readonly<Record<QuantityUnit, ReadonlyMap<string, Unit>>> = {
  time: timeUnits,
  rate: withPrefixes(rateUnits),
  size: sizeUnits,
  bandwidth: bandwidthUnits,
  share: new Map([
    ['', one(1)],
    ['%', one(1, 100)],
  ]),
  count: countUnits,
  number: countUnits,
};

/** The units in which a quantity can be written; '' stands for a plain number. */
export function unitNames(unit: QuantityUnit): readonly string[] {
  return [...unitsOf[unit].keys()];
}

/** Ways of writing a unit that people know from elsewhere, and ours. */
const otherSpellings = new Map<string, string>([
  ['sec', 's'],
  ['secs', 's'],
  ['second', 's'],
  ['seconds', 's'],
  ['S', 's'],
  ['msec', 'ms'],
  ['millis', 'ms'],
  ['milliseconds', 'ms'],
  ['MS', 'ms'],
  ['µs', 'us'],
  ['μs', 'us'],
  ['usec', 'us'],
  ['mins', 'min'],
  ['minute', 'min'],
  ['minutes', 'min'],
  ['hr', 'h'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['day', 'd'],
  ['days', 'd'],
  ['b', 'B'],
  ['K', 'k'],
  ['m', 'M'],
  ['KB', 'kB'],
  ['kb', 'kB'],
  ['mb', 'MB'],
  ['gb', 'GB'],
  ['tb', 'TB'],
  ['rps', '/s'],
  ['qps', '/s'],
  ['/sec', '/s'],
  ['/second', '/s'],
  ['/m', '/min'],
  ['/minute', '/min'],
  ['/hour', '/h'],
  ['Mbps', 'Mb/s'],
  ['Gbps', 'Gb/s'],
  ['kbps', 'kb/s'],
  ['percent', '%'],
]);

const grammar = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)(.*)$/su;

/** Reads a quantity as it is written in a scenario into inside units. Negative numbers are mistakes everywhere. */
export function parseQuantity(text: string, unit: QuantityUnit): Quantity {
  const expected = quantityWords[unit].written;
  const match = grammar.exec(text);
  if (match === null) {
    return mistake('not-a-number', `"${text}" is not ${quantityWords[unit].name}`, expected, null);
  }
  const number = Number(match[1]);
  const rest = match[2];
  if (/^[,_]\d/.test(rest)) return mistake('not-a-number', `"${text}" is not a number`, expected, `write ${text.replace(/[,_]/g, '')}, without separators`);
  const found = unitsOf[unit].get(rest);
  if (found === undefined) return unitMistake(text, match[1], rest, unit, expected);
  const value = (number * found.times) / found.over;
  if (!Number.isFinite(value)) return mistake('out-of-range', `${text} is too large`, expected, null);
  if (value < 0) return mistake('out-of-range', `${text} is negative`, expected, null);
  return { isRight: true, value };
}

function unitMistake(text: string, number: string, rest: string, unit: QuantityUnit, expected: string): QuantityMistake {
  const name = quantityWords[unit].name;
  if (rest === '') {
    const remedy = {
      time: `write ${number}ms or ${number}s`,
      rate: `write ${number}/s or ${number}/min`,
      size: `write ${number}kB or ${number}MB`,
      bandwidth: `write ${number}Mb/s or ${number}MB/s`,
    };
    return mistake('unit-missing', `${name} needs a unit`, expected, unit in remedy ? remedy[unit as keyof typeof remedy] : null);
  }
  if (unit === 'time' && rest === 'm')
    return mistake('unit-ambiguous', `${text} could be minutes or milliseconds`, expected, `write ${number}min or ${number}ms`);
  const trimmed = rest.trim();
  if (trimmed !== rest && unitsOf[unit].has(trimmed))
    return mistake('unit-unknown', `a space stands between the number and its unit`, expected, `write ${number}${trimmed}`);
  for (const [other, units] of Object.entries(unitsOf) as [QuantityUnit, ReadonlyMap<string, Unit>][]) {
    if (other !== unit && other !== 'number' && units.has(rest) && !(rest === 'k' || rest === 'M')) {
      return mistake('unit-wrong', `${text} is ${quantityWords[other].name}, and ${name} is expected`, expected, null);
    }
  }
  const ours = otherSpellings.get(trimmed);
  if (ours !== undefined && unitsOf[unit].has(ours)) return mistake('unit-unknown', `there is no unit "${trimmed}"`, expected, `write ${number}${ours}`);
  return mistake('unit-unknown', `there is no unit "${trimmed}" of ${name}`, expected, null);
}

function mistake(code: IssueCode, message: string, expected: string, suggestion: string | null): QuantityMistake {
  return { isRight: false, code, message, expected, suggestion };
}

/** The quantity that a text measures where the place does not say (attributes of keys): time, size, share, else number; null for a word. */
export function guessUnit(text: string): 'time' | 'size' | 'number' | null {
  const match = grammar.exec(text);
  if (match === null) return null;
  const rest = match[2];
  if (rest === 'm' || timeUnits.has(rest)) return 'time';
  if (sizeUnits.has(rest)) return 'size';
  return countUnits.has(rest) ? 'number' : null;
}
