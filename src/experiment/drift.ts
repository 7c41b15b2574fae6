import { studentQuantile } from './estimate/student.js';
import type { Observation } from './observe.js';

/** One-sided level of the test, so that a stable system is called unstable in 1 of 2,000 studies. */
const LEVEL = 0.9995;
/** Smaller growth than this share of the arrivals is not worth a claim. */
const SMALLEST = 0.005;

/**
 * The drift test (STATISTICS.md section 7.3): D = (N(T) - N(T/2)) / (arrivals between), the share of the arrivals that
 * pile up, N the jobs in the system. Unstable if its lower limit over replications is above 0 and its mean above 0.5 %.
 *
 * @returns jobs per second by which the system grows; null: no sign of it, or fewer than two replications
 */
export function findDrift(observations: readonly Observation[]): number | null {
  if (observations.length < 2) return null;
  const growths: number[] = [];
  const drifts: number[] = [];
  for (const { curves, end, requests } of observations) {
    const jobs = curves[0];
    if (jobs === undefined) return null;
    const binLength = end / jobs.length;
    const growth = (jobs[jobs.length - 1] - jobs[jobs.length / 2 - 1]) / binLength;
    let offeredPerSecond = 0;
    for (const [name, row] of requests) if (!name.includes('/')) offeredPerSecond += row.offered / end;
    if (offeredPerSecond === 0) return null;
    growths.push(growth / (end / 2));
    drifts.push(growth / (end / 2) / offeredPerSecond);
  }
  const { mean, standardError } = meanOf(drifts);
  const lower = mean - studentQuantile(LEVEL, drifts.length - 1) * standardError;
  return lower > 0 && mean > SMALLEST ? meanOf(growths).mean : null;
}

function meanOf(values: readonly number[]): { mean: number; standardError: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}
