import { version } from '../version.js';
import { giveAdvice } from '../advice/give-advice.js';
import { findBottleneck } from './bottleneck.js';
import { OverBatches, overReplications } from '../estimate/estimator.js';
import { summariseFaults } from '../observation/faults.js';
import { judgeObjectives } from './objectives.js';
import { summariseOverTime } from '../observation/over-time.js';
import type { Replication } from '../observation/replication.js';
import type { Results } from '../results.js';
import { judgeStability } from '../stability/judge-stability.js';
import { summariseCost } from './summarise-cost.js';
import { inBatches, summariseRows } from './summarise-rows.js';
import { Fingerprint } from '../../sim/fingerprint.js';
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
  const batches = inBatches(replications) ? new OverBatches() : null;
  const { stability, withheld, growing } = judgeStability(scenario, replications);
  const { rows, troubles, tooShort } = summariseRows(scenario, replications, { withheld, growing, estimator: batches ?? overReplications });
  const { requests, components, recovery } = rows;
  const cost = summariseCost(
    scenario,
    replications.flatMap((one) => one.windows),
    batches ?? overReplications,
  );
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
    ...(cost === null ? {} : { cost }),
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

function combinedFingerprint(replications: readonly Replication[]): string {
  const combined = new Fingerprint();
  for (const { fingerprint } of replications) combined.add(Number(`0x${fingerprint.slice(0, 8)}`), 0, Number(`0x${fingerprint.slice(8)}`) | 0, 0);
  return combined.toString();
}
