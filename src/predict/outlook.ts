import { lawMean } from '../sim/chance/moments.js';
import type { Scenario } from '../scenario/scenario.js';
import { saturation } from '../theory/networks/operational-laws.js';
import { classify, type GroupFindings } from './classify.js';
import type { Forecast, Unknown } from './forecast.js';
import { type Offered, offeredByComponent } from './offered-load.js';
import { Operations } from './operations.js';
import { scaleWork } from './scale-work.js';

/** What theory says about a scenario without a run. */
export interface Outlook {
  readonly components: readonly ComponentOutlook[];
  /** The component that is full first when the load grows; null: none can be, or the load of some is not known. */
  readonly bottleneck: { readonly component: string; readonly offeredLoad: number; readonly headroom: number } | null;
  /** Of a closed workload alone in its part of the scenario. */
  readonly knees: readonly Knee[];
  readonly forecasts: readonly Forecast[];
  readonly unknowns: readonly Unknown[];
  readonly sensitivities: readonly Sensitivity[];
}

export interface ComponentOutlook {
  readonly name: string;
  /** Jobs a second; null: it does not follow from the scenario. */
  readonly arrivalsPerSecond: number | null;
  /** Servers wanted over servers there; null: it does not follow, or servers are unlimited. */
  readonly offeredLoad: number | null;
  /** true: servers are held while others work, and the load is at least this. */
  readonly isLeast: boolean;
  /** Jobs a second at which it is full; null: never, or not known. */
  readonly saturationPerSecond: number | null;
  /** Why the load is not known. */
  readonly doubt: string | null;
}

/** Asymptotic bounds of a closed workload cross here: with fewer users requests seldom wait, with more they must (Denning & Buzen 1978). */
export interface Knee {
  readonly workload: string;
  readonly users: number;
  readonly usersAtKnee: number;
  readonly bottleneck: string;
  /** Runs of its steps a second that it can do at most. */
  readonly throughputMax: number;
}

/** By how many per cent the mean latency changes where the work at a component grows by one per cent. */
export interface Sensitivity {
  readonly workload: string;
  readonly component: string;
  readonly elasticity: number;
}

export function outlookOf(scenario: Scenario): Outlook {
  const operations = new Operations(scenario);
  const offered = [...offeredByComponent(scenario, operations).values()];
  const groups = classify(scenario, operations);
  const forecasts = groups.flatMap((group) => group.forecasts);
  return {
    components: offered.map(componentOutlook),
    bottleneck: bottleneckOf(offered),
    knees: groups.flatMap(kneesOf),
    forecasts,
    unknowns: groups.flatMap((group) => group.unknowns),
    sensitivities: sensitivitiesOf(scenario, forecasts),
  };
}

function componentOutlook({ component, rate, work, capacity, holdsWhileCalling }: Offered): ComponentOutlook {
  const isKnown = work.doubt === null && rate.doubt === null;
  const load = isKnown && capacity !== Infinity ? work.mean / capacity : null;
  return {
    name: component.name,
    arrivalsPerSecond: rate.doubt === null ? rate.mean : null,
    offeredLoad: load,
    isLeast: holdsWhileCalling,
    saturationPerSecond: load === null || load === 0 ? null : rate.mean / load,
    doubt: rate.doubt ?? work.doubt,
  };
}

function bottleneckOf(offered: readonly Offered[]): Outlook['bottleneck'] {
  let found: Outlook['bottleneck'] = null;
  for (const { component, work, capacity } of offered) {
    if (capacity === Infinity) continue;
    if (work.doubt !== null) return null;
    const offeredLoad = work.mean / capacity;
    if (offeredLoad > (found?.offeredLoad ?? 0)) found = { component: component.name, offeredLoad, headroom: 1 / offeredLoad };
  }
  return found;
}

function kneesOf({ network }: GroupFindings): Knee[] {
  if (network?.routes.length !== 1) return [];
  const [{ workload, delay, calls }] = network.routes;
  if (workload.load.type !== 'closed' || network.network.stations.some(({ servers }) => typeof servers !== 'number')) return [];
  const think = (workload.load.think === null ? 0 : lawMean(workload.load.think)) + delay + calls.reduce((sum, call) => sum + call.delay, 0);
  const counts = network.stations.map(({ component }) => component.instances.length);
  const answer = saturation(
    network.network.stations.map(({ demands }, index) => demands[0] * counts[index]),
    network.network.stations.map(({ servers }, index) => (servers as number) * counts[index]),
    think,
  );
  if (answer.bottleneck === null) return [];
  const bottleneck = network.stations[answer.bottleneck].component.name;
  return [{ workload: workload.name, users: workload.load.users, usersAtKnee: answer.clientsAtKnee, bottleneck, throughputMax: answer.throughputMax }];
}

/** Relative step of the central difference: its error is of the order of its square. */
const STEP = 1e-4;

/** d ln(mean latency) / d ln(work) for each workload and each component that it depends on, by solving again with a little more and a little less work. */
function sensitivitiesOf(scenario: Scenario, forecasts: readonly Forecast[]): Sensitivity[] {
  const means = forecasts.filter(isMean);
  if (means.length === 0) return [];
  return scenario.components.flatMap(({ name }) => {
    const more = meansOf(scaleWork(scenario, name, 1 + STEP));
    const less = meansOf(scaleWork(scenario, name, 1 - STEP));
    return means.flatMap(({ subject, predicted }): Sensitivity[] => {
      const high = more.get(subject);
      const low = less.get(subject);
      if (high === undefined || low === undefined || predicted === 0) return [];
      const elasticity = Math.log(high / low) / Math.log((1 + STEP) / (1 - STEP));
      return Math.abs(elasticity) < 1e-6 ? [] : [{ workload: subject, component: name, elasticity: Number(elasticity.toPrecision(5)) }];
    });
  });
}

function isMean({ of, subject, statistic, exactness }: Forecast): boolean {
  return of === 'workload' && statistic === 'latency' && exactness !== 'bound' && !subject.includes('/');
}

function meansOf(scenario: Scenario): ReadonlyMap<string, number> {
  return new Map(
    classify(scenario)
      .flatMap(({ forecasts }) => forecasts)
      .filter(isMean)
      .map(({ subject, predicted }) => [subject, predicted]),
  );
}
