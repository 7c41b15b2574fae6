import type { Scenario } from '../../scenario/scenario.js';
import { looksFor } from '../looks.js';
import { Sample } from '../sample.js';
import { spreadsOf, type Spread } from '../spread/spread.js';
import { isSteady } from '../stability/is-steady.js';
import type { Baseline } from './baseline.js';
import type { GatedStatistic } from './document.js';
import type { Gated } from './gated.js';
import { judgeStatistics, leaveUndecided } from './judge-statistics.js';
import type { Gate } from './measure.js';

export interface Page {
  readonly gated: readonly Gated[];
  readonly scenario: Scenario;
  readonly sample: Sample;
}

export interface Held {
  readonly statistics: readonly GatedStatistic[];
  /** A sentence: why the baseline could not be simulated again, where that would have helped. */
  readonly obstacle: string | null;
  /** A sentence: the warm-up after which both are compared, where each has another. */
  readonly window: string | null;
}

/** Of all statistics of a scenario at all looks together. */
const ALPHA = 0.05;

/**
 * Holds a page against its baseline, with more replications of both while something is undecided. Both are seen after the same warm-up, the longer of the two, whether it was found or
 * given, as in a comparison of designs; only runs that are not equally long have each their own.
 *
 * @returns null if it was stopped before its end
 */
export async function holdAgainst(baseline: Baseline, page: Page, gate: Gate): Promise<Held | null> {
  const { gated, scenario } = page;
  if (gated.length === 0) return { statistics: [], obstacle: null, window: null };
  const sides = new Sides(baseline, page, gate);
  const looks = looksFor(scenario, baseline.replications, gate.budget);
  let judged: readonly GatedStatistic[] = [];
  for (const [look, replications] of looks.entries()) {
    const isSettled = (index: number): boolean => look > 0 && !canBeDecided(judged[index]);
    const trouble = await sides.reach(replications);
    if (trouble === 'stopped') return null;
    const spreads = sides.now();
    const open = gated.flatMap((one, index) => (isSettled(index) ? [] : [{ gated: one, before: sides.before(one.statistic), now: spreads[index] }]));
    if (trouble !== null) {
      const { said, reason } = trouble;
      return { statistics: look === 0 ? leaveUndecided(open, { replications, reason }) : judged, obstacle: said, window: null };
    }
    const verdicts = judgeStatistics(open, {
      ...{ alpha: ALPHA / looks.length, practical: gate.practical, replications },
      ...{ isPaired: scenario.seed === baseline.seed, isSameRun: look === 0 && sides.isSameRun() },
    });
    judged = gated.map((_, index) => (isSettled(index) ? judged[index] : verdicts[open.findIndex(({ gated: one }) => one === gated[index])]));
    if (!judged.some(canBeDecided)) break;
  }
  return { statistics: judged, obstacle: null, window: sides.window() };
}

/** More replications can decide it. */
function canBeDecided({ verdict, before, now }: GatedStatistic): boolean {
  return verdict === 'undecided' && before !== null && now !== null;
}

interface Trouble {
  /** A sentence. */
  readonly said: string;
  /** Of each statistic. */
  readonly reason: string;
}

/** Page and baseline over one window. The baseline is simulated again only where what is kept of it is not enough. */
class Sides {
  private sample: Sample;
  /** Warm-up of the page at the first look. */
  private own = NaN;
  /** The baseline, simulated again. */
  private again: { readonly scenario: Scenario; readonly sample: Sample; spreads: ReadonlyMap<string, Spread> } | null = null;

  constructor(
    private readonly baseline: Baseline,
    private readonly page: Page,
    private readonly gate: Gate,
  ) {
    this.sample = page.sample;
  }

  now(): readonly Spread[] {
    return spreadsOf(this.page.scenario, this.sample.replications, this.page.gated);
  }

  before(statistic: string): Spread | null {
    if (this.again !== null) return this.again.spreads.get(statistic) ?? null;
    return Object.hasOwn(this.baseline.statistics, statistic) ? { statistic, ...this.baseline.statistics[statistic] } : null;
  }

  /** The same events, as far as the baseline goes. */
  isSameRun(): boolean {
    return this.sample.summarise().fingerprint === this.baseline.fingerprint;
  }

