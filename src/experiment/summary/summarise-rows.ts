import { type Estimator, OverBatches } from '../estimate/estimator.js';
import { allServers, instanceOf } from '../../scenario/instances.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Replication } from '../observation/replication.js';
import type { ComponentResults, RequestResults, Results } from '../results.js';
import { summariseRecovery } from './recovery.js';
import { componentOf, isWithheld, rowOf } from './rows.js';
import { summariseComponent } from './summarise-components.js';
import { summariseRequests } from './summarise-requests.js';
import { type PercentileTrouble, percentileName, requestLevels } from './summarise-times.js';

export interface RowSettings {
  /** Components and workloads whose times grow with the length of the run. */
  readonly withheld: ReadonlySet<string>;
  /** Components that keep more and more of what nobody waits for. */
  readonly growing: ReadonlySet<string>;
  readonly estimator: Estimator;
}

/** What every statistic of a workload or component comes out as. */
export type Rows = Pick<Results, 'requests' | 'components' | 'study' | 'replications'> & { readonly recovery: NonNullable<Results['recovery']> } & Omit<
    RowSettings,
    'estimator'
  >;

/** Is it one long run, cut into batches? */
export function inBatches(replications: readonly Replication[]): boolean {
  return replications.length === 1 && replications[0].windows.length > 1;
}

/** The rows of workloads and components over all replications, and what there is to say about their percentiles. */
export function summariseRows(
  scenario: Scenario,
  replications: readonly Replication[],
  { withheld, growing, estimator }: RowSettings,
): { readonly rows: Rows; readonly troubles: ReadonlyMap<string, readonly PercentileTrouble[]>; readonly tooShort: readonly string[] } {
  const observations = replications.flatMap((one) => one.windows);
  const windows = observations.map((one) => one.window);
  const troubles = new Map<string, PercentileTrouble[]>();
  const tooShort: string[] = [];

  const requests: Record<string, RequestResults> = {};
  for (const name of observations[0].requests.keys()) {
    const list: PercentileTrouble[] = [];
    const settings = {
      levels: levelsOf(scenario, name, requestLevels),
      skippedRows: skippedRows(scenario, name),
      trouble: (one: PercentileTrouble) => list.push(one),
      isUnstable: isWithheld(name, withheld),
      estimator: estimator instanceof OverBatches && !name.includes('/') ? watched(estimator, `latency of ${name}`, tooShort) : estimator,
      final: replications.map(({ windows: all }) => all[all.length - 1].requests.get(name)!),
    };
    requests[name] = summariseRequests(
      observations.map((one) => one.requests.get(name)!),
      windows,
      settings,
    );
    if (list.length > 0) troubles.set(name, list);
  }
  const components: Record<string, ComponentResults> = {};
  for (const name of observations[0].components.keys()) {
    const declaration = scenario.components.find((one) => one.name === componentOf(name))!;
    const instance = name.includes('/') ? declaration.instances.indexOf(name.slice(name.indexOf('/') + 1)) : null;
    const servers = instance === null ? allServers(declaration) : instanceOf(declaration, instance).servers;
    components[name] = summariseComponent(
      observations.map((one) => one.components.get(name)!),
      windows,
      {
        estimator,
        kind: declaration.kind,
        servers: declaration.per === null ? servers : Infinity,
        per: declaration.per,
        isUnstable: withheld.has(declaration.name),
        isGrowing: growing.has(declaration.name),
        levels: levelsOf(scenario, name, []),
      },
    );
  }
  const recovery = summariseRecovery(scenario, replications);
  return { rows: { requests, components, study: scenario.run.study, replications: replications.length, recovery, withheld, growing }, troubles, tooShort };
}

/** Batch means that remember for which times 10 batches were still correlated. */
function watched(batches: OverBatches, label: string, tooShort: string[]): Estimator {
  const note = <Answer>(answer: Answer, part: string): Answer => {
    if (batches.areTooShort) tooShort.push(`${part} ${label}`);
    return answer;
  };
  return {
    mean: (values, clip) => batches.mean(values, clip),
    ratio: (sums, counts, clip) => note(batches.ratio(sums, counts, clip), 'mean'),
    share: (hits, counts, size) => batches.share(hits, counts, size),
    percentile: (histograms, p) => note(batches.percentile(histograms, p), percentileName(p)),
  };
}

/** The usual percentiles of a row and those that objectives, `precision` and who asked name for it. */
function levelsOf(scenario: Scenario, row: string, usual: readonly number[]): number[] {
  const levels = new Set(usual);
  const asked = [...scenario.objectives, ...scenario.asked, ...(scenario.run.precision?.statistics ?? [])];
  for (const { target } of asked) if (typeof target.part === 'number' && rowOf(target) === row) levels.add(target.part);
  return [...levels];
}

function skippedRows(scenario: Scenario, row: string): number {
  const load = scenario.workloads.find((one) => one.name === row)?.load;
  return load?.type === 'open' && load.arrivals.law === 'replay' ? scenario.traces.get(load.arrivals.trace)!.skippedRows : 0;
}
