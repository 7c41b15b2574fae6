import type { Observed } from '../../sim/engine.js';
import type { OwnStatistic } from '../define.js';
import type { Neighbourhood } from './neighbourhood.js';

/** What suggestions cost at one instance, and how good they are by hidden friends. */
export class PredictionBooks implements Observed {
  private suggests = 0;
  private edges = 0;
  private candidates = 0;
  /** Suggests for users with hidden friends. */
  private judged = 0;
  /** Hidden friends on their pages. */
  private hits = 0;
  /** All their hidden friends. */
  private hidden = 0;
  /** Sum of 1 / the rank of the first. */
  private reciprocals = 0;

  constructor(
    private readonly pageSize: number,
    private readonly isJudged: boolean,
  ) {}

  count({ touched, count, hiddenCount, hiddenRanks }: Neighbourhood): void {
    this.suggests++;
    this.edges += touched;
    this.candidates += count;
    if (hiddenCount === 0) return;
    this.judged++;
    let hits = 0;
    let first = Infinity;
    for (const rank of hiddenRanks) {
      if (rank <= this.pageSize) hits++;
      if (rank < first) first = rank;
    }
    this.hits += hits;
    this.hidden += hiddenCount;
    this.reciprocals += 1 / first;
  }

  reset(): void {
    this.suggests = 0;
    this.edges = 0;
    this.candidates = 0;
    this.judged = 0;
    this.hits = 0;
    this.hidden = 0;
    this.reciprocals = 0;
  }

  statistics(): Readonly<Record<string, OwnStatistic>> {
    const { judged, suggests } = this;
    return {
      edges_per_suggest: { type: 'mean', numerator: this.edges, denominator: suggests },
      candidates_per_suggest: { type: 'mean', numerator: this.candidates, denominator: suggests },
      ...(this.isJudged
        ? ({
            judged: { type: 'count', count: judged },
            precision: { type: 'ratio', numerator: this.hits, denominator: judged * this.pageSize },
            recall: { type: 'ratio', numerator: this.hits, denominator: this.hidden },
            reciprocal_rank: { type: 'ratio', numerator: this.reciprocals, denominator: judged },
          } as const)
        : {}),
    };
  }
}
