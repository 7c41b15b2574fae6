import type { TrialVerdict } from './document.js';

export interface Steps {
  readonly middle: (low: number, high: number) => number;
  readonly isNarrow: (low: number, high: number) => boolean;
}

/**
 * Halves between a number that passes and one that fails until they are near enough, or until the one in the middle is undecided: that one lies nearer to the limit than so many
 * replications can tell.
 *
 * @param verdictAt null: stopped
 */
export async function narrow(
  from: { readonly passes: number; readonly fails: number },
  verdictAt: (value: number) => Promise<TrialVerdict | null>,
  { middle, isNarrow }: Steps,
): Promise<void> {
  let { passes, fails } = from;
  while (!isNarrow(passes, fails)) {
    const between = middle(passes, fails);
    const verdict = await verdictAt(between);
    if (verdict === 'passes') passes = between;
    else if (verdict === 'fails') fails = between;
    else return;
  }
}
