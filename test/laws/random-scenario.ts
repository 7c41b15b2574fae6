import fc from 'fast-check';
import { scenarioOf } from '../support/read.js';
import { messaging } from './random-messaging.js';
import { keepers, named } from './random-keepers.js';

type Step = Record<string, unknown>;

/** Constant, exponential and zero times: ties and randomness both. */
const time = fc.oneof(
  fc.constantFrom('0s', '5ms', '10ms', '20ms'),
  fc.integer({ min: 1, max: 30 }).map((mean) => ({ exponential: `${mean}ms` })),
  fc.integer({ min: 1, max: 10 }).map((low) => ({ uniform: [`${low}ms`, `${low + 7}ms`] })),
);

/** Steps that call only later components: calls never go in circles. */
function steps(targets: readonly string[], depth: number): fc.Arbitrary<Step[]> {
  const leaf: fc.Arbitrary<Step>[] = [time.map((work) => ({ work })), time.map((wait) => ({ wait }))];
  if (targets.length > 0) {
    const target = fc.constantFrom(...targets);
    leaf.push(
      target.map((call) => ({ call })),
      target.map((call) => ({ call, on: { any: [] } })),
      target.map((send) => ({ send })),
    );
  }
  // What a race does is late where the operation has ended: nothing would take that back.
  const inRaces = races([...leaf]);
  if (targets.length > 0) leaf.push(fc.tuple(fc.constantFrom(...targets), fc.constantFrom(...targets)).map(([call, undo]) => ({ call, undo })));
  if (depth === 0) return fc.array(fc.oneof(...leaf), { minLength: 1, maxLength: 3 });
  const inner = fc.array(fc.oneof(...leaf), { minLength: 1, maxLength: 2 });
  const nested: fc.Arbitrary<Step>[] = [
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((parallel) => ({ parallel })),
    ...inRaces,
    fc.record({ repeat: fc.integer({ min: 0, max: 3 }), do: inner }),
    fc.record({ each: fc.constantFrom(['a'], ['a', 'b', 'c']), as: fc.constant('member'), concurrency: fc.integer({ min: 1, max: 3 }), do: inner }),
    fc.record({
      choose: fc.record({
        left: fc.record({ weight: fc.constant(1), do: inner }),
        right: fc.record({ weight: fc.constant(3), do: fc.constant([{ return: 'refused' }]) }),
      }),
    }),
  ];
  return fc.array(fc.oneof({ weight: 3, arbitrary: fc.oneof(...leaf) }, { weight: 2, arbitrary: fc.oneof(...nested) }), { minLength: 1, maxLength: 4 });
}

/** Steps that go on before their branches have ended: those do not work on the server of their operation, which is given back by then. */
function races(leaf: readonly fc.Arbitrary<Step>[]): fc.Arbitrary<Step>[] {
  const branch = fc.array(fc.oneof(...leaf.slice(1)), { minLength: 1, maxLength: 2 });
  const until = fc.constantFrom<unknown>('first', 2);
  const cancel = fc.boolean();
  return [
    fc.record({ parallel: fc.array(branch, { minLength: 2, maxLength: 3 }), until, cancel }),
    fc.record({
      each: fc.constantFrom(['a', 'b'], ['a', 'b', 'c']),
      as: fc.constant('member'),
      concurrency: fc.integer({ min: 1, max: 3 }),
      until,
      cancel,
      do: branch,
    }),
  ];
}

