import type { Axis } from '../../scenario/values.js';
import { isMonotoneInServers } from './monotone.js';
import type { Point } from './points.js';
import { byMonotony, type Trials } from './tools.js';
import type { TrialVerdict } from './document.js';
import { decisionsAbout, failsWithoutRun, Question } from './question.js';
import type { Rule } from './trial.js';

export interface Cheapest {
  readonly chosen: Point | null;
  /** Others that pass and whose cost cannot be told apart. */
  readonly rivals: readonly Point[];
}

/**
 * The cheapest configuration that passes. Configurations are tried by what they cost at least, so that the first that passes is the answer where nothing that is paid depends on the run; else
 * the search goes on while another may cost less. Only what is proved is skipped: what is offered more than it can serve, what costs more than one that passes, and fewer servers than a
 * number that fails where that is a theorem (monotone.ts): there the loss of a server leaves one less of the same, so that a number that does not survive stands for all that are smaller, too.
 */
export async function findCheapest(points: readonly Point[], axes: readonly Axis[], rule: Pick<Rule, 'error' | 'looks'>, trials: Trials): Promise<Cheapest> {
  const ordered = [...points].sort((left, right) => left.least - right.least || compare(left.at, right.at));
  for (const point of ordered) point.decided = failsWithoutRun(point);
  const open = ordered.filter(({ trial }) => trial === null);
  const isChain = axes.length === 1 && open.length > 2 && isOneByOne(ordered) && isMonotoneInServers(open[0].scenario, axes[0].path);
  const search = new Search(open, new Question(trials, { ...rule, decisions: decisionsOf(open, isChain) }), trials);
  if (isChain) await search.byHalving();
  else await search.oneByOne();
  return search.answer();
}

/** Numbers of servers too near the limit to be told from it, below the one that passes: after so many the smaller ones are left alone. */
const UNDECIDED_MOST = 8;

/** How many decisions share the error: all that the search can come to, counted before anything is run. */
function decisionsOf(open: readonly Point[], isChain: boolean): number {
  const all = Math.max(1, decisionsAbout(open));
  if (!isChain) return all;
  const halvings = Math.ceil(Math.log2(open.length)) + 1 + UNDECIDED_MOST;
  const { losses } = open[0];
  return losses === null ? halvings : Math.min(all, halvings * (1 + losses.length));
}

/** More of it is dearer, without exception. */
function isOneByOne(ordered: readonly Point[]): boolean {
  return ordered.every(
    (point, index) => point.hasFixedCost && (index === 0 || (point.least > ordered[index - 1].least && point.at[0] > ordered[index - 1].at[0])),
  );
}

function compare(left: readonly number[], right: readonly number[]): number {
  const axis = left.findIndex((value, index) => value !== right[index]);
  return axis < 0 ? 0 : left[axis] - right[axis];
}

class Search {
  constructor(
    private readonly points: readonly Point[],
    private readonly question: Question,
    private readonly trials: Trials,
  ) {}

  async oneByOne(): Promise<void> {
    for (const point of this.points) {
      if (point.least >= this.lowestCost()) point.skipped = 'dearer';
      else await this.try(point);
    }
  }

  /** Between a number that does not pass and one that does lies the answer; below it one number after the other, until one fails and stands for all that are smaller. */
  async byHalving(): Promise<void> {
    const { points } = this;
    const verdictAt = async (index: number): Promise<TrialVerdict | null> => {
      if (points[index].trial === null) await this.try(points[index]);
      return points[index].trial?.verdict ?? null;
    };
    let passes = points.length;
    let below = -1;
    if ((await verdictAt(points.length - 1)) === 'passes') passes = points.length - 1;
    else below = points.length - 1;
    while (passes - below > 1 && !this.trials.isStopped) {
      const middle = Math.floor((passes + below) / 2);
      if ((await verdictAt(middle)) === 'passes') passes = middle;
      else below = middle;
    }
    let fails = passes - 1;
    const last = Math.max(0, passes - UNDECIDED_MOST);
    while (fails >= last && !this.trials.isStopped && (await verdictAt(fails)) !== 'fails') fails--;
    const isFailing = points[fails]?.trial?.verdict === 'fails';
    points.forEach((point, index) => {
      if (point.trial !== null || point.skipped !== undefined) return;
      if (index > passes) point.skipped = 'dearer';
      else if (isFailing && index < fails) point.decided = byMonotony;
      else point.skipped = this.trials.isStopped ? 'interrupted' : 'unclear';
    });
  }

  answer(): Cheapest {
    const passing = this.points.filter(({ trial }) => trial?.verdict === 'passes');
    const [chosen, ...others] = passing.sort((left, right) => left.cost!.value - right.cost!.value || left.least - right.least);
    if (chosen === undefined) return { chosen: null, rivals: [] };
    const most = chosen.cost!.high ?? chosen.cost!.value;
    return { chosen, rivals: others.filter(({ cost, hasFixedCost }) => !hasFixedCost && (cost!.low ?? cost!.value) <= most) };
  }

  private lowestCost(): number {
    return this.points.reduce((least, { trial, cost }) => (trial?.verdict === 'passes' ? Math.min(least, cost?.value ?? 0) : least), Infinity);
  }

  private async try(point: Point): Promise<void> {
    const position = this.points.indexOf(point) + 1;
    const decision = await this.question.decide(point, `point ${position} of ${this.points.length}`);
    if (decision === null) {
      point.skipped = 'interrupted';
      return;
    }
    point.decided = decision.decided;
    point.results = decision.results;
  }
}
