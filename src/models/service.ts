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
  fields: {},
  statistics: [],
  example: 'database: { kind: service, servers: 8, work: { exponential: 5ms } }',
});