const policy = fc
  .record(
    {
      timeout: fc.constantFrom('10ms', '30ms', '100ms'),
      latency: fc.constantFrom('1ms', '5ms'),
      retry: fc.record(
        {
          attempts: fc.integer({ min: 1, max: 3 }),
          backoff: fc.constantFrom<unknown>('0s', '5ms', { exponential: '5ms', jitter: 'full' }, { exponential: '2ms', most: '20ms', jitter: 'decorrelated' }),
          budget: fc.constantFrom('0%', '20%', '100%'),
        },
        { requiredKeys: ['attempts'] },
      ),
      hedge: fc.record({ after: fc.constantFrom('0s', '5ms', '20ms'), attempts: fc.integer({ min: 2, max: 3 }), cancel: fc.boolean() }),
      breaker: fc.record({
        failures: fc.constantFrom('10%', '50%'),
        over: fc.constant('100ms'),
        open: fc.constantFrom('20ms', '200ms'),
        atLeast: fc.constantFrom(1, 5),
      }),
      bulkhead: fc.integer({ min: 1, max: 3 }),
      rate: fc.oneof(
        fc.record({
          limit: fc.constantFrom('20/s', '100/s'),
          burst: fc.integer({ min: 1, max: 3 }),
          by: fc.constantFrom('token-bucket', 'sliding-window'),
          excess: fc.constantFrom('reject', 'wait'),
        }),
        fc.record({ limit: fc.constantFrom('20/s', '100/s'), burst: fc.integer({ min: 1, max: 3 }), by: fc.constant('leaky-bucket') }),
        fc.record({ limit: fc.constantFrom('50/s', '200/s'), by: fc.constant('leaky-bucket'), excess: fc.constant('wait') }),
      ),
      deadline: fc.constantFrom('0s', '10ms', '50ms'),
      cancel: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map(sensible);

/** What concerns failures stands where something can fail, and what tells the callee where something is given up. */
function sensible({ cancel, breaker, timeout, ...rest }: Record<string, unknown>): Step {
  const isGivenUp = timeout !== undefined || rest['hedge'] !== undefined;
  return {
    ...rest,
    ...(timeout === undefined ? {} : { timeout }),
    ...(timeout === undefined || breaker === undefined ? {} : { breaker }),
    ...(isGivenUp && cancel === true ? { cancel } : {}),
  };
}

/** What happens before a service: any order, impatience, balking, set-up, vacations, a schedule. For services that hold a server. */
const heldFeatures = fc
  .record(
    {
      discipline: fc.constantFrom('fifo', 'lifo', 'random', 'priority'),
      patience: fc.constantFrom<unknown>('20ms', { exponential: '30ms' }),
      balking: fc.constantFrom({ 1: '50%' }, { 0: '10%', 3: '100%' }),
      shed: fc.constantFrom<Step>({}, {}, { codel: { target: '2ms', interval: '20ms' } }, { adaptiveLimit: { initial: 3, least: 1, most: 9 } }),
      lifoAbove: fc.constantFrom(0, 2),
      rest: fc.constantFrom<Step>({}, { setUp: { exponential: '10ms' } }, { vacation: '15ms' }),
      schedule: fc.constantFrom<Step>(
        {},
        {
          servers: {
            schedule: [
              { for: '300ms', servers: 2 },
              { for: '200ms', servers: 0 },
              { for: '400ms', servers: 3 },
            ],
            repeat: true,
          },
        },
      ),
    },
    { requiredKeys: ['discipline', 'shed', 'rest', 'schedule'] },
  )
  .map(({ shed, lifoAbove, rest, schedule, ...fields }) => ({
    servers: 2,
    ...fields,
    ...(fields.patience === undefined ? shed : {}),
    ...(fields.discipline === 'fifo' && lifoAbove !== undefined ? { lifoAbove } : {}),
    ...rest,
    ...schedule,
    async: false,
  }));

/** Servers that share, interrupt, fail or serve several at once: for services that take a server for each work. */
const shopFeatures = fc
  .oneof(
    fc.constantFrom<Step>(
      { discipline: 'processor-sharing', queue: undefined },
      { discipline: 'processor-sharing', sharers: 3 },
      { speedAt: [1, 0.7] },
      { batch: { least: 2, most: 3, wait: '20ms' }, queue: undefined },
    ),
    fc.record({
      discipline: fc.constantFrom('fifo', 'lifo', 'priority', 'shortest-first', 'lifo-preemptive', 'priority-preemptive', 'shortest-remaining'),
      breakdowns: fc.record({
        up: fc.constantFrom<unknown>('200ms', { exponential: '150ms' }),
        down: fc.constant({ exponential: '40ms' }),
        interrupted: fc.constantFrom('resume', 'restart'),
      }),
    }),
    fc.record({ discipline: fc.constantFrom('shortest-first', 'lifo-preemptive', 'shortest-remaining') }),
  )
  .map((fields) => ({ servers: 2, ...fields, async: true }));

/** A station for each member, for services of both sorts. */
const keyedFeatures = fc.record(
  {
    per: fc.constant('member'),
    servers: fc.integer({ min: 1, max: 2 }),
    discipline: fc.constantFrom('fifo', 'lifo', 'random', 'priority'),
    balance: fc.constant({ hash: 'member' }),
    async: fc.boolean(),
  },
  { requiredKeys: ['per', 'servers', 'balance'] },
);

/** Work done once for each member: a result is soon forgotten, so that there are many executions, or never. */
const once = fc.record(
  { key: fc.constant('member'), for: fc.constantFrom('1ms', '30ms', '24h'), enforce: fc.boolean(), meanwhile: fc.constantFrom('conflict', 'wait') },
  { requiredKeys: ['key', 'for'] },
);

/** What is taken back needs an end to be taken back for. */
const mayEndBadly = { choose: { go: { weight: 3, do: [{ wait: '0s' }] }, stop: { weight: 1, do: [{ return: 'refused' }] } } };

const features: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({}) },
  { weight: 2, arbitrary: heldFeatures },
  { weight: 2, arbitrary: shopFeatures },
  { weight: 1, arbitrary: keyedFeatures },
);

