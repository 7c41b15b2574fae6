import type { SystemClaims } from '../claims-suite.js';

const shared = ['web.instances=1', 'web.servers=4', 'web.balance=null'];
const twiceTheViewers = ['workload.viewers.arrivals.every=2ms', 'workload.viewers.arrivals.count=2000'];
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
    celebrity: [
      {
        statistic: 'everybody.latency',
        against: { set: ['workload.star=null'] },
        relation: 'above',
        says: { here: '1.09 s', there: '50 ms' },
        // 25 s of work, half of the server's time left for it: 50 s in 600, in which a post waits 12.5 s on average.
        expected: { value: 0.05 + (12.5 * 50) / 600, from: 'fluid queue beside M/M/1', within: 0.005 },
        limits: 'lists',
        // As many writes by people like everybody.
        removed: { set: ['workload.star=null', 'workload.everybody.arrivals.poisson=21.667/s'], against: [], within: 0.01 },
      },
      { statistic: 'lists.utilisation', says: { here: '54 %' }, expected: { value: 0.5 + 25 / 600, from: 'work offered' } },
    ],
    'last-unit': [
      {
        statistic: 'stock.oversoldShare',
        against: { set: ['stock.control=atomic'] },
        relation: 'above',
        expected: { value: 20 / 1020, from: "Little's law: 400/s × 50 ms look in vain" },
        removed: { set: ['stock.gap=1us'] },
      },
      {
        statistic: 'buyers.throughput',
        set: ['stock.control=open-transaction'],
        against: { set: ['stock.control=atomic'] },
        relation: 'below',
        says: { here: '2.85/s' },
        expected: { value: 1 / 0.35, from: 'the lock is held for 50 + 300 ms', within: 0.02 },
      },
      {
        statistic: 'visitors.throughput',
        set: ['stock.control=open-transaction'],
        against: {},
        relation: 'below',
        says: { here: '1.3/s', there: '50/s' },
        limits: 'shop',
        removed: { set: ['shop.servers=unlimited'] },
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
    premiere: [
      {
        // Without coalescing each miss is a fetch.
        statistic: 'edge.misses',
        against: { set: twiceTheViewers },
        relation: 'below',
        says: { here: '390', there: '18,388' },
        // The first copy has 1, 1/2, 1/3 … of 78.125 segments/s, for 4 ms each: 55.6 ms, after 100 ms; 38 more come in 155.6 ms.
        expected: { value: 390, from: '1 + λT, with processor sharing by hand' },
      },
      {
        statistic: 'wan.bytes',
        against: { set: twiceTheViewers },
        relation: 'below',
        expected: { value: 390 * 2e6, from: 'a segment for each fetch' },
        removed: { set: ['edge.coalesce=true'] },
      },
      {
        statistic: 'edge.fetches',
        set: [...twiceTheViewers, 'edge.coalesce=true'],
        says: { here: '10' },
        expected: { value: 10, from: 'one for each segment' },
      },
      {
        statistic: 'edge.misses',
        set: ['workload.viewers.arrivals.every=20ms', 'workload.viewers.arrivals.count=200'],
        expected: { value: 60, from: '1 + 50/s × 113 ms, whole viewers' },
      },
      {
        statistic: 'viewers.outcome.late',
        set: twiceTheViewers,
        against: {},
        relation: 'above',
        says: { here: '91.7 %' },
        removed: { set: ['edge.coalesce=true'] },
      },
    ],
    reconnect: [
      {
        statistic: 'phones.throughput',
        against: { set: ['workload.phones.arrivals={ every: 24ms, count: 10000 }'] },
        relation: 'below',
        says: { here: '1.00/s', there: '40.0/s' },
        expected: { value: 1, from: '5 s × 50/s in 250 s' },
        limits: 'gateway',
        // 100 phones: all are connected before the first gives up.
        removed: {
          set: ['workload.phones.arrivals.batch=100'],
          against: ['workload.phones.arrivals.count=100'],
        },
      },
      {
        // 5.56/s too many fill a line of 5 s in 45 s, and until then, and for 5 s more, 50 a second are served.
        statistic: 'phones.throughput',
        set: ['workload.phones.arrivals={ every: 18ms, count: 10000 }'],
        expected: { value: (50 * 50) / 250, from: 'fluid queue', within: 0.01 },
      },
      { statistic: 'phones.throughput', set: ['gateway.queue=200'], expected: { value: 40, from: 'all of them' } },
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
    celebrity: ['25 s', '50 s', '12.5 s'],
    'last-unit': ['20', '50 ms', '400/s'],
    premiere: ['39', '1,000'],
    reconnect: ['250', '5 s', '60 s', '250 s', '240 s', '200 s', '200'],
    'ride-hailing': ['134', '95 %'],
    'shared-threads': ['250 ms', '500 ms'],
    'slow-one-percent': ['20 ms', '2013'],
    'waiting-room': ['2,000', '20'],
  },
};
