import type { Weights } from '../balance.js';
import type { Calendar } from '../calendar.js';
import { pow } from '../elementary.js';

export interface SlowStartSettings {
  /** Seconds. */
  readonly window: number;
  /** Share of its weight that an instance has at least. */
  readonly least: number;
  /** 1: the weight rises evenly; more: faster at first. */
  readonly aggression: number;
}

/**
 * An instance that has come back, or that is new, counts for less at first: its weight × max(least, (time since / window)^(1 / aggression)), as in Envoy's
 * slow start mode. Those that were there from the start count in full.
 */
export class SlowStart implements Weights {
  /** When each came, in seconds. */
  private readonly since: Float64Array;

  constructor(
    private readonly calendar: Calendar,
    instances: number,
    private readonly settings: SlowStartSettings,
    private readonly weights: Weights | null,
  ) {
    this.since = new Float64Array(instances).fill(-Infinity);
  }

  begin(instance: number): void {
    this.since[instance] = this.calendar.now;
  }

  of(instance: number): number {
    const { window, least, aggression } = this.settings;
    const weight = this.weights === null ? 1 : this.weights.of(instance);
    const passed = (this.calendar.now - this.since[instance]) / window;
    if (passed >= 1) return weight;
    return weight * Math.max(least, aggression === 1 ? passed : pow(passed, 1 / aggression));
  }
}
