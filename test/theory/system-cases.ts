/**
 * The kinds beyond a server beside exact answers of theory: locks, group commit, a work queue, links, replicas, copies that expire. 20 replications each,
 * the first 10 % deleted. The tests of each kind have more; these stand on docs/trust.md.
 */
import * as laws from '../../src/theory/laws/index.js';
import * as stations from '../../src/theory/stations/index.js';
import { zipfPopularity } from '../../src/theory/caches/popularity.js';
import { staleInAnyOrder, staleInLogOrder } from '../../src/theory/stores/index.js';
import type { Expectation, TheoryCase } from './cases.js';

const at = (quantity: string, statistic: string, value: number): Expectation => ({ quantity, statistic: [statistic], value, reference: [] });

function scenario(components: string, workload: string, seconds: number, keys = ''): { readonly text: string } {
  return {
    text: `title: A system\n${keys}components:\n${components}\nworkload: { jobs: { ${workload} } }\nrun: { duration: ${seconds}s, warmup: ${seconds / 10}s, replications: 20 }\n`,
  };
}

const rows = zipfPopularity(10, 1).map((share) => ({ share, queue: stations.mm1({ arrivalRate: 2.2 * share, serviceMean: 1 }) }));
const workers = stations.mmc({ servers: 3, arrivalRate: 2, serviceMean: 1 });
const shared = stations.mg1ProcessorSharing({ arrivalRate: 7, service: { mean: 0.1 } });

/** M/M[1,∞]/1, bulk service of all that wait (Bailey 1954; Gross and Harris, section 3.2), 3 commits a flush: see group-commit.long.test.ts. */
const flush = 1 / (1 / 3 + 4);
const commitsWaiting = flush * 3 * 4;

/** Reads of one item, written once a second; the lag is exponential with mean 0.3 s. */
const lag = laws.exponentialLaw(0.3);
const replica = (order: string): { readonly text: string } => ({
  text: `title: A replica
keys: { item: { items: 5 } }
components: { store: { kind: replicated-store, key: item, instances: 2, order: ${order}, lag: { exponential: 0.3s } } }
workload:
  readers: { arrivals: { poisson: 20/s }, call: store.read }
  writers: { arrivals: { poisson: 5/s }, call: store.write }
run: { duration: 2000s, warmup: 200s, replications: 20 }
`,
});
const written = { writeRate: 1, allWrites: 5, lag };

/** Shares of the requests for the items, each of which lives 60 s: hits r T / (1 + r T) (Jung, Berger and Balakrishnan 2003). */
const expiring = zipfPopularity(100, 0.8).reduce((sum, share) => sum + (share * 60 * share) / (1 + 60 * share), 0);

export const systems: readonly TheoryCase[] = [
  {
    id: 'row locks, Zipf',
    scenario: scenario(
      '  rows: { kind: service, per: row, work: { exponential: 1s } }',
      'arrivals: { poisson: 2.2/s }, call: rows',
      20_000,
      'keys: { row: { items: 10, popularity: { zipf: 1 } } }\n',
    ),
    expected: [
      at(
        'R',
        'requests.jobs.latency_s.mean',
        rows.reduce((sum, { share, queue }) => sum + share * queue.responseMean, 0),
      ),
      at('busy', 'components.rows.busy_servers', 2.2),
      at(
        'Lq',
        'components.rows.queue_length.mean',
        rows.reduce((sum, { queue }) => sum + queue.queueLengthMean!, 0),
      ),
    ],
    se: 2,
  },
  {
    id: 'group commit',
    scenario: scenario('  log: { kind: service, work: { exponential: 1s }, batch: { most: unlimited } }', 'arrivals: { poisson: 3/s }, call: log', 4000),
    expected: [at('R', 'requests.jobs.latency_s.mean', commitsWaiting / 3 + 1), at('Lq', 'components.log.queue_length.mean', commitsWaiting)],
    se: 2,
  },
  {
    id: 'work queue, M/M/3',
    scenario: scenario(
      '  tasks: { kind: broker, groups: { workers: { call: worker, consumers: 3 } } }\n  worker: { kind: service, servers: unlimited, work: { exponential: 1s } }',
      'arrivals: { poisson: 2/s }, call: tasks.publish',
      12_500,
    ),
    expected: [
      at('age', 'components.tasks.age_s.mean', workers.waitMean!),
      at('lag', 'components.tasks.lag.mean', workers.queueLengthMean!),
      at('in hand', 'components.tasks.in_hand.mean', 2),
    ],
    se: 3,
  },
  {
    id: 'link, M/G/1 processor sharing',
    scenario: scenario(
      '  wan: { kind: link, bandwidth: 80Mb/s }\n  store: { kind: service, servers: unlimited, work: 0s }',
      'arrivals: { poisson: 7/s }, call: store, calls: { store: { via: wan, bytes: { hyperexponential: { mean: 1MB, cv: 2 } } } }',
      4000,
    ),
    expected: [at('R', 'requests.jobs.latency_s.mean', shared.responseMean), at('U', 'components.wan.utilisation', 0.7)],
    se: 3,
  },
  {
    id: 'link with loss',
    scenario: scenario(
      '  wan: { kind: link, bandwidth: 80Mb/s, loss: 2%, segment: 1kB }\n  store: { kind: service, servers: unlimited, work: 0s }',
      'arrivals: { poisson: 7/s }, call: store, calls: { store: { via: wan, bytes: 1MB } }',
      2000,
    ),
    expected: [at('sent again', 'components.wan.retransmitted', 0.02), at('U', 'components.wan.utilisation', 0.7 / 0.98)],
    se: 2,
  },
  {
    id: 'replica, writes in any order',
    scenario: replica('any'),
    expected: [at('stale', 'components.store.stale_share', staleInAnyOrder(written).staleShare), at('lag', 'components.store.lag_s.mean', 0.3)],
    se: 2,
  },
  {
    id: 'replica, writes in order',
    scenario: replica('log'),
    expected: [at('stale', 'components.store.stale_share', staleInLogOrder(written).staleShare)],
    se: 2,
  },
  {
    id: 'copies that expire',
    scenario: { file: 'scenarios/basics/cache-expiry.yaml' },
    expected: [at('hits', 'components.cache.hit_ratio', expiring)],
    se: 2,
  },
];
