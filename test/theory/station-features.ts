import * as laws from '../../src/theory/laws/index.js';
import * as stations from '../../src/theory/stations/index.js';
import type { StationAnswer } from '../../src/theory/answer.js';
import type { Expectation, TheoryCase } from './cases.js';

/**
 * Every discipline, every way of arriving and everything that can befall a server, beside an exact answer of theory: 20 replications of
 * 50,000 jobs, the first 10 % of each deleted. One station `server`; one workload `jobs`, or one for each class.
 */
const JOBS = 50_000;

interface Workload {
  readonly name: string;
  /** Jobs a second. */
  readonly rate: number;
  /** As a scenario writes it. */
  readonly arrivals: string;
  readonly fields?: string;
}

function scenario(server: string, workloads: readonly Workload[], jobs = JOBS): { readonly text: string } {
  const total = workloads.reduce((sum, { rate }) => sum + rate, 0);
  const seconds = Math.ceil(jobs / total);
  const lines = workloads.map(({ name, arrivals, fields = '' }) => `  ${name}: { arrivals: ${arrivals}, call: server${fields} }`);
  return {
    text: `title: One station\ncomponents:\n  server: { kind: service, ${server} }\nworkload:\n${lines.join('\n')}\nrun: { duration: ${seconds}s, warmup: ${seconds / 10}s, replications: 20 }\n`,
  };
}

const poisson = (rate: number, name = 'jobs', fields = ''): Workload => ({ name, rate, arrivals: `{ poisson: ${rate}/s }`, fields });

const response = (value: number, workload = 'jobs'): Expectation => ({
  quantity: `R ${workload}`,
  statistic: [`requests.${workload}.latency_s.mean`],
  value,
  reference: [],
});
const at = (quantity: string, statistic: string, value: number): Expectation => ({ quantity, statistic: [statistic], value, reference: [] });
/** Response, queue length, busy servers of the one station. */
const station = (answer: StationAnswer): Expectation[] => [
  response(answer.responseMean),
  at('busy', 'components.server.busy_servers', answer.busyServers),
  ...(answer.queueLengthMean === null ? [] : [at('Lq', 'components.server.queue_length.mean', answer.queueLengthMean)]),
];

const exponential = laws.exponentialLaw(1);
const skewed = laws.hyperexponentialLaw(1, 2);
const load = 0.7;

