import { defineGroup } from './field.js';

export const policyGroup = defineGroup({
  what: 'a call policy',
  fields: {
    timeout: {
      type: { of: 'time' },
      summary: 'Per attempt, from the call, queueing included; the outcome is then `timeout` and the callee works on.',
      example: '300ms',
    },
    retry: { type: { of: 'part', part: 'retry' }, summary: 'Further attempts after a bad outcome.', example: '{ attempts: 3, backoff: 100ms }' },
    latency: {
      type: { of: 'part', part: 'latency' },
      summary: 'Time of the way, each way: a distribution, or one for each pair of places (regions).',
      example: '10ms',
    },
    via: {
      type: { of: 'part', part: 'via' },
      summary: 'The link, or the list of links one behind the other, that the request and the answer pass; or { request, answer } where these differ.',
      example: '[access, backbone]',
    },
    bytes: {
      type: { of: 'part', part: 'bytes' },
      summary:
        'What the answer carries over the links: a distribution of sizes, or KEY.ATTRIBUTE of the called job; or { request, answer }. Only an answer with a good outcome carries its bytes. Default: nothing.',
      example: 'video.size',
    },
    priority: { type: { of: 'number' }, summary: 'Priority of the called job; more is served first. Default: that of the caller.', example: '2' },
    deadline: {
      type: { of: 'time' },
      summary:
        'So long after the call (each attempt) the called job, and whatever it calls, is not started any more: the outcome is then `late`. The earlier of this and the deadline of the caller holds. Looked at when an operation begins, and where a server is held during `work` only, also when it gets one.',
      example: '300ms',
    },
    hedge: {
      type: { of: 'part', part: 'hedge' },
      summary: 'Another attempt if there is no answer by then; the first good one wins. A bad one is the answer when no attempt is under way any more.',
      example: '{ after: 50ms }',
    },
    breaker: {
      type: { of: 'part', part: 'breaker' },
      summary: 'After many bad ends the calls are refused for a while: they end `rejected` at once.',
      example: '{ failures: 50%, over: 10s, open: 5s }',
    },
    bulkhead: {
      type: { of: 'count', min: 1 },
      summary:
        'Calls in flight at most, retries and pauses between them included; beyond them a call ends `rejected`. One that the caller gave up is over for it.',
      example: '20',
    },
    rate: { type: { of: 'part', part: 'rate-limit' }, summary: 'A limit of the calls a second.', example: '{ limit: 100/s, burst: 20 }' },
    cancel: {
      type: { of: 'boolean' },
      default: 'false',
      summary:
        'true: a callee whose caller gave up (time-out, or a hedge that lost) is told, at once: a job that waits leaves the queue, one that works ends at the end of its step (`cancelled`), and so does what it had called. false: it works on, for nobody.',
      example: 'true',
    },
  },
  later: {},
});

export const latencyGroup = defineGroup({
  what: 'a latency between places',
  fields: {
    from: {
      type: { of: 'text' },
      required: true,
      summary: 'Where the call starts: KEY.ATTRIBUTE of the called job, or `instance`: the name of the instance that calls.',
      example: 'user.region',
    },
    to: {
      type: { of: 'text' },
      default: 'instance',
      summary: 'Where it goes: `instance`: the name of the instance that serves, which is then chosen when the call sets out; or KEY.ATTRIBUTE.',
      example: 'instance',
    },
    matrix: {
      type: { of: 'part', part: 'matrix' },
      required: true,
      summary: 'From → to → time each way, a distribution; a pair that is not written has the time of the opposite pair.',
      example: '{ eu: { eu: 5ms, us: 45ms }, us: { us: 5ms } }',
    },
  },
  later: {},
});

export const viaGroup = defineGroup({
  what: 'a way over links',
  fields: {
    request: { type: { of: 'part', part: 'links' }, summary: 'Links of the way there.', example: 'up' },
    answer: { type: { of: 'part', part: 'links' }, summary: 'Links of the way back.', example: 'down' },
  },
  later: {},
});

export const bytesGroup = defineGroup({
  what: 'what a call carries',
  fields: {
    request: { type: { of: 'part', part: 'size-of' }, summary: 'Size of the request.', example: '2kB' },
    answer: { type: { of: 'part', part: 'size-of' }, summary: 'Size of the answer.', example: 'video.size' },
  },
  later: {},
});

export const retryGroup = defineGroup({
  what: 'a retry',
  fields: {
    attempts: { type: { of: 'count', min: 1 }, required: true, summary: 'Attempts in all; the first counts.', example: '3' },
    on: { type: { of: 'words' }, summary: 'Outcomes that are tried again; default: every bad one.', example: '[timeout, rejected]' },
    backoff: {
      type: { of: 'part', part: 'backoff' },
      default: '0s',
      summary: 'Pause before each further attempt: a time, or one that doubles.',
      example: '{ exponential: 50ms, jitter: full }',
    },
    budget: {
      type: { of: 'share' },
      summary:
        'Retries per call at most: each call puts so much of a token into a bucket, each retry takes one out, and what was put in or taken out lapses after 10 s (as in Finagle, but without retries that are free). Without a token the bad outcome stands.',
      example: '10%',
    },
  },
  later: {},
});

export const backoffGroup = defineGroup({
  what: 'a back-off',
  fields: {
    exponential: { type: { of: 'time' }, required: true, summary: 'Pause before the second attempt; it doubles with each further one.', example: '50ms' },
    most: { type: { of: 'time' }, summary: 'Longest pause; default: no limit.', example: '5s' },
    jitter: {
      type: { of: 'choice', choices: ['none', 'full', 'equal', 'decorrelated'] },
      default: 'none',
      summary: 'How the pause is spread at random.',
      example: 'full',
    },
  },
  later: {},
});
