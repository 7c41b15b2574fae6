import { estimatePercentile } from '../../../src/experiment/estimate/percentile.js';
import { estimateRatio } from '../../../src/experiment/estimate/ratio.js';
import { chooseWarmup } from '../../../src/experiment/estimate/warmup.js';
import { runFromBacklog, runSingleServer } from './single-server.js';

export const REPLICATIONS = 20;

/** How many of so many studies of an M/M/1 have an interval that covers the true mean and percentiles, and the mean bias of each. */
export function coverageOfSingleServer(
  load: number,
  jobs: number,
  studies: number,
  levels: readonly number[],
): { statistic: string; covered: number; bias: number }[] {
  const rows = ['mean', ...levels.map((p) => `p${p * 100}`)].map((statistic) => ({ statistic, covered: 0, bias: 0 }));
  for (let study = 0; study < studies; study++) {
    const runs = Array.from({ length: REPLICATIONS }, (_, r) => runSingleServer(load, jobs, jobs / 10, study + 1, r));
    const mean = estimateRatio(
      runs.map((run) => run.response.sum),
      runs.map((run) => run.response.count),
      { low: 0 },
    );
    const percentiles = levels.map((p) =>
      estimatePercentile(
        runs.map((run) => run.histogram),
        p,
      ),
    );
    [mean, ...percentiles.map(({ estimate }) => estimate)].forEach((estimate, i) => {
      if (estimate === null || estimate.low === null) throw new Error('Every study has an interval here.');
      const truth = (i === 0 ? 1 : -Math.log(1 - levels[i - 1])) / (1 - load);
      if (estimate.low <= truth && truth <= (estimate.high ?? Infinity)) rows[i].covered++;
      rows[i].bias += (estimate.value / truth - 1) / studies;
    });
  }
  return rows;
}

/** One study of an M/M/1 that starts with a backlog: the warm-up that is chosen, and the mean response time of what completes after it. */
export function studyFromBacklog(load: number, duration: number, backlog: number, seed: number) {
  const runs = Array.from({ length: REPLICATIONS }, (_, r) => runFromBacklog(load, duration, backlog, seed, r));
  const pooled = runs[0].curve.map((_, bin) => runs.reduce((sum, run) => sum + run.curve[bin], 0) / runs.length);
  const choice = chooseWarmup([pooled], duration);
  const meanAfter = (warmup: number) => {
    const sums = runs.map((run) => run.response.reduce((sum, response, job) => sum + (isInside(run.completedAt[job], warmup) ? response : 0), 0));
    const counts = runs.map((run) => run.completedAt.reduce((count, at) => count + (isInside(at, warmup) ? 1 : 0), 0));
    return estimateRatio(sums, counts, { low: 0 })!;
  };
  const isInside = (at: number, warmup: number): boolean => at > warmup && at <= duration;
  return { choice, mean: meanAfter(choice.warmup), meanAfterTenth: meanAfter(duration / 10) };
}
