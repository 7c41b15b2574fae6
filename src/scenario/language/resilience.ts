import { defineGroup } from './field.js';

/** Policies of a call that say what happens around its attempts. */
export const hedgeGroup = defineGroup({
  what: 'a hedge',
  fields: {
    after: {
      type: { of: 'time' },
      required: true,
      summary: 'Another attempt is made when there is no answer for so long, beside those under way.',
      example: '50ms',
    },
    attempts: { type: { of: 'count', min: 2 }, default: '2', summary: 'Attempts in all; the first counts.', example: '3' },
    cancel: {
      type: { of: 'boolean' },
      default: 'false',
      summary: 'true: the callees of the attempts that lost are told (see `cancel` of a call policy); false: they work on.',
      example: 'true',
    },
  },
  later: {},
});

/** Defaults: Hystrix (errorThresholdPercentage 50, rollingStats 10 s, requestVolumeThreshold 20, sleepWindow 5 s). */
export const breakerGroup = defineGroup({
  what: 'a breaker',
  fields: {
    failures: { type: { of: 'share' }, default: '50%', summary: 'It opens when at least this share of the calls ended badly …', example: '50%' },
    over: { type: { of: 'time' }, default: '10s', summary: '… of those that ended in the last so many seconds …', example: '10s' },
    atLeast: { type: { of: 'count', min: 1 }, default: '20', summary: '… and these were at least so many.', example: '20' },
    open: {
      type: { of: 'time' },
      default: '5s',
      summary: 'So long it refuses every call; then one call goes through on trial: a good end closes the breaker, a bad one opens it again.',
      example: '5s',
    },
  },
  later: {},
});

export const rateGroup = defineGroup({
  what: 'a limit of the rate',
  fields: {
    limit: { type: { of: 'rate' }, required: true, summary: 'Calls a second in the long run.', example: '100/s' },
    by: {
      type: { of: 'choice', choices: ['token-bucket', 'leaky-bucket', 'sliding-window'] },
      default: 'token-bucket',
      summary:
        'token-bucket: a bucket of `burst` tokens, full at first, filled at the limit; a call takes one. leaky-bucket: calls begin evenly, 1/limit apart, and at most `burst` wait for that. sliding-window: at most `burst` calls begin in any burst/limit seconds.',
      example: 'sliding-window',
    },
    burst: { type: { of: 'count', min: 1 }, default: '1', summary: 'Calls that may come at once.', example: '20' },
    excess: {
      type: { of: 'choice', choices: ['reject', 'wait'] },
      default: 'reject',
      summary: 'What becomes of a call beyond: it ends `rejected`, or waits its turn, first come, first served.',
      example: 'wait',
    },
  },
  later: {},
});

/** Shedding of load by a component. */
export const codelGroup = defineGroup({
  what: 'a controlled delay',
  fields: {
    target: {
      type: { of: 'time' },
      default: '5ms',
      summary: 'Longest wait of a job that comes when the queue has not been empty for longer than `interval`.',
      example: '5ms',
    },
    interval: { type: { of: 'time' }, default: '100ms', summary: 'Longest wait of any other job.', example: '100ms' },
  },
  later: {},
});

/** Defaults: Netflix concurrency-limits, Gradient2Limit. */
export const adaptiveLimitGroup = defineGroup({
  what: 'an adaptive limit',
  fields: {
    initial: { type: { of: 'count', min: 1 }, default: '20', summary: 'The limit at first.', example: '20' },
    least: { type: { of: 'count', min: 1 }, default: '20', summary: 'It does not fall below.', example: '4' },
    most: { type: { of: 'count', min: 1 }, default: '200', summary: 'It does not rise above.', example: '1000' },
    tolerance: {
      type: { of: 'number', min: 1 },
      default: '1.5',
      summary: 'The limit falls when a response takes more than so many times the mean of the last 600 or so.',
      example: '2',
    },
    queue: {
      type: { of: 'count', min: 0 },
      default: '4',
      summary: 'Jobs more than the present limit that are tried each time: it grows by these.',
      example: '4',
    },
    smoothing: { type: { of: 'share' }, default: '20%', summary: 'Weight of the new limit against the old one.', example: '20%' },
  },
  later: {},
});
