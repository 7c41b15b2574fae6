import type { Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import type { OwnStatistic } from '../define.js';
import { PlaybackTotals } from './playback.js';

/** What was counted of all views at one instance. */
export class Screen implements Observed {
  readonly totals = new PlaybackTotals();
  /** Seconds from the beginning of a view to its first picture. */
  readonly startup = new Times();
  /** Seconds behind the live event, at each segment that comes. */
  readonly liveLatency = new Times();
  /** Downloads that were stopped in favour of a lower rung. */
  givenUp = 0;

  constructor(private readonly isLive: boolean) {}

  reset(): void {
    this.totals.reset();
    this.startup.reset();
    this.liveLatency.reset();
    this.givenUp = 0;
  }

  statistics(): Readonly<Record<string, OwnStatistic>> {
    const { played, stalled, shown, switches, stallTimes } = this.totals;
    return {
      startup_s: { type: 'times', times: this.startup },
      stalled: { type: 'ratio', numerator: stalled, denominator: played + stalled },
      stalls_s: { type: 'times', times: stallTimes },
      bitrate_bytes_per_s: { type: 'mean', numerator: shown, denominator: played },
      switches_per_s: { type: 'mean', numerator: switches, denominator: played },
      given_up: { type: 'count', count: this.givenUp },
      ...(this.isLive ? { live_latency_s: { type: 'times', times: this.liveLatency } as const } : {}),
    };
  }
}
