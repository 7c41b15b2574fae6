import { defineComponent } from './define.js';

export const service = defineComponent({
  kind: 'service',
  summary: 'Servers that do the steps written in the scenario: an application, a database, a pool of threads, a pure delay.',
  explanation:
    'A job takes a server, does the steps of its operation and departs. A synchronous service holds the server from the first step to the last, also while it waits for the answer of another component (a thread that blocks); with `async: true` a server is held during `work` only. ' +
    'With `servers: unlimited` nobody waits: a pure delay.',
  defaults: { servers: 1, async: false },
  operations: 'own',
  faults: ['crash', 'freeze', 'slow', 'errors', 'full'],
  fields: {
    once: {
      type: {
        of: 'record',
        what: '`once`',
        fields: {
          key: {
            type: { of: 'key' },
            required: true,
            summary: 'The idempotency key: calls of one operation with the same item are the same request.',
            example: 'order',
          },
          for: {
            type: { of: 'time' },
            default: '24h',
            summary:
              'A result is kept for so long after it was stored, and then forgotten; Stripe prunes keys after 24 h. What is forgotten is done, and not counted, again.',
            example: '24h',
          },
          enforce: {
            type: { of: 'boolean' },
            default: 'true',
            summary: 'true: a repeated call is answered with the stored result. false: it does the work again, and `repeats` counts it.',
            example: 'false',
          },
          meanwhile: {
            type: {
              of: 'choice',
              choices: ['conflict', 'wait'],
              meanings: {
                conflict: 'It ends `conflict`, and may be tried again (as at Stripe, and in the IETF draft "The Idempotency-Key HTTP Header Field": 409).',
                wait: 'It waits for the end of the first, and keeps its server meanwhile; then it has its result, or does the work where there is none.',
              },
            },
            default: 'conflict',
            summary: 'What becomes of a repeated call while the first is under way.',
            example: 'wait',
          },
        },
      },
      summary:
        'Work done once for each item of a key (idempotency keys): an operation that has ended for an item, well or badly, gives the same result again without its work. ' +
        'One memory for all instances, which a crash leaves alone; an execution that was refused before it began, taken back or lost leaves no result.',
      example: '{ key: order, for: 24h }',
    },
  },
  statistics: [
    {
      name: 'repeats',
      resultName: 'repeats',
      unit: 'count',
      estimator: 'count',
      needs: 'once',
      summary: 'Work done more than once: executions that ended well after another of the same operation and item had, over all replications (double charges).',
    },
    {
      name: 'replayed',
      resultName: 'replayed',
      unit: 'count',
      estimator: 'count',
      needs: 'once',
      summary: 'Repeated calls that were answered with the stored result, over all replications.',
    },
  ],
  example: 'database: { kind: service, servers: 8, work: { exponential: 5ms } }',
});
