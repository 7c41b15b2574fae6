import { defineGroup } from './field.js';

/** The fields that components of all kinds have; those of a kind are declared in src/models. */
export const componentGroup = defineGroup({
  what: 'a component',
  fields: {
    kind: { type: { of: 'part', part: 'kind' }, required: true, summary: 'What it is.', example: 'service' },
    servers: {
      type: { of: 'count', min: 1, unlimited: true },
      summary: 'Jobs in service at once, per instance. Default: 1 for a service, else unlimited.',
      example: '8',
    },
    queue: {
      type: { of: 'count', min: 0, unlimited: true },
      default: 'unlimited',
      summary: 'Places to wait, per instance; beyond them a job ends `rejected`.',
      example: '200',
    },
    discipline: {
      type: { of: 'choice', choices: ['fifo'] },
      later: ['lifo', 'random', 'priority', 'shortest-first', 'earliest-deadline', 'processor-sharing'],
      default: 'fifo',
      summary: 'Who is served next.',
      example: 'fifo',
    },
    work: {
      type: { of: 'part', part: 'work' },
      summary: 'Time that each operation holds a server: a distribution, or operation → distribution.',
      example: '{ exponential: 8ms }',
    },
    async: {
      type: { of: 'boolean' },
      summary: 'true: a server is held during `work` only; false: from the start of an operation to its end. Default: false for a service, else true.',
      example: 'true',
    },
    instances: {
      type: { of: 'part', part: 'instances' },
      default: '1',
      summary: 'Separate copies, each with its own servers, queue and contents: a count, or a list of names.',
      example: '4',
    },
    balance: {
      type: { of: 'part', part: 'balance' },
      default: 'round-robin',
      summary: 'Which instance serves a call: round-robin, random, least-connections, two-choices, shortest-queue, { hash: KEY } or { by: KEY.ATTRIBUTE }.',
      example: 'least-connections',
    },
    calls: {
      type: { of: 'part', part: 'calls' },
      summary: 'How this component calls others: component or component.operation → policy.',
      example: '{ database: { timeout: 300ms } }',
    },
    note: { type: { of: 'text' }, summary: 'Text for the reader.', example: 'sized for the evening' },
  },
  later: { per: 'one station for each item of a key', cost: 'prices' },
});

/** What a service has besides: its steps are written in the scenario. */
export const serviceGroup = defineGroup({
  what: 'a service',
  fields: {
    operations: {
      type: { of: 'part', part: 'operations' },
      summary: 'Name → list of steps, or a distribution for one `work` step. Without it: `work`, and the operation is called `serve`.',
      example: '{ read: { exponential: 5ms } }',
    },
    good: { type: { of: 'words' }, summary: 'Outcomes that its operations return and that count as good.', example: '[declined]' },
  },
  later: {},
});

/** Fields of single kinds that a later release brings. */
export const laterKindFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  service: { once: 'work done once for each item of a key' },
  cache: { expiry: 'items that grow old', coalesce: 'one fetch for several misses of an item', admission: 'which items are worth storing' },
  probe: {},
};

/** Keys that kinds of a later release set themselves: using one is no mistake of its own. */
export const keysOfLaterKinds: Readonly<Record<string, readonly string[]>> = { player: ['segment'] };

/** Ways to choose an instance. */
export const balances = ['round-robin', 'random', 'least-connections', 'two-choices', 'shortest-queue'] as const;
export const laterBalances: readonly string[] = ['idle-queue'];

export const policyGroup = defineGroup({
  what: 'a call policy',
  fields: {
    timeout: {
      type: { of: 'time' },
      summary: 'Per attempt, from the call, queueing included; the outcome is then `timeout` and the callee works on.',
      example: '300ms',
    },
    retry: { type: { of: 'part', part: 'retry' }, summary: 'Further attempts after a bad outcome.', example: '{ attempts: 3, backoff: 100ms }' },
    latency: { type: { of: 'distribution', unit: 'time' }, summary: 'Time of the way, each way.', example: '10ms' },
  },
  later: {
    hedge: 'another attempt before the answer',
    breaker: 'refusing calls for a while after many failures',
    bulkhead: 'a limit of the calls in flight',
    rate: 'a limit of the calls per second',
    via: 'a shared link',
    priority: 'priority of the called job',
    deadline: 'deadline of the called job',
    cancel: 'telling the callee that nobody waits any more',
  },
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
  },
  later: { budget: 'a limit of the share of retries' },
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
