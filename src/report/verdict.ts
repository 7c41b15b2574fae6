import type { Estimate, ObjectiveResult, Results, Unit } from '../experiment/results.js';
import { closing } from './closing.js';
import type { DisplayUnit, Glyphs } from './format.js';
import { PERCENT, PER_SECOND, PLAIN, UNICODE, formatBeside, formatPlain, halfWidth, timeUnitFor, unitName } from './format.js';

/**
 * What the objectives make of a run: 130 interrupted, 3 something failed, 4 nothing failed but something is undecided, 0 all met. 1: the
 * simulation contradicts an exact result of theory, so that none of its numbers can be trusted.
 */
export function exitCodeOf(results: Results): 0 | 1 | 3 | 4 | 130 {
  if (isContradicted(results)) return 1;
  if (results.partial) return 130;
  if (results.objectives.some((objective) => objective.verdict === 'failed')) return 3;
  return results.objectives.some((objective) => objective.verdict === 'undecided') ? 4 : 0;
}

/**
 * The last line of the report: `1 met, 1 undecided, 1 failed (exit 3)`.
 *
 * @param exit what the process ends with, where that is something else
 */
export function verdictLine(results: Results, exit?: number): string {
  const tally = (['met', 'undecided', 'failed'] as const)
    .map((verdict) => ({ verdict, count: results.objectives.filter((objective) => objective.verdict === verdict).length }))
    .filter((part) => part.count > 0)
    .map((part) => `${part.count} ${part.verdict}`)
    .join(', ');
  const said = tally === '' ? 'no objectives' : tally;
  if (isContradicted(results))
    return `theory contradicts the simulation, and that is our fault: please report seed ${results.seed} and version ${results.version} (exit 1)`;
  return closing(results.partial ? `interrupted: ${said}` : said, exitCodeOf(results), exit);
}

/** Something exact lay outside twice, the second time on streams of its own. */
export function isContradicted({ theory }: Results): boolean {
  return theory.some(({ verdict }) => verdict === 'contradiction' || verdict === 'bound violated');
}

/** An objective ready to print. */
export interface ShownObjective {
  /** `web.latency.p95 < 200ms` */
  readonly claim: string;
  /** `146 ±5 ms` */
  readonly observed: string;
  /** By how much it fails, why it is undecided; '' where it is plainly met. */
  readonly remark: string;
}

export function showObjective(objective: ObjectiveResult, glyphs: Glyphs = UNICODE): ShownObjective {
  const signs = { below: '<', above: '>', atMost: glyphs.atMost, atLeast: glyphs.atLeast };
  const bounds = boundsOf(objective);
  const claim = `${objective.statistic} ${bounds.map((bound) => `${signs[bound.sign]} ${formatBound(bound.limit, objective.unit, glyphs)}`).join(', ')}`;
  const unit = displayUnitOf(objective.unit, [...bounds.map((bound) => bound.limit), ...(objective.observed === null ? [] : [objective.observed.value])]);
  const name = unitName(unit, glyphs);
  const observed = objective.observed;
  if (observed === null) return { claim, observed: glyphs.dash, remark: missingRemark(objective) };
  const value = formatBeside(
    bounds.map(({ limit }) => limit),
    observed,
    unit,
    glyphs,
  ).replace(`${glyphs.atLeast} `, 'at least ');
  return {
    claim,
    observed: name === '' ? value : name === '/s' ? `${value}/s` : `${value} ${name}`,
    remark: remarkOn(objective, observed, bounds, unit, name),
  };
}

/** A statistic without a value is judged only where it grows with the length of the run. */
function missingRemark({ verdict, expect, unrecovered }: ObjectiveResult): string {
  if (unrecovered !== undefined) {
    const { count, of } = unrecovered;
    return `${of === 1 ? 'it' : `${count} of ${of} replications`} did not recover${expect === 'failed' && verdict === 'met' ? ', as expected' : ''}`;
  }
  if (verdict === 'undecided') return 'there is no value';
  return expect === 'failed' ? 'it grows without end, as expected' : 'it grows without end';
}

