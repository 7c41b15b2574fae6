/**
 * Numbers that a correct simulator must reproduce: the cases of ../shared/reference/theory-cases.yaml that the language can express, each as a scenario
 * (a file of scenarios/basics, or text) and the statistics of its results that theory knows. The numbers stand here, so that the tests run anywhere;
 * reference.test.ts compares them with the reference where that is at hand.
 *
 * Elsewhere: ps-three and the hand-worked lists in test/sim/disciplines.test.ts; queue-fills and retry-metastable, whose answers are instants and stretches of
 * time, in overload.long.test.ts.
 */
import { disciplineCases } from './discipline-cases.js';
import { basics, network, single } from './scenarios.js';

/** A statistic of the results and what theory says it is. */
export interface Expectation {
  /** In words of the reference: R, Wq, L, U, X, B, C, hit, … */
  readonly quantity: string;
  /** Paths in the results whose values add up to it, e.g. `components.server.wait_s.mean`. */
  readonly statistic: readonly string[];
  readonly value: number;
  /** Where the reference has the number: the section's path below the case. */
  readonly reference: readonly (string | number)[];
}

export interface TheoryCase {
  readonly id: string;
  /** Part of the case, where one case has several systems. */
  readonly part?: string;
  /** Scenario text, or a path from the repository's root. */
  readonly scenario: { readonly text: string } | { readonly file: string };
  readonly expected: readonly Expectation[];
  /** The largest standard error, in per cent of the value, with which the test still means something. */
  readonly se: number;
  /** true: runs in `npm test` too. Only a few may, one of a sort: all together they have a few seconds. */
  readonly quick?: boolean;
  /** Why it is another scenario than the reference's words, where it is. */
  readonly note?: string;
}

const jobs = 1_000_000;

/** The four quantities of a station, in the words of the reference. */
const station = (name: string) => ({
  U: [`components.${name}.utilisation`],
  L: [`components.${name}.queue_length.mean`, `components.${name}.busy_servers`],
  Lq: [`components.${name}.queue_length.mean`],
  Wq: [`components.${name}.wait_s.mean`],
  X: [`components.${name}.throughput_per_s`],
});
/** The quantities of a workload's requests. */
const requests = (name: string) => ({
  R: [`requests.${name}.latency_s.mean`],
  X: [`requests.${name}.throughput_per_s`],
  B: [`requests.${name}.outcomes.rejected.share`],
  R_p50: [`requests.${name}.latency_s.percentiles.p50`],
  R_p95: [`requests.${name}.latency_s.percentiles.p95`],
  R_p99: [`requests.${name}.latency_s.percentiles.p99`],
});

type Values = Readonly<Record<string, number>>;
/** Expectations on one station and its one workload. */
function expectations(component: string, workload: string, values: Values): Expectation[] {
  const paths: Readonly<Record<string, readonly string[]>> = { ...station(component), ...requests(workload) };
  return Object.entries(values).map(([quantity, value]) => ({ quantity, statistic: paths[quantity], value, reference: ['expect', quantity] }));
}
/** One quantity of each of several stations; in the reference a list in the same order. */
const eachStation = (quantity: 'L' | 'U' | 'X', components: readonly string[], values: readonly number[]): Expectation[] =>
  components.map((name, index) => ({
    quantity: `${quantity} of ${name}`,
    statistic: station(name)[quantity],
    value: values[index],
    reference: ['expect', quantity, index],
  }));
const onlyStation = (quantity: 'X', components: readonly string[], value: number): Expectation[] =>
  components.map((name) => ({ quantity: `${quantity} of ${name}`, statistic: station(name)[quantity], value, reference: ['expect', quantity] }));
const one = (quantity: string, statistic: string, value: number, ...reference: (string | number)[]): Expectation => ({
  quantity,
  statistic: [statistic],
  value,
  reference: ['expect', ...reference],
});

