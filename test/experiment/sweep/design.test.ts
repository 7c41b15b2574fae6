import { expect, it } from 'vitest';
import { grid, oneAtATime } from '../../../src/experiment/sweep/design.js';
import { numbersOf } from '../../../src/scenario/values.js';

const axes = [
  { path: 'a', values: ['1', '2'] },
  { path: 'b', values: ['x', 'y', 'z'] },
];

it('a grid has every combination, the last path fastest', () => {
  expect(grid(axes).map(({ a, b }) => a + b)).toEqual(['1x', '1y', '1z', '2x', '2y', '2z']);
});

it('one at a time is the file as it is, and each value by itself', () => {
  expect(oneAtATime(axes)).toEqual([{}, { a: '1' }, { a: '2' }, { b: 'x' }, { b: 'y' }, { b: 'z' }]);
});

it('values are numbers in the unit of the first, where all measure the same', () => {
  expect(numbersOf(['500GB', '1TB'])).toEqual({ numbers: [500, 1000], unit: 'GB' });
  expect(numbersOf(['20/s', '60/min'])).toEqual({ numbers: [20, 1], unit: '/s' });
  expect(numbersOf(['fifo', 'lifo']).numbers).toBeNull();
  expect(numbersOf(['1s', '1MB']).numbers).toBeNull();
});
