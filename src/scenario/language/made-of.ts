/** A part of real systems that needs no kind of its own: which fields of a component make it. */
export interface MadeOf {
  readonly name: string;
  readonly how: string;
  /** Components as a scenario would write them; keys `user`, `row` and `object` (with `object.size`) are declared. */
  readonly example: string;
}

/** Parts that are made of the fields that all components have: a test reads each of these examples. */
export const madeOfCommonFields: readonly MadeOf[] = [
  {
    name: 'database',
    how: 'A service with an operation for each sort of query, each with its own work; as many servers as it works on queries at once.',
    example: 'database: { kind: service, servers: 8, operations: { read: { exponential: 3ms }, write: { exponential: 5ms } } }',
  },
  {
    name: 'connection pool',
    how: 'A service that holds a server, the connection, from the first step to the last, before a processor-sharing service with a server for each core. `queue` is how many may wait for a connection.',
    example:
      'pool: { kind: service, servers: 64, queue: 200, operations: { query: [call: cores] } }\ncores: { kind: service, servers: 8, discipline: processor-sharing, work: { exponential: 2ms } }',
  },
  {
    name: 'thread pool',
    how: 'The same: threads are the servers of a synchronous service, cores those of the one that it calls.',
    example:
      'web: { kind: service, servers: 200, operations: { page: [call: processor, wait: 20ms, call: processor] } }\nprocessor: { kind: service, servers: 4, discipline: processor-sharing, work: 1ms }',
  },
  {
    name: 'load balancer',
    how: '`instances` and `balance`, with `health` checks and a `slowStart`: it takes no time. One that does is an asynchronous service in front that calls them.',
    example: 'web: { kind: service, servers: 4, instances: 10, balance: least-connections, health: { every: 5s }, work: { exponential: 8ms } }',
  },
  {
    name: 'autoscaling group',
    how: 'A service with `scale`: instances boot and drain as the load asks for.',
    example: 'web: { kind: service, servers: 4, instances: 2, scale: { utilisation: 60%, min: 2, max: 20, boot: 90s }, work: { exponential: 40ms } }',
  },
  {
    name: 'function as a service',
    how: 'A service with `serverless`: its servers come with the calls, cold, and are kept for a while.',
    example: 'resize: { kind: service, serverless: { coldStart: 400ms, concurrency: 100 }, work: { exponential: 200ms } }',
  },
  {
    name: 'row lock',
    how: '`per`: a queue for each item; the operation holds the lock from its first step to its last. `patience` is a lock time-out. Its alternative without waiting is the kind `versioned-store`.',
    example: 'rows: { kind: service, per: row, patience: 50s, operations: { update: [work: { exponential: 10ms }] } }',
  },
  {
    name: 'ordered conversation',
    how: '`per` with the conversation as the key: one message of each at a time, in order, and any number of conversations side by side.',
    example: 'inboxes: { kind: service, per: user, work: { exponential: 5ms } }',
  },
  {
    name: 'shards',
    how: '`instances` with a [balance by a key](#balance-by-a-key-or-by-weights): every item belongs to one instance.',
    example: 'store: { kind: service, instances: 16, balance: { consistentHash: user }, servers: 4, work: { exponential: 5ms } }',
  },
  {
    name: 'object store',
    how: 'Shards whose work is a time for each object and a time for each megabyte of it.',
    example:
      'objects: { kind: service, instances: 16, balance: { hash: object }, servers: 4, operations: { get: [work: 8ms, { work: 6.67ms, per: { object.size: 1MB } }] } }',
  },
  {
    name: 'search cluster',
    how: 'A service that asks every shard with `each` and goes on when the last has answered.',
    example:
      'search: { kind: service, servers: unlimited, operations: { query: [{ each: [a, b, c, d], as: row, do: [call: shard] }] } }\nshard: { kind: service, instances: 4, balance: { range: row, boundaries: [1, 2, 3] }, work: { exponential: 5ms } }',
  },
  {
    name: 'group commit',
    how: '`batch` with `most: unlimited`: one flush takes all commits that wait, and all end with it.',
    example: 'log: { kind: service, work: 5ms, batch: { most: unlimited } }',
  },
  {
    name: 'push notification',
    how: 'A service for the supplier, with many servers or a `rate` with `excess: wait` in the `calls` of whoever notifies. So many at most for each user: `per` with a `wait` that holds the one server (Signal: a background push every 20 min at most); with `queue: 1` one more is sent after it, with `queue: 0` none. What it brings about: `wake` of connections (the person comes after `wakeDelay`), or a `wait` and the `fetch` of a mailbox (the device polls).',
    example:
      'pushes: { kind: service, per: user, queue: 1, operations: { push: [call: supplier, wait: 20min] } }\nsupplier: { kind: service, servers: 96, work: { lognormal: { median: 60ms, p99: 400ms } } }',
  },
  {
    name: 'debouncing',
    how: 'The same with `queue: 0`: what comes for the item during the wait is `rejected`. So friends are told of a coming and going no more often than that.',
    example:
      'news: { kind: service, per: user, queue: 0, operations: { tell: [send: friends, wait: 10s] } }\nfriends: { kind: service, servers: unlimited, work: 1ms }',
  },
  {
    name: 'several devices',
    how: 'A component of kind `connections` for each sort of device (phones, laptops), with the same key and laws of its own, each with a mailbox; a message is sent to each of them, side by side.',
    example:
      'router: { kind: service, async: true, operations: { message: [send: phones, send: laptops] } }\nphones: { kind: service, work: 1ms }\nlaptops: { kind: service, work: 1ms }',
  },
  {
    name: 'rate of a supplier',
    how: 'A service of one server with constant work: no more than one job in that time.',
    example: 'mail: { kind: service, work: 100ms, queue: 1000 }',
  },
];