export const features: readonly TheoryCase[] = [
  // Disciplines.
  {
    id: 'lifo',
    scenario: scenario('discipline: lifo, work: { exponential: 1s }', [poisson(load)]),
    expected: station(stations.mm1({ arrivalRate: load, serviceMean: 1 })),
    se: 2.5,
  },
  {
    id: 'random order',
    scenario: scenario('discipline: random, work: { erlang: { mean: 1s, stages: 2 } }', [poisson(load)]),
    expected: station(stations.mg1({ arrivalRate: load, service: laws.erlangLaw(1, 2) })),
    se: 2.5,
  },
  {
    id: 'lifo-preemptive',
    note: 'insensitive: a skewed law',
    scenario: scenario('discipline: lifo-preemptive, work: { hyperexponential: { mean: 1s, cv: 2 } }', [poisson(load)]),
    expected: [response(stations.mg1LifoPreemptive({ arrivalRate: load, service: skewed }).responseMean)],
    se: 2.5,
    quick: true,
  },
  {
    id: 'processor-sharing',
    note: 'insensitive: a skewed law',
    scenario: scenario('discipline: processor-sharing, work: { hyperexponential: { mean: 1s, cv: 2 } }', [poisson(load)]),
    expected: [response(stations.mg1ProcessorSharing({ arrivalRate: load, service: skewed }).responseMean)],
    se: 2.5,
    quick: true,
  },
  {
    id: 'processor-sharing, three servers',
    scenario: scenario('discipline: processor-sharing, servers: 3, work: { exponential: 1s }', [poisson(2.1)]),
    expected: [response(stations.mmc({ arrivalRate: 2.1, serviceMean: 1, servers: 3 }).responseMean)],
    se: 2,
  },
  {
    id: 'processor-sharing among four at most',
    note: 'exponential work: the number present is that of M/M/1',
    scenario: scenario('discipline: processor-sharing, sharers: 4, work: { exponential: 1s }', [poisson(load)]),
    expected: [response(1 / 0.3)],
    se: 2.5,
  },
  {
    id: 'shortest-first',
    scenario: scenario('discipline: shortest-first, work: { exponential: 1s }', [poisson(load)]),
    expected: [response(stations.mg1ShortestJobFirst({ arrivalRate: load, service: exponential }).responseMean)],
    se: 2.5,
  },
  {
    id: 'shortest-remaining',
    scenario: scenario('discipline: shortest-remaining, work: { exponential: 1s }', [poisson(load)]),
    expected: [response(stations.mg1ShortestRemaining({ arrivalRate: load, service: exponential }).responseMean)],
    se: 2,
    quick: true,
  },
  {
    id: 'priority, three classes',
    scenario: scenario('discipline: priority, work: { exponential: 1s }', [
      poisson(0.2, 'high', ', priority: 2'),
      poisson(0.25, 'middle', ', priority: 1'),
      poisson(0.25, 'low'),
    ]),
    expected: stations
      .priorityNonPreemptive([0.2, 0.25, 0.25].map((arrivalRate) => ({ arrivalRate, service: exponential })))
      .map((answer, index) => response(answer.responseMean, ['high', 'middle', 'low'][index])),
    se: 3,
  },
  {
    id: 'priority-preemptive, three classes',
    scenario: scenario('discipline: priority-preemptive, work: { exponential: 1s }', [
      poisson(0.2, 'high', ', priority: 2'),
      poisson(0.25, 'middle', ', priority: 1'),
      poisson(0.25, 'low'),
    ]),
    expected: stations
      .priorityPreemptive([0.2, 0.25, 0.25].map((arrivalRate) => ({ arrivalRate, service: exponential })))
      .map((answer, index) => response(answer.responseMean, ['high', 'middle', 'low'][index])),
    se: 3.5,
  },
  {
    id: 'priority-preemptive, three servers',
    scenario: scenario('discipline: priority-preemptive, servers: 3, work: { exponential: 1s }', [poisson(1, 'high', ', priority: 1'), poisson(1.2, 'low')]),
    expected: stations
      .mmcPriorityPreemptive({ arrivalRates: [1, 1.2], serviceMean: 1, servers: 3 })
      .map((answer, index) => response(answer.responseMean, ['high', 'low'][index])),
    se: 3,
  },
  // Servers.
  {
    id: 'speed by number in service',
    note: 'speeds 1, 1 each of two servers with a common slow-down: a birth-death chain',
    scenario: scenario('servers: 2, speedAt: [1, 0.8], work: { exponential: 1s }', [poisson(1)]),
    expected: [response(birthDeathResponse(1, (n) => (n === 1 ? 1 : 1.6)))],
    se: 2,
  },
  {
    id: 'servers of different speed',
    note: 'fastest free server first: the chain is solved below',
    scenario: scenario('servers: 2, speeds: [1.5, 0.5], work: { exponential: 1s }', [poisson(1.2)]),
    expected: [response(fastestFirstResponse(1.2, 1.5, 0.5))],
    se: 2.5,
  },
  {
    id: 'set-up',
    scenario: scenario('setUp: { exponential: 2s }, work: { exponential: 1s }', [poisson(load)]),
    expected: [response(stations.setUp({ arrivalRate: load, service: exponential, setUpTime: laws.exponentialLaw(2) }).responseMean)],
    se: 2,
  },
  {
    id: 'vacations',
    scenario: scenario('vacation: { uniform: [1s, 3s] }, work: { erlang: { mean: 1s, stages: 3 } }', [poisson(load)]),
    expected: [response(stations.multipleVacations({ arrivalRate: load, service: laws.erlangLaw(1, 3), vacation: laws.uniformLaw(1, 3) }).responseMean)],
    se: 2,
    quick: true,
  },
  {
    id: 'breakdowns',
    scenario: scenario('breakdowns: { up: { exponential: 20s }, down: { exponential: 2s } }, work: { exponential: 1s }', [poisson(0.6)]),
    expected: [response(stations.breakdowns({ arrivalRate: 0.6, serviceMean: 1, servers: 1, upMean: 20, downMean: 2 }).responseMean)],
    se: 3,
  },
  {
    id: 'breakdowns of three servers',
    scenario: scenario('servers: 3, breakdowns: { up: { exponential: 10s }, down: { exponential: 3s } }, work: { exponential: 1s }', [poisson(1.6)]),
    expected: [response(stations.breakdowns({ arrivalRate: 1.6, serviceMean: 1, servers: 3, upMean: 10, downMean: 3 }).responseMean)],
    se: 3,
  },
  {
    id: 'Erlang-A',
    scenario: scenario('servers: 3, patience: { exponential: 2s }, work: { exponential: 1s }', [poisson(3)]),
    expected: (() => {
      const answer = stations.erlangA({ arrivalRate: 3, serviceMean: 1, servers: 3, patienceMean: 2 });
      return [
        at('abandoned', 'requests.jobs.outcomes.abandoned.share', answer.abandonedShare),
        at('busy', 'components.server.busy_servers', answer.busyServers),
        at('Lq', 'components.server.queue_length.mean', answer.queueLengthMean!),
      ];
    })(),
    se: 2,
    quick: true,
  },
  {
    id: 'balking',
    note: 'half turn away with one or more waiting: a birth-death chain',
    scenario: scenario('balking: { 1: 50% }, work: { exponential: 1s }', [poisson(1)]),
    expected: [at('Lq', 'components.server.queue_length.mean', balkingQueue()), at('busy', 'components.server.utilisation', balkingBusy())],
    se: 2,
  },
  {
    id: 'batches of up to three',
    note: 'the chain of (server, waiting) is solved below',
    scenario: scenario('batch: { least: 1, most: 3 }, work: { exponential: 1s }', [poisson(2)]),
    expected: [at('Lq', 'components.server.queue_length.mean', bulkQueue(2, 3))],
    se: 2.5,
  },
  // Arrivals.
  {
    id: 'batch arrivals, fixed',
    scenario: scenario('work: { exponential: 1s }', [{ name: 'jobs', rate: 0.6, arrivals: '{ poisson: 0.2/s, batch: 3 }' }]),
    expected: [response(stations.batchArrivals({ batchRate: 0.2, batch: stations.fixedBatch(3), service: exponential }).responseMean)],
    se: 2.5,
  },
  {
    id: 'MMPP/M/1',
    scenario: scenario('work: { exponential: 1s }', [
      { name: 'jobs', rate: 0.6, arrivals: '{ mmpp: [{ rate: 0.2/s, for: 30s }, { rate: 1.4/s, for: 15s }] }' },
    ]),
    expected: [
      response(
        stations.mmpp({
          arrivalRates: [0.2, 1.4],
          changes: [
            [0, 1 / 30],
            [1 / 15, 0],
          ],
          serviceMean: 1,
          servers: 1,
        }).responseMean,
      ),
    ],
    se: 5,
  },
  {
    id: 'on-off/M/1',
    scenario: scenario('work: { exponential: 1s }', [{ name: 'jobs', rate: 0.5, arrivals: '{ onOff: { rate: 1.5/s, on: 5s, off: 10s } }' }]),
    expected: [
      response(
        stations.mmpp({
          arrivalRates: [1.5, 0],
          changes: [
            [0, 0.2],
            [0.1, 0],
          ],
          serviceMean: 1,
          servers: 1,
        }).responseMean,
      ),
    ],
    se: 4,
  },
  {
    id: 'D/M/1',
    scenario: scenario('work: { exponential: 0.7s }', [{ name: 'jobs', rate: 1, arrivals: '{ every: 1s }' }]),
    expected: [response(stations.gimc({ between: laws.constantLaw(1), serviceMean: 0.7 }).responseMean)],
    se: 2,
    quick: true,
  },
  {
    id: 'E2/M/2',
    scenario: scenario('servers: 2, work: { exponential: 1.5s }', [{ name: 'jobs', rate: 1, arrivals: '{ every: { erlang: { mean: 1s, stages: 2 } } }' }]),
    expected: [response(stations.gimc({ between: laws.erlangLaw(1, 2), serviceMean: 1.5, servers: 2 }).responseMean)],
    se: 2,
  },
  {
    id: 'M/G/1, gamma',
    scenario: scenario('work: { gamma: { mean: 1s, cv: 1.5 } }', [poisson(load)]),
    expected: station(stations.mg1({ arrivalRate: load, service: laws.gammaLaw(1, 1 / 1.5 ** 2) })),
    se: 3.5,
  },
  {
    id: 'M/G/1, Weibull',
    scenario: scenario('work: { weibull: { mean: 1s, shape: 0.8 } }', [poisson(load)]),
    expected: station(stations.mg1({ arrivalRate: load, service: laws.weibullLaw(0.8, 1 / 1.1330030963193474) })),
    se: 3.5,
  },
];