function component(index: number, count: number): fc.Arbitrary<Step> {
  const targets = Array.from({ length: count - index - 1 }, (_, offset) => `c${index + 1 + offset}`);
  return fc
    .record({
      servers: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant('unlimited')),
      queue: fc.oneof(fc.constant('unlimited'), fc.integer({ min: 0, max: 5 })),
      async: fc.boolean(),
      instances: fc.integer({ min: 1, max: 3 }),
      balance: fc.constantFrom<unknown>(
        'round-robin',
        'random',
        'least-connections',
        'two-choices',
        'shortest-queue',
        'idle-queue',
        { random: { 1: 3 } },
        { roundRobin: { 1: 2 } },
      ),
      serve: steps(targets, 1),
      calls: fc.array(fc.tuple(fc.nat(), policy), { maxLength: 2 }),
      features,
      once: fc.option(once, { freq: 4 }),
    })
    .map(({ serve: written, calls, features: fields, once: remembered, ...rest }) => {
      const serve = JSON.stringify(written).includes('"undo"') ? [...written, mayEndBadly] : written;
      const used = targets.filter((target) => JSON.stringify(serve).includes(`"${target}"`));
      const policies =
        used.length === 0 ? [] : calls.map(([pick, one]) => [used[pick % used.length], one] as const).filter(([, one]) => Object.keys(one).length > 0);
      const own = { ...fields, ...(remembered === null ? {} : { once: remembered }) };
      return { kind: 'service', ...rest, ...own, operations: { serve }, ...(policies.length > 0 ? { calls: Object.fromEntries(policies) } : {}) };
    });
}

/** A cache in front of the last component, with upkeep of every sort. */
const upkeep = fc.oneof(
  fc.record(
    {
      expiry: fc.constantFrom<unknown>('100ms', { exponential: '200ms' }, '0s'),
      coalesce: fc.boolean(),
      staleFor: fc.constantFrom('20ms', '200ms'),
      earlyRefresh: fc.constantFrom(1, 5),
    },
    { requiredKeys: ['expiry'] },
  ),
  fc.record({ coalesce: fc.boolean() }),
  fc.record({ writeTo: fc.constant('LAST'), write: fc.constantFrom('through', 'around') }),
  fc.record(
    { writeTo: fc.constant('LAST'), write: fc.constant('back'), coalesce: fc.boolean(), writeDelay: fc.constantFrom('30ms', '1s') },
    { requiredKeys: ['writeTo', 'write'] },
  ),
);
const cache = fc
  .record({
    capacity: fc.integer({ min: 1, max: 4 }),
    eviction: fc.constantFrom('lru', 'fifo', 'random', 'clock', 'lfu', 'arc', 'sieve', 's3-fifo', 'w-tinylfu'),
    work: fc.constantFrom<unknown>('0s', '2ms', { exponential: '2ms' }),
    admission: fc.constantFrom<Step>({}, { admission: 'second-hit', remembered: 2 }),
    warm: fc.constantFrom<Step>({}, { warm: true }),
    instances: fc.constantFrom<Step>({}, { instances: 2, balance: { hash: 'item' } }, { instances: 2 }),
    station: fc.constantFrom<Step>({}, { servers: 2, async: false }, { servers: 2, async: false, queue: 3 }, { servers: 1, async: true }),
    calls: fc.constantFrom<Step>({}, {}, { timeout: '15ms' }, { timeout: '15ms', retry: { attempts: 2 } }, { latency: '3ms' }),
    mix: fc.constantFrom<Step>({ get: 1 }, { get: 8, invalidate: 1, put: 1 }, { get: 5, write: 2, invalidate: 1 }),
    callers: fc.constantFrom<Step>({}, { timeout: '12ms' }),
    upkeep,
  })
  .map(({ admission, warm, instances, station, calls, mix, callers, upkeep: fields, ...rest }) => ({
    component: { kind: 'cache', key: 'item', ...rest, ...admission, ...warm, ...instances, ...station, ...fields },
    calls,
    callers,
    mix,
  }));
