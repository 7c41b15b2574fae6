import type { Estimator } from '../estimate/estimator.js';
import type { OwnObservation } from '../observation/observe.js';
import { summariseTimes, withheldTimes } from './summarise-times.js';

export interface OwnSettings {
  readonly estimator: Estimator;
  readonly windows: readonly number[];
  readonly isGrowing: boolean;
  readonly levels: readonly number[];
}

/** Statistics that only some kinds of component have, or callers with policies, over all replications. */
export function summariseAllOwn(observations: readonly Readonly<Record<string, OwnObservation>>[], settings: OwnSettings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(observations[0]).map(([name, first]) => [
      name,
      summariseOwn(
        observations.map((one) => one[name]),
        first.type,
        settings,
      ),
    ]),
  );
}

export const ownLevels = [0.5, 0.95, 0.99];

function summariseOwn(observations: readonly OwnObservation[], type: OwnObservation['type'], settings: OwnSettings): unknown {
  const { estimator, windows, isGrowing, levels } = settings;
  switch (type) {
    case 'ratio':
    case 'mean': {
      const ratios = observations as readonly Extract<OwnObservation, { type: 'ratio' | 'mean' }>[];
      const numerators = ratios.map((one) => one.numerator);
      const denominators = ratios.map((one) => one.denominator);
      return type === 'ratio' ? estimator.share(numerators, denominators) : estimator.ratio(numerators, denominators, { low: 0 });
    }
    case 'count':
      return (observations as readonly Extract<OwnObservation, { type: 'count' }>[]).reduce((sum, one) => sum + one.count, 0);
    case 'times': {
      const times = (observations as readonly Extract<OwnObservation, { type: 'times' }>[]).map((one) => one.times);
      return isGrowing ? withheldTimes(levels) : summariseTimes(times, levels, estimator);
    }
    case 'level': {
      const averages = observations as readonly Extract<OwnObservation, { type: 'level' }>[];
      const mean = estimator.mean(
        averages.map((one, index) => (windows[index] > 0 ? one.integral / windows[index] : 0)),
        { low: 0 },
      );
      return { mean: isGrowing ? null : mean, max: averages.reduce((max, one) => Math.max(max, one.max), 0) };
    }
    case 'parts': {
      const parts = (observations as readonly Extract<OwnObservation, { type: 'parts' }>[]).map((one) => one.parts);
      return Object.fromEntries(
        Object.keys(parts[0]).map((name) => [
          name,
          summariseAllOwn(
            parts.map((one) => one[name]),
            settings,
          ),
        ]),
      );
    }
  }
}
