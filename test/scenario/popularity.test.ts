import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parsePiecewise } from '../../src/scenario/piecewise-file.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';
import { codesOf, oneServer, readText, scenarioOf } from './reader.js';

const key = (popularity: string, items = 3): string => oneServer({ keys: `{ a: { items: ${items}, popularity: ${popularity} } }` });
const sourceOf = (text: string, files: Readonly<Record<string, string>> = {}) => scenarioOf(text, [], files).keys[0].source;

describe('popularity is read', () => {
  it('Zipf–Mandelbrot, trending and one-hit wonders', () => {
    expect(sourceOf(key('{ zipfMandelbrot: { exponent: 1.2, shift: 20 }, oneHit: 30% }'))).toEqual({
      from: 'items',
      items: 3,
      popularity: { law: 'zipf-mandelbrot', exponent: 1.2, shift: 20 },
      oneHit: 0.3,
    });
    expect(sourceOf(key('{ trending: { life: { exponential: 6h }, volume: 5, fade: linear } }', 200))).toEqual({
      from: 'items',
      items: 200,
      popularity: { law: 'trending', life: { law: 'exponential', mean: 21_600 }, volume: { law: 'constant', value: 5 }, fade: 'linear' },
      oneHit: 0,
    });
  });

  it('an item of a trending key can be one that is not yet born: they are numbered without end', () => {
    const with5000 = (popularity: string): string => key(popularity, 200).replace('workload:\n  jobs: {', 'workload:\n  jobs: { keys: { a: { is: 5000 } },');
    expect(with5000('uniform')).toContain('is: 5000');
    expect(codesOf(with5000('{ trending: { life: 1h, volume: 5 } }'))).toEqual([]);
    expect(codesOf(with5000('uniform')).map((code) => code.split(' ')[1])).toEqual(['out-of-range']);
  });

  it('weights from a column, as many as the items', () => {
    const files = { 'w.csv': 'item,count\na,5\nb,0\nc,2.5\n', 'zero.csv': 'item,count\na,0\nb,0\nc,0\n', 'text.csv': 'item,count\na,5\nb,many\nc,1\n' };
    const weights = '{ weights: { file: w.csv, column: count } }';
    expect(sourceOf(key(weights), files)).toEqual({ from: 'items', items: 3, popularity: { law: 'weights', weights: [5, 0, 2.5] }, oneHit: 0 });
    expect(codesOf(key(weights, 4), [], files)).toEqual(['2:21 out-of-range']);
    expect(codesOf(key('{ weights: { file: w.csv, column: weight } }'), [], files)).toEqual(['2:70 trace-column']);
    expect(codesOf(key('{ weights: { file: zero.csv, column: count } }'), [], files)).toEqual(['2:73 impossible-weights']);
    const { issues } = readText(key('{ weights: { file: text.csv, column: count } }'), [], files);
    expect(issues.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual(['scenarios/text.csv:3:3 trace-row']);
  });

  it('a measured distribution in pieces, with the one-hit wonders of the file unless the scenario says other', () => {
    const files = { 'pop.json': '{ "oneHits": 0.1, "popularityBuckets": [1, 2], "popularityWeights": [7, 3] }' };
    const pieces = [
      { items: 1, weight: 7 },
      { items: 2, weight: 3 },
    ];
    expect(sourceOf(key('{ piecewise: pop.json }'), files)).toEqual({ from: 'items', items: 3, popularity: { law: 'piecewise', pieces }, oneHit: 0.1 });
    expect(sourceOf(key('{ piecewise: pop.json, oneHit: 0% }'), files)).toMatchObject({ oneHit: 0 });
    expect(codesOf(key('{ piecewise: pop.json }', 5), [], files)).toEqual(['2:21 out-of-range']);
  });

  it.each([
    ['[1,', 'this is not JSON'],
    ['3', 'this holds no object'],
    ['{}', 'lists of numbers'],
    ['{ "popularityBuckets": [1], "popularityWeights": [1, 2] }', 'there are 1 popularityBuckets and 2'],
    ['{ "popularityBuckets": [1.5], "popularityWeights": [1] }', 'whole numbers'],
    ['{ "popularityBuckets": [1], "popularityWeights": [0] }', 'are zero'],
    ['{ "popularityBuckets": [1], "popularityWeights": [-1] }', 'lists of numbers'],
    ['{ "popularityBuckets": [1], "popularityWeights": [1], "oneHits": 2 }', 'a share'],
  ])('%s is refused: %s', (text, message) => {
    expect(parsePiecewise(text)).toContain(message);
    expect(codesOf(key('{ piecewise: pop.json }'), [], { 'pop.json': text })).toEqual(['2:49 wrong-data']);
  });
});

test.skipIf(!hasShared)(`the measured distribution of a content network is read whole${skipReason}`, () => {
  const file = parsePiecewise(readFileSync(`${sharedFolder}data/video-cachelib-cdn/pop.json`, 'utf8'));
  if (typeof file === 'string') throw new Error(file);
  // Sums of the two lists by another program; config.json beside it has the share of one-hit wonders as loneGetRatio.
  expect(file.pieces.reduce((sum, { items }) => sum + items, 0)).toBe(7_489_207);
  expect(file.pieces.reduce((sum, { weight }) => sum + weight, 0)).toBe(36_904_177);
  expect(file.pieces).toHaveLength(403);
  expect(file.oneHits).toBe(0.008844707140632665);
});