/** Mean response with Poisson arrivals and total service rate `rate(n)` with n jobs present. */
function birthDeathResponse(lambda: number, rate: (n: number) => number): number {
  let weight = 1;
  let total = 1;
  let present = 0;
  for (let n = 1; n < 2000; n++) {
    weight *= lambda / rate(n);
    total += weight;
    present += n * weight;
  }
  return present / total / lambda;
}

/** Two servers of rates fast and slow, a job takes the faster free one: states 0, 1 at the fast, 1 at the slow, 2, 3, … */
function fastestFirstResponse(lambda: number, fast: number, slow: number): number {
  // Unknowns p0 = 1, a (fast busy), b (slow busy), p2; then p(n+1) = p(n) λ/(fast + slow).
  // λ p0 = fast a + slow b;  (λ + fast) a = λ p0 + slow p2;  (λ + slow) b = fast p2;  p2 from the cut between 1 and 2: λ(a + b) = (fast + slow) p2.
  // With b = fast p2/(λ + slow) and a = (fast + slow) p2/λ - b, insert in the first.
  const b = fast / (lambda + slow);
  const a = (fast + slow) / lambda - b;
  const p0 = (fast * a + slow * b) / lambda;
  const ratio = lambda / (fast + slow);
  const tail = 1 / (1 - ratio);
  // Σ_{n>=2} n r^(n-2) = 2/(1-r) + r/(1-r)².
  const present = a + b + 2 * tail + ratio * tail * tail;
  return present / (p0 + a + b + tail) / lambda;
}

