import { chooseWarmup, type WarmupChoice } from './estimate/warmup.js';
import { makeReplications } from './make-replications.js';
import type { Replication } from './observation/replication.js';
import { keptSpread } from './spread/kept-spread.js';
import { type Spread, spreadsOf } from './spread/spread.js';
import { distinct, usualStatistics } from './spread/usual-statistics.js';
import type { StudyOptions } from './study.js';
import { type StudyFacts, summarise } from './summary/summarise.js';
import type { Results } from './results.js';
import type { AskedStatistic, Scenario } from '../scenario/scenario.js';

/**
 * Replications of one scenario with one warm-up: at least a tenth of the run; where MSER-5 on the pooled curves asks for more, the same
 * replications (same streams, same events) run again with that. More of them can be asked for; the warm-up never becomes shorter again.
 */
export class Sample {
  replications: readonly Replication[] = [];
  /** Fewer replications than were asked for: it was stopped. */
  isPartial = false;
  private warmup: number;
  private asked: WarmupChoice | null = null;
  private curve: Float64Array | null = null;
  private readonly isAuto: boolean;

  constructor(
    private readonly scenario: Scenario,
    private readonly options: StudyOptions,
  ) {
    const { warmup, study, duration } = scenario.run;
    this.isAuto = warmup === 'auto' && study === 'long-run';
    this.warmup = this.isAuto ? (duration as number) / 10 : warmup === 'auto' ? 0 : warmup;
  }

  /** Has so many replications (or fewer, where it is stopped). */
  async reach(count: number): Promise<void> {
    this.replications = await this.extend(this.replications, count, 1);
    this.isPartial = this.replications.length < count;
    if (this.replications.length === 0) return;
    this.askForWarmup();
    if (!this.isAuto || this.isPartial || this.asked === null || this.asked.warmup <= this.warmup) return;
    const before = this.warmup;
    this.warmup = this.asked.warmup;
    const again = await this.extend([], count, 2);
    if (again.length === 0) this.warmup = before;
    else this.replications = again;
    this.isPartial = this.replications.length < count;
  }

  /** Seconds deleted at the start of each replication; of a finite study the start of the window. */
  get deleted(): number {
    return this.warmup;
  }

  /** The same replications with a warm-up that is at least so long: samples that are compared have one warm-up. */
  async deleteAtLeast(warmup: number): Promise<void> {
    if (warmup <= this.warmup) return;
    const count = this.replications.length;
    this.warmup = warmup;
    this.replications = await this.extend([], count, 2);
    this.isPartial ||= this.replications.length < count;
  }

  /** The first so many alone: samples that are compared have equally many. */
  keepFirst(count: number): void {
    this.isPartial ||= count < this.replications.length;
    this.replications = this.replications.slice(0, count);
  }

  summarise(): Results {
    const results = summarise(this.scenario, this.replications, this.facts());
    return this.options.spread === true ? { ...results, ...keptSpread(this.scenario, this.replications) } : results;
  }

  /** Each replication by itself, for differences that are taken replication by replication. */
  summariseEach(): Results[] {
    const facts = this.facts();
    return this.replications.map((one) => summarise(this.scenario, [one], facts));
  }

  /** How statistics hang on the single replications: by default the usual ones, and those that were asked for. */
  spread(statistics: readonly AskedStatistic[] = distinct([...usualStatistics(this.scenario), ...this.scenario.asked])): readonly Spread[] {
    return spreadsOf(this.scenario, this.replications, statistics);
  }

  private facts(): StudyFacts {
    const { warmup } = this.scenario.run;
    return {
      sha256: this.options.sha256,
      warmup: this.warmup,
      warmupSource: this.isAuto ? 'auto' : warmup === 'auto' || warmup === 0 ? 'none' : 'given',
      mser: this.asked?.mser ?? null,
      warmupFound: this.asked?.found ?? true,
      warmupCurve: this.curve,
      isPartial: this.isPartial,
    };
  }

  private askForWarmup(): void {
    const { duration, study } = this.scenario.run;
    if (study !== 'long-run' || duration === 'all') return;
    const curves = pooledCurves(this.replications);
    this.asked = chooseWarmup(curves, duration);
    this.curve = curves[0] ?? null;
  }

  private async extend(present: readonly Replication[], count: number, pass: number): Promise<readonly Replication[]> {
    const { options, scenario, warmup } = this;
    const eventsBefore = present.reduce((sum, one) => sum + one.events, 0);
    const more = await makeReplications(
      scenario,
      {
        from: present.length,
        to: count,
        warmup,
        inBatches: count === 1 && scenario.run.study === 'long-run',
        progress: (done, events) => options.progress?.((pass - 1) * count + present.length + done, pass * count, eventsBefore + events),
      },
      options,
    );
    return [...present, ...more];
  }
}

/** Curves averaged over replications; bins in which nothing was counted take the value before. */
function pooledCurves(replications: readonly Replication[]): Float64Array[] {
  return replications[0].curves.map((first, index) => {
    const pooled = new Float64Array(first.length);
    let before = 0;
    for (let bin = 0; bin < first.length; bin++) {
      let sum = 0;
      let counted = 0;
      for (const { curves } of replications) {
        const value = curves[index][bin];
        if (Number.isNaN(value)) continue;
        sum += value;
        counted++;
      }
      before = counted === 0 ? before : sum / counted;
      pooled[bin] = before;
    }
    return pooled;
  });
}
