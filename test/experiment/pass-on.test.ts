import { expect, test } from 'vitest';
import { passOn } from '../../src/experiment/advice/pass-on.js';
import type { Advice } from '../../src/experiment/results.js';

const runAt = (run: string, ...advice: readonly Advice[]): { run: string; advice: readonly Advice[] } => ({ run, advice });
const said = (...all: readonly ReturnType<typeof runAt>[]): readonly string[] =>
  passOn(all).map(({ code, sentence, runs }) => `${code} ${runs.join()}: ${sentence}`);
const missing = { code: 'warm-up-not-found', sentence: 'Not seen.' };
const short = (jobs: number): Advice => ({ code: 'warm-up-too-short', sentence: `${jobs} jobs inside at first.` });
const other = { code: 'few-replications', sentence: 'More.' };

test('each sentence once, with the runs that it is about', () => {
  expect(said(runAt('1/s', other), runAt('2/s', missing), runAt('3/s', missing, other))).toEqual(['warm-up-not-found 2/s,3/s: Not seen.']);
  expect(said(runAt('1/s'), runAt('2/s', other))).toEqual([]);
});

test('where each has numbers of its own, those of the first', () => {
  expect(said(runAt('1/s'), runAt('2/s', short(20)), runAt('3/s', short(30)), runAt('4/s', missing))).toEqual([
    'warm-up-not-found 4/s: Not seen.',
    'warm-up-too-short 2/s,3/s: 20 jobs inside at first. These are the numbers of the first of them.',
  ]);
});
