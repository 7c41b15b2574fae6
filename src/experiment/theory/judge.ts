import type { Forecast } from '../../predict/index.js';
import { studentQuantile } from '../estimate/student.js';
import type { Observation } from '../observation/observe.js';
import type { MaybeEstimate } from '../results.js';
import { measure } from './measure.js';
import type { TheoryRow } from './theory-row.js';

/** Chance of a false alarm over all numbers of a study: in the first look, and in the second, which alone can call a contradiction. */
const FIRST_LOOK = 0.01;
const SECOND_LOOK = 0.001;
/** An interval whose half is wider than this share of the value tells nothing. */
const WIDE = 0.05;
/** Histograms and rounding: differences within this share of the value are none. */
const NEGLIGIBLE = 0.005;

/** A number of theory after the first look. */
export interface Judged {
  readonly forecast: Forecast;
  readonly row: TheoryRow;
  /** true: outside what chance explains; a second look must decide. */
  readonly isOutside: boolean;
}

/**
 * Theory beside the simulation (docs/statistics.md): each number with an exact value, or a bound, is tested with Student's t over replications at
 * .01/m, m numbers being tested; approximations get their distance alone.
 */
export function judge(forecasts: readonly Forecast[], observations: readonly Observation[]): Judged[] {
  const tests = forecasts.filter(({ exactness }) => exactness !== 'approximation').length;
  return forecasts.map((forecast): Judged => {
    const { estimate, errors, edge, isSilent } = measure(forecast, observations);
    const row = rowOf(forecast, estimate);
    if (forecast.exactness === 'approximation') return { forecast, row: { ...row, verdict: estimate === null ? 'none' : 'distance' }, isOutside: false };
    if (estimate === null || observations.length < 2) return { forecast, row: { ...row, verdict: 'too wide to tell' }, isOutside: false };
    const isOutside =
      !isSilent &&
      !isNear(forecast, estimate.value, errors === null ? edge : 0) &&
      isBeyond(forecast, estimate.value, errors, observations.length, FIRST_LOOK / tests);
    return { forecast, row: { ...row, verdict: verdictInside(forecast, estimate) }, isOutside };
  });
}

/**
 * The second look, at numbers outside in the first: new replications on other streams, tested alone at .001/m. Still outside is a contradiction. (Why a
 * second look: on skewed data t is beyond its limits more often than its level says.)
 */
export function judgeAgain({ forecast, row }: Judged, tests: number, again: readonly Observation[]): TheoryRow {
  const { estimate, errors, edge, isSilent } = measure(forecast, again);
  if (estimate === null) return { ...row, verdict: 'too wide to tell' };
  const isOutside =
    !isSilent && !isNear(forecast, estimate.value, errors === null ? edge : 0) && isBeyond(forecast, estimate.value, errors, again.length, SECOND_LOOK / tests);
  if (isOutside) return { ...row, again: estimate, verdict: forecast.exactness === 'bound' ? 'bound violated' : 'contradiction' };
  return { ...row, again: estimate, verdict: verdictInside(forecast, estimate) };
}

function rowOf(forecast: Forecast, simulated: MaybeEstimate): TheoryRow {
  const { predicted } = forecast;
  const distance = simulated === null || predicted === 0 ? null : simulated.value / predicted - 1;
  return { ...forecast, simulated, distance, verdict: 'none', again: null };
}

/** Where replications do not differ, what the edges of the window cut off is no chance either. */
function isNear({ predicted }: Forecast, value: number, edge: number): boolean {
  return Math.abs(value - predicted) <= Math.max(NEGLIGIBLE, edge) * Math.abs(value);
}

/** Two-sided for an exact value, on the wrong side alone for a bound. */
function isBeyond({ exactness, side, predicted }: Forecast, value: number, errors: number | null, replications: number, level: number): boolean {
  const limit = studentQuantile(1 - (exactness === 'bound' ? level : level / 2), replications - 1);
  // Without any spread the difference itself decides.
  const distance = errors ?? Math.sign(value - predicted) * Infinity;
  if (exactness !== 'bound') return Math.abs(distance) > limit;
  return (side === 'low' ? -distance : distance) > limit;
}

function verdictInside({ exactness, predicted }: Forecast, { value, low, high }: NonNullable<MaybeEstimate>): TheoryRow['verdict'] {
  if (exactness === 'bound') return 'bound holds';
  if (Math.abs(value - predicted) <= NEGLIGIBLE * Math.abs(value)) return 'agrees';
  if (low === null || high === null) return 'too wide to tell';
  return Math.max(high - value, value - low) <= WIDE * Math.abs(value) ? 'agrees' : 'too wide to tell';
}
