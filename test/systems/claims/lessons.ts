import type { SystemClaims } from '../claims-suite.js';

const shared = ['web.instances=1', 'web.servers=4', 'web.balance=null'];
const lightly = ['workload.requests.arrivals.poisson=4/s'];

/** Lesson → what it claims. */
export const lessonClaims: SystemClaims = {
  folder: 'lessons',
  claims: {
    'cache-and-database': [
      {
        statistic: 'cache.hitRatio',
        against: { set: ['cache.capacity=2000', 'database.servers=2'] },
        relation: 'above',
        says: { here: '68 %', there: '57 %' },
        expected: { value: 0.684, from: 'Che et al. 2002', within: 0.005 },
        limits: 'database',
        // With room for all there is nothing to throw out.
        removed: { set: ['cache.capacity=20000', 'database.servers=2'], against: ['cache.capacity=20000'] },
      },
      {
        statistic: 'database.arrivals',
        against: { set: ['cache.capacity=2000', 'database.servers=2'] },
        relation: 'below',
        says: { here: 'about 320/s', there: 'about 430/s' },
      },
    ],
    'one-queue-or-four': [
      {
        statistic: 'requests.latency',
        against: { set: shared },
        relation: 'above',
        says: { here: 'about 500 ms', there: '175 ms' },
        expected: { value: 0.5, from: 'M/M/1 at 8/s and 10/s' },
        removed: { set: lightly, against: lightly, within: 0.05 },
      },
      { statistic: 'requests.latency', set: ['web.balance=round-robin'], says: { here: '326 ms' }, expected: { value: 0.327, from: 'E4/M/1', within: 0.002 } },
      {
        statistic: 'requests.latency',
        set: ['web.balance=two-choices'],
        against: { set: ['web.balance=shortest-queue'] },
        relation: 'above',
        says: { here: '233 ms', there: '195 ms' },
      },
      { statistic: 'requests.latency', set: shared, expected: { value: 0.1746, from: 'M/M/4, Erlang C', within: 0.001 } },
    ],
    'open-or-closed': [
      {
        statistic: 'open.latency.p99',
        against: { statistic: 'closed.latency.p99' },
        relation: 'above',
        says: { here: '1.74 s', there: '79 ms' },
        // 2 s in 62 s, and as long to drain: 6.45 % wait for up to 2 s, so the last hundredth begins at 2 s × (1 - 1 / 6.45).
        expected: { value: 1.69, from: 'fluid queue', within: 0.04 },
        removed: { set: ['faults=null', 'objectives=null'], within: 0.02 },
      },
    ],
    outage: [
      {
        statistic: 'site.outcome.timeout',
        against: { set: ['site.calls.database.retry=null'] },
        relation: 'above',
        says: { here: '80 %' },
        removed: { set: ['faults=null'] },
      },
    ],
    'ride-hailing': [
      { statistic: 'drivers.utilisation', says: { here: '90 %' }, expected: { value: 120 / 134, from: 'offered load over servers' }, limits: 'drivers' },
    ],
    'shared-threads': [
      {
        statistic: 'shop.utilisation',
        against: { set: ['payment.work.exponential=500ms'] },
        relation: 'below',
        says: { here: '65 %' },
        expected: { value: (40 * 0.25 + 0.4) / 16, from: "Little's law over the threads" },
        limits: 'shop',
        removed: { set: ['shop.async=true'] },
      },
      { statistic: 'shop.working', says: { here: '2.5 %' }, expected: { value: 0.025, from: '200/s × 2 ms of 16 threads' } },
    ],
    'slow-one-percent': [
      {
        statistic: 'readers.outcome.late',
        against: { set: ['keys.page.attributes.calls=1'] },
        relation: 'above',
        says: { here: '64 %' },
        expected: { value: 1 - 0.99 ** 100, from: 'all of a hundred are quick' },
        removed: { set: ['backend.work=10ms'] },
      },
      { statistic: 'readers.outcome.late', set: ['keys.page.attributes.calls=1'], says: { here: '1 %' }, expected: { value: 0.01, from: 'one call' } },
      {
        statistic: 'readers.outcome.late',
        set: ['web.calls={ backend: { hedge: { after: 20ms } } }'],
        says: { here: '1 %' },
        expected: { value: 1 - (1 - 0.0001) ** 100, from: 'both must be slow' },
      },
    ],
    'waiting-room': [
      { statistic: 'requests.outcome.rejected', says: { here: '37.4 %' }, expected: { value: 0.375, from: 'M/M/1/K at load 1.6' }, limits: 'server' },
      { statistic: 'server.response', says: { here: '40 s' }, expected: { value: 40, from: "Little's law: 2,000 in line at 50/s", within: 0.002 } },
      { statistic: 'requests.latency', set: ['server.queue=20'], says: { here: '386 ms' } },
      {
        statistic: 'requests.throughput',
        set: ['server.queue=20'],
        against: {},
        relation: 'above',
        removed: { set: ['workload.requests.arrivals.poisson=30/s', 'server.queue=20'], against: ['workload.requests.arrivals.poisson=30/s'] },
      },
    ],
    'which-part': [
      {
        statistic: 'users.throughput',
        set: ['database.work.exponential=9ms'],
        against: {},
        relation: 'above',
        says: { here: '99.9/s', there: '83.2/s' },
        removed: { set: ['workload.users.users=20', 'database.work.exponential=9ms'], against: ['workload.users.users=20'], within: 0.02 },
      },
      { statistic: 'users.throughput', set: ['app.work.exponential=5ms'], against: {}, relation: { same: 0.005 } },
      { statistic: 'database.utilisation', expected: { value: 1, from: 'mean-value analysis', within: 0.001 }, limits: 'database' },
    ],
  },
  given: {
    'cache-and-database': ['4,000', '20,000', '2,000', '400/s'],
    'ride-hailing': ['134', '95 %'],
    'shared-threads': ['250 ms', '500 ms'],
    'slow-one-percent': ['20 ms', '2013'],
    'waiting-room': ['2,000', '20'],
  },
};
