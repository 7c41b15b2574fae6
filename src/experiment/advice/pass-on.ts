import type { Advice } from '../results.js';

/** What of a run's own advice says that its numbers are no steady ones, though they look like it. */
const PASSED_ON = ['warm-up-not-found', 'warm-up-too-short'];

export interface PassedOn<Run> extends Advice {
  /** The runs that have it. */
  readonly runs: readonly Run[];
}

/** What matters to who sees many runs in one table: once, though each of these runs has it. */
export function passOn<Run>(all: readonly { readonly run: Run; readonly advice: readonly Advice[] }[]): PassedOn<Run>[] {
  return PASSED_ON.flatMap((code) => {
    const found = all.flatMap(({ run, advice }) => {
      const own = advice.find((one) => one.code === code);
      return own === undefined ? [] : [{ run, sentence: own.sentence }];
    });
    if (found.length === 0) return [];
    const [{ sentence }] = found;
    // Where each has numbers of its own, those of the first stand for them.
    const whose = found.every((one) => one.sentence === sentence) ? '' : ' These are the numbers of the first of them.';
    return [{ code, sentence: `${sentence}${whose}`, runs: found.map(({ run }) => run) }];
  });
}

/** Is each of its numbers to be marked? */
export function isWarmupNotFound(advice: readonly Advice[]): boolean {
  return advice.some(({ code }) => code === 'warm-up-not-found');
}
