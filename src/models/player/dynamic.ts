import type { BitrateRule } from './bitrate-rule.js';
import { Bola } from './bola.js';
import type { Ladder } from './ladder.js';
import { giveUpSlow, throughputRule } from './throughput-rule.js';
import type { View } from './view.js';

/** Seconds of video above which BOLA may take over, and below which it hands back. */
const lowBuffer = 10;

/**
 * DYNAMIC (Spiteri, Sitaraman, Sparacio, MMSys 2018): by throughput while the buffer is low, by BOLA once it is above 10 s and BOLA chooses no less; back when it is below 10 s and
 * BOLA chooses less. BOLA is asked every time, so that it remembers its own last choice. Slow downloads are given up by the throughput rule's test.
 */
export class Dynamic implements BitrateRule {
  readonly giveUp = giveUpSlow;
  private readonly bola: Bola;

  constructor(ladder: Ladder, buffer: number) {
    this.bola = new Bola(ladder, buffer);
  }

  choose(view: View): void {
    this.bola.choose(view);
    const byBuffer = view.rung;
    throughputRule.choose(view);
    const { level } = view.playback;
    if (view.isByBuffer) {
      if (level < lowBuffer && byBuffer < view.rung) view.isByBuffer = false;
    } else if (level > lowBuffer && byBuffer >= view.rung) {
      view.isByBuffer = true;
    }
    if (view.isByBuffer) view.rung = byBuffer;
  }

  waited(): void {}
  ended(): void {}
}