/** Cache-aside under leases: whoever is told of a miss reads the last component and puts. */
const aside = fc
  .record(
    { lease: fc.constantFrom('5ms', '100ms'), expiry: fc.constantFrom('50ms', '1s'), staleFor: fc.constantFrom('50ms', '1s') },
    { requiredKeys: ['lease'] },
  )
  .map((fields) => ({ kind: 'cache', key: 'item', capacity: 3, ...fields }));

/** A store whose writes reach its replicas with a lag, and cost work there. */
const replicated = fc
  .record(
    {
      instances: fc.integer({ min: 2, max: 3 }),
      lag: fc.constantFrom<unknown>('0s', '10ms', { exponential: '30ms' }),
      order: fc.constantFrom('log', 'any'),
      readFrom: fc.constantFrom('primary', 'replica', 'any'),
      acks: fc.integer({ min: 0, max: 1 }),
      readYourWrites: fc.constant('member'),
      balance: fc.constantFrom('round-robin', 'random', 'least-connections', 'two-choices', 'shortest-queue'),
      station: fc.constantFrom<Step>({}, { servers: 1 }, { servers: 2, async: false }, { servers: 1, discipline: 'processor-sharing' }),
      work: fc.constantFrom<unknown>('2ms', { exponential: '4ms' }, { read: '5ms' }, { apply: { exponential: '6ms' } }),
    },
    { requiredKeys: ['instances', 'lag', 'station'] },
  )
  .map(({ station, ...fields }) => ({ kind: 'replicated-store', key: 'item', ...fields, ...station }));
/** Transactions that conflict, and are tried again. */
const versioned = fc
  .record({
    work: fc.constantFrom<unknown>('0s', '1ms', { exponential: '2ms' }),
    servers: fc.constantFrom<unknown>(1, 'unlimited'),
    attempts: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ attempts, ...fields }) => ({
    components: {
      versions: { kind: 'versioned-store', key: 'item', ...fields },
      transactions: {
        kind: 'service',
        servers: 'unlimited',
        operations: { update: [{ call: 'versions.read' }, { work: { exponential: '10ms' } }, { parallel: [{ call: 'versions.commit' }] }] },
      },
    },
    load: { arrivals: { poisson: '60/s' }, call: 'transactions.update', calls: { transactions: { retry: { attempts, on: ['conflict'] } } } },
  }));

const workload = fc.oneof(
  fc.integer({ min: 5, max: 120 }).map((rate) => ({ arrivals: { poisson: `${rate}/s` }, call: 'c0', priority: rate % 3 })),
  fc.constant({ arrivals: { poisson: '15/s', batch: { geometric: 2 } }, call: 'c0' }),
  fc.constant({
    arrivals: {
      mmpp: [
        { rate: '5/s', for: '200ms' },
        { rate: '150/s', for: '100ms' },
      ],
    },
    call: 'c0',
  }),
  fc.integer({ min: 1, max: 8 }).map((users) => ({ users, think: { exponential: '50ms' }, call: 'c0' })),
  fc.constant({ arrivals: { every: '10ms' }, do: [{ call: 'c0', on: { any: [] } }, { wait: '5ms' }, { call: 'c0' }] }),
);

