import type { TrialVerdict } from './document.js';

export interface Steps {
  readonly middle: (low: number, high: number) => number;
  readonly isNarrow: (low: number, high: number) => boolean;
}

/**
 * Halves between a number that passes and one that fails until they are near enough. One in the middle that is undecided lies nearer to the limit than so many replications can tell: then the pair is
 * narrowed on both sides of it, until there, too, one is undecided.
 *
 * @param verdictAt null: stopped
 */
export async function narrow(
  from: { readonly passes: number; readonly fails: number },
  verdictAt: (value: number) => Promise<TrialVerdict | null>,
  { middle, isNarrow }: Steps,
): Promise<void> {
  let { passes, fails } = from;
  let unclear: number | null = null;
  while (unclear === null && !isNarrow(passes, fails)) {
    const between = middle(passes, fails);
    const verdict = await verdictAt(between);
    if (verdict === null) return;
    if (verdict === 'passes') passes = between;
    else if (verdict === 'fails') fails = between;
    else unclear = between;
  }
  if (unclear === null) return;
  const closeIn = async (side: number, wanted: TrialVerdict): Promise<void> => {
    for (let known = side; !isNarrow(Math.min(known, unclear), Math.max(known, unclear));) {
      const between = middle(Math.min(known, unclear), Math.max(known, unclear));
      if ((await verdictAt(between)) !== wanted) return;
      known = between;
    }
  };
  await closeIn(passes, 'passes');
  await closeIn(fails, 'fails');
}
