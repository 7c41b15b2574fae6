import { classify, type Unknown } from '../../predict/index.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Observation } from '../observation/observe.js';
import { makeReplications } from '../make-replications.js';
import type { Replication } from '../observation/replication.js';
import type { Results } from '../results.js';
import type { StudyOptions } from '../study.js';
import { judge, judgeAgain } from './judge.js';
import type { TheoryRow } from './theory-row.js';

/** New replications for the second look, as a multiple of those of the first. */
const MORE = 4;

/** How and where the second look is made. */
export type SecondLook = Omit<StudyOptions, 'sha256'>;

/**
 * The results with what theory predicts beside them. Off for finite studies, which have no long run. Where an exact number lies outside, 4 R new
 * replications on other streams (numbers R … 5 R - 1) decide.
 */
export async function besideTheory(scenario: Scenario, results: Results, replications: readonly Replication[], options: SecondLook): Promise<Results> {
  if (scenario.run.study === 'finite' || results.intervals === 'batch means') return results;
  const groups = classify(scenario);
  const observations = replications.map(onlyWindow);
  const judged = judge(
    groups.flatMap(({ forecasts }) => forecasts),
    observations,
  );
  const tests = judged.filter(({ forecast }) => forecast.exactness !== 'approximation').length;
  // Without a stationary part, or cut short, there is nothing to hold against an exact value.
  const canDecide = results.warmup.found && !results.partial;
  const again = canDecide && judged.some((one) => one.isOutside) ? await runAgain(scenario, results.warmup_s, replications.length, options) : null;
  const rows = judged.map((one): TheoryRow => {
    if (!canDecide && one.forecast.exactness !== 'approximation') return { ...one.row, verdict: 'too wide to tell' };
    if (!one.isOutside) return one.row;
    return again === null ? { ...one.row, verdict: 'too wide to tell' } : judgeAgain(one, tests, again);
  });
  const unknown = groups.flatMap(({ unknowns }) => unknowns).map(withoutFormula);
  return { ...results, theory: [...rows, ...unknown] };
}

/** null: it was stopped before its end. */
async function runAgain(scenario: Scenario, warmup: number, first: number, options: SecondLook): Promise<Observation[] | null> {
  const [from, to] = [first, first * (1 + MORE)];
  const progress = (done: number, events: number): void => options.progress?.(from + done, to, events);
  const replications = await makeReplications(scenario, { from, to, warmup, inBatches: false, progress }, options);
  return replications.length < to - from ? null : replications.map(onlyWindow);
}

function onlyWindow({ windows }: Replication): Observation {
  return windows[windows.length - 1];
}

function withoutFormula({ of, subject, reason }: Unknown): TheoryRow {
  return {
    of,
    subject,
    statistic: null,
    unit: null,
    predicted: null,
    side: null,
    exactness: 'none',
    model: null,
    source: null,
    reason,
    simulated: null,
    distance: null,
    verdict: 'none',
    again: null,
  };
}
