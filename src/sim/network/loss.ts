import { createSampler } from '../chance/create-sampler.js';
import { poissonCount } from '../chance/poisson-count.js';
import type { Uniform } from '../chance/stream.js';
import { log, sqrt } from '../elementary.js';

/** Time-outs double up to this many seconds (RFC 6298, 2.5). */
const TIMEOUT_MOST = 60;

export interface LossSettings {
  /** Of one segment on the whole way, 0 < probability < 1. */
  readonly probability: number;
  /** Bytes of a segment. */
  readonly segment: number;
  /** Seconds without an acknowledgement after which the last segment is sent again. */
  readonly timeout: number;
}

/**
 * Segments that are lost, each with the same probability and independently, and sent again until they are there (selective repeat). Those lost in the middle
 * of a transfer are noticed by what follows them and only cost their bytes once more; the last one has nobody behind it and is noticed by its time-out, which
 * doubles with each further loss (RFC 6298).
 */
export class Loss {
  constructor(
    private readonly settings: LossSettings,
    private readonly uniform: Uniform,
  ) {}

  /** Further sendings of the last segment: geometric. */
  lastLosses(): number {
    return Math.floor(log(1 - this.uniform.double()) / log(this.settings.probability));
  }

  /** Further sendings of all segments of so many bytes but the last: negative binomial, as a Poisson number of gamma mean. */
  otherLosses(bytes: number): number {
    const { probability, segment } = this.settings;
    const segments = Math.ceil(bytes / segment) - 1;
    if (segments <= 0) return 0;
    const mean = (segments * probability) / (1 - probability);
    return poissonCount(createSampler({ law: 'gamma', mean, cv: 1 / sqrt(segments) }, this.uniform).sample(), this.uniform);
  }

  get segment(): number {
    return this.settings.segment;
  }

  /** Seconds until the last segment was sent for the last time. */
  waitFor(lastLosses: number): number {
    let sum = 0;
    let timeout = this.settings.timeout;
    for (let loss = 0; loss < lastLosses; loss++) {
      sum += timeout;
      timeout = Math.min(2 * timeout, Math.max(TIMEOUT_MOST, this.settings.timeout));
    }
    return sum;
  }
}

/**
 * Bytes a second that a TCP connection reaches at most where a share of its segments is lost: segment / round trip · sqrt(3/2) / sqrt(p) (Mathis, Semke, Mahdavi & Ott,
 * CCR 1997, one acknowledgement a segment).
 */
export function mathisRate(segment: number, roundTrip: number, probability: number): number {
  return (segment / roundTrip) * sqrt(1.5 / probability);
}
