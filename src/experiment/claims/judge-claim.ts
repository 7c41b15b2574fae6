import type { Claim, Look, Relation } from './claim.js';
import { lookName, looksOf, thereStatistic } from './looks.js';
import { readPrinted } from './printed-number.js';
import type { Seen } from './seen.js';
import { difference, isChance, quotient, uncertain, type Uncertain } from './uncertain.js';

export interface ClaimVerdict {
  /** What does not hold, in sentences; empty: all of it holds. */
  readonly faults: readonly string[];
  /** What was found, for whoever wants to know: name → value on each seed. */
  readonly found: Readonly<Record<string, readonly Uncertain[]>>;
}

/** An effect counts when it is so many half-widths large, on every seed. */
const HALF_WIDTHS = 5;

/** Judges a claim by what simulations under several seeds showed. The first seed is that under which the lesson's numbers were read: there they are as printed. */
export function judgeClaim(claim: Claim, seeds: readonly (number | null)[], seenAt: (look: Look) => Seen): ClaimVerdict {
  const looks = seeds.map((seed) => looksOf(claim, seed));
  const faults: string[] = [];
  const read = (name: string, sides: readonly (Look | null | undefined)[], statistic: string): readonly Uncertain[] | null => {
    if (sides.some((look) => look === null || look === undefined)) return null;
    const all = uncertain(sides.map((look) => seenAt(look!).values.get(statistic) ?? null));
    if (all === null) faults.push(`${statistic} has no value in ${name}: ${lookName(sides[0]!)}`);
    return all;
  };
  const here = read(
    'the scenario',
    looks.map((one) => one.here),
    claim.statistic,
  );
  const there = read(
    'what it is compared with',
    looks.map((one) => one.there),
    thereStatistic(claim),
  );
  if (here === null || (claim.against !== undefined && there === null)) return { faults, found: {} };
  const found = derive(here, there);
  faults.push(...relationFaults(claim, found), ...printedFaults(claim, found), ...expectedFaults(claim, found));
  if (claim.limits !== undefined) {
    const others = looks.map(({ here: look }) => seenAt(look).limits).filter((limits) => limits !== claim.limits);
    if (others.length > 0) faults.push(`${claim.limits} should limit, but ${[...new Set(others)].join(', ')} did`);
  }
  if (claim.removed === undefined) return { faults, found };
  const without = {
    here: read(
      'the scenario without what it teaches',
      looks.map((one) => one.removed?.here),
      claim.statistic,
    ),
    there: read(
      'what it is compared with, without what it teaches',
      looks.map((one) => one.removed?.there),
      thereStatistic(claim),
    ),
  };
  if (without.here === null || without.there === null) return { faults, found };
  const left = without.here.map((one, index) => difference(one, without.there![index]));
  faults.push(...removedFaults(claim, found.difference, left));
  return { faults, found: { ...found, removed: left } };
}

type Found = Record<'here' | 'there' | 'difference' | 'ratio' | 'change', readonly Uncertain[]>;

function derive(here: readonly Uncertain[], there: readonly Uncertain[] | null): Found {
  if (there === null) return { here, there: [], difference: [], ratio: [], change: [] };
  const each = (compute: (a: Uncertain, b: Uncertain) => Uncertain): readonly Uncertain[] => here.map((one, index) => compute(one, there[index]));
  return {
    here,
    there,
    difference: each(difference),
    ratio: each((a, b) => (Math.abs(a.value) >= Math.abs(b.value) ? quotient(a, b) : quotient(b, a))),
    change: each((a, b) => ({ ...quotient(a, b), value: quotient(a, b).value - 1 })),
  };
}

