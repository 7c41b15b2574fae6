import type { Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import type { OwnStatistic, StatisticDescriptor } from '../define.js';

export const fanOutStatistics: readonly StatisticDescriptor[] = [
  { name: 'posts', resultName: 'posts', unit: 'count', estimator: 'count', summary: 'Posts published, over all replications.' },
  { name: 'writes', resultName: 'writes', unit: 'count', estimator: 'count', summary: 'Appends to lists that posts have caused.' },
  { name: 'writesPerPost', resultName: 'writes_per_post', unit: 'count', estimator: 'mean', summary: 'Appends for each post.' },
  { name: 'heldBack', resultName: 'held_back', unit: 'count', estimator: 'count', summary: 'Posts that were not pushed, because their author is a celebrity.' },
  {
    name: 'skipped',
    resultName: 'skipped',
    unit: 'count',
    estimator: 'count',
    needs: 'skip',
    summary: 'Appends left out, because the follower has no list.',
  },
  { name: 'lost', resultName: 'lost', unit: 'count', estimator: 'count', summary: 'Appends that ended badly: the post is not in that list.' },
  {
    name: 'lag',
    resultName: 'lag_s',
    unit: 's',
    estimator: 'times',
    summary: 'From the instant at which the root request of a post was due until it is in a list; one value for each append that ended well.',
  },
  { name: 'reads', resultName: 'reads', unit: 'count', estimator: 'count', summary: 'Feeds read.' },
  { name: 'pulls', resultName: 'pulls', unit: 'count', estimator: 'count', summary: 'Calls of `pull` that reads have caused.' },
  { name: 'pullsPerRead', resultName: 'pulls_per_read', unit: 'count', estimator: 'mean', summary: 'Calls of `pull` for each read.' },
  {
    name: 'rebuilt',
    resultName: 'rebuilt',
    unit: 'count',
    estimator: 'count',
    needs: 'skip',
    summary: 'Reads by those who had no list: pulled from all they follow.',
  },
];

/** What an instance has delivered. */
export class FanOutCounts implements Observed {
  readonly lag = new Times();
  posts = 0;
  writes = 0;
  heldBack = 0;
  skipped = 0;
  lost = 0;
  reads = 0;
  pulls = 0;
  rebuilt = 0;

  reset(): void {
    this.lag.reset();
    this.posts = 0;
    this.writes = 0;
    this.heldBack = 0;
    this.skipped = 0;
    this.lost = 0;
    this.reads = 0;
    this.pulls = 0;
    this.rebuilt = 0;
  }

  statistics(canSkip: boolean): Readonly<Record<string, OwnStatistic>> {
    return {
      posts: { type: 'count', count: this.posts },
      writes: { type: 'count', count: this.writes },
      writes_per_post: { type: 'mean', numerator: this.writes, denominator: this.posts },
      held_back: { type: 'count', count: this.heldBack },
      lost: { type: 'count', count: this.lost },
      lag_s: { type: 'times', times: this.lag },
      reads: { type: 'count', count: this.reads },
      pulls: { type: 'count', count: this.pulls },
      pulls_per_read: { type: 'mean', numerator: this.pulls, denominator: this.reads },
      ...(canSkip ? { skipped: { type: 'count', count: this.skipped }, rebuilt: { type: 'count', count: this.rebuilt } } : {}),
    };
  }
}