const openStations: TheoryCase[] = [
  {
    id: 'pdq-mm1',
    scenario: single({ lambda: 1.25, work: '{ exponential: 0.6s }', jobs }),
    expected: expectations('server', 'jobs', { U: 0.75, R: 2.4, L: 3, Wq: 1.8 }),
    se: 2,
  },
  {
    id: 'pdq-mm3',
    scenario: single({ lambda: 2, servers: 3, work: '{ exponential: 1s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 0.4444444, R: 1.4444444, L: 2.8888889 }),
    se: 2,
  },
  {
    id: 'gross-harris',
    scenario: single({ lambda: 2 / 3, servers: 4, work: '{ exponential: 4s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 1.135255, R: 5.135255, L: 3.4235033 }),
    se: 2,
  },
  {
    id: 'thomopoulos-mm1',
    scenario: single({ lambda: 1, work: '{ exponential: 0.8s }', jobs }),
    expected: expectations('server', 'jobs', { Lq: 3.2, Wq: 3.2, R: 4 }),
    se: 2.5,
  },
  {
    id: 'thomopoulos-mm3a',
    scenario: single({ lambda: 1, servers: 3, work: '{ exponential: 0.8s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 0.0189209, R: 0.8189209 }),
    se: 2,
  },
  {
    id: 'thomopoulos-mm3b',
    scenario: single({ lambda: 1, servers: 3, work: '{ exponential: 2.5s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 3.511236, R: 6.011236 }),
    se: 3,
  },
  {
    id: 'ciw-mm1',
    scenario: single({ lambda: 5, work: '{ exponential: 0.125s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 0.2083333, R: 0.3333333 }),
    se: 1.5,
  },
  {
    id: 'sixto-mm2',
    scenario: single({ lambda: 5, servers: 2, work: '{ exponential: 0.1s }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 0.0066667, L: 0.5333333 }),
    se: 1.5,
  },
  {
    id: 'sixto-mm1-15',
    scenario: basics('finite-queue'),
    expected: expectations('server', 'jobs', { B: 0.0191344, X: 4.9043279, L: 4.8588876, R: 0.9907347 }),
    se: 3.5,
  },
  {
    id: 'simmer-mm2-3',
    scenario: single({ lambda: 3, servers: 2, queue: 1, work: '{ exponential: 0.25s }', jobs }),
    expected: expectations('server', 'jobs', { L: 0.76234, B: 0.0493601, R: 0.2673077 }),
    se: 1,
  },
  { id: 'pk-md1', scenario: basics('constant-work'), expected: expectations('server', 'jobs', { Wq: 2, R: 3 }), se: 1.5, quick: true },
  {
    id: 'pk-me2-1',
    scenario: single({ lambda: 0.8, work: '{ erlang: { mean: 1s, stages: 2 } }', jobs }),
    expected: expectations('server', 'jobs', { Wq: 3, R: 4 }),
    se: 2,
  },
  { id: 'pk-mh2-1', scenario: basics('variable-work'), expected: expectations('server', 'jobs', { Wq: 10, R: 11 }), se: 3.5 },
  {
    id: 'percentiles-mm1',
    scenario: single({ lambda: 0.9, work: '{ exponential: 1s }', jobs: 10_000_000 }),
    expected: expectations('server', 'jobs', { R_p50: 6.9315, R_p95: 29.9573, R_p99: 46.0517 }),
    se: 2.5,
  },
  ...[3, 5, 7, 8].map((servers, index): TheoryCase => ({
    id: 'erlang-b',
    part: `${servers} lines`,
    scenario: single({ lambda: 2.5, servers, queue: 0, work: '{ exponential: 1s }', jobs: 4_000_000 }),
    expected: [one('B', 'requests.jobs.outcomes.rejected.share', [0.282167, 0.0697311, 0.009983, 0.00311][index], 'B', index)],
    se: 3,
  })),
  { id: 'erlang-b-30', scenario: basics('phone-lines'), expected: expectations('lines', 'calls', { B: 0.0526032 }), se: 2 },
  ...['pooling', 'pooling-two-queues', 'pooling-fast-server'].map((file, index): TheoryCase => ({
    id: 'pooling',
    part: file,
    scenario: basics(file),
    expected: [one('R', 'requests.customers.latency_s.mean', [2.2857143, 4, 2][index], 'R', index)],
    se: 1.5,
    quick: index === 0,
  })),
];

const httpd = ['master', ...Array.from({ length: 16 }, (_, index) => `slave-${index + 1}`)];
const closedStations = ['cpu', 'disk-a', 'disk-b'];

const networks: TheoryCase[] = [
  {
    id: 'sixto-jackson',
    scenario: basics('jackson'),
    expected: [
      ...eachStation('L', ['first', 'second', 'third', 'fourth'], [1.3333333, 0.2162162, 1.607362, 0.3779528]),
      one('R_total', 'requests.jobs.latency_s.mean', 0.2524903, 'R_total'),
    ],
    se: 2,
    quick: true,
    note: 'Two Poisson streams of 8/s and 6/s are one of 14/s whose jobs choose their entrance.',
  },
  {
    id: 'pdq-mm1n',
    scenario: network({
      users: 100,
      think: '{ exponential: 300s }',
      stations: { server: '{ exponential: 0.63s }' },
      do: '[call: server]',
      duration: jobs / 20 / 0.3324532,
    }),
    expected: expectations('server', 'jobs', { X: 0.3324532, R: 0.7942597, U: 0.2094455 }).map((each) =>
      each.quantity === 'X' ? { ...each, statistic: requests('jobs').X } : each,
    ),
    se: 1,
  },
  {
    id: 'pdq-httpd',
    scenario: network({
      users: 5,
      stations: Object.fromEntries(httpd.map((name, index) => [name, index === 0 ? '{ exponential: 10.9ms }' : '{ exponential: 0.275ms }'])),
      do: `[${httpd.map((name) => `call: ${name}`).join(', ')}]`,
      duration: jobs / 20 / 91.73346,
    }),
    expected: [one('X', 'requests.jobs.throughput_per_s', 91.73346, 'X'), one('R', 'requests.jobs.latency_s.mean', 0.05450574, 'R')],
    se: 1,
  },
  {
    id: 'qsp-ch6',
    scenario: basics('closed'),
    expected: [
      one('X', 'requests.terminals.throughput_per_s', 0.1515165, 'X'),
      one('R', 'requests.terminals.latency_s.mean', 4.7998248, 'R'),
      ...eachStation('L', closedStations, [0.097566, 0.3946566, 0.23503]),
      ...eachStation('U', closedStations, [0.0916675, 0.3181846, 0.2045473]),
    ],
    se: 1,
  },
  {
    id: 'qnap-1',
    scenario: network({
      users: 5,
      think: '{ exponential: 30s }',
      stations: { cpu: '{ exponential: 0.2s }', 'disk-1': '{ exponential: 0.08s }', 'disk-2': '{ exponential: 0.1s }' },
      do: '[{ repeat: 10, do: [call: cpu] }, { repeat: 3, do: [call: disk-1] }, { repeat: 6, do: [call: disk-2] }]',
      duration: jobs / 20 / 0.1493799,
    }),
    expected: [
      one('X', 'requests.jobs.throughput_per_s', 0.1493799, 'X'),
      ...eachStation('L', ['cpu', 'disk-1', 'disk-2'], [0.3852397, 0.0369079, 0.0964541]),
      one('R', 'requests.jobs.latency_s.mean', 3.4716958, 'R'),
    ],
    se: 1,
    note: 'The processor is exponential FIFO instead of processor sharing: the same product form (Baskett, Chandy, Muntz & Palacios 1975).',
  },
  {
    id: 'repairman',
    scenario: basics('repair-shop'),
    expected: expectations('repair', 'machines', { L: 0.3351611, R: 0.2515432, X: 1.3324195, U: 0.1665524 }),
    se: 1,
    quick: true,
  },
  {
    id: 'closed-jackson',
    scenario: network({
      users: 2,
      stations: { first: '{ exponential: 0.2s }', second: '{ exponential: 0.4s }' },
      do: '[choose: { one: { weight: 50%, do: [call: first] }, other: { weight: 50%, do: [call: second] } }]',
      duration: jobs / 20 / 2.1428571,
    }),
    expected: [...onlyStation('X', ['first', 'second'], 2.1428571), ...eachStation('L', ['first', 'second'], [0.5714286, 1.4285714])],
    se: 1,
    note: 'Each visit is a request; the next begins at the instant the last has ended.',
  },
  ...['random-balance', 'round-robin'].map((file, index): TheoryCase => ({
    id: 'rr-vs-random',
    part: file,
    scenario: basics(file),
    expected: [one('R', 'requests.jobs.latency_s.mean', [0.6666667, 0.5773503][index], 'R', index)],
    se: 1,
    quick: index === 1,
  })),
];

const caches: TheoryCase[] = [
  { id: 'icarus-lru', part: 'lru', scenario: basics('cache'), expected: [one('hit', 'components.cache.hit_ratio', 0.6452203, 'lru')], se: 0.2, quick: true },
  { id: 'icarus-lru', part: 'fifo', scenario: basics('cache-fifo'), expected: [one('hit', 'components.cache.hit_ratio', 0.5953656, 'fifo')], se: 0.2 },
  { id: 'icarus-lru', part: 'random', scenario: basics('cache-random'), expected: [one('hit', 'components.cache.hit_ratio', 0.5953656, 'random')], se: 0.2 },
  ...(['lru', 'fifo', 'random'] as const).flatMap((eviction, index): TheoryCase[] => [
    // The reference has no number for random eviction here.
    ...(eviction === 'random'
      ? []
      : [
          {
            id: 'zipf14',
            part: eviction,
            scenario: cache({ items: 1000, popularity: '{ zipf: 1.4 }', eviction }),
            expected: [one('hit', 'components.cache.hit_ratio', [0.8191783, 0.772266][index], eviction)],
            se: 0.2,
          },
        ]),
    {
      id: 'uniform',
      part: eviction,
      scenario: cache({ items: 500, popularity: 'uniform', eviction }),
      expected: [one('hit', 'components.cache.hit_ratio', 0.1, 'hit')],
      se: 1,
    },
  ]),
];

/** Room for 50 items; what misses is there at once. */
function cache({ items, popularity, eviction }: { readonly items: number; readonly popularity: string; readonly eviction: string }): { readonly text: string } {
  return {
    text: `title: A cache
keys: { item: { items: ${items}, popularity: ${popularity} } }
components:
  cache: { kind: cache, key: item, capacity: 50, eviction: ${eviction}, miss: store }
  store: { kind: service, servers: unlimited, work: 0s }
workload:
  reads: { arrivals: { poisson: 1/s }, call: cache.get }
run: { duration: ${jobs / 20}s, warmup: ${jobs / 200}s, replications: 20 }
`,
  };
}

const overload: TheoryCase[] = [
  { id: 'plateau', scenario: basics('overload'), expected: expectations('server', 'requests', { X: 40, B: 0.9, R: 2.5472222 }), se: 1 },
];

export const cases: readonly TheoryCase[] = [...openStations, ...networks, ...caches, ...overload, ...disciplineCases];

/**
 * The share C of arrivals that must wait. No result reports it as such, but percentiles of the wait bracket it: the quantile of the wait at 1 - C is
 * where it leaves 0. The scenario asks for the percentiles just below and above; both half-widths are 4 % of C, more than 5 standard errors.
 */
export interface WaitingShareCase {
  readonly id: string;
  readonly lambda: number;
  readonly servers: number;
  readonly work: string;
  readonly share: number;
}
export const waitingShares: readonly WaitingShareCase[] = [
  { id: 'pdq-mm3', lambda: 2, servers: 3, work: '{ exponential: 1s }', share: 0.4444444 },
  { id: 'gross-harris', lambda: 2 / 3, servers: 4, work: '{ exponential: 4s }', share: 0.3784183 },
  { id: 'thomopoulos-mm3a', lambda: 1, servers: 3, work: '{ exponential: 0.8s }', share: 0.0520325 },
  { id: 'thomopoulos-mm3b', lambda: 1, servers: 3, work: '{ exponential: 2.5s }', share: 0.7022472 },
  { id: 'sixto-mm2', lambda: 5, servers: 2, work: '{ exponential: 0.1s }', share: 0.1 },
];
