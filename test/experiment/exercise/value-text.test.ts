import { expect, it } from 'vitest';
import { valueText } from '../../../src/experiment/exercise/value-text.js';
import { parseQuantity, type QuantityUnit } from '../../../src/scenario/quantity.js';

it.each([
  [0.0466666666, 'time', '46.6667ms'],
  [1.5, 'time', '1.5s'],
  [0, 'time', '0s'],
  [2e-10, 'time', '0.2ns'],
  [120, 'rate', '120/s'],
  [0.07, 'share', '7%'],
  [4e6, 'size', '4000000B'],
  [1e6, 'bandwidth', '1000kB/s'],
  [1.3, 'number', '1.3'],
] as const)('%d %s is %s, which a student could answer', (value, unit: QuantityUnit, text) => {
  expect(valueText(value, unit)).toBe(text);
  const read = parseQuantity(text, unit);
  expect(read.isRight && Math.abs(read.value - value) <= 1e-5 * value).toBe(true);
});
