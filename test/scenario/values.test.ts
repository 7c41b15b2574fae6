import { describe, expect, it } from 'vitest';
import { parseValues, valuesBetween } from '../../src/scenario/values.js';

describe('values of the command line', () => {
  it.each<readonly [string, readonly string[]]>([
    ['4', ['4']],
    ['8ms, 12ms,1s', ['8ms', '12ms', '1s']],
    ['{ exponential: 8ms },{ uniform: [1ms, 2ms] }', ['{ exponential: 8ms }', '{ uniform: [1ms, 2ms] }']],
    ['"a, b",c', ['"a, b"', 'c']],
    ['1..4', ['1', '2', '3', '4']],
    ['2..9 3', ['2', '5', '8']],
    ['20/s..30/s 5/s', ['20/s', '25/s', '30/s']],
    ['.1..0.3 0.1', ['0.1', '0.2', '0.3']],
    ['500ms..1s 250ms', ['500ms', '750ms', '1000ms']],
    ['1GB..64GB log 4', ['1GB', '4GB', '16GB', '64GB']],
    ['1..8 log 4', ['1', '2', '4', '8']],
    ['1..3 log 9', ['1', '2', '3']],
    ['10/min..1/s 25/min', ['10/min', '35/min', '60/min']],
  ])('%s', (text, values) => expect(parseValues(text)).toEqual({ isRight: true, values }));

  it.each<readonly [string, RegExp]>([
    ['1,,2', /empty/],
    ['', /empty/],
    ['4..1', /not more/],
    ['1s..2s', /needs a step/],
    ['1s..20MB 1s', /do not measure the same/],
    ['1..9 0', /not a step/],
    ['0..9 log 4', /begins above 0/],
    ['1..100000', /at most 10000/],
    ['1..9 log 1', /2 points/],
    ['a..b', /not a number/],
  ])('%s is refused', (text, message) => expect(parseValues(text)).toMatchObject({ isRight: false, message: expect.stringMatching(message) as string }));
});

it('a range with points has both ends', () => {
  expect(valuesBetween({ from: '400/s', to: '1000/s', points: 4 })).toEqual({ isRight: true, values: ['400/s', '600/s', '800/s', '1000/s'] });
});