function relationFaults({ relation, against, expected, statistic, halfWidths = HALF_WIDTHS }: Claim, found: Found): string[] {
  // Without anything to compare with, `expected` is what it equals, and is judged below.
  if (relation === undefined || (against === undefined && relation === 'equals')) return [];
  if (against === undefined && expected === undefined) return [`${statistic} is ${describe(relation)} nothing: give against, or expected`];
  const other = against === undefined ? found.here.map(() => ({ value: expected!.value, half: 0, each: null })) : found.there;
  const gaps = found.here.map((one, index) => difference(one, other[index]));
  const fault = (why: string): string[] => [
    `${statistic} should be ${describe(relation)} ${against === undefined ? expected!.value : 'the other'}, but ${why}`,
  ];
  if (relation === 'above' || relation === 'below') {
    const sign = relation === 'above' ? 1 : -1;
    const least = gaps.map(({ value, half }) => (value === 0 ? 0 : (sign * value) / half));
    return least.every((width) => width >= halfWidths)
      ? []
      : fault(`the difference is ${least.map(short).join(', ')} half-widths (${halfWidths} asked for on each seed)`);
  }
  if (relation === 'equals') {
    const distances = gaps.map(({ value, half }) => distance(value, half));
    return isChance(distances) ? [] : fault(`the difference is ${distances.map(short).join(', ')} half-widths`);
  }
  const target = 'same' in relation ? 1 : relation.ratio;
  const within = 'same' in relation ? relation.same : relation.within;
  const ratios = found.here.map((one, index) => quotient(one, other[index]));
  const isIn = ratios.every(({ value, half }) => Math.abs(value - target) + ('same' in relation ? half : 0) <= within * target);
  return !isIn ? fault(`the ratio is ${ratios.map(show).join(', ')}`) : [];
}

/** On the first seed as printed; on the others no further from it than chance takes both. */
function printedFaults({ says = {}, statistic }: Claim, found: Found): string[] {
  return (Object.entries(says) as [keyof Found, string][]).flatMap(([which, text]) => {
    const { value, rounding } = readPrinted(text);
    const seen = found[which].map((one) => ({ ...one, value: Math.abs(one.value) }));
    if (seen.length === 0) return [`the lesson says ${text}, but there is nothing to compare ${statistic} with`];
    const slack = rounding * (1 + 1e-9);
    if (Math.abs(seen[0].value - value) > slack) return [`the lesson says ${text} (${which} of ${statistic}), but it is ${seen.map(show).join(', ')}`];
    const distances = seen.slice(1).map((one) => distance(Math.max(0, Math.abs(one.value - value) - slack), Math.hypot(one.half, seen[0].half)));
    return isChance(distances) ? [] : [`the lesson's ${text} (${which} of ${statistic}) hangs on the seed: ${seen.map(show).join(', ')}`];
  });
}

function expectedFaults({ expected, relation, against, statistic }: Claim, found: Found): string[] {
  if (expected === undefined || (against === undefined && relation !== undefined && relation !== 'equals')) return [];
  const { value, within = 0, of = 'here', from } = expected;
  const distances = found[of].map((one) => distance(Math.max(0, Math.abs(Math.abs(one.value) - value) - within * Math.abs(value)), one.half));
  return isChance(distances) ? [] : [`${of} of ${statistic} should be ${value} (${from}), but it is ${found[of].map(show).join(', ')}`];
}

/** What remains is no more than chance, or the share that may remain; and it is known well enough to tell. */
function removedFaults({ removed, statistic }: Claim, effects: readonly Uncertain[], left: readonly Uncertain[]): string[] {
  const shown = `without what it teaches the difference in ${statistic} is ${left.map(show).join(', ')} of ${effects.map(show).join(', ')}`;
  const isVague = left.some(({ half }, index) => half > Math.abs(effects[index].value) / 2);
  if (isVague) return [`${shown}: not known well enough`];
  const { within } = removed!;
  if (within !== undefined) return left.every(({ value }, index) => Math.abs(value) <= within * Math.abs(effects[index].value)) ? [] : [shown];
  return isChance(left.map(({ value, half }) => distance(value, half))) ? [] : [shown];
}

/** In half-widths; none where nothing varies and nothing differs. */
function distance(value: number, half: number): number {
  // What is equal but for rounding errors.
  return Math.abs(value) < 1e-12 ? 0 : Math.abs(value) / half;
}

function describe(relation: Relation): string {
  if (relation === 'above' || relation === 'below') return relation;
  if (relation === 'equals') return 'equal to';
  return 'same' in relation ? `within ${100 * relation.same} % of` : `${relation.ratio} times (give or take ${100 * relation.within} %)`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
const show = ({ value, half }: Uncertain): string => `${short(value)} ±${short(half)}`;
