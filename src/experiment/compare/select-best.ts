import { makeReplications } from '../make-replications.js';
import type { Replication } from '../observation/replication.js';
import type { Design } from './compare-designs.js';
import type { Candidate, ComparedDesign, Comparison, Selection } from './document.js';
import { KimNelson } from './kim-nelson.js';
import type { SelectionStatistic } from './selection-statistic.js';
import { valuesByReplication } from './values-by-replication.js';
import { meanOf, rowOfSelection, withSelection } from './with-selection.js';

/** What `--select` asks for. */
export interface SelectionAsked {
  readonly by: SelectionStatistic;
  /** δ: a share of the mean of A in the first stage, or in inside units. */
  readonly difference: { readonly share: number } | { readonly absolute: number };
  /** Replications of each at the most, as a multiple of the first stage. */
  readonly budget: number;
}

/** Replications of the first stage at the least: the variances are known from it alone. */
export const LEAST_FIRST_STAGE = 20;

/** 1 minus the probability of a correct selection. */
const ERROR = 0.05;

/** So many designs go on side by side; the others wait, as replications take room in memory. */
const SIDE_BY_SIDE = 4;

/** A design with its first stage. */
export interface FirstStage {
  readonly design: Design;
  readonly replications: readonly Replication[];
  /** Seconds; of all designs, and of all their further replications. */
  readonly warmup: number;
}

/**
 * Selects the best by KN. The first stage is what was compared; then those that still take part have one replication more, and again, until one is left. They are made in blocks of a tenth of those
 * that there are, for several threads, and looked at one by one: what is selected, and after how many, depends on neither.
 */
export async function selectBest(stages: readonly FirstStage[], comparison: Comparison, asked: SelectionAsked): Promise<Comparison> {
  const { by } = asked;
  const firstStage = stages[0].design.scenario.run.replications;
  const budget = Math.floor(firstStage * asked.budget);
  const valuesOf = stages.map(({ design, replications }, index) => valuesByReplication(design.scenario, replications, by.targets[index]));
  const first = stages.map(({ replications }, index) => replications.map((one) => valuesOf[index](one)));
  const isOut = first.map((values, index) => isNeverAtRest(values, comparison.designs[index], by));
  const difference = differenceOf(first[0], asked);
  const facts = {
    statistic: by.statistic,
    unit: rowOfSelection(comparison, by.statistic).unit,
    better: by.better,
    difference,
    share: 'share' in asked.difference ? asked.difference.share : null,
    confidence: 1 - ERROR,
    first_stage: firstStage,
    budget,
  } as const;
  const taking = stages.flatMap((_, index) => (isOut[index] ? [] : [index]));
  const conclude = (found: Pick<Selection, 'end' | 'selected' | 'designs' | 'sufficient_replications' | 'why'>): Comparison =>
    withSelection(comparison, { ...facts, ...found }, first);
  const bare = (end: 'impossible' | 'interrupted', why: string | null): Comparison => {
    const designs = comparison.designs.map(({ name }, index) => untouched(name, first[index], isOut[index]));
    return conclude({ end, selected: null, designs, sufficient_replications: null, why });
  };
  if (comparison.partial) return bare('interrupted', null);
  const why = obstacle(first, isOut, comparison, { by, difference });
  if (why !== null) return bare('impossible', why);

  const race = new KimNelson(
    taking.map((index) => first[index] as readonly number[]),
    { difference: difference!, better: by.better, error: ERROR, designs: stages.length },
  );
  const nameOf = (racer: number): string => comparison.designs[taking[racer]].name;
  const goOn = new Continuation(taking.map((index) => stages[index]));
  let end: Selection['end'] = 'selected';
  let trouble: string | null = null;
  while (!race.isDecided && end === 'selected') {
    if (race.replications >= budget) end = 'budget';
    else {
      const number = race.replications;
      const made = await goOn.replication(number, race.remaining, Math.min(budget, race.sufficient), (racer, one) => valuesOf[taking[racer]](one));
      if (made === null) end = 'interrupted';
      else {
        const lacking = race.remaining.find((racer) => made.get(racer) === null);
        if (lacking === undefined) race.add((racer) => made.get(racer)!);
        else [end, trouble] = ['impossible', lackingWords(nameOf(lacking), number)];
      }
    }
  }
  const leads = race.remaining.reduce((best, racer) => (race.behind(racer, best) < 0 ? racer : best));
  const candidateOf = (index: number): Candidate => {
    const { name } = comparison.designs[index];
    if (isOut[index]) return untouched(name, first[index], true);
    const racer = taking.indexOf(index);
    const out = race.eliminated.get(racer);
    const mean = race.meanOf(racer);
    if (out !== undefined)
      return { design: name, state: 'eliminated', replications: out.replications, mean, behind: out.behind, behind_design: nameOf(out.by) };
    const isFirst = racer === leads;
    const state = end === 'selected' ? (isFirst ? 'selected' : 'tied') : 'remains';
    const behind = isFirst ? null : race.behind(racer, leads);
    return { design: name, state, replications: race.replications, mean, behind, behind_design: isFirst ? null : nameOf(leads) };
  };
  return conclude({
    end,
    selected: end === 'selected' ? nameOf(leads) : null,
    designs: stages.map((_, index) => candidateOf(index)),
    sufficient_replications: end === 'budget' || end === 'interrupted' ? race.sufficient : null,
    why: trouble,
  });
}

