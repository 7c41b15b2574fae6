import type { Answer } from '../answer.js';
import { requireNonNegative, requirePositive, requireWhole } from '../numeric/check.js';
import type { Bounds } from './closed-bounds.js';

export interface ForkJoinAnswer extends Answer {
  /** Mean seconds from the fork to the end of the last branch. */
  readonly responseMean: number;
  /** Bounds that hold for any number of branches. */
  readonly bounds: Bounds;
}

/**
 * Mean response time of a fork-join: each arrival (Poisson) forks into one job at each of n queues, single exponential servers, first
 * come first served, and is done when all n are.
 *
 * - n = 1: M/M/1. n = 2, exact: (12 - ρ)/8 · 1/(μ - λ) (Flatto & Hahn, SIAM Journal on Applied Mathematics 44, 1984; Nelson & Tantawi).
 * - n > 2, approximate: R_n = (H_n/H_2 + 4/11 · (1 - H_n/H_2) ρ) · R_2, H_n = 1 + 1/2 + … + 1/n (Nelson & Tantawi, Approximate analysis of
 *   fork/join synchronization in parallel queues, IEEE Transactions on Computers 37, 1988): within 5 % of simulation up to n = 32 there.
 *
 * @param branches n
 * @param arrivalRate λ, forks per second
 * @param serviceMean 1/μ, seconds, the same at each queue
 * @throws RangeError for impossible numbers and where λ >= μ
 */
export function forkJoin(branches: number, arrivalRate: number, serviceMean: number): ForkJoinAnswer {
  const load = checkedLoad(branches, arrivalRate, serviceMean);
  const bounds = forkJoinBounds(branches, arrivalRate, serviceMean);
  const single = serviceMean / (1 - load);
  const pair = ((12 - load) / 8) * single;
  if (branches === 1) return { responseMean: single, exactness: 'exact', bounds, source: 'M/M/1' };
  if (branches === 2) return { responseMean: pair, exactness: 'exact', bounds, source: 'Flatto & Hahn 1984' };
  const growth = harmonic(branches) / harmonic(2);
  return { responseMean: (growth + (4 / 11) * (1 - growth) * load) * pair, exactness: 'approximation', bounds, source: 'Nelson & Tantawi 1988' };
}

/**
 * Bounds of the mean response time of the same fork-join.
 *
 * Low: Σ_i 1/(iμ - λ). Let y_1 >= … >= y_n be the queue lengths in order; y_1 forks are unfinished, and y_i - y_(i+1) of them have i jobs
 * left. Such a fork loses one at rate at most iμ (at most i queues have the length y_i where y_i > y_(i+1)), so a series of queues
 * with rates nμ, …, 2μ, μ, fed by the same arrivals, is never behind: each M/M/1 (Burke 1956). At n >= 2 also the exact two-branch
 * value, the maximum over two of the branches.
 *
 * High: H_n/(μ - λ), the mean maximum of n independent M/M/1 response times: those of one fork are associated, which makes their
 * maximum stochastically smaller (Nelson & Tantawi 1988).
 */
export function forkJoinBounds(branches: number, arrivalRate: number, serviceMean: number): Bounds {
  const load = checkedLoad(branches, arrivalRate, serviceMean);
  let low = 0;
  for (let stage = 1; stage <= branches; stage++) low += serviceMean / (stage - load);
  const single = serviceMean / (1 - load);
  if (branches >= 2) low = Math.max(low, ((12 - load) / 8) * single);
  return { low, high: harmonic(branches) * single };
}

/**
 * Mean response time of split-merge: the next fork begins only when all n jobs of the one before have ended. M/G/1 whose service is the
 * longest of n exponential times, by Pollaczek and Khinchine; exact, and above the fork-join on the same draws.
 *
 * @returns seconds; Infinity where λ H_n / μ >= 1
 * @throws RangeError for impossible numbers
 */
export function splitMerge(branches: number, arrivalRate: number, serviceMean: number): number {
  requireWhole('The number of branches', branches, 1);
  requireNonNegative('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  let mean = 0;
  let variance = 0;
  for (let stage = 1; stage <= branches; stage++) {
    mean += serviceMean / stage;
    variance += (serviceMean / stage) ** 2;
  }
  const load = arrivalRate * mean;
  return load >= 1 ? Infinity : mean + (arrivalRate * (variance + mean ** 2)) / (2 * (1 - load));
}

function checkedLoad(branches: number, arrivalRate: number, serviceMean: number): number {
  requireWhole('The number of branches', branches, 1);
  requireNonNegative('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  const load = arrivalRate * serviceMean;
  if (load >= 1) throw new RangeError(`Each branch is offered a load of ${load}: there is no steady state.`);
  return load;
}

function harmonic(n: number): number {
  let total = 0;
  for (let k = n; k >= 1; k--) total += 1 / k;
  return total;
}
