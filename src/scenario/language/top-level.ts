import { defineGroup } from './field.js';

/** The top level of a scenario file. */
export const scenarioGroup = defineGroup({
  what: 'a scenario',
  fields: {
    title: { type: { of: 'text' }, required: true, summary: 'What is simulated, in a line.', example: 'One server' },
    question: { type: { of: 'text' }, summary: 'What the reader wants to know.', example: 'How long do jobs wait when a server is busy 90 % of the time?' },
    lesson: { type: { of: 'text' }, summary: 'What the numbers taught.', example: 'Waiting grows with 1 / (1 - busy).' },
    extends: { type: { of: 'text' }, summary: 'The file of the baseline that this scenario changes, relative to this one.', example: 'baseline.yaml' },
    set: {
      type: { of: 'part', part: 'set' },
      summary: 'Path → value, assigned after the merge with the baseline; null removes.',
      example: '{ edge.capacity: 200 }',
    },
    seed: { type: { of: 'whole', min: 0 }, default: '1', summary: 'Seed of all random numbers.', example: '1' },
    keys: {
      type: { of: 'part', part: 'keys' },
      summary: 'Name → whom or what a job is about: user, video, order.',
      example: '{ video: { items: 20k, popularity: { zipf: 0.9 } } }',
    },
    components: {
      type: { of: 'part', part: 'components' },
      required: true,
      summary: 'Name → a queued server of some kind.',
      example: '{ server: { kind: service, work: 8ms } }',
    },
    workload: {
      type: { of: 'part', part: 'workloads' },
      required: true,
      summary: 'Name → who comes, when, and what they call.',
      example: '{ jobs: { arrivals: { poisson: 40/s }, call: server } }',
    },
    faults: {
      type: { of: 'part', part: 'faults' },
      summary: 'Name → what goes wrong, when, and for how long.',
      example: '{ lost-host: { at: 5min, for: 1min, crash: web/2 } }',
    },
    objectives: { type: { of: 'part', part: 'objectives' }, summary: 'Statistic → bound.', example: '{ jobs.latency.p95: { below: 200ms } }' },
    plan: {
      type: { of: 'part', part: 'plan' },
      summary: 'What `queuelab plan` looks for: the cheapest configuration, the largest load, what may be lost.',
      example: '{ over: { server.servers: { from: 1, to: 8 } }, minimise: cost }',
    },
    vary: {
      type: { of: 'part', part: 'vary' },
      summary: 'Path → values: what `queuelab sweep` tries. A run has the values that stand in their places.',
      example: '{ server.servers: [1, 2, 4] }',
    },
    run: { type: { of: 'part', part: 'run' }, summary: 'How long, how often, and what kind of study.', example: '{ duration: 10min, replications: 20 }' },
  },
  later: {},
});

export const runGroup = defineGroup({
  what: 'the run',
  fields: {
    duration: { type: { of: 'part', part: 'duration' }, default: '10min', summary: 'Simulated time of a replication, or `all` of a trace.', example: '10min' },
    warmup: {
      type: { of: 'part', part: 'warmup' },
      default: 'auto',
      summary: 'Time from the start that is not measured, or `auto`: the larger of 10 % and MSER-5 in a long-run study, 0 in a finite one.',
      example: '1min',
    },
    replications: { type: { of: 'count', min: 1 }, default: '20', summary: 'Independent repetitions; the intervals come from them.', example: '20' },
    precision: {
      type: { of: 'part', part: 'precision' },
      summary:
        'Replications until the half-width of each interval is at most this share of its value: the mean latency of every workload and the times and rates that objectives name; or statistic → half-width, in per cent of the value, or in its unit (for shares: points). Begins with 20.',
      example: '2%',
    },
    study: {
      type: { of: 'choice', choices: ['long-run', 'finite'] },
      summary:
        'long-run: limits as time grows. finite: averages over exactly this time from exactly this start. Not given: finite where arrivals change or end, else long-run.',
      example: 'finite',
    },
  },
  later: {},
});

export const objectiveGroup = defineGroup({
  what: 'an objective',
  fields: {
    expect: { type: { of: 'choice', choices: ['failed'] }, summary: 'For a variant that fails on purpose: met when it fails.', example: 'failed' },
  },
  later: {},
});

/** The four bounds of an objective; their values have the unit of the statistic. */
export const bounds = {
  below: 'The statistic must be smaller.',
  above: 'The statistic must be larger.',
  atMost: 'The statistic must be smaller or equal.',
  atLeast: 'The statistic must be larger or equal.',
} as const;
export type Bound = keyof typeof bounds;
export const boundNames = Object.keys(bounds) as readonly Bound[];
