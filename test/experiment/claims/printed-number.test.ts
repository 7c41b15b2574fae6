import { expect, test } from 'vitest';
import { printedNumbers, readPrinted } from '../../../src/experiment/claims/printed-number.js';

test.each([
  ['57.4 %', 0.574, 0.0005],
  ['1,870', 1870, 0.5],
  ['0.12 s', 0.12, 0.005],
  ['426/s', 426, 0.5],
  ['3 a minute', 0.05, 0.5 / 60],
  ['21 times', 21, 0.5],
  ['2.5 Mb/s', 312_500, 6250],
  ['1,200', 1200, 0.5],
  ['about 1,200/s', 1200, 50],
  ['about 2.0 s', 2, 0.05],
])('%s', (text, value, rounding) => {
  const read = readPrinted(text);
  expect(read.value).toBeCloseTo(value, 9);
  expect(read.rounding).toBeCloseTo(rounding, 9);
});

test('what is no number of a lesson is refused', () => {
  expect(() => readPrinted('many')).toThrow('not a number');
  expect(() => readPrinted('5 apples')).toThrow('not a number');
});

test('numbers in a text, with their units', () => {
  const text = 'With 8 edges (1.4 %) the 95th percentile of 3G players, p99, rises from 0.12 s to 4.3 s: 1,870 fetches, 21 times as many, 3 a minute, 40ms.';
  expect(printedNumbers(text)).toEqual(['8', '1.4 %', '0.12 s', '4.3 s', '1,870', '21 times', '3 a minute', '40ms']);
});
