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
    deadline: {
      type: { of: 'time' },
      summary: 'A good answer after it counts `late`; `discipline: earliest-deadline` orders by it.',
      example: '1s',
    },
    priority: { type: { of: 'number' }, default: '0', summary: 'Of its jobs: more is served first, where the discipline looks at it.', example: '2' },
    measure: {
      type: { of: 'choice', choices: ['requests', 'cycle'] },
      default: 'requests',
      summary: 'requests: each call of the `do` is measured. cycle: the whole `do` is one request.',
      example: 'cycle',
    },
  },
  later: {},
});

/** What a request does: exactly one of them. */
export const bodies = ['call', 'mix', 'do'] as const;

/** Ways to arrive: exactly one of the first six. */
export const arrivalsGroup = defineGroup({
  what: 'arrivals',
  fields: {
    poisson: {
      type: { of: 'part', part: 'rate-or-phases' },
      summary: 'Independent arrivals at a rate, or at one that changes: phases, a day, or a spike.',
      example: '40/s',
    },
    every: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'One after the other with these gaps; the first comes after the first gap.',
      example: '25ms',
    },
    at: { type: { of: 'part', part: 'times' }, summary: 'At these times.', example: '[0s, 90s]' },
    replay: { type: { of: 'part', part: 'replay' }, summary: 'As a trace has them.', example: '{ file: requests.csv, time: t_s }' },
    mmpp: {
      type: { of: 'part', part: 'states' },
      summary: 'Independent arrivals whose rate jumps: one state after the other, in a circle, each for an exponential time of this mean.',
      example: '[{ rate: 10/s, for: 1min }, { rate: 100/s, for: 5s }]',
    },
    onOff: {
      type: { of: 'part', part: 'on-off' },
      summary: 'Bursts: independent arrivals while it is on, nobody while it is off.',
      example: '{ rate: 100/s, on: 1s, off: 9s }',
    },
    batch: {
      type: { of: 'distribution', unit: 'count' },
      summary: 'Beside any of the others: so many requests come together at each arrival. Default: one.',
      example: '{ pick: { 1: 80%, 10: 20% } }',
    },
    count: {
      type: { of: 'count', min: 1, unlimited: true },
      default: 'unlimited',
      summary: 'At most so many arrivals; a batch is one.',
      example: '1000',
    },
  },
  later: {},
});
export const arrivalLaws = ['poisson', 'every', 'at', 'replay', 'mmpp', 'onOff'] as const;

export const phasesGroup = defineGroup({
  what: 'a changing rate',
  fields: {
    phases: {
      type: { of: 'part', part: 'phases' },
      summary: 'One after the other, straight lines.',
      example: '[{ for: 20min, rate: 300/s }, { for: 10min, rate: 300/s, rampTo: 700/s }]',
    },
    repeat: {
      type: { of: 'boolean' },
      summary: 'Of phases. true: again after the last one; false: then nobody arrives any more. Default: false.',
      example: 'true',
    },
    diurnal: {
      type: { of: 'part', part: 'diurnal' },
      summary: 'A day, again and again: the rate follows a cosine, in 24 straight lines; the run begins at midnight.',
      example: '{ mean: 100/s, peak: 2, at: 20h }',
    },
    spike: {
      type: { of: 'part', part: 'spike' },
      summary: 'One spike over a base rate.',
      example: '{ base: 100/s, peak: 1000/s, at: 5min, for: 1min, ramp: 10s }',
    },
  },
  later: {},
});
/** Ways in which a rate changes: exactly one of them. */
export const rateShapes = ['phases', 'diurnal', 'spike'] as const;

export const diurnalGroup = defineGroup({
  what: 'a day',
  fields: {
    mean: { type: { of: 'rate' }, required: true, summary: 'Mean rate over the day.', example: '100/s' },
    peak: { type: { of: 'number', min: 1, max: 2 }, required: true, summary: 'Highest rate over mean rate, 1 to 2; the lowest is 2 - peak.', example: '1.8' },
    at: { type: { of: 'time' }, required: true, summary: 'Time of day with the highest rate.', example: '20h' },
  },
  later: {},
});

export const spikeGroup = defineGroup({
  what: 'a spike',
  fields: {
    base: { type: { of: 'rate' }, required: true, summary: 'The rate before and after.', example: '100/s' },
    peak: { type: { of: 'rate' }, required: true, summary: 'The highest rate.', example: '1000/s' },
    at: { type: { of: 'time' }, required: true, summary: 'When the rate begins to rise.', example: '5min' },
    for: { type: { of: 'time' }, required: true, summary: 'How long the highest rate lasts.', example: '1min' },
    ramp: { type: { of: 'time' }, default: '0s', summary: 'How long the rate takes to rise, and to fall.', example: '10s' },
  },
  later: {},
});

export const stateGroup = defineGroup({
  what: 'a state',
  fields: {
    rate: { type: { of: 'rate' }, required: true, summary: 'Arrivals per second in it.', example: '100/s' },
    for: { type: { of: 'time' }, required: true, summary: 'Mean of the exponential time in it.', example: '5s' },
  },
  later: {},
});

export const onOffGroup = defineGroup({
  what: 'on and off',
  fields: {
    rate: { type: { of: 'rate' }, required: true, summary: 'Arrivals per second while it is on.', example: '100/s' },
    on: { type: { of: 'time' }, required: true, summary: 'Mean of the exponential time that it is on.', example: '1s' },
    off: { type: { of: 'time' }, required: true, summary: 'Mean of the exponential time that it is off.', example: '9s' },
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
    time: { type: { of: 'text' }, required: true, summary: 'The column with the time in seconds; it counts from `origin`.', example: 't_s' },
    speed: { type: { of: 'number', min: 0 }, default: '1', summary: 'Factor: 2 replays in half the time.', example: '2' },
    origin: {
      type: { of: 'number', min: 0 },
      summary:
        'The time in the file, in seconds, at which the run begins; rows before it are errors. Default: that of the first row. Several files that begin at different times keep step by it.',
      example: '86400',
    },
    lenient: {
      type: { of: 'boolean' },
      default: 'false',
      summary: 'true: malformed rows are skipped, counted and reported; false: they are errors.',
      example: 'true',
    },
  },
  later: {},
});
