import fc from 'fast-check';
import { scenarioOf } from '../support/read.js';

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
  if (depth === 0) return fc.array(fc.oneof(...leaf), { minLength: 1, maxLength: 3 });
  const inner = fc.array(fc.oneof(...leaf), { minLength: 1, maxLength: 2 });
  const nested: fc.Arbitrary<Step>[] = [
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((parallel) => ({ parallel })),
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

const policy = fc.record(
  {
    timeout: fc.constantFrom('10ms', '30ms', '100ms'),
    latency: fc.constantFrom('1ms', '5ms'),
    retry: fc.record({ attempts: fc.integer({ min: 1, max: 3 }), backoff: fc.constantFrom<unknown>('0s', '5ms', { exponential: '5ms', jitter: 'full' }) }),
  },
  { requiredKeys: [] },
);

/** What happens before a service: any order, impatience, balking, set-up, vacations, a schedule. For services that hold a server. */
const heldFeatures = fc
  .record(
    {
      discipline: fc.constantFrom('fifo', 'lifo', 'random', 'priority'),
      patience: fc.constantFrom<unknown>('20ms', { exponential: '30ms' }),
      balking: fc.constantFrom({ 1: '50%' }, { 0: '10%', 3: '100%' }),
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
    { requiredKeys: ['discipline', 'rest', 'schedule'] },
  )
  .map(({ rest, schedule, ...fields }) => ({ servers: 2, ...fields, ...rest, ...schedule, async: false }));

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
      balance: fc.constantFrom('round-robin', 'random', 'least-connections', 'two-choices', 'shortest-queue'),
      serve: steps(targets, 1),
      calls: fc.array(fc.tuple(fc.nat(), policy), { maxLength: 2 }),
      features,
    })
    .map(({ serve, calls, features: fields, ...rest }) => {
      const used = targets.filter((target) => JSON.stringify(serve).includes(`"${target}"`));
      const policies =
        used.length === 0 ? [] : calls.map(([pick, one]) => [used[pick % used.length], one] as const).filter(([, one]) => Object.keys(one).length > 0);
      return { kind: 'service', ...rest, ...fields, operations: { serve }, ...(policies.length > 0 ? { calls: Object.fromEntries(policies) } : {}) };
    });
}

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
    }),
  )
  .map(({ components, workload: load, seed }) =>
    checked({
      title: 'random',
      keys: { member: { items: 3 } },
      seed,
      components: Object.fromEntries(components.map((one, index) => [`c${index}`, one])),
      workload: { load },
      run: { duration: '2s', warmup: '0.5s', replications: 2 },
    }),
  );

/** Handlers and policies that cannot happen in this system are errors of the language: left out. */
function checked(document: Record<string, unknown>): string {
  const attempts = [(): boolean => false, (key: string): boolean => key === 'on', (key: string): boolean => key === 'on' || key === 'calls'];
  for (const isLeftOut of attempts) {
    const yaml = JSON.stringify(document, (key, value: unknown) => (isLeftOut(key) ? undefined : value));
    try {
      scenarioOf(yaml);
      return yaml;
    } catch (error) {
      if (isLeftOut('calls')) throw error;
    }
  }
  throw new Error('no attempt was made');
}
