import { describe, expect, it } from 'vitest';
import type { MaybeEstimate } from '../../src/experiment/results.js';
import { ASCII, PERCENT, PLAIN, formatBeside, formatEstimate, formatPlain, formatTime, formatValue, timeUnit, timeUnitFor } from '../../src/report/format.js';
import { estimate } from './examples.js';

const MILLISECONDS = timeUnit('ms');
const between = (value: number, low: number | null, high: number | null): MaybeEstimate => ({ value, low, high });

describe('an estimate', () => {
  it.each([
    ['one digit of the half-width', estimate(0.2332, 0.0478), '~230 ±50'],
    ['two digits where it begins with 1', estimate(0.2332, 0.0146), '233 ±15'],
    ['rounding up to a 1 keeps two digits', estimate(0.0491, 0.00096), '49.1 ±1.0'],
    ['1.96 rounds to one digit', estimate(0.1, 0.00196), '100 ±2'],
    ['9.96 rounds to two', estimate(0.2, 0.00996), '200 ±10'],
    ['19.6 rounds to one digit', estimate(0.4, 0.0196), '400 ±20'],
    ['decimals of the value are those of the half-width', estimate(0.034, 0.0007), '34.0 ±0.7'],
    ['far below the unit', estimate(0.000019, 0.0000018), '0.0190 ±0.0018'],
    ['thousands are grouped', estimate(12.344, 0.13), '12,340 ±130'],
    ['half-width at 10 % of the value is no ~', estimate(0.1, 0.01), '100 ±10'],
    ['half-width above 10 % is', estimate(0.1, 0.0101), '~100 ±10'],
    ['a value of 0 has no ~', between(0, 0, 0.0004), '0.0 ±0.4'],
    ['the larger half of an uneven interval', between(0.233, 0.231, 0.2478), '233 ±15'],
    ['no interval', between(0.2334567, null, null), '233'],
    ['no upper limit', between(0.055, 0.048, null), '≥ 48'],
    ['nothing can be said', null, '–'],
    ['constant by construction', between(0.01, 0.01, 0.01), '10 ±0'],
    ['constant but for the last bit', between(0.1 + 0.2, 0.3, 0.1 + 0.2), '300 ±0'],
  ])('%s', (_what, value, shown) => {
    expect(formatEstimate(value, MILLISECONDS)).toBe(shown);
  });

  it('is a percentage of a share', () => {
    expect(formatEstimate(estimate(0.798, 0.004), PERCENT)).toBe('79.8 ±0.4');
  });

  it('has signs for terminals without Unicode', () => {
    expect(formatEstimate(estimate(0.2332, 0.0146), MILLISECONDS, ASCII)).toBe('233 +-15');
    expect(formatEstimate({ value: 0.055, low: 0.048, high: null }, MILLISECONDS, ASCII)).toBe('>= 48');
    expect(formatEstimate(null, MILLISECONDS, ASCII)).toBe('-');
  });
});

describe('a value without its interval', () => {
  it.each([
    [estimate(79.812, 0.3), '79.8'],
    [estimate(79.812, 4), '80'],
    [estimate(79.812, 0.00001), '79.8'],
    [estimate(1234.5678, 0.5), '1,230'],
    [estimate(0, 0.5), '0'],
    [estimate(2.6534), '2.65'],
    [null, '–'],
  ])('%j is shown no finer than it is known, with three digits at most', (value, shown) => {
    expect(formatValue(value, PLAIN)).toBe(shown);
  });
});

describe('a plain number', () => {
  it.each([
    [0, '0'],
    [0.00123456, '0.00123'],
    [0.05, '0.05'],
    [9.996, '10'],
    [99.96, '100'],
    [31.4, '31.4'],
    [1234.5, '1,235'],
    [1_000_000, '1,000,000'],
    [-2.5, '-2.5'],
    [1e-9, '0.000000001'],
  ])('%d is %s', (value, shown) => {
    expect(formatPlain(value)).toBe(shown);
  });
});

describe('the unit of a block', () => {
  it.each([
    [[0.049, 0.034, 0.146, 0.233], 'ms'],
    [[0.0004, 0.0007, 0.02], 'µs'],
    [[3e-8], 'ns'],
    [[1, 2, 90], 's'],
    [[0.001], 'ms'],
    [[900, 1200, 4000], 'min'],
    [[0, 0, 0.002], 'ms'],
    [[0], 'ms'],
    [[], 'ms'],
  ])('%j s is shown in %s', (seconds, name) => {
    expect(timeUnitFor(seconds).name).toBe(name);
  });

  it.each([
    [600, '10 min'],
    [60, '1 min'],
    [90, '90 s'],
    [125, '125 s'],
    [750, '12.5 min'],
    [0.04, '40 ms'],
    [3600, '1 h'],
    [86_400, '1 d'],
    [0, '0 s'],
    [0.0000004, '400 ns'],
  ])('%d s alone is %s', (seconds, shown) => {
    expect(formatTime(seconds)).toBe(shown);
  });
});

describe('beside a limit', () => {
  const beside = (limit: number, value: number, half: number): string =>
    formatBeside([limit], { value, low: value - half, high: value + half }, { name: 's', factor: 1 });
  it.each([
    [25, 7.3, 12.6, '~7 ±13'],
    // 19.9, and 20.1: rounding does not contradict the verdict.
    [20, 7.3, 12.6, '~7.3 ±12.6'],
    [20, 7.36, 12.6, '~7.36 ±12.60'],
    [19.5, 6.49, 13.49, '~6.5 ±13.5'],
    [20, 7.4, 12.7, '~7 ±13'],
    // Undecidable in so few digits: as always.
    [20, 7.39999, 12.6, '~7 ±13'],
  ])('%d: %d ±%d is %s', (limit, value, half, text) => {
    expect(beside(limit, value, half)).toBe(text);
  });
});
