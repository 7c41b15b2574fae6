import type { Axis } from '../../scenario/values.js';
import type { Issue } from '../../scenario/issue.js';
import { issuesAt } from '../../scenario/issues-at.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Estimate, Results } from '../results.js';
import { type Design, designOf } from './design.js';
import { type FixedCost, fixedCost } from './fixed-cost.js';
import type { Decided, PlanPoint, PlanTrial } from './document.js';
import type { PlanTools } from './tools.js';

/** One configuration of the grid, and what is known of it. */
export class Point implements Design {
  readonly scenario: Scenario;
  readonly losses: Design['losses'];
  decided: Decided | null = null;
  /** Of the configuration untouched. */
  results: Results | null = null;
  skipped: PlanPoint['skipped'] = undefined;

  constructor(
    /** Position on each axis. */
    readonly at: readonly number[],
    readonly settings: Readonly<Record<string, string>>,
    design: Design,
    private readonly fixed: FixedCost | null,
  ) {
    this.scenario = design.scenario;
    this.losses = design.losses;
  }

  /** The trial that decides. */
  get trial(): PlanTrial | null {
    return this.decided?.trial ?? null;
  }
  get sets(): string[] {
    return Object.entries(this.settings).map(([path, value]) => `${path}=${value}`);
  }
  /** It costs at least so much a month. */
  get least(): number {
    return this.fixed?.least ?? 0;
  }
  get hasFixedCost(): boolean {
    return this.fixed?.isWhole ?? true;
  }
  /** As found by the run where it depends on that. */
  get cost(): Estimate | null {
    if (this.fixed === null) return null;
    const { least, isWhole } = this.fixed;
    if (isWhole) return { value: least, low: least, high: least };
    return this.results?.cost?.per_month ?? { value: least, low: null, high: null };
  }

  shown(): PlanPoint {
    const { settings, cost, decided, skipped } = this;
    return { settings, cost_per_month: cost, ...(decided ?? { trial: null }), ...(skipped === undefined ? {} : { skipped }) };
  }
}

/**
 * Every combination of the values, the last axis fastest; or the mistakes of the first that cannot be read.
 *
 * @param lose what each is to survive; null: nothing
 */
export function readPoints(
  axes: readonly Axis[],
  lose: readonly string[] | null,
  tools: Pick<PlanTools, 'read'>,
): { readonly points: readonly Point[]; readonly issues: readonly Issue[] } {
  const points: Point[] = [];
  for (const at of combinations(axes.map(({ values }) => values.length))) {
    const settings = Object.fromEntries(axes.map(({ path, values }, axis) => [path, values[at[axis]]]));
    const sets = Object.entries(settings).map(([path, value]) => `${path}=${value}`);
    const { scenario, issues } = tools.read(sets);
    if (scenario === null) return { points: [], issues: issuesAt([{ sets, issues }]) };
    const design = designOf(lose, { scenario, sets }, tools);
    if ('issues' in design) return { points: [], issues: design.issues };
    points.push(new Point(at, settings, design, fixedCost(scenario)));
  }
  return { points, issues: [] };
}

function combinations(lengths: readonly number[]): number[][] {
  return lengths.reduce<number[][]>((all, length) => all.flatMap((one) => Array.from({ length }, (_, index) => [...one, index])), [[]]);
}
