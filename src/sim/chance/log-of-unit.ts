import { log } from '../elementary.js';

/**
 * Natural logarithm of x in (0, 1], as exponential draws need it: absolute error below 2^-51 × (1 + |log x|), relative error below 2^-44 everywhere and
 * exact at 1. Three times as fast as Math.log (4 against 12 ns), and made of + and × alone.
 *
 * x = 2^e · m with m in [0.707, 1.414); 1/c is tabled for 128 intervals of m and log x = e·log 2 + log c + log(1 + r), r = m/c - 1, |r| < 2^-7, by its
 * Taylor series (Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM TOMS 16(4), 1990). Beside
 * m = 1, c is 1: r is then exact, and the result is as good relatively, however small.
 */
export function logOfUnit(x: number): number {
  double[0] = x;
  const offset = words[HIGH] - LOWEST;
  const exponent = offset >> 20;
  const interval = (offset >> (20 - BITS)) & (INTERVALS - 1);
  const r = x * powers[-exponent] * inverses[interval] - 1;
  const square = r * r;
  const rest = -1 / 2 + r * (1 / 3) + square * (-1 / 4 + r * (1 / 5) + square * (-1 / 6 + r * (1 / 7)));
  return exponent * LOG_2 + logarithms[interval] + (r + square * rest);
}

const BITS = 7;
const INTERVALS = 1 << BITS;
/** High half of the double at which the lowest interval begins: 0.70703125. */
const LOWEST = 0x3fe6a000;
const LOG_2 = log(2);

/** One double and, in the same memory, its two halves. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Where the half with sign and exponent lies: the second, but on a big-endian machine. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** 2^0 … 2^1074: what takes a double, however small, into the intervals. */
const powers = Float64Array.from({ length: 1075 }, (_, power) => 2 ** power);
const inverses = new Float64Array(INTERVALS);
const logarithms = new Float64Array(INTERVALS);
for (let interval = 0; interval < INTERVALS; interval++) {
  const low = fromHigh(LOWEST + (interval << (20 - BITS)));
  const high = fromHigh(LOWEST + ((interval + 1) << (20 - BITS)));
  inverses[interval] = low <= 1 && 1 <= high ? 1 : 2 / (low + high);
  logarithms[interval] = 0 - log(inverses[interval]);
}

function fromHigh(high: number): number {
  words[1 - HIGH] = 0;
  words[HIGH] = high;
  return double[0];
}
