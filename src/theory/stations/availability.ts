import { birthDeathProbabilities, expectation } from '../numeric/birth-death.js';
import { requirePositive, requireWhole } from '../numeric/check.js';

/** Long-run share of the time in which one unit is up: u/(u + d), whatever the laws of the times up and down (Barlow & Proschan 1975, section 7.2). */
export function availability(upMean: number, downMean: number): number {
  requirePositive('The mean time up', upMean);
  if (!(downMean >= 0)) throw new RangeError(`The mean time down must be at least 0, not ${downMean}.`);
  return upMean / (upMean + downMean);
}

export interface Group {
  readonly units: number;
  /** Mean time from repair to failure of one unit, seconds. */
  readonly upMean: number;
  /** Mean repair time, seconds. */
  readonly downMean: number;
  /** How many can be repaired at a time; all of them by default. With fewer, times must be exponential. */
  readonly repairers?: number;
}

/** P(n units are down), n = 0 … units: a birth–death chain; with a repairer for each unit, binomial whatever the laws. */
export function unitsDown({ units, upMean, downMean, repairers = units }: Group): Float64Array {
  requireWhole('The number of units', units, 1);
  requireWhole('The number of repairers', repairers, 1);
  requirePositive('The mean time up', upMean);
  requirePositive('The mean time down', downMean);
  return birthDeathProbabilities(
    (n) => (units - n) / upMean,
    (n) => Math.min(n, repairers) / downMean,
    units,
  );
}

/** Long-run share of the time in which at least `needed` of the units are up (k out of n). Also returned: the share in which they are not, with its digits. */
export function availabilityOfGroup(group: Group, needed: number): { readonly up: number; readonly down: number } {
  requireWhole('The number of units needed', needed, 0);
  const down = unitsDown(group);
  const allowed = group.units - needed;
  if (allowed < 0) throw new RangeError(`${needed} of ${group.units} units can never be up.`);
  return { up: expectation(down.subarray(0, allowed + 1), () => 1), down: expectation(down.subarray(allowed + 1), () => 1) };
}
