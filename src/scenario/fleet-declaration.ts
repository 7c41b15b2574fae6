import type { Law } from '../sim/chance/law.js';

export interface Serverless {
  readonly coldStart: Law;
  /** Environments at once; Infinity: unlimited. */
  readonly concurrency: number;
  /** Seconds. */
  readonly keepAlive: number;
}

/** Times in seconds; failures and successes in a row. */
export interface Health {
  readonly every: number;
  readonly timeout: number;
  readonly failures: number;
  readonly successes: number;
}

/** How the number of instances follows the load. Times in seconds. */
export interface Scale {
  readonly by: 'utilisation' | 'queue';
  readonly target: number;
  /** At the beginning; `instances` are as many as there can be. */
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly every: number;
  readonly tolerance: number;
  readonly boot: Law;
  readonly outCooldown: number;
  readonly inCooldown: number;
}

export interface SlowStart {
  /** Seconds. */
  readonly window: number;
  /** Share of its weight that an instance has at least. */
  readonly least: number;
  readonly aggression: number;
}
