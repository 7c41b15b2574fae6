import { version } from '../version.js';
import { giveAdvice } from '../advice/give-advice.js';
import { findBottleneck } from './bottleneck.js';
import { type Estimator, OverBatches, overReplications } from '../estimate/estimator.js';
import { summariseFaults } from '../observation/faults.js';
import { judgeObjectives } from './objectives.js';
import { summariseOverTime } from '../observation/over-time.js';
import { summariseRecovery } from './recovery.js';
import type { Replication } from '../observation/replication.js';
import { componentOf, isWithheld, rowOf } from './rows.js';
import type { ComponentResults, RequestResults, Results } from '../results.js';
import { judgeStability } from '../stability/judge-stability.js';
import { summariseComponent } from './summarise-components.js';
import { summariseRequests } from './summarise-requests.js';
import { type PercentileTrouble, percentileName, requestLevels } from './summarise-times.js';
import { Fingerprint } from '../../sim/fingerprint.js';
import { allServers, instanceOf } from '../../scenario/instances.js';
import type { Scenario } from '../../scenario/scenario.js';

export interface StudyFacts {
  readonly sha256: string;
  readonly warmup: number;
  readonly warmupSource: Results['warmup']['source'];
  readonly mser: number | null;
  readonly warmupFound: boolean;
  /** What MSER-5 read: jobs in the system by bin; null: not asked. */
  readonly warmupCurve: Float64Array | null;
  readonly isPartial: boolean;
}

/** Replications become results: plain data with intervals, verdicts and advice. */
export function summarise(scenario: Scenario, replications: readonly Replication[], facts: StudyFacts): Results {
  const observations = replications.flatMap((one) => one.windows);
  const windows = observations.map((one) => one.window);
  const batches = replications.length === 1 && observations.length > 1 ? new OverBatches() : null;
  const estimator: Estimator = batches ?? overReplications;
  const { stability, withheld, growing } = judgeStability(scenario, replications);
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
      estimator: batches === null || name.includes('/') ? estimator : watched(batches, `latency of ${name}`, tooShort),
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
  const rows = { requests, components, study: scenario.run.study, replications: replications.length, recovery, withheld, growing };
  const duration = scenario.run.duration;
  const results: Omit<Results, 'advice'> = {
    schema: 'queuelab/results/1',
    version,
    scenario: { title: scenario.title, question: scenario.question, file: scenario.file, sha256: facts.sha256 },
    seed: scenario.seed,
    replications: replications.length,
    duration_s: duration,
    warmup_s: facts.warmup,
    warmup: {
      source: facts.warmupSource,
      mser_s: facts.mser,
      found: facts.warmupFound,
      deleted_share: duration === 'all' || scenario.run.study === 'finite' ? 0 : facts.warmup / duration,
      curve: facts.warmupCurve === null || duration === 'all' ? null : shownCurve(facts.warmupCurve, duration),
    },
    intervals: replications.length > 1 ? 'replications' : batches !== null ? 'batch means' : 'none',
    precision: null,
    study: scenario.run.study,
    study_reason: scenario.run.studyReason,
    fingerprint: combinedFingerprint(replications),
    partial: facts.isPartial,
    events: replications.reduce((sum, one) => sum + one.events, 0),
    requests,
    components,
    objectives: judgeObjectives(scenario, rows),
    bottleneck: findBottleneck(scenario, rows),
    stability,
    over_time: summariseOverTime(replications.map((one) => one.overTime)),
    ...(scenario.faults.length === 0 ? {} : { faults: summariseFaults(scenario, replications), recovery }),
    theory: [],
  };
  return arranged(
    results,
    giveAdvice({ scenario, results, troubles, tooShort, deadlock: replications.find((one) => one.deadlock !== null)?.deadlock ?? null }),
  );
}

/** The document in its order: what was found, what to do about it, and what explains it. */
function arranged({ objectives, bottleneck, stability, over_time, theory, ...head }: Omit<Results, 'advice'>, advice: Results['advice']): Results {
  return { ...head, objectives, advice, bottleneck, stability, over_time, theory };
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

/** The means of 5 bins each that MSER-5 compares. */
function shownCurve(curve: Float64Array, duration: number): { bin_s: number; jobs: number[] } {
  const perMean = 5;
  const jobs = Array.from({ length: curve.length / perMean }, (_, mean) => {
    let sum = 0;
    for (let bin = mean * perMean; bin < (mean + 1) * perMean; bin++) sum += curve[bin];
    // Level × seconds in each bin.
    return Number(((sum * curve.length) / (perMean * duration)).toPrecision(6));
  });
  return { bin_s: (perMean * duration) / curve.length, jobs };
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

function combinedFingerprint(replications: readonly Replication[]): string {
  const combined = new Fingerprint();
  for (const { fingerprint } of replications) combined.add(Number(`0x${fingerprint.slice(0, 8)}`), 0, Number(`0x${fingerprint.slice(8)}`) | 0, 0);
  return combined.toString();
}
