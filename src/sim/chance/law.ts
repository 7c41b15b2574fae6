/**
 * A probability law as plain data: what a scenario says about a random time, count, size or factor.
 * Units are inside units: seconds, bytes, plain counts. `createSampler` turns a law and a stream into numbers.
 */
export type Law =
  | { readonly law: 'constant'; readonly value: number }
  | { readonly law: 'exponential'; readonly mean: number }
  | { readonly law: 'uniform'; readonly low: number; readonly high: number }
  /** exp(mu + sigma·Z); both ways of writing it (mean + cv, median + p99) come down to this. */
  | { readonly law: 'lognormal'; readonly mu: number; readonly sigma: number }
  /** Two phases with balanced means (Whitt 1982), cv >= 1. */
  | { readonly law: 'hyperexponential'; readonly mean: number; readonly cv: number }
  /** Shape 1/cv², scale mean · cv². */
  | { readonly law: 'gamma'; readonly mean: number; readonly cv: number }
  /** P(X > x) = exp(-(x / scale)^shape), scale = mean / Γ(1 + 1/shape). */
  | { readonly law: 'weibull'; readonly mean: number; readonly shape: number }
  /** P(X > x) = (min / x)^shape from min on; with a finite max, that law given X <= max. */
  | { readonly law: 'pareto'; readonly min: number; readonly shape: number; readonly max: number }
  /** Sum of `stages` exponentials, each of mean `mean / stages`. */
  | { readonly law: 'erlang'; readonly mean: number; readonly stages: number }
  /** 0, 1, 2, … with P(n) = (1 - q) qⁿ, q = mean / (1 + mean). */
  | { readonly law: 'geometric'; readonly mean: number }
  /** One of `values` by weight. `labels` holds the words where the values are words; then value i is i. */
  | { readonly law: 'pick'; readonly values: readonly number[]; readonly weights: readonly number[]; readonly labels: readonly string[] | null }
  /** In this order, again from the start. */
  | { readonly law: 'sequence'; readonly values: readonly number[] }
  /** Resamples the values, each equally likely. */
  | { readonly law: 'empirical'; readonly values: readonly number[] };
