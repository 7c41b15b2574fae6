import type { Law } from './law.js';

/** How often each item of a key is asked for. */
export type Popularity = StaticPopularity | Trending;

/** Requests draw their items independently, always with the same probabilities (the independent reference model). */
export type StaticPopularity =
  | { readonly law: 'uniform' }
  /** P(item i) in proportion to (i + 1)^-exponent. */
  | { readonly law: 'zipf'; readonly exponent: number }
  /** P(item i) in proportion to (i + 1 + shift)^-exponent: a flattened head (Mandelbrot 1953; Hefeeda & Saleh 2008 for content). */
  | { readonly law: 'zipf-mandelbrot'; readonly exponent: number; readonly shift: number }
  /** P(item i) in proportion to weights[i]. */
  | { readonly law: 'weights'; readonly weights: readonly number[] }
  /** So many items in a row share a weight equally, then the next so many: a measured distribution, as CacheBench writes it. */
  | { readonly law: 'piecewise'; readonly pieces: readonly Piece[] };

export interface Piece {
  readonly items: number;
  /** Of all items of the piece together. */
  readonly weight: number;
}

/**
 * Items that are born and fade: the shot-noise model (Traverso, Ahmed, Garetto, Giaccone, Leonardi & Niccolini, CCR 2013). Items are born at Poisson
 * instants; each has a volume (its requests in all, up to a common factor) that it attracts within its life.
 */
export interface Trending {
  readonly law: 'trending';
  /** Seconds from its birth to its last request, at most. */
  readonly life: Law;
  readonly volume: Law;
  /** none: asked for at a constant rate as long as it lives; linear: most at its birth, less and less, nothing at the end. */
  readonly fade: 'none' | 'linear';
}