  window(): string | null {
    const { own, baseline } = this;
    const both = this.sample.deleted;
    if (own === baseline.warmup_s || both !== (this.again?.sample.deleted ?? baseline.warmup_s)) return null;
    return `Both are compared after a warm-up of ${seconds(both)}: the page has ${seconds(own)}, the baseline ${seconds(baseline.warmup_s)}.`;
  }

  /** So many replications of both sides. */
  async reach(count: number): Promise<Trouble | 'stopped' | null> {
    const { baseline } = this;
    await this.sample.reach(count);
    if (this.sample.isPartial) return 'stopped';
    const areKeptEnough = count === baseline.replications && this.again === null;
    if (areKeptEnough) this.own = this.sample.deleted;
    if (areKeptEnough && this.sample.deleted === baseline.warmup_s) return null;
    const scenario = this.again?.scenario ?? this.readAgain();
    if (scenario === null) return this.troubleSince(areKeptEnough, 'this version of queuelab does not accept the scenario of the baseline any more');
    const isEquallyLong = scenario.run.duration === this.page.scenario.run.duration;
    const isPageLonger = isEquallyLong && this.sample.deleted > baseline.warmup_s && isSteady(this.page.scenario, this.sample.replications);
    if (areKeptEnough && !isPageLonger) return isEquallyLong ? this.lengthenPage(baseline.warmup_s, count) : null;
    const trouble = await this.simulateAgain(scenario, areKeptEnough);
    if (trouble !== null) return trouble;
    const { sample } = this.again!;
    await sample.reach(count);
    if (sample.isPartial) return 'stopped';
    if (isEquallyLong) {
      if (isSteady(this.page.scenario, this.sample.replications)) await sample.deleteAtLeast(this.sample.deleted);
      if (isSteady(scenario, sample.replications) && (await this.lengthenPage(sample.deleted, count)) !== null) return 'stopped';
      if (sample.isPartial) return 'stopped';
    }
    this.again!.spreads = new Map(spreadsOf(scenario, sample.replications, scenario.asked).map((one) => [one.statistic, one]));
    return null;
  }

  /** The page after a longer warm-up than its own; its objectives keep theirs. */
  private async lengthenPage(warmup: number, count: number): Promise<'stopped' | null> {
    if (warmup <= this.sample.deleted) return null;
    const { scenario } = this.page;
    this.sample = new Sample(scenario, this.gate.optionsFor(scenario));
    await this.sample.deleteAtLeast(warmup);
    await this.sample.reach(count);
    return this.sample.isPartial ? 'stopped' : null;
  }

  private readAgain(): Scenario | null {
    const { statistics } = this.baseline;
    return this.gate.readAgain(this.page.gated.map(({ statistic }) => statistic).filter((name) => Object.hasOwn(statistics, name)));
  }

  /** Believed where its first replications do what the baseline did. */
  private async simulateAgain(scenario: Scenario, isForWarmup: boolean): Promise<Trouble | 'stopped' | null> {
    if (this.again !== null) return null;
    const { baseline } = this;
    const sample = new Sample(scenario, this.gate.optionsFor(scenario));
    await sample.reach(baseline.replications);
    if (sample.isPartial) return 'stopped';
    const isFaithful =
      sample.deleted === baseline.warmup_s &&
      sample.summarise().fingerprint === baseline.fingerprint &&
      spreadsOf(scenario, sample.replications, scenario.asked).every(({ statistic, value }) => value === baseline.statistics[statistic].value);
    if (!isFaithful)
      return this.troubleSince(isForWarmup, `this version of queuelab does something else with the scenario of the baseline than ${baseline.version} did`);
    this.again = { scenario, sample, spreads: new Map() };
    return null;
  }

  private troubleSince(isForWarmup: boolean, why: string): Trouble {
    const reason = `the warm-up is ${seconds(this.sample.deleted)}, in the baseline ${seconds(this.baseline.warmup_s)}`;
    const tried = isForWarmup ? `Both could not be seen after the same warm-up (${reason})` : 'No replications could be added';
    return { said: `${tried}, since ${why}.`, reason };
  }
}

const seconds = (time: number): string => `${Number(time.toPrecision(4))} s`;
