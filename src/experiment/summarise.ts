import { version } from './version.js';
import { giveAdvice } from './advice.js';
import { findBottleneck } from './bottleneck.js';
import { findDrift } from './drift.js';
import { judgeObjectives } from './objectives.js';
import type { Observation } from './observe.js';
import type { ComponentResults, RequestResults, Results } from './results.js';
import { summariseComponent } from './summarise-components.js';
import { summariseRequests } from './summarise-requests.js';
import { type PercentileTrouble, requestLevels } from './summarise-times.js';
import { Fingerprint } from '../sim/fingerprint.js';
import type { Scenario, StatisticReference } from '../scenario/scenario.js';

export interface StudyFacts {
  readonly seed: number;
  readonly sha256: string;
  readonly warmup: number;
  readonly warmupSource: Results['warmup']['source'];
  readonly mser: number | null;
  readonly warmupFound: boolean;
  readonly isPartial: boolean;
}

/** Replications become results: plain data with intervals, verdicts and advice. */
export function summarise(scenario: Scenario, observations: readonly Observation[], facts: StudyFacts): Results {
  const windows = observations.map((one) => one.window);
  const drift = scenario.run.study === 'long-run' ? findDrift(observations) : null;
  const isUnstable = drift !== null;
  const troubles = new Map<string, PercentileTrouble[]>();

  const requests: Record<string, RequestResults> = {};
  for (const name of observations[0].requests.keys()) {
    const list: PercentileTrouble[] = [];
    requests[name] = summariseRequests(
      observations.map((one) => one.requests.get(name)!),
      windows,
      { levels: levelsOf(scenario, name, requestLevels), isUnstable, skippedRows: skippedRows(scenario, name), trouble: (one) => list.push(one) },
    );
    if (list.length > 0) troubles.set(name, list);
  }
  const components: Record<string, ComponentResults> = {};
  for (const name of observations[0].components.keys()) {
    const declaration = scenario.components.find((one) => one.name === name.split(/[/.]/)[0])!;
    const instances = name.includes('/') ? 1 : declaration.instances.length;
    components[name] = summariseComponent(
      observations.map((one) => one.components.get(name)!),
      windows,
      { kind: declaration.kind, servers: declaration.servers * instances, isUnstable, levels: levelsOf(scenario, name, []) },
    );
  }

  const rows = { requests, components, study: scenario.run.study, replications: observations.length };
  const results: Omit<Results, 'advice'> = {
    schema: 'queuelab/results/1',
    version,
    scenario: { title: scenario.title, question: scenario.question, file: scenario.file, sha256: facts.sha256 },
    seed: facts.seed,
    replications: observations.length,
    duration_s: scenario.run.duration,
    warmup_s: facts.warmup,
    warmup: { source: facts.warmupSource, mser_s: facts.mser, found: facts.warmupFound },
    study: scenario.run.study,
    study_reason: scenario.run.studyReason,
    fingerprint: combinedFingerprint(observations),
    partial: facts.isPartial,
    events: observations.reduce((sum, one) => sum + one.events, 0),
    requests,
    components,
    objectives: judgeObjectives(scenario, rows),
    bottleneck: findBottleneck(scenario, rows),
    theory: [],
  };
  const advice = giveAdvice({ results, troubles, drift });
  const { objectives, bottleneck, theory, ...head } = results;
  return { ...head, objectives, advice, bottleneck, theory };
}

/** The usual percentiles of a row and those that objectives name for it. */
function levelsOf(scenario: Scenario, row: string, usual: readonly number[]): number[] {
  const levels = new Set(usual);
  for (const { target } of scenario.objectives) if (typeof target.part === 'number' && rowOf(target) === row) levels.add(target.part);
  return [...levels];
}

function rowOf({ subject }: StatisticReference): string {
  if (subject.type === 'workload')
    return subject.operation === null ? subject.workload : `${subject.workload}/${subject.operation.component}.${subject.operation.operation}`;
  return `${subject.component}${subject.instance === null ? '' : `/${subject.instance}`}${subject.operation === null ? '' : `.${subject.operation}`}`;
}

function skippedRows(scenario: Scenario, row: string): number {
  const load = scenario.workloads.find((one) => one.name === row)?.load;
  return load?.type === 'open' && load.arrivals.law === 'replay' ? scenario.traces.get(load.arrivals.trace)!.skippedRows : 0;
}

function combinedFingerprint(observations: readonly Observation[]): string {
  const combined = new Fingerprint();
  for (const { fingerprint } of observations) combined.add(Number(`0x${fingerprint.slice(0, 8)}`), 0, Number(`0x${fingerprint.slice(8)}`) | 0, 0);
  return combined.toString();
}