/** M/M/1, λ = μ = 1, with one or more waiting only half of the arrivals join: p1 = p0, p2 = p1, then halves. */
function balkingWeights(): number[] {
  const weights = [1, 1, 1];
  for (let n = 3; n < 60; n++) weights.push(weights[n - 1] / 2);
  return weights;
}
function balkingQueue(): number {
  const weights = balkingWeights();
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.reduce((sum, one, n) => sum + Math.max(0, n - 1) * one, 0) / total;
}
function balkingBusy(): number {
  const weights = balkingWeights();
  return 1 - weights[0] / weights.reduce((sum, one) => sum + one, 0);
}

/** M/M^[1,b]/1: jobs waiting while the server works (n = 0, 1, …) or idle; the stationary chain by iteration. */
function bulkQueue(lambda: number, most: number): number {
  const size = 400;
  const working = new Float64Array(size);
  let idle = 1;
  // From the balance of each state: (λ + 1) w(n) = λ w(n-1) + w(n+b), (λ + 1) w(0) = λ idle + Σ_{n=1..b} w(n), λ idle = w(0). Gauss–Seidel.
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let joined = 0;
    for (let n = 1; n <= most; n++) joined += working[n];
    working[0] = (lambda * idle + joined) / (lambda + 1);
    for (let n = 1; n < size; n++) working[n] = (lambda * working[n - 1] + (working[n + most] ?? 0)) / (lambda + 1);
    idle = working[0] / lambda;
    const total = idle + working.reduce((sum, one) => sum + one, 0);
    idle /= total;
    for (let n = 0; n < size; n++) working[n] = working[n] / total;
  }
  return working.reduce((sum, one, n) => sum + n * one, 0);
}
