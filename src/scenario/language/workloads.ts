import { defineGroup } from './field.js';

export const workloadGroup = defineGroup({
  what: 'a workload',
  fields: {
    arrivals: { type: { of: 'part', part: 'arrivals' }, summary: 'Open load: when requests or sessions begin.', example: '{ poisson: 40/s }' },
    users: { type: { of: 'count', min: 1 }, summary: 'Closed load: so many users who think, do, and begin again.', example: '200' },
    think: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'Closed load: time between the end of a request and the next; default: none.',
      example: '{ exponential: 8s }',
    },
    call: { type: { of: 'reference' }, summary: 'The operation that a request calls; bad outcomes are accepted.', example: 'gateway.page' },
    mix: {
      type: { of: 'part', part: 'mix' },
      summary: 'Operation → weight: one of them for each request; bad outcomes are accepted.',
      example: '{ shop.page: 10, shop.buy: 1 }',
    },
    do: {
      type: { of: 'part', part: 'steps' },
      summary: 'A session: steps with `wait` between; a bad outcome without a handler ends it.',
      example: '[call: shop.home, wait: 5s, call: shop.page]',
    },
    keys: {
      type: { of: 'part', part: 'workload-keys' },
      summary: 'Key → another source for this workload; `self` where its users are the items.',
      example: '{ user: self }',
    },
    calls: {
      type: { of: 'part', part: 'calls' },
      summary: 'How the requests call: component or component.operation → policy.',
      example: '{ shop: { timeout: 10s } }',
    },
    deadline: { type: { of: 'time' }, summary: 'A good answer after it counts `late`.', example: '1s' },
    measure: {
      type: { of: 'choice', choices: ['requests', 'cycle'] },
      default: 'requests',
      summary: 'requests: each call of the `do` is measured. cycle: the whole `do` is one request.',
      example: 'cycle',
    },
  },
  later: { priority: 'priority of its jobs' },
});

/** What a request does: exactly one of them. */
export const bodies = ['call', 'mix', 'do'] as const;

/** Ways to arrive: exactly one of the first five. */
export const arrivalsGroup = defineGroup({
  what: 'arrivals',
  fields: {
    poisson: {
      type: { of: 'part', part: 'rate-or-phases' },
      summary: 'Independent arrivals at a rate, or at one that changes: { phases: […], repeat }.',
      example: '40/s',
    },
    every: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'One after the other with these gaps; the first comes after the first gap.',
      example: '25ms',
    },
    at: { type: { of: 'part', part: 'times' }, summary: 'At these times.', example: '[0s, 90s]' },
    replay: { type: { of: 'part', part: 'replay' }, summary: 'As a trace has them.', example: '{ file: requests.csv, time: t_s }' },
    count: { type: { of: 'count', min: 1, unlimited: true }, default: 'unlimited', summary: 'At most so many arrivals.', example: '1000' },
  },
  later: { mmpp: 'arrivals whose rate jumps at random', batch: 'several at once' },
});
export const arrivalLaws = ['poisson', 'every', 'at', 'replay'] as const;

export const phasesGroup = defineGroup({
  what: 'a changing rate',
  fields: {
    phases: {
      type: { of: 'part', part: 'phases' },
      required: true,
      summary: 'One after the other.',
      example: '[{ for: 20min, rate: 300/s }, { for: 10min, rate: 300/s, rampTo: 700/s }]',
    },
    repeat: { type: { of: 'boolean' }, default: 'false', summary: 'true: again after the last phase; false: then nobody arrives any more.', example: 'true' },
  },
  later: {},
});

export const phaseGroup = defineGroup({
  what: 'a phase',
  fields: {
    for: { type: { of: 'time' }, required: true, summary: 'Its length.', example: '20min' },
    rate: { type: { of: 'rate' }, required: true, summary: 'Arrivals per second, at its start.', example: '300/s' },
    rampTo: { type: { of: 'rate' }, summary: 'The rate at its end, in a straight line; default: the rate stays.', example: '700/s' },
  },
  later: {},
});

export const replayGroup = defineGroup({
  what: 'a replay',
  fields: {
    file: {
      type: { of: 'text' },
      required: true,
      summary: 'A CSV file with a header row, relative to the file that names it; by --set relative to the working directory.',
      example: 'requests.csv',
    },
    time: { type: { of: 'text' }, required: true, summary: 'The column with the time in seconds; it counts from the first row.', example: 't_s' },
    speed: { type: { of: 'number', min: 0 }, default: '1', summary: 'Factor: 2 replays in half the time.', example: '2' },
    lenient: {
      type: { of: 'boolean' },
      default: 'false',
      summary: 'true: malformed rows are skipped, counted and reported; false: they are errors.',
      example: 'true',
    },
  },
  later: {},
});
