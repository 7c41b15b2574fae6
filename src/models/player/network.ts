import { createSampler, type Sampler } from '../../sim/chance/create-sampler.js';
import type { Law } from '../../sim/chance/law.js';
import type { Uniform } from '../../sim/chance/stream.js';
import { type Bandwidth, SteadyBandwidth, TraceBandwidth } from './bandwidth.js';

/** The networks of all views of a component; a view keeps one number of its own. */
export interface Network {
  /** A view begins: the number that it keeps. */
  begin(): number;
  /** The place in a view's network so many seconds after its beginning. */
  at(kept: number, seconds: number): Bandwidth;
}

/** @param network a law (bytes per second), or periods with their rates */
export function createNetwork(
  network: { readonly law: Law } | { readonly durations: readonly number[]; readonly rates: readonly number[] },
  uniform: Uniform,
): Network {
  return 'law' in network ? new DrawnNetwork(createSampler(network.law, uniform)) : new TracedNetwork(network.durations, network.rates, uniform);
}

/** Each view has a bandwidth of its own, from beginning to end. */
class DrawnNetwork implements Network {
  private readonly bandwidth = new SteadyBandwidth();

  constructor(private readonly rates: Sampler) {}

  begin(): number {
    return this.rates.sample();
  }

  at(kept: number): Bandwidth {
    this.bandwidth.rate = kept;
    return this.bandwidth;
  }
}

/** Each view begins at any instant of the trace, all alike: viewers do not see the same dip at the same time. */
class TracedNetwork implements Network {
  private readonly bandwidth: TraceBandwidth;

  constructor(
    durations: readonly number[],
    rates: readonly number[],
    private readonly uniform: Uniform,
  ) {
    this.bandwidth = new TraceBandwidth(durations, rates);
  }

  begin(): number {
    const { length } = this.bandwidth;
    return length === Infinity ? 0 : this.uniform.double() * length;
  }

  at(kept: number, seconds: number): Bandwidth {
    this.bandwidth.seek(kept + seconds);
    return this.bandwidth;
  }
}

/** Bytes are there at once: what takes time is the way over links before. */
export const unlimited: Network = { begin: () => 0, at: () => endless };

const endless: Bandwidth = { rate: Infinity, lasts: Infinity, walk() {} };
