import type { BitrateRule } from './bitrate-rule.js';
import type { View } from './view.js';

/** No adaptation: always the same rung, from the first segment on. */
export function fixedRung(rung: number): BitrateRule {
  return {
    choose(view: View): void {
      view.rung = rung;
      view.delay = 0;
    },
    waited(): void {},
    giveUp: null,
    ended(): void {},
  };
}
