import type { Estimator } from '../estimate/estimator.js';
import type { ComponentObservation } from '../observation/observe.js';
import type { ComponentResults, MaybeEstimate } from '../results.js';
import { effectiveSizeOf, outcomeNames, ratio, total } from './summarise-requests.js';
import { ownLevels, summariseAllOwn } from './summarise-own.js';
import { componentLevels, summariseTimes, withheldTimes } from './summarise-times.js';

export interface ComponentSettings {
  readonly estimator: Estimator;
  readonly kind: string;
  /** Servers of the row, all instances together; Infinity for unlimited. */
  readonly servers: number;
  /** The key of whose items each has servers of its own; null: none. */
  readonly per: string | null;
  readonly isUnstable: boolean;
  /** What its kind keeps grows without end: no level and no time of the kind's own is steady. */
  readonly isGrowing: boolean;
  /** Percentiles of waits and responses that objectives name, besides the usual. */
  readonly levels: readonly number[];
}

/** One row of a component over all replications. */
export function summariseComponent(observations: readonly ComponentObservation[], windows: readonly number[], settings: ComponentSettings): ComponentResults {
  const { servers, isUnstable, estimator } = settings;
  const levels = [...new Set([...componentLevels, ...settings.levels])];
  const perSecond = (value: (one: ComponentObservation) => number, clip = { low: 0 }): MaybeEstimate =>
    estimator.mean(
      observations.map((one, index) => ratio(value(one), windows[index])),
      clip,
    );
  const ofServers = (value: (one: ComponentObservation) => number): MaybeEstimate =>
    servers === Infinity
      ? null
      : estimator.mean(
          observations.map((one) => ratio(value(one), one.capacityIntegral)),
          { low: 0, high: 1 },
        );
  const times = (pick: (one: ComponentObservation) => ComponentObservation['wait']) =>
    isUnstable ? withheldTimes(levels) : summariseTimes(observations.map(pick), levels, estimator);
  return {
    kind: settings.kind,
    utilisation: ofServers((one) => one.busyIntegral),
    working: ofServers((one) => one.workingIntegral),
    busy_servers: perSecond((one) => one.busyIntegral),
    servers: servers === Infinity ? null : servers,
    ...(settings.per === null ? {} : { per: settings.per }),
    arrivals_per_s: perSecond((one) => one.arrivals),
    throughput_per_s: perSecond((one) => one.good),
    queue_length: { mean: isUnstable ? null : perSecond((one) => one.queueIntegral), max: observations.reduce((max, one) => Math.max(max, one.queueMax), 0) },
    wait_s: times((one) => one.wait),
    response_s: times((one) => one.response),
    wasted: wastedShare(observations, estimator),
    outcomes: summariseOutcomes(observations, estimator),
    ...summariseAllOwn(
      observations.map((one) => one.own),
      { estimator, windows, isGrowing: isUnstable || settings.isGrowing, levels: [...new Set([...ownLevels, ...settings.levels])] },
    ),
  };
}

/** 0 for certain where nothing can be wasted. */
function wastedShare(observations: readonly ComponentObservation[], estimator: Estimator): MaybeEstimate {
  const work = observations.map((one) => one.workSum);
  const wasted = observations.map((one) => one.wastedSum);
  if (work.every((sum) => sum === 0)) return { value: 0, low: 0, high: 0 };
  return estimator.ratio(wasted, work, { low: 0, high: 1 });
}

function summariseOutcomes(observations: readonly ComponentObservation[], estimator: Estimator): ComponentResults['outcomes'] {
  const ended = observations.map((one) => total(one.outcomes));
  // An outcome that never or always occurred is known as well as the jobs are independent.
  const size = effectiveSizeOf(observations.map((one) => one.response));
  return Object.fromEntries(
    outcomeNames(observations).map((name) => {
      const counts = observations.map((one) => one.outcomes.get(name) ?? 0);
      return [name, { count: counts.reduce((sum, one) => sum + one, 0), share: estimator.share(counts, ended, size) }];
    }),
  );
}
