import type { Page } from './text/page.js';

/** The mark of numbers whose warm-up was not found: they may still be on their way to where they come to rest. */
export const NOT_FOUND = 'warm-up not found';

/** The same for a terminal. */
export function notFoundMark({ glyphs, paint }: Page): string {
  return paint.bad(`${glyphs.failed} ${NOT_FOUND}`);
}
