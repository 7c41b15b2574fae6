import type { Engine, Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import { TimeAverage } from '../../sim/statistics/time-average.js';
import type { OwnStatistic } from '../define.js';

export interface GatewayRules {
  /** Connections accepted a second; Infinity: no limit. */
  readonly accept: number;
  /** Connections that wait to be accepted at most. */
  readonly backlog: number;
  /** Bytes for each open connection; null: not counted. */
  readonly memory: number | null;
  /** Seconds from one heartbeat to the next. */
  readonly heartbeat: number;
}

/** One instance: its open connections, and the line of those to be accepted. */
export class Gateway implements Observed {
  readonly online = new TimeAverage();
  /** Open connections whose user has gone without a word. */
  readonly ghosts = new TimeAverage();
  readonly memory = new TimeAverage();
  readonly heartbeats = new TimeAverage();
  /** Seconds from the wish to be connected (or the loss of a connection) to the connection. */
  readonly connectTime = new Times();
  /** The same from a loss alone: broken, or lost with its gateway. */
  readonly reconnectTime = new Times();
  /** Seconds from a silent loss until the gateway finds it. */
  readonly detection = new Times();
  connected = 0;
  resumed = 0;
  refused = 0;
  broken = 0;
  /** Connections that were lost with this gateway. */
  cutOff = 0;
  /** Users on their way: accepted or waiting for that, not yet connected. */
  coming = 0;
  private free = 0;

  constructor(
    private readonly engine: Engine,
    private readonly rules: GatewayRules,
  ) {
    engine.observe(this);
  }

  /** Open connections, as far as the gateway knows. */
  get open(): number {
    return this.online.level + this.ghosts.level;
  }

  /** When somebody who comes now is accepted, in seconds, one every 1/accept; -1: the line is full. */
  acceptAt(now: number): number {
    const { accept, backlog } = this.rules;
    if (accept === Infinity) return now;
    const time = Math.max(now, this.free);
    // Whoever is accepted at once does not wait; the rounding of a sum of gaps must not cost a place.
    if (time > now && (time - now) * accept > backlog + 1e-6) return -1;
    this.free = time + 1 / accept;
    return time;
  }

  /** Nobody waits to be accepted any more. */
  forgetLine(): void {
    this.free = 0;
  }

  /** So many connections of living users, and of ghosts, more or less. */
  change(online: number, ghosts: number): void {
    const { now } = this.engine;
    if (online !== 0) this.online.add(now, online);
    if (ghosts !== 0) this.ghosts.add(now, ghosts);
    if (online + ghosts === 0) return;
    const { open, rules } = this;
    this.heartbeats.set(now, open / rules.heartbeat);
    if (rules.memory !== null) this.memory.set(now, open * rules.memory);
  }

  reset(now: number): void {
    for (const level of [this.online, this.ghosts, this.memory, this.heartbeats]) level.reset(now);
    this.connectTime.reset();
    this.reconnectTime.reset();
    this.detection.reset();
    this.connected = 0;
    this.resumed = 0;
    this.refused = 0;
    this.broken = 0;
    this.cutOff = 0;
  }

  statistics(): Record<string, OwnStatistic> {
    return {
      online: { type: 'level', level: this.online },
      ghosts: { type: 'level', level: this.ghosts },
      heartbeats_per_s: { type: 'level', level: this.heartbeats },
      ...(this.rules.memory === null ? {} : { memory_bytes: { type: 'level', level: this.memory } as const }),
      connect_time_s: { type: 'times', times: this.connectTime },
      reconnect_time_s: { type: 'times', times: this.reconnectTime },
      loss_detection_s: { type: 'times', times: this.detection },
      connected: { type: 'count', count: this.connected },
      resumed: { type: 'count', count: this.resumed },
      refused: { type: 'count', count: this.refused },
      broken: { type: 'count', count: this.broken },
      cut_off: { type: 'count', count: this.cutOff },
    };
  }
}
