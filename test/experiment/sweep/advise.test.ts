import { expect, test } from 'vitest';
import { adviseOn, type AdvisedPoint } from '../../../src/experiment/sweep/advise.js';
import type { SweptPoint } from '../../../src/experiment/sweep/document.js';

const pointAt = (load: string, ...advice: AdvisedPoint['advice']): AdvisedPoint => ({ point: { settings: { load } } as unknown as SweptPoint, advice });
const said = (...finished: readonly AdvisedPoint[]): readonly string[] =>
  adviseOn(finished).map(({ code, sentence, points }) => `${code} ${points.map(({ load }) => load).join()}: ${sentence}`);
const missing = { code: 'warm-up-not-found', sentence: 'Not seen.' };
const short = (jobs: number): typeof missing => ({ code: 'warm-up-too-short', sentence: `${jobs} jobs inside at first.` });
const other = { code: 'few-replications', sentence: 'More.' };

test('each sentence once, with the points that it is about', () => {
  expect(said(pointAt('1/s', other), pointAt('2/s', missing), pointAt('3/s', missing, other))).toEqual(['warm-up-not-found 2/s,3/s: Not seen.']);
  expect(said(pointAt('1/s'), pointAt('2/s', other))).toEqual([]);
});

test('where each has numbers of its own, those of the first', () => {
  expect(said(pointAt('1/s'), pointAt('2/s', short(20)), pointAt('3/s', short(30)), pointAt('4/s', missing))).toEqual([
    'warm-up-not-found 4/s: Not seen.',
    'warm-up-too-short 2/s,3/s: 20 jobs inside at first. These are the numbers of the first of them.',
  ]);
});