interface Bound {
  readonly sign: 'below' | 'above' | 'atMost' | 'atLeast';
  readonly limit: number;
}

export function boundsOf(objective: ObjectiveResult): Bound[] {
  return (['below', 'above', 'atMost', 'atLeast'] as const).flatMap((sign) => {
    const limit = objective.bound[sign];
    return limit === undefined ? [] : [{ sign, limit }];
  });
}

function remarkOn(objective: ObjectiveResult, observed: Estimate, bounds: readonly Bound[], unit: DisplayUnit, name: string): string {
  if (objective.verdict === 'undecided') {
    if (observed.low !== null && observed.high === null) return 'the data give no upper limit';
    if (halfWidth(observed) === null) return 'there is no interval';
    const isHeld = bounds.some(({ limit }) => limit >= observed.low! && limit <= observed.high!);
    // Where it may be looked at several times, each look is judged by a wider interval than is shown.
    return isHeld ? 'interval holds the limit' : 'interval for all looks together holds the limit';
  }
  const misses = bounds.filter((bound) => !holds(bound, observed.value));
  const worst = misses[0];
  if (worst === undefined) return objective.expect === 'failed' ? 'was expected to fail, and holds' : '';
  const points = objective.unit === 'share' ? 'points' : name;
  const distance = formatPlain(Number((Math.abs(observed.value - worst.limit) * unit.factor).toPrecision(2)), 2);
  const side = worst.sign === 'below' || worst.sign === 'atMost' ? 'over' : 'under';
  const by = `${side} by ${distance}${points === '/s' || points === '' ? points : ` ${points}`}`;
  const said = distance === '0' ? 'on the limit' : by;
  return objective.expect === 'failed' ? `${said}, as expected` : said;
}

function holds(bound: Bound, value: number): boolean {
  if (bound.sign === 'below') return value < bound.limit;
  if (bound.sign === 'above') return value > bound.limit;
  return bound.sign === 'atMost' ? value <= bound.limit : value >= bound.limit;
}

/** A limit as a scenario writes it: `200ms`, `75%`, `400/s`. */
export function formatBound(limit: number, unit: Unit, glyphs: Glyphs = UNICODE): string {
  const display = displayUnitOf(unit, [limit]);
  return `${formatPlain(Number((limit * display.factor).toPrecision(12)), 12)}${unitName(display, glyphs)}`;
}

/** The unit in which values of this kind are shown; times and bytes by their size. */
export function displayUnitOf(unit: Unit, values: readonly number[]): DisplayUnit {
  switch (unit) {
    case 's':
      return timeUnitFor(values);
    case '1/s':
      return PER_SECOND;
    case 'share':
      return PERCENT;
    case 'bytes':
      return byteUnitFor(values);
    case 'bytes/s':
      return bandwidthUnitFor(values);
    case 'count':
    case 'jobs':
      return PLAIN;
  }
}

const BYTE_UNITS: readonly DisplayUnit[] = [
  { name: 'TB', factor: 1e-12 },
  { name: 'GB', factor: 1e-9 },
  { name: 'MB', factor: 1e-6 },
  { name: 'kB', factor: 1e-3 },
];

function byteUnitFor(values: readonly number[]): DisplayUnit {
  const largest = Math.max(0, ...values);
  return BYTE_UNITS.find((unit) => largest * unit.factor >= 1) ?? { name: 'B', factor: 1 };
}

/** Bandwidths are shown in bits, as ladders and networks are written. */
const BANDWIDTH_UNITS: readonly DisplayUnit[] = [
  { name: 'Gb/s', factor: 8e-9 },
  { name: 'Mb/s', factor: 8e-6 },
];

function bandwidthUnitFor(values: readonly number[]): DisplayUnit {
  const largest = Math.max(0, ...values);
  return BANDWIDTH_UNITS.find((unit) => largest * unit.factor >= 1) ?? { name: 'kb/s', factor: 8e-3 };
}
