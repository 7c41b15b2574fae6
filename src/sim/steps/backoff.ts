import type { Sampler } from '../chance/create-sampler.js';
import type { Uniform } from '../chance/stream.js';
import { pow } from '../elementary.js';

/** Seconds to wait after attempt `number` (from 1) ended badly; `previous` is the wait before that attempt. */
export type BackoffRule = (number: number, previous: number, uniform: Uniform) => number;

/** The same law before each retry. */
export function sampledBackoff(sampler: Sampler): BackoffRule {
  return () => sampler.sample();
}

/**
 * base · 2^(n-1), at most `most`, with jitter as in M. Brooker, "Exponential Backoff and Jitter" (AWS 2015):
 * none: that; full: uniform in [0, that]; equal: half of it and uniform in the other half;
 * decorrelated: uniform in [base, 3 · previous wait], at most `most`.
 */
export function exponentialBackoff(base: number, most: number, jitter: 'none' | 'full' | 'equal' | 'decorrelated'): BackoffRule {
  const ceiling = (number: number): number => Math.min(most, base * pow(2, number - 1));
  switch (jitter) {
    case 'none':
      return (number) => ceiling(number);
    case 'full':
      return (number, _previous, uniform) => uniform.double() * ceiling(number);
    case 'equal':
      return (number, _previous, uniform) => ceiling(number) * (0.5 + 0.5 * uniform.double());
    case 'decorrelated':
      return (_number, previous, uniform) => {
        const high = Math.max(base, 3 * Math.max(base, previous));
        return Math.min(most, base + uniform.double() * (high - base));
      };
  }
}
