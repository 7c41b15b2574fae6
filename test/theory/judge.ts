import type { Estimate, Results } from '../../src/experiment/results.js';
import type { Expectation } from './cases.js';

/** t(19, .975): the half-width of a 95 % interval over 20 replications is so many standard errors. */
const quantile = 2.0930240544;

export interface Finding {
  readonly quantity: string;
  readonly theory: number;
  readonly simulated: number;
  /** Standard error, in the unit of the value. */
  readonly error: number;
  /** Distance in standard errors. */
  readonly distance: number;
}

/** A statistic of the results beside what theory says; a sum of estimates has at most the sum of their standard errors. */
export function compare(results: Results, expectation: Expectation): Finding {
  if (results.replications !== 20) throw new Error(`the rule is for 20 replications, not ${results.replications}`);
  const estimates = expectation.statistic.map((path) => estimateAt(results, path));
  const simulated = estimates.reduce((sum, { value }) => sum + value, 0);
  const error = estimates.reduce((sum, estimate) => sum + halfWidth(estimate) / quantile, 0);
  return {
    quantity: expectation.quantity,
    theory: expectation.value,
    simulated,
    error,
    distance: simulated === expectation.value ? 0 : Math.abs(simulated - expectation.value) / error,
  };
}

/** What is wrong with a finding by the rule of the cases: within 5 standard errors, and these at most `se` per cent of the value. */
export function mistakes({ quantity, theory, simulated, error, distance }: Finding, se: number): string[] {
  const share = (100 * error) / theory;
  return [
    ...(distance <= 5 ? [] : [`${quantity}: ${simulated} is ${distance.toFixed(1)} standard errors from ${theory}`]),
    ...(share <= se ? [] : [`${quantity}: the standard error is ${share.toFixed(2)} % of the value, allowed are ${se} %`]),
  ];
}

/** The value at a path such as `components.server.wait_s.mean`. */
export function valueAt(results: Results, path: string): unknown {
  let at: unknown = results;
  // Names have dots of their own (p99.9, server.first): the longest run of parts that is a key is taken.
  let parts = path.split('.');
  while (parts.length > 0) {
    let taken = parts.length;
    while (taken > 1 && !isKey(at, parts.slice(0, taken).join('.'))) taken--;
    const key = parts.slice(0, taken).join('.');
    if (!isKey(at, key)) throw new Error(`no ${key} in the results (${path})`);
    at = at[key];
    parts = parts.slice(taken);
  }
  return at;
}

function isKey(at: unknown, key: string): at is Readonly<Record<string, unknown>> {
  return typeof at === 'object' && at !== null && key in at;
}

function estimateAt(results: Results, path: string): Estimate {
  const value = valueAt(results, path);
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no estimate: ${JSON.stringify(value)}`);
  return value as Estimate;
}

/** Intervals are clipped at 0 and 1, hence the larger half. */
function halfWidth({ value, low, high }: Estimate): number {
  if (low === null || high === null) throw new Error('no interval');
  return Math.max(high - value, value - low);
}
