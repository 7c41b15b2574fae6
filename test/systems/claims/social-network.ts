import type { SystemClaims } from '../claims-suite.js';

const home = 'members/frontend.home.latency';
const nobodyIsFollowedMuch = ['graph.followers.pareto.max=150'];
const quickRanking = ['ranker.operations.rank.lognormal={ median: 1ms, p99: 5ms }'];
/** The crowd reacts to all posts alike, as popular as they are. */
const crowdOfAll = ['workload.crowd.keys=null'];

/** Scenario → what its lesson claims. Which members are followed by how many is another draw with each seed, so that numbers that hang on it are rough. */
export const socialNetwork: SystemClaims = {
  folder: 'social-network',
  claims: {
    baseline: [
      { statistic: 'ranker.utilisation', says: { here: '59 %' }, expected: { value: (208 * 0.01143) / 4, from: 'utilisation law' }, limits: 'ranker' },
      { statistic: 'feed.writesPerPost', says: { here: 'about 7' } },
      { statistic: 'feed.pullsPerRead', says: { here: 'about 3' } },
      { statistic: `${home}.p95`, says: { here: 'about 30 ms' } },
      { statistic: 'media.arrivals', expected: { value: 36 * 0.3, from: 'posts with a photo' } },
      { statistic: 'shortener.arrivals', expected: { value: 36 * 0.3, from: 'links for each post' } },
      { statistic: 'accounts.arrivals', expected: { value: 1, from: 'newcomers' } },
      // Those who ask are among the members with more friends.
      { statistic: 'liked.arrivals', expected: { value: 12 * 30 + 28, from: 'thirty friends of who asks, and reactions', within: 0.15 } },
    ],
    push: [
      {
        statistic: 'feed.writesPerPost',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: 'about 30', there: 'about 7' },
        removed: { set: nobodyIsFollowedMuch, within: 0.02 },
      },
      { statistic: 'feed.pullsPerRead', against: { scenario: 'baseline' }, relation: 'below', says: { here: 'about 2', there: 'about 3' } },
    ],
    pull: [
      {
        statistic: 'feed.pullsPerRead',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: 'about 5', there: 'about 3' },
        removed: { set: ['graph.followers=0'] },
      },
      { statistic: home, against: { scenario: 'baseline' }, relation: { same: 0.03 } },
    ],
    'all-lists': [
      {
        statistic: 'feed.writesPerPost',
        against: { scenario: 'baseline' },
        relation: { ratio: 2, within: 0.1 },
        says: { here: 'about 14', there: 'about 7' },
        expected: { value: 2, from: 'half of the members have no list', of: 'ratio', within: 0.1 },
        removed: { set: [], against: ['feed.skip=null'] },
      },
      { statistic: 'feed.pullsPerRead', against: { scenario: 'baseline' }, relation: 'below', says: { here: 'about 1', there: 'about 3' } },
    ],
    'celebrity-posts': [
      {
        statistic: 'feed.lag',
        against: { scenario: 'celebrity-held-back' },
        relation: 'above',
        says: { here: 'about 180 ms' },
        // Every 8 s comes work of 1.6 s; who comes within it waits for what is left: λE[S²] / 2(1 - ρ), ρ of the others .027.
        expected: { value: 1.6 ** 2 / 8 / 2 / (1 - 0.027), from: 'work in the system', of: 'difference', within: 0.1 },
        removed: { set: ['celebrity.arrivals.every=1h'], within: 0.02 },
      },
      { statistic: home, against: { scenario: 'celebrity-held-back' }, relation: 'above', says: { here: 'about 110 ms', there: '14 ms' } },
    ],
    'celebrity-held-back': [
      {
        statistic: 'timelines.utilisation',
        against: { scenario: 'celebrity-posts' },
        relation: 'below',
        says: { here: '3 %', there: '23 %' },
        expected: { value: 0.2, from: '20,000 × 80 µs each 8 s', of: 'difference', within: 0.02 },
        removed: { set: ['celebrity.arrivals.every=1h'], within: 0.02 },
      },
    ],
    'online-first': [
      {
        statistic: 'timelines/online.wait',
        against: { scenario: 'celebrity-posts', set: ['timelines.servers=2'], statistic: 'timelines.wait' },
        relation: 'below',
        says: { here: 'about 70 ms', there: 'about 0.4 s' },
        removed: { set: ['celebrity.arrivals.every=1h'], within: 0.03 },
      },
      { statistic: 'timelines/away.wait', says: { here: 'about 0.6 s' } },
    ],
    viral: [
      {
        statistic: 'reactions.rowWait',
        against: { scenario: 'viral-sharded' },
        relation: 'above',
        says: { here: '1.3 s' },
        // Of 1.12 s of work that come each second, one is done: a write that begins after s seconds has waited for s (1 - 1/1.12), from 4 to 20 s.
        expected: { value: 12 * (1 - 1 / (3200.6 * 0.00035)), from: 'fluid queue', within: 0.02 },
        removed: { set: crowdOfAll, within: 0.01 },
      },
    ],
    'viral-sharded': [
      {
        statistic: 'reactions.rowWait',
        against: { scenario: 'viral' },
        relation: 'below',
        says: { here: '22 µs' },
        // M/D/1 at a load of .112.
        expected: { value: (0.00035 * 0.112) / (2 * (1 - 0.112)), from: 'Pollaczek and Khinchine', within: 0.02 },
        removed: { set: crowdOfAll, within: 0.01 },
      },
    ],
    'viral-gathered': [
      { statistic: 'reactions.rowWait', against: { scenario: 'viral' }, relation: 'below', removed: { set: crowdOfAll, within: 0.01 } },
      { statistic: 'reactions.addsPerWrite', says: { here: 'about 90' } },
    ],
    'cache-lost': [
      {
        statistic: 'leader.arrivals',
        against: { set: ['faults=null'] },
        relation: 'above',
        says: { here: 'about 3,100/s', there: 'about 1,800/s' },
        removed: { set: ['users.capacity=1'], against: ['users.capacity=1'], within: 0.02 },
      },
      { statistic: 'store.utilisation', against: { set: ['faults=null'] }, relation: { same: 0.05 }, says: { here: '22 %' } },
    ],
    'cache-lost-both': [
      {
        statistic: 'store.utilisation',
        against: { scenario: 'cache-lost' },
        relation: 'above',
        says: { here: '100 %', there: '22 %' },
        limits: 'store',
        // Nobody looks anything up: 3,000/s less.
        removed: { set: ['workload.names.arrivals.poisson=1/s'], within: 0.06 },
      },
    ],
    'ranking-slow': [
      {
        statistic: 'frontend.calls.ranker.timeoutsPerCall',
        against: { scenario: 'baseline' },
        relation: 'above',
        expected: { value: 1, from: 'no queue that grows is shorter than a deadline for long', within: 0.03 },
        limits: 'ranker',
        removed: { set: quickRanking },
      },
      { statistic: home, says: { here: '81 ms' } },
    ],
    'ranking-bounded': [
      {
        statistic: home,
        against: { scenario: 'ranking-slow' },
        relation: 'below',
        says: { here: '19 ms', there: '81 ms' },
        limits: 'ranker',
        removed: { set: quickRanking },
      },
      { statistic: 'ranker.outcome.rejected', says: { here: '21 %' } },
    ],
    cascade: [
      {
        statistic: 'frontend.share.arrivals',
        against: { statistic: 'shares.throughput' },
        relation: 'above',
        // Pareto of shape 1.2 from 1 to 2,000 has the mean 4.69; each share leads to .469 others.
        expected: { value: 120 / (1 - 0.469), from: 'branching process', within: 0.08 },
        removed: { set: ['graph.followers=0'] },
      },
    ],
    'suggestions-batch': [
      {
        statistic: 'suggestions.arrivals',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '125/s', there: 'about 4/s' },
        expected: { value: 125, from: 'one each 8 ms' },
        removed: { set: ['batch.arrivals.every=1h', 'frontend.operations.suggest=[call: suggestions.suggest]'], against: [] },
      },
      { statistic: 'suggestions.edgesPerSuggest', says: { here: 'about 800' } },
      { statistic: 'suggestions.precision', says: { here: '21 %' } },
    ],
    'compose-post': [
      {
        statistic: 'posts.latency',
        set: ['memcached.work.lognormal.mean=0.223ms'],
        against: {},
        relation: 'below',
        says: { here: '3.96 ms', there: '4.10 ms' },
      },
      { statistic: 'posts.latency', set: ['user.work.lognormal.mean=0.274ms'], against: {}, relation: { same: 0.01 }, says: { here: '4.08 ms' } },
    ],
  },
  elsewhere: { million: 'bench/README.md' },
  given: {
    baseline: ['200', '95 %'],
    'celebrity-posts': ['1.6 s', '8 s'],
    viral: ['2,857', '3,200/s', '20 s'],
    'viral-sharded': ['3,200/s'],
    'viral-gathered': ['100 ms'],
    'ranking-slow': ['80 ms'],
    'suggestions-batch': ['160 s'],
  },
};
