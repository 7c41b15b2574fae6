import type { Expectation, TheoryCase } from './cases.js';

/** The cases of the reference that need priorities, processor sharing or two choices; `cases.ts` has the others. */
const one = (quantity: string, statistic: string, value: number, ...reference: (string | number)[]): Expectation => ({
  quantity,
  statistic: [statistic],
  value,
  reference: ['expect', ...reference],
});

/** 500 servers of rate 1; `seconds` of simulated time, of which `deleted` are the start. */
function twoChoices(rho: number, seconds: number, deleted: number): { readonly text: string } {
  return {
    text: `title: Two choices among 500 servers
components:
  server: { kind: service, instances: 500, balance: two-choices, work: { exponential: 1s } }
workload:
  jobs: { arrivals: { poisson: ${500 * rho}/s }, call: server }
run: { duration: ${seconds}s, warmup: ${deleted}s, replications: 20 }
`,
  };
}

export const disciplineCases: readonly TheoryCase[] = [
  {
    id: 'cobham-hol',
    scenario: {
      text: `title: Two classes, the first more urgent
components:
  server: { kind: service, discipline: priority, operations: { first: { exponential: 1s }, second: { exponential: 1s } } }
workload:
  urgent: { arrivals: { poisson: 0.3/s }, call: server.first, priority: 1 }
  ordinary: { arrivals: { poisson: 0.4/s }, call: server.second }
run: { duration: 71429s, warmup: 7143s, replications: 20 }
`,
    },
    expected: [
      one('Wq first', 'components.server.first.wait_s.mean', 1, 'Wq', 0),
      one('Wq second', 'components.server.second.wait_s.mean', 3.3333333, 'Wq', 1),
    ],
    se: 2,
  },
  {
    id: 'chandy-neuse',
    scenario: {
      text: `title: Eight thinkers and one who never thinks share a processor
components:
  processor: { kind: service, discipline: processor-sharing, operations: { first: { exponential: 1s }, second: { exponential: 1s } } }
workload:
  thinkers: { users: 8, think: { exponential: 8s }, call: processor.first }
  restless: { users: 1, call: processor.second }
run: { duration: 50000s, warmup: 5000s, replications: 20 }
`,
    },
    expected: [
      one('L first', 'requests.thinkers.in_flight', 2.7733846, 'L', 0),
      one('L second', 'requests.restless.in_flight', 1, 'L', 1),
      one('X first', 'requests.thinkers.throughput_per_s', 0.6533269, 'X', 0),
      one('X second', 'requests.restless.throughput_per_s', 0.3466731, 'X', 1),
      one('R first', 'requests.thinkers.latency_s.mean', 4.245018, 'R', 0),
      one('R second', 'requests.restless.latency_s.mean', 2.8845621, 'R', 1),
    ],
    se: 1,
  },
  { id: 'po2c-half', part: '.5', scenario: twoChoices(0.5, 1100, 100), expected: [one('R', 'requests.jobs.latency_s.mean', 1.266, 'R', 0)], se: 0.5 },
  {
    id: 'po2c-half',
    part: '.9',
    note: '2,000 service times deleted',
    scenario: twoChoices(0.9, 2556, 2000),
    expected: [one('R', 'requests.jobs.latency_s.mean', 2.6202, 'R', 1)],
    se: 0.5,
  },
];