/** A random system as JSON, which is YAML: services that call one another, with every step, policy and load of the language. */
export const randomScenario: fc.Arbitrary<string> = fc
  .integer({ min: 1, max: 4 })
  .chain((count) =>
    fc.record({
      components: fc.tuple(...Array.from({ length: count }, (_, index) => component(index, count))),
      workload,
      seed: fc.integer({ min: 1, max: 1000 }),
      front: fc.option(cache, { freq: 2 }),
      besides: fc.option(aside, { freq: 2 }),
      replicas: fc.option(replicated, { freq: 2 }),
      optimistic: fc.option(versioned, { freq: 2 }),
      chat: fc.option(messaging, { freq: 3 }),
      keeper: fc.option(keepers, { freq: 2 }),
    }),
  )
  .map(({ components, workload: load, seed, front, besides, replicas, optimistic, chat, keeper }) => {
    const kept = keeper === null ? null : named(keeper, `c${components.length - 1}`);
    return checked({
      title: 'random',
      keys: { member: { items: 3 }, item: { items: 6, popularity: { zipf: 1 } }, ...(chat === null ? {} : { letter: { items: 'new' } }) },
      seed,
      components: {
        ...Object.fromEntries(components.map((one, index) => [`c${index}`, one])),
        ...(front === null ? {} : { front: inFrontOf(`c${components.length - 1}`, front) }),
        ...(replicas === null ? {} : { replicas }),
        ...optimistic?.components,
        ...chat?.components,
        ...kept?.components,
        ...(besides === null ? {} : { besides, web: lookingAside(`c${components.length - 1}`) }),
      },
      workload: {
        load,
        ...(front === null ? {} : { reads: readsThrough(front) }),
        ...(replicas === null ? {} : { reading: { arrivals: { poisson: '90/s' }, mix: { 'replicas.read': 3, 'replicas.write': 1 } } }),
        ...(optimistic === null ? {} : { updates: optimistic.load }),
        ...chat?.workload,
        ...kept?.workloads,
        ...(besides === null ? {} : { pages: { arrivals: { poisson: '60/s' }, call: 'web.page' } }),
      },
      run: { duration: '2s', warmup: '0.5s', replications: 2 },
    });
  });

type Front = typeof cache extends fc.Arbitrary<infer One> ? One : never;

function inFrontOf(last: string, { component: fields, calls }: Front): Step {
  const written = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === 'LAST' ? last : value]));
  return { ...written, miss: last, ...(Object.keys(calls).length > 0 ? { calls: { [last]: calls } } : {}) };
}

function readsThrough({ component: fields, mix, callers }: Front): Step {
  const offered = Object.entries(mix).filter(([operation]) => operation !== 'write' || 'writeTo' in fields);
  return {
    arrivals: { poisson: '80/s' },
    mix: Object.fromEntries(offered.map(([operation, weight]) => [`front.${operation}`, weight])),
    ...(Object.keys(callers).length > 0 ? { calls: { front: callers } } : {}),
  };
}

function lookingAside(last: string): Step {
  const miss = [{ call: last }, { choose: { put: { weight: 4, do: [{ send: 'besides.put' }] }, forget: { weight: 1, do: [{ call: 'besides.invalidate' }] } } }];
  return { kind: 'service', servers: 'unlimited', operations: { page: [{ call: 'besides.get', on: { miss } }] } };
}

/** Handlers and policies that cannot happen in this system are errors of the language: left out. */
function checked(document: Record<string, unknown>): string {
  const isHandler = (key: string, value: unknown): boolean => key === 'on' && !Object.hasOwn(value as object, 'miss');
  const attempts = [(): boolean => false, isHandler, (key: string, value: unknown): boolean => isHandler(key, value) || key === 'calls'];
  for (const isLeftOut of attempts) {
    const yaml = JSON.stringify(document, (key, value: unknown) => (isLeftOut(key, value) ? undefined : value));
    try {
      scenarioOf(yaml);
      return yaml;
    } catch (error) {
      if (isLeftOut('calls', {})) throw error;
    }
  }
  throw new Error('no attempt was made');
}