/** δ; null where A has no value, or 0, of which a share would be none. */
function differenceOf(ofA: readonly (number | null)[], { difference }: SelectionAsked): number | null {
  if ('absolute' in difference) return difference.absolute;
  const mean = meanOf(ofA);
  return mean === null || mean === 0 ? null : difference.share * Math.abs(mean);
}

/** A time that grows without end is worse than any other. */
function isNeverAtRest(values: readonly (number | null)[], { unstable }: ComparedDesign, { better }: SelectionStatistic): boolean {
  return better === 'lower' && unstable !== null && values.every((value) => value === null);
}

/** Why nothing can be selected, as a sentence ends; null: it can. */
function obstacle(
  first: readonly (readonly (number | null)[])[],
  isOut: readonly boolean[],
  comparison: Comparison,
  { by, difference }: { readonly by: SelectionStatistic; readonly difference: number | null },
): string | null {
  if (isOut.every((out) => out)) return 'none of them comes to rest';
  for (const [index, values] of first.entries()) {
    const number = values.indexOf(null);
    if (!isOut[index] && number >= 0) return lackingWords(comparison.designs[index].name, number);
  }
  if (rowOfSelection(comparison, by.statistic).better === null) return 'the designs were not offered the same, so that more is no merit';
  if (difference === null)
    return isOut[0]
      ? 'A never comes to rest, and has no value of which --select could be a share: give it with a unit'
      : 'it is 0 in A, of which no share is a difference: give --select with a unit';
  return null;
}

function lackingWords(design: string, number: number): string {
  return `replication ${number + 1} of ${design} by itself has no value of it: longer replications (--duration), or another --statistic`;
}

function untouched(design: string, values: readonly (number | null)[], isOut: boolean): Candidate {
  return { design, state: isOut ? 'unstable' : 'remains', replications: values.length, mean: meanOf(values), behind: null, behind_design: null };
}

/** Further replications of those that still take part, made some ahead of being looked at. */
class Continuation {
  private readonly ahead: Map<number, (number | null)[]>;
  private readonly events: number[];
  private from: number;

  constructor(private readonly stages: readonly FirstStage[]) {
    this.from = stages[0].replications.length;
    this.ahead = new Map();
    this.events = stages.map(({ replications }) => replications.reduce((sum, { events }) => sum + events, 0));
  }

  /**
   * The values of one replication of each; null: it was stopped before.
   *
   * @param most replications that will be needed at the most
   */
  async replication(
    number: number,
    racers: readonly number[],
    most: number,
    valueOf: (racer: number, replication: Replication) => number | null,
  ): Promise<ReadonlyMap<number, number | null> | null> {
    const isThere = (racer: number): boolean => (this.ahead.get(racer)?.length ?? 0) > number - this.from;
    if (!racers.every(isThere)) {
      this.from = number;
      const to = Math.min(most, number + Math.ceil(number / 10));
      for (let next = 0; next < racers.length; next += SIDE_BY_SIDE) {
        await Promise.all(
          racers.slice(next, next + SIDE_BY_SIDE).map(async (racer) => {
            const made = await this.make(racer, number, to);
            this.ahead.set(
              racer,
              made.map((one) => valueOf(racer, one)),
            );
          }),
        );
      }
      if (!racers.every(isThere)) return null;
    }
    return new Map(racers.map((racer) => [racer, this.ahead.get(racer)![number - this.from]]));
  }

  private async make(racer: number, from: number, to: number): Promise<readonly Replication[]> {
    const { design, warmup } = this.stages[racer];
    const { scenario, options } = design;
    const before = this.events[racer];
    const progress = (done: number, events: number): void => options.progress?.(from + done, to, before + events);
    const made = await makeReplications(scenario, { from, to, warmup, inBatches: false, progress }, options);
    this.events[racer] += made.reduce((sum, { events }) => sum + events, 0);
    return made;
  }
}
