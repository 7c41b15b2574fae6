import type { Advice, Results } from '../../experiment/results.js';

/** Where a piece of advice stands: at the numbers it is about, or in the list of its own. */
export type Place = 'head' | 'latency' | 'unstable' | 'list';

/** The advice for one place; every sentence of the results stands in exactly one, except those that the tables and WHY already say. */
export function adviceAt(place: Place, results: Results): Advice[] {
  return results.advice.filter((advice) => placeOf(advice, results) === place);
}

function placeOf({ code, sentence }: Advice, results: Results): Place | null {
  switch (code) {
    case 'unstable':
    case 'deadlock':
      return 'unstable';
    case 'warm-up-not-found':
      return 'head';
    case 'too-few-for-percentile':
    case 'no-upper-limit':
      return 'latency';
    case 'skipped-rows':
      // A note below the row says it.
      return null;
    case 'objective-within-noise':
      // The objective's own line and the hint below say it.
      return null;
    case 'busy-station':
      // WHY says it of the limiting one.
      return results.bottleneck !== null && results.study === 'long-run' && sentence.startsWith(`${results.bottleneck.component} `) ? null : 'list';
    default:
      return 'list';
  }
}

export function isUnstable(results: Results): boolean {
  return results.advice.some(({ code }) => code === 'unstable');
}

/** Were no stationary part seen, every long-run number carries the mark. */
export function isWarmupMissing(results: Results): boolean {
  return results.study === 'long-run' && results.warmup.source === 'auto' && !results.warmup.found && !isUnstable(results);
}
