import { describe, expect, it } from 'vitest';
import { parseQuantity, type QuantityUnit } from '../../src/scenario/quantity.js';

const right: readonly [string, QuantityUnit, number][] = [
  ['8ms', 'time', 0.008],
  ['0.605s', 'time', 0.605],
  ['250us', 'time', 0.00025],
  ['1ns', 'time', 1e-9],
  ['10min', 'time', 600],
  ['1.5h', 'time', 5400],
  ['30d', 'time', 2_592_000],
  ['0s', 'time', 0],
  ['1e3s', 'time', 1000],
  ['.5s', 'time', 0.5],
  ['40/s', 'rate', 40],
  ['6/min', 'rate', 0.1],
  ['2/h', 'rate', 2 / 3600],
  ['40k/s', 'rate', 40_000],
  ['1.2M/s', 'rate', 1_200_000],
  ['1MB', 'size', 1e6],
  ['400GB', 'size', 4e11],
  ['1KiB', 'size', 1024],
  ['2TiB', 'size', 2 * 1024 ** 4],
  ['512B', 'size', 512],
  ['8Mb/s', 'bandwidth', 1e6],
  ['1MB/s', 'bandwidth', 1e6],
  ['145kb/s', 'bandwidth', 18_125],
  ['15%', 'share', 0.15],
  ['0.15', 'share', 0.15],
  ['15.6%', 'share', 0.156],
  ['200', 'count', 200],
  ['20k', 'count', 20_000],
  ['1M', 'count', 1_000_000],
  ['1.5', 'number', 1.5],
];

const wrong: readonly [string, QuantityUnit, string, string | null][] = [
  ['8', 'time', 'unit-missing', 'write 8ms or 8s'],
  ['0', 'time', 'unit-missing', 'write 0ms or 0s'],
  ['40', 'rate', 'unit-missing', 'write 40/s or 40/min'],
  ['4', 'size', 'unit-missing', 'write 4kB or 4MB'],
  ['8m', 'time', 'unit-ambiguous', 'write 8min or 8ms'],
  ['8sec', 'time', 'unit-unknown', 'write 8s'],
  ['8 ms', 'time', 'unit-unknown', 'write 8ms'],
  ['8µs', 'time', 'unit-unknown', 'write 8us'],
  ['8 parsecs', 'time', 'unit-unknown', null],
  ['40rps', 'rate', 'unit-unknown', 'write 40/s'],
  ['4KB', 'size', 'unit-unknown', 'write 4kB'],
  ['4gb', 'size', 'unit-unknown', 'write 4GB'],
  ['40/s', 'time', 'unit-wrong', null],
  ['8ms', 'rate', 'unit-wrong', null],
  ['5%', 'count', 'unit-wrong', null],
  ['fast', 'time', 'not-a-number', null],
  ['', 'time', 'not-a-number', null],
  ['.nan', 'number', 'not-a-number', null],
  ['.inf', 'number', 'not-a-number', null],
  ['0x10', 'count', 'unit-unknown', null],
  ['1,000', 'count', 'not-a-number', 'write 1000, without separators'],
  ['1_000', 'count', 'not-a-number', 'write 1000, without separators'],
  ['-1ms', 'time', 'out-of-range', null],
  ['1e999s', 'time', 'out-of-range', null],
];

describe('quantities', () => {
  it.each(right)('%s as a %s is %d inside', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toEqual({ isRight: true, value });
  });

  it.each(wrong)('%s as a %s is %s', (text, unit, code, suggestion) => {
    expect(parseQuantity(text, unit)).toMatchObject({ isRight: false, code, suggestion });
  });

  it('reads a unit as the nearest number, as if the number had been written in seconds', () => {
    for (let number = 1; number <= 2000; number += 1) expect(parseQuantity(`${number}ms`, 'time')).toEqual({ isRight: true, value: number / 1000 });
  });
});
