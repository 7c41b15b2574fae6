import { describe, expect, it } from 'vitest';
import { codesOf, oneServer, readText, scenarioOf } from './reader.js';

/** The codes alone, of one server with other parts. */
const codes = (parts: Parameters<typeof oneServer>[0]): readonly string[] => readText(oneServer(parts)).issues.map((issue) => issue.code);
const message = (parts: Parameters<typeof oneServer>[0]): string =>
  readText(oneServer(parts))
    .issues.map((issue) => `${issue.message} | ${issue.suggestion ?? ''}`)
    .join('\n');

/** Two services; the front's steps and fields vary. */
const two = (steps: string, { front = '', back = '', keys = '', workload = '{ arrivals: { poisson: 40/s }, call: front.page }' } = {}): string =>
  `title: Two services
${keys}
components:
  front: { kind: service, operations: { page: ${steps} }${front} }
  back: { kind: service, operations: { read: { exponential: 5ms }, write: 6ms }${back} }
workload:
  jobs: ${workload}
`;
const codesOfTwo = (...parts: Parameters<typeof two>): readonly string[] => readText(two(...parts)).issues.map((issue) => issue.code);

describe('defaults', () => {
  it('are filled in', () => {
    const scenario = scenarioOf(oneServer());
    expect(scenario).toMatchObject({
      seed: 1,
      question: null,
      run: { duration: 600, warmup: 'auto', replications: 20, study: 'long-run', studyReason: 'nothing changes over time' },
    });
    expect(scenario.components[0]).toMatchObject({ servers: 1, queue: Infinity, async: false, instances: ['1'], balance: { by: 'round-robin' } });
    expect(scenario.components[0].operations).toEqual([
      {
        name: 'serve',
        steps: [{ verb: 'work', name: 'work-1', time: { law: 'constant', value: 0.008 }, per: null }],
        work: null,
        good: ['ok'],
        outcomes: ['ok'],
      },
    ]);
    expect(scenario.workloads[0]).toMatchObject({ load: { type: 'open', count: Infinity }, deadline: null, measureCycle: false });
  });

  it('of a kind are the kind’s', () => {
    const { components } = scenarioOf(
      oneServer({
        keys: '{ video: { items: 10 } }',
        server: '{ kind: cache, key: video, capacity: 4 }',
        workload: '{ arrivals: { poisson: 1/s }, call: server.get }',
      }),
    );
    expect(components[0]).toMatchObject({
      servers: Infinity,
      async: true,
      settings: { key: 'video', capacity: 4, capacityUnit: 'objects', eviction: 'lru', size: null, miss: null },
    });
    expect(components[0].operations.map((operation) => [operation.name, operation.good, operation.outcomes])).toEqual([
      ['get', ['ok', 'hit', 'miss'], ['hit', 'miss']],
      ['put', ['ok'], ['ok']],
      ['invalidate', ['ok'], ['ok']],
    ]);
  });
});

describe('names of steps', () => {
  it('are their own, or the verb with its ordinal, past names that are taken', () => {
    const [front] = scenarioOf(two('[work: 1ms, { work: 2ms, name: work-2 }, call: back.read, parallel: [[work: 3ms, call: back.write]]]')).components;
    const steps = front.operations[0].steps!;
    expect(steps.map((step) => step.name)).toEqual(['work-1', 'work-2', 'call-1', 'parallel-1']);
    expect(steps[3].verb === 'parallel' && steps[3].branches[0].map((step) => step.name)).toEqual(['work-3', 'call-2']);
  });
});

describe('outcomes', () => {
  const outcomesOf = (...parts: Parameters<typeof two>): readonly string[] => scenarioOf(two(...parts)).components[0].operations[0].outcomes;

  it('a bad outcome without a handler ends the operation with it', () => {
    expect(outcomesOf('[call: back.read]', { back: ', queue: 3' })).toEqual(['ok', 'rejected']);
    expect(outcomesOf('[call: back.read]', { front: ', calls: { back: { timeout: 1s } }' })).toEqual(['ok', 'timeout']);
  });

  it('a handler takes it, and `any` takes all that are not named', () => {
    const parts = { front: ', calls: { back: { timeout: 1s } }', back: ', queue: 3' };
    expect(outcomesOf('[{ call: back.read, on: { any: [] } }]', parts)).toEqual(['ok']);
    expect(outcomesOf('[{ call: back.read, on: { timeout: [return: declined], any: [] } }]', parts)).toEqual(['ok', 'declined']);
  });

  it('`return` ends the operation, in a branch the branch', () => {
    expect(outcomesOf('[return: gone, call: back.read]')).toEqual(['gone']);
    expect(outcomesOf('[parallel: [return: gone, call: back.read]]')).toEqual(['gone']);
    expect(outcomesOf('[parallel: [return: gone, call: back.read]]', { front: ', good: [gone]' })).toEqual(['ok']);
    expect(outcomesOf('[choose: { a: { weight: 1, do: [return: gone] }, b: { weight: 1 } }]')).toEqual(['ok', 'gone']);
    expect(outcomesOf('[choose: { a: { weight: 1, do: [return: gone] }, b: { weight: 0 } }]')).toEqual(['gone']);
    expect(outcomesOf('[repeat: { geometric: 2 }, do: [return: gone]]'.replace('[repeat', '[{ repeat').replace(']]', '] }]'))).toEqual(['ok', 'gone']);
  });

  it('pass through a cache that fetches', () => {
    const { components } = scenarioOf(`title: C
keys: { video: { items: 10 } }
components:
  edge: { kind: cache, key: video, capacity: 4, miss: origin, calls: { origin: { timeout: 1s } } }
  origin: { kind: service, work: 1ms, queue: 0 }
workload: { views: { arrivals: { poisson: 1/s }, call: edge.get } }`);
    expect(components[0].operations[0].outcomes).toEqual(['hit', 'miss', 'timeout', 'rejected']);
  });

  it.each([
    ['[{ call: back.read, on: { timeout: [] } }]', {}, ['cannot-happen']],
    ['[{ call: back.read, on: { any: [] } }]', {}, ['cannot-happen']],
    ['[{ call: back.read, on: { hit: [] } }]', {}, ['cannot-happen']],
    ['[{ call: back.read, on: { timeout: [], any: [] } }]', { front: ', calls: { back: { timeout: 1s } }' }, ['cannot-happen']],
    // A variant may add the fault that it waits for.
    ['[{ call: back.read, on: { failed: [] } }]', {}, []],
    ['[call: back.read]', { front: ', calls: { back.write: { timeout: 1s } }' }, ['never-called']],
    ['[call: back.read]', { front: ', calls: { back: { retry: { attempts: 2 } } }' }, ['cannot-happen']],
    ['[call: back.read]', { front: ', calls: { back: { timeout: 1s, retry: { attempts: 2, on: [rejected] } } }' }, ['cannot-happen']],
    ['[call: back.read]', { front: ', calls: { back: { timeout: 1s, retry: { attempts: 2, on: [timeout] } } }' }, []],
    ['[send: back.read]', { front: ', calls: { back: { timeout: 1s } }' }, ['cannot-happen']],
    ['[send: back.read]', { front: ', calls: { back: { latency: 1ms } }' }, []],
    ['[call: back.read]', { front: ', good: [declined]' }, ['cannot-happen']],
    ['[return: any]', {}, ['bad-name']],
  ])('%s with %o gives %o', (steps, parts, expected) => expect(codesOfTwo(steps, parts)).toEqual(expected));

  it('a broken step hides what would follow from it', () => {
    expect(codesOfTwo('[{ call: bakc.read, on: { timeout: [] } }]', { front: ', calls: { back: { timeout: 1s } }' })).toEqual(['unknown-component']);
  });
});

describe('cycles of calls', () => {
  const cycle = (front: string, back: string): readonly string[] =>
    codesOf(`title: C
components:
  front: { kind: service, operations: { page: [${front}: back.read], other: 1ms } }
  back: { kind: service, operations: { read: [${back}] } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: front.page } }`).map((line) => line.split(' ')[1]);

  it('are errors where a server is held, also by another operation of the component', () => {
    expect(cycle('call', 'call: front.page')).toEqual(['synchronous-cycle']);
    expect(cycle('call', 'call: front.other')).toEqual(['synchronous-cycle']);
    expect(cycle('call', 'call: back.read')).toEqual(['synchronous-cycle']);
  });

  it('are shown at a call that can be a send, not at a field that can not', () => {
    const throughCache = readText(`title: C
keys: { parcel: { items: 10 } }
components:
  status: { kind: cache, key: parcel, capacity: 5, miss: store.read }
  store: { kind: service, operations: { read: 1ms, scan: [call: status.get] } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: store.scan } }`);
    expect(throughCache.issues).toMatchObject([{ code: 'synchronous-cycle', line: 5, suggestion: 'write send, or set async: true at store' }]);
  });

  it('are none where the operation that is called calls nobody', () => {
    const dropped = readText(`title: C
keys: { parcel: { items: 10 } }
components:
  status: { kind: cache, key: parcel, capacity: 5, miss: store.read }
  store: { kind: service, operations: { read: 1ms, scan: [call: status.invalidate] } }
workload: { jobs: { arrivals: { poisson: 1/s }, mix: { store.scan: 1, status.get: 1 } } }`);
    expect(dropped.issues).toEqual([]);
  });

  it('are broken by send', () => expect(cycle('call', 'send: front.page')).toEqual([]));
});

const noPolicy = {
  timeout: null,
  retry: null,
  latency: null,
  via: null,
  priority: null,
  deadline: null,
  hedge: null,
  breaker: null,
  bulkhead: null,
  rate: null,
  cancel: false,
};

describe('policies', () => {
  it('of an operation win over those of the component, as a whole', () => {
    const [front] = scenarioOf(
      two('[call: back.read, call: back.write]', { front: ', calls: { back: { timeout: 1s }, back.write: { latency: 2ms } }' }),
    ).components;
    expect([...front.calls]).toEqual([
      ['back.read', { ...noPolicy, timeout: 1 }],
      ['back.write', { ...noPolicy, latency: { law: 'constant', value: 0.002 } }],
    ]);
  });

  it.each([
    ['{ attempts: 3 }', { attempts: 3, on: null, backoff: { law: { law: 'constant', value: 0 } }, budget: null }],
    ['{ attempts: 3, backoff: { uniform: [1s, 2s] } }', { attempts: 3, on: null, backoff: { law: { law: 'uniform', low: 1, high: 2 } }, budget: null }],
    [
      '{ attempts: 3, backoff: { exponential: 100ms } }',
      { attempts: 3, on: null, backoff: { exponential: 0.1, most: Infinity, jitter: 'none' }, budget: null },
    ],
    ['{ attempts: 3, budget: 10% }', { attempts: 3, on: null, backoff: { law: { law: 'constant', value: 0 } }, budget: 0.1 }],
    [
      '{ attempts: 2, on: [timeout], backoff: { exponential: 1s, most: 4s, jitter: decorrelated } }',
      { attempts: 2, on: ['timeout'], backoff: { exponential: 1, most: 4, jitter: 'decorrelated' }, budget: null },
    ],
  ])('retry: %s', (text, retry) => {
    const [front] = scenarioOf(two('[call: back.read]', { front: `, calls: { back: { timeout: 1s, retry: ${text} } }` })).components;
    expect(front.calls.get('back.read')!.retry).toEqual(retry);
  });

  it.each([
    ['{ attempts: 0 }', 'out-of-range'],
    ['{ backoff: 1s }', 'missing-field'],
    ['3', 'wrong-shape'],
    ['{ attempts: 3, budget: 110% }', 'out-of-range'],
    ['{ attempts: 3, backoff: { exponential: 0s } }', 'out-of-range'],
    ['{ attempts: 3, backoff: { exponential: 2s, most: 1s } }', 'out-of-range'],
    ['{ attempts: 3, backoff: { jitter: full } }', 'missing-field'],
    ['{ attempts: 3, backoff: { exponential: 1s, jitter: some } }', 'unknown-choice'],
  ])('retry: %s is %s', (text, code) => {
    expect(codesOfTwo('[call: back.read]', { front: `, calls: { back: { timeout: 1s, retry: ${text} } }` })).toEqual([code]);
  });

  it.each([
    ['hedge: { after: 1s }', { hedge: { after: 1, attempts: 2, cancel: false } }],
    ['breaker: {}', { breaker: { failures: 0.5, over: 10, open: 5, atLeast: 20 } }],
    ['bulkhead: 3', { bulkhead: 3 }],
    ['rate: { limit: 3/s }', { rate: { by: 'token-bucket', limit: 3, burst: 1, waits: false } }],
    ['rate: { limit: 3/s, by: leaky-bucket, excess: wait }', { rate: { by: 'leaky-bucket', limit: 3, burst: Infinity, waits: true } }],
    ['deadline: 2s', { deadline: 2 }],
    ['cancel: true', { cancel: true }],
  ])('%s', (text, policy) => {
    const [front] = scenarioOf(two('[call: back.read]', { front: `, calls: { back: { timeout: 1s, ${text} } }` })).components;
    expect(front.calls.get('back.read')).toEqual({ ...noPolicy, timeout: 1, ...policy });
  });

  it.each([
    ['timeout: 1s, hedge: { attempts: 2 }', 'missing-field'],
    ['timeout: 1s, hedge: { after: 1s, attempts: 1 }', 'out-of-range'],
    ['timeout: 1s, breaker: { over: 0s }', 'out-of-range'],
    ['timeout: 1s, breaker: { failures: 0% }', 'out-of-range'],
    ['breaker: {}', 'cannot-happen'],
    ['breaker: {}, bulkhead: 3', 'cannot-happen'],
    ['bulkhead: 0', 'out-of-range'],
    ['rate: { limit: 0/s }', 'out-of-range'],
    ['rate: { limit: 3/s, by: leaky-bucket, burst: 3, excess: wait }', 'not-together'],
    ['rate: { burst: 3 }', 'missing-field'],
    ['rate: { limit: 3/s, by: bucket }', 'unknown-choice'],
    ['cancel: true', 'missing-field'],
    ['bulkhead: 3, retry: { attempts: 2 }', 'cannot-happen'],
    ['bulkhead: 3, timeout: 1s, retry: { attempts: 2, on: [rejected] }', 'cannot-happen'],
  ])('%s is %s', (text, code) => {
    expect(codesOfTwo('[call: back.read]', { front: `, calls: { back: { ${text} } }` })).toEqual([code]);
  });

  it.each([
    ['bulkhead: 3', 'rejected'],
    ['timeout: 1s, breaker: {}', 'rejected'],
    ['rate: { limit: 3/s }', 'rejected'],
    ['rate: { limit: 3/s, by: leaky-bucket, burst: 4 }', 'rejected'],
    ['deadline: 1s', 'late'],
  ])('%s makes the outcome %s possible', (text, outcome) => {
    const calls = `, calls: { back: { ${text} } }`;
    expect(codesOfTwo(`[{ call: back.read, on: { ${outcome}: [] } }]`, { front: calls })).toEqual([]);
    expect(codesOfTwo(`[{ call: back.read, on: { ${outcome}: [] } }]`)).toEqual(['cannot-happen']);
  });

  it('a caller that only sends has no use for what concerns an answer', () => {
    expect(codesOfTwo('[send: back.read]', { front: ', calls: { back: { bulkhead: 3, deadline: 1s } }' })).toEqual(['cannot-happen', 'cannot-happen']);
  });

  it('timeout: 0s is out of range', () => expect(codesOfTwo('[call: back.read]', { front: ', calls: { back: { timeout: 0s } }' })).toEqual(['out-of-range']));
});

describe('more than anybody means', () => {
  it.each([
    ['servers: 1000000000', '', '2:44 out-of-range'],
    ['servers: 1', 'run: { replications: 1000000000 }', '4:22 out-of-range'],
  ])('%s %s: %s', (server, run, expected) => {
    const text = `title: One\ncomponents: { s: { kind: service, ${server}, work: 1ms } }\nworkload: { w: { arrivals: { poisson: 1/s }, call: s } }\n${run}\n`;
    expect(codesOf(text)).toEqual([expected]);
  });
});

describe('keys', () => {
  const keys =
    'keys: { user: { items: 100, attributes: { friends: 3, region: { pick: { eu: 1 } }, picture: 2MB } }, friend: { of: user }, order: { items: new } }';

  it('are read with their sources', () => {
    expect(
      scenarioOf(
        oneServer({ keys: '{ a: { items: 20k }, b: { items: 5, popularity: { zipf: 0.9 } }, c: { items: new }, d: { of: a }, e: { is: 3 } }' }),
      ).keys.map((key) => key.source),
    ).toEqual([
      { from: 'items', items: 20_000, popularity: { law: 'uniform' }, oneHit: 0 },
      { from: 'items', items: 5, popularity: { law: 'zipf', exponent: 0.9 }, oneHit: 0 },
      { from: 'new' },
      { from: 'of', key: 'a' },
      { from: 'is', item: 3 },
    ]);
  });

  it.each([
    ['{ a: { items: 0 } }', 'out-of-range'],
    ['{ a: {} }', 'one-of'],
    ['{ a: { items: 3, is: 1 } }', 'one-of'],
    ['{ a: { items: new, popularity: { zipf: 1 } } }', 'one-of'],
    ['{ a: { items: 3, popularity: { zipf: -1 } } }', 'out-of-range'],
    ['{ a: { items: 3, popularity: zipf } }', 'unknown-choice'],
    ['{ a: { items: 3, popularity: { oneHit: 10% } } }', 'one-of'],
    ['{ a: { items: 3, popularity: { zipf: 1, trending: { life: 1h, volume: 1 } } } }', 'one-of'],
    ['{ a: { items: 3, popularity: { zipfMandelbrot: { exponent: 1 } } } }', 'missing-field'],
    ['{ a: { items: 3, popularity: { weights: { file: weights.csv, column: n } } } }', 'file-missing'],
    ['{ a: { items: 3, popularity: { piecewise: pop.json } } }', 'file-missing'],
    ['{ a: { items: 49, popularity: { trending: { life: 1h, volume: 1 } } } }', 'out-of-range'],
    ['{ a: { items: 90, popularity: { trending: { life: 0s, volume: 1 } } } }', 'out-of-range'],
    ['{ a: { items: 90, popularity: { trending: { life: 1h, volume: 0 } } } }', 'out-of-range'],
    ['{ a: { items: 90, popularity: { trending: { life: 1h, volume: 1, fade: slow } } } }', 'unknown-choice'],
    ['{ a: { from: graph.friends } }', 'unknown-component'],
    ['{ a: { of: b } }', 'unknown-key'],
    ['{ a: { of: a } }', 'key-not-drawn'],
    ['{ a: { items: 3, attributes: { region: eu } } }', 'not-a-number'],
    ['{ server: { items: 3 } }', 'name-taken'],
    ['{ run: { items: 3 } }', 'name-taken'],
  ])('%s is %s', (text, code) => expect(codes({ keys: text })).toEqual([code]));

  it('must be set on the way to where they are used', () => {
    expect(codesOfTwo('[call: back.read]', { keys, back: ', instances: 2, balance: { hash: friend }' })).toEqual(['key-not-set']);
    expect(codesOfTwo('[{ call: back.read, with: { friend: user } }]', { keys, back: ', instances: 2, balance: { hash: friend }' })).toEqual([]);
    expect(codesOfTwo('[{ each: user.friends, as: friend, do: [call: back.read] }]', { keys, back: ', instances: 2, balance: { hash: friend }' })).toEqual([]);
    expect(codesOfTwo('[{ each: user.friends, as: friend, do: [] }, call: back.read]', { keys, back: ', instances: 2, balance: { hash: friend }' })).toEqual([
      'key-not-set',
    ]);
    expect(codesOfTwo('[{ call: back.read, with: { user: friend } }]', { keys })).toEqual(['key-not-set']);
  });

  it('may have another source in a workload', () => {
    const { workloads } = scenarioOf(two('[call: back.read]', { keys, workload: '{ users: 10, call: front.page, keys: { user: self, order: { is: 3 } } }' }));
    expect([...workloads[0].keys]).toEqual([
      ['user', { from: 'self' }],
      ['order', { from: 'is', item: 3 }],
    ]);
  });

  it.each([
    ['{ arrivals: { poisson: 1/s }, call: front.page, keys: { user: self } }', 'key-not-drawn'],
    ['{ users: 101, call: front.page, keys: { user: self } }', 'out-of-range'],
    ['{ users: 1, call: front.page, keys: { user: { is: 100 } } }', 'out-of-range'],
    ['{ users: 1, call: front.page, keys: { user: { column: c } } }', 'key-not-drawn'],
    ['{ users: 1, call: front.page, keys: { nobody: self } }', 'unknown-key'],
    ['{ users: 1, call: front.page, keys: { user: { attributes: { friends: 1 } } } }', 'not-yet-supported'],
  ])('%s is %s', (workload, code) => expect(codesOfTwo('[call: back.read]', { keys, workload })).toEqual([code]));

  it.each([
    ['[{ work: 1ms, per: { user.picture: 1MB } }]', []],
    ['[{ work: 1ms, per: { user.picture: 1s } }]', ['unit-wrong']],
    ['[{ work: 1ms, per: { user.region: 1 } }]', ['unit-wrong']],
    ['[{ work: 1ms, per: { user.picture: 0MB } }]', ['out-of-range']],
    ['[{ repeat: user.friends, do: [wait: 1s] }]', []],
    ['[{ repeat: user.picture, do: [wait: 1s] }]', ['unit-wrong']],
    ['[{ each: user.friends, do: [wait: 1s], concurrency: 2 }]', []],
    ['[{ each: [eu, us], do: [wait: 1s] }]', ['missing-field']],
    ['[{ each: [eu, us], as: order, do: [wait: 1s] }]', []],
    ['[{ each: back.read, do: [wait: 1s] }]', ['unknown-set']],
    ['[{ repeat: friend.friends, do: [] }]', ['key-not-set']],
    ['[{ each: [x, y], as: friend, do: [{ repeat: friend.friends, do: [wait: 1s] }] }]', []],
    ['[draw: order]', []],
    ['[draw: friend]', ['key-not-drawn']],
  ])('%s gives %o', (steps, expected) => expect(codesOfTwo(steps, { keys })).toEqual(expected));

  it('choose an instance only where there is one for each value', () => {
    expect(codesOfTwo('[call: back.read]', { keys, back: ', instances: [eu, us], balance: { by: user.region }' })).toEqual([]);
    expect(codesOfTwo('[call: back.read]', { keys, back: ', instances: [us], balance: { by: user.region }' })).toEqual(['unknown-instance']);
    expect(codesOfTwo('[call: back.read]', { keys, back: ', instances: 3, balance: { by: user.friends }' })).toEqual([]);
    expect(codesOfTwo('[call: back.read]', { keys, back: ', instances: 2, balance: { by: user.friends }' })).toEqual(['unknown-instance']);
  });
});

describe('workloads', () => {
  it.each([
    [
      '{ arrivals: { every: { erlang: { mean: 10ms, stages: 2 } }, count: 10 }, call: server }',
      { law: 'every', gap: { law: 'erlang', mean: 0.01, stages: 2 } },
    ],
    ['{ arrivals: { at: [0s, 1s, 1s] }, call: server }', { law: 'at', times: [0, 1, 1] }],
    [
      '{ arrivals: { poisson: { phases: [{ for: 1min, rate: 3/s, rampTo: 7/s }, { for: 1min, rate: 7/s }], repeat: true } }, call: server }',
      {
        law: 'poisson-phases',
        repeat: true,
        phases: [
          { for: 60, rate: 3, rampTo: 7 },
          { for: 60, rate: 7, rampTo: 7 },
        ],
      },
    ],
    [
      '{ arrivals: { mmpp: [{ rate: 10/s, for: 1min }, { rate: 100/s, for: 5s }] }, call: server }',
      {
        law: 'mmpp',
        states: [
          { rate: 10, for: 60 },
          { rate: 100, for: 5 },
        ],
      },
    ],
    [
      '{ arrivals: { onOff: { rate: 100/s, on: 1s, off: 9s } }, call: server }',
      {
        law: 'mmpp',
        states: [
          { rate: 100, for: 1 },
          { rate: 0, for: 9 },
        ],
      },
    ],
    [
      '{ arrivals: { poisson: { spike: { base: 1/s, peak: 9/s, at: 5min, for: 1min, ramp: 10s } } }, call: server }',
      {
        law: 'poisson-phases',
        repeat: false,
        phases: [
          { for: 300, rate: 1, rampTo: 1 },
          { for: 10, rate: 1, rampTo: 9 },
          { for: 60, rate: 9, rampTo: 9 },
          { for: 10, rate: 9, rampTo: 1 },
          { for: Infinity, rate: 1, rampTo: 1 },
        ],
      },
    ],
    [
      '{ arrivals: { poisson: { spike: { base: 0/s, peak: 9/s, at: 0s, for: 1min } } }, call: server }',
      { law: 'poisson-phases', repeat: false, phases: [{ for: 60, rate: 9, rampTo: 9 }] },
    ],
  ])('%s', (workload, arrivals) => expect(scenarioOf(oneServer({ workload })).workloads[0].load).toMatchObject({ arrivals, batch: null }));

  it('a day is 24 lines after a cosine, with its mean and its peak', () => {
    const { load } = scenarioOf(oneServer({ workload: '{ arrivals: { poisson: { diurnal: { mean: 100/s, peak: 1.8, at: 20h } } }, call: server }' }))
      .workloads[0];
    const arrivals = load.type === 'open' ? load.arrivals : null;
    if (arrivals?.law !== 'poisson-phases') throw new Error('no phases');
    const { phases } = arrivals;
    expect([phases.length, arrivals.repeat, phases.every((phase) => phase.for === 3600)]).toEqual([24, true, true]);
    expect(phases.reduce((sum, phase) => sum + (phase.rate + phase.rampTo) / 48, 0)).toBeCloseTo(100, 8);
    expect([phases[20].rate, phases[8].rate, phases[14].rate, phases[2].rate]).toEqual([180, 20, 100, 100]);
    phases.forEach((phase, index) => expect(phase.rampTo).toBe(phases[(index + 1) % 24].rate));
    const silent = scenarioOf(oneServer({ workload: '{ arrivals: { poisson: { diurnal: { mean: 1/s, peak: 2, at: 90min } } }, call: server }' })).workloads[0]
      .load;
    expect(silent.type === 'open' && silent.arrivals.law === 'poisson-phases' && silent.arrivals.phases.every((phase) => phase.rate >= 0)).toBe(true);
  });

  it('come in batches, with priorities', () => {
    const [jobs] = scenarioOf(
      oneServer({ workload: '{ arrivals: { every: 1s, batch: { geometric: 4 } }, call: server, priority: 2, calls: { server: { priority: 7 } } }' }),
    ).workloads;
    expect([jobs.load, jobs.priority, jobs.calls.get('server.serve')]).toMatchObject([
      { batch: { law: 'geometric', mean: 4 } },
      2,
      { priority: 7, timeout: null },
    ]);
  });

  it.each([
    ['{ arrivals: { poisson: 0/s }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: 40 }, call: server }', 'unit-missing'],
    ['{ arrivals: { every: 0s }, call: server }', 'out-of-range'],
    ['{ arrivals: { at: [1s, 0s] }, call: server }', 'out-of-range'],
    ['{ arrivals: { at: [] }, call: server }', 'wrong-shape'],
    ['{ arrivals: { poisson: 1/s, every: 1s }, call: server }', 'one-of'],
    ['{ arrivals: {}, call: server }', 'one-of'],
    ['{ arrivals: { mmpp: [] }, call: server }', 'wrong-shape'],
    ['{ arrivals: { mmpp: [{ rate: 1/s, for: 1s }] }, call: server }', 'wrong-shape'],
    ['{ arrivals: { mmpp: [{ rate: 0/s, for: 1s }, { rate: 0/s, for: 2s }] }, call: server }', 'out-of-range'],
    ['{ arrivals: { mmpp: [{ rate: 1/s, for: 0s }, { rate: 0/s, for: 2s }] }, call: server }', 'out-of-range'],
    ['{ arrivals: { mmpp: [{ rate: 1/s }, { rate: 0/s, for: 2s }] }, call: server }', 'missing-field'],
    ['{ arrivals: { onOff: { rate: 0/s, on: 1s, off: 1s } }, call: server }', 'out-of-range'],
    ['{ arrivals: { onOff: { rate: 1/s, on: 1s } }, call: server }', 'missing-field'],
    ['{ arrivals: { onOff: 1/s }, call: server }', 'wrong-shape'],
    ['{ arrivals: { poisson: 1/s, batch: 0 }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: 1/s, batch: 1.5 }, call: server }', 'not-whole'],
    ['{ arrivals: { batch: 3 }, call: server }', 'one-of'],
    ['{ arrivals: { every: { pick: { 0s: 1 } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: {} }, call: server }', 'one-of'],
    ['{ arrivals: { poisson: { diurnal: { mean: 1/s, peak: 2.1, at: 20h } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { diurnal: { mean: 1/s, peak: 2, at: 24h } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { diurnal: { mean: 0/s, peak: 2, at: 2h } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { diurnal: { mean: 1/s, peak: 2, at: 2h }, repeat: true } }, call: server }', 'one-of'],
    ['{ arrivals: { poisson: { diurnal: { mean: 1/s, peak: 2, at: 2h }, phases: [{ for: 1s, rate: 1/s }] } }, call: server }', 'one-of'],
    ['{ arrivals: { poisson: { spike: { base: 1/s, peak: 1/s, at: 1s, for: 1s } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { spike: { base: 1/s, peak: 2/s, at: 1s, for: 0s } } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { phases: [{ for: 0s, rate: 1/s }] } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { phases: [{ for: 1s, rate: 0/s }] } }, call: server }', 'out-of-range'],
    ['{ arrivals: { poisson: { phases: [] } }, call: server }', 'wrong-shape'],
    ['{ arrivals: { poisson: 1/s }, think: 1s, call: server }', 'one-of'],
    ['{ users: 0, call: server }', 'out-of-range'],
    ['{ users: 3 }', 'one-of'],
    ['{ users: 3, call: server, mix: { server: 1 } }', 'one-of'],
    ['{ users: 3, mix: {} }', 'missing-value'],
    ['{ users: 3, mix: { server: 0 } }', 'impossible-weights'],
    ['{ users: 3, mix: { server: 90% } }', 'impossible-weights'],
    ['{ users: 3, do: [] }', 'missing-value'],
    ['{ users: 3, call: server, measure: cycle }', 'one-of'],
    ['{ users: 3, call: server, deadline: 0s }', 'out-of-range'],
    ['{ users: 3, call: server, priority: high }', 'not-a-number'],
    ['null', 'wrong-shape'],
  ])('%s is %s', (workload, code) => expect(codes({ workload })).toEqual([code]));
});

describe('objectives', () => {
  const objective = (text: string, parts: Parameters<typeof oneServer>[0] = {}): readonly string[] => codes({ ...parts, rest: `objectives: { ${text} }` });

  it('are addresses with bounds in inside units', () => {
    const { objectives } = scenarioOf(
      oneServer({
        server: '{ kind: service, servers: 2, queue: 4, instances: 2, operations: { read: 1ms, wait: 2ms } }',
        workload: '{ arrivals: { poisson: 40/s }, mix: { server.read: 1, server.wait: 1 } }',
        rest: `objectives:
  jobs.latency: { below: 50ms }
  jobs.latency.p99.9: { atMost: 1s, expect: failed }
  jobs/server.read.latency.max: { below: 1s }
  server/2.utilisation: { below: 80% }
  server.read.response.p50: { above: 0ms }
  server.wait.p95: { below: 1s }
  server.wait.wait.p95: { below: 1s }
  server.queue.max: { atMost: 4 }
  server.outcome.rejected: { atMost: 0.1% }
  jobs.throughput: { atLeast: 30/s }`,
      }),
    );
    expect(objectives.map(({ target, bound }) => [target.subject, target.statistic, target.outcome, target.part, bound])).toEqual([
      [{ type: 'workload', workload: 'jobs', operation: null }, 'latency', null, 'mean', { below: 0.05 }],
      [{ type: 'workload', workload: 'jobs', operation: null }, 'latency', null, 0.999, { atMost: 1 }],
      [{ type: 'workload', workload: 'jobs', operation: { component: 'server', operation: 'read' } }, 'latency', null, 'max', { below: 1 }],
      [{ type: 'component', component: 'server', operation: null, instance: '2' }, 'utilisation', null, 'mean', { below: 0.8 }],
      [{ type: 'component', component: 'server', operation: 'read', instance: null }, 'response', null, 0.5, { above: 0 }],
      [{ type: 'component', component: 'server', operation: null, instance: null }, 'wait', null, 0.95, { below: 1 }],
      [{ type: 'component', component: 'server', operation: 'wait', instance: null }, 'wait', null, 0.95, { below: 1 }],
      [{ type: 'component', component: 'server', operation: null, instance: null }, 'queue', null, 'max', { atMost: 4 }],
      [{ type: 'component', component: 'server', operation: null, instance: null }, 'outcome', 'rejected', 'mean', { atMost: 0.001 }],
      [{ type: 'workload', workload: 'jobs', operation: null }, 'throughput', null, 'mean', { atLeast: 30 }],
    ]);
    expect(objectives.map((each) => each.expectFailed).filter(Boolean)).toHaveLength(1);
  });

  it.each([
    ['jobs.latency.p95: { below: 0ms }', 'impossible-objective'],
    ['jobs.throughput: { above: 41/s }', 'impossible-objective'],
    ['jobs.latency: { above: 2s, below: 1s }', 'impossible-objective'],
    ['server.utilisation: { above: 100% }', 'impossible-objective'],
    ['server.utilisation: { below: 120% }', 'out-of-range'],
    ['server.utilisation.p95: { below: 1% }', 'no-percentile'],
    ['server.queue.p95: { below: 1 }', 'no-percentile'],
    ['jobs.latency.p100: { below: 1s }', 'unknown-statistic'],
    ['jobs.latency.p0: { below: 1s }', 'unknown-statistic'],
    ['jobs.latency.median: { below: 1s }', 'unknown-statistic'],
    ['jobs.utilisation: { below: 1s }', 'unknown-statistic'],
    ['nobody.latency: { below: 1s }', 'unknown-statistic'],
    ['jobs: { below: 1s }', 'unknown-statistic'],
    ['jobs.outcome: { below: 1% }', 'unknown-statistic'],
    ['jobs.outcome.rejected: { below: 1% }', 'cannot-happen'],
    ['jobs.outcome.late: { below: 1% }', 'cannot-happen'],
    ['server/2.utilisation: { below: 1% }', 'unknown-instance'],
    ['jobs/server.read.latency: { below: 1s }', 'unknown-operation'],
    ['jobs.inFlight: { below: 3 }', 'not-yet-supported'],
    ['jobs.outcome.abandoned: { below: 1% }', 'cannot-happen'],
    ['jobs.latency: { belw: 1s, above: 0s }', 'unknown-field'],
    ['jobs.latency: {}', 'one-of'],
    ['jobs.latency: { below: 80% }', 'unit-wrong'],
    ['jobs.latency: { below: 1s, expect: met }', 'unknown-choice'],
    ['jobs.latency: 1s', 'wrong-shape'],
  ])('%s is %s', (text, code) => expect(objective(text)).toEqual([code]));

  it('ask unlimited servers for no utilisation', () => {
    expect(objective('server.utilisation: { below: 1% }', { server: '{ kind: service, work: 1s, servers: unlimited }' })).toEqual(['impossible-objective']);
  });

  it('may ask a mix for the share of each part of what is offered', () => {
    const parts = {
      server: '{ kind: service, operations: { read: 1ms, write: 1ms } }',
      workload: '{ arrivals: { poisson: 40/s }, mix: { server.read: 3, server.write: 1 } }',
    };
    expect(objective('jobs/server.write.throughput: { above: 9/s }', parts)).toEqual([]);
    expect(objective('jobs/server.write.throughput: { above: 11/s }', parts)).toEqual(['impossible-objective']);
  });
});

describe('the run', () => {
  const study = (workload: string, run = '{}'): unknown => {
    const { run: settings } = scenarioOf(oneServer({ workload, rest: `run: ${run}` }));
    return [settings.study, settings.warmup, settings.studyReason];
  };

  it('is a finite study where arrivals change or end', () => {
    expect(study('{ arrivals: { poisson: 1/s }, call: server }')).toEqual(['long-run', 'auto', 'nothing changes over time']);
    expect(study('{ users: 3, call: server }', '{ study: finite }')).toEqual(['finite', 0, 'the scenario asks for it']);
    expect(study('{ arrivals: { at: [1s] }, call: server }')).toEqual(['finite', 0, 'jobs arrives at given times']);
    expect(study('{ arrivals: { poisson: 1/s, count: 10 }, call: server }', '{ warmup: 3s }')).toEqual(['finite', 3, 'jobs ends after 10 arrivals']);
    const day = '{ arrivals: { poisson: { phases: [{ for: 10s, rate: 1/s }, { for: 10s, rate: 2/s }], repeat: true } }, call: server }';
    expect(study(day)).toEqual(['finite', 0, 'the arrival rate of jobs changes over time']);
    expect(study(day, '{ study: long-run, duration: 400s, warmup: 20s }')).toEqual(['long-run', 20, 'the scenario asks for it']);
    expect(codes({ workload: day, rest: 'run: { study: long-run, duration: 405s, warmup: 20s }' })).toEqual(['study-impossible']);
    expect(codes({ workload: day, rest: 'run: { study: long-run, duration: 400s }' })).toEqual(['study-impossible']);
    expect(study('{ arrivals: { onOff: { rate: 1/s, on: 1s, off: 1s } }, call: server }')).toEqual(['long-run', 'auto', 'nothing changes over time']);
    const spike = '{ arrivals: { poisson: { spike: { base: 1/s, peak: 2/s, at: 1s, for: 1s } } }, call: server }';
    expect(study(spike)).toEqual(['finite', 0, 'the arrival rate of jobs changes over time']);
    expect(codes({ workload: spike, rest: 'run: { study: long-run }' })).toEqual(['study-impossible']);
  });

  it('is a finite study where the number of servers changes', () => {
    const server = (repeat: boolean): string =>
      `{ kind: service, work: 8ms, servers: { schedule: [{ for: 8s, servers: 2 }, { for: 12s, servers: 1 }], repeat: ${repeat} } }`;
    const run = (repeat: boolean, text: string): unknown => {
      const { run: settings } = scenarioOf(oneServer({ server: server(repeat), rest: `run: ${text}` }));
      return [settings.study, settings.warmup, settings.studyReason];
    };
    expect(run(true, '{}')).toEqual(['finite', 0, 'the number of servers of server changes over time']);
    expect(run(true, '{ study: long-run, duration: 200s, warmup: 20s }')).toEqual(['long-run', 20, 'the scenario asks for it']);
    expect(codes({ server: server(true), rest: 'run: { study: long-run, duration: 210s, warmup: 20s }' })).toEqual(['study-impossible']);
    expect(codes({ server: server(false), rest: 'run: { study: long-run, duration: 200s, warmup: 20s }' })).toEqual(['study-impossible']);
  });

  it.each([
    ['{ duration: 0s }', 'out-of-range'],
    ['{ duration: 10 }', 'unit-missing'],
    ['{ warmup: 10min }', 'warmup-too-long'],
    ['{ duration: all }', 'duration-all'],
    ['{ replications: 0 }', 'out-of-range'],
    ['{ precision: 0% }', 'out-of-range'],
    ['{ precision: { jobs.latency.p95: 3 } }', 'unit-missing'],
    ['{ precision: { jobs.wait: 3% } }', 'unknown-statistic'],
    ['{ study: steady }', 'unknown-choice'],
    ['{ duration: 1e12h }', 'duration-too-long'],
  ])('%s is %s', (run, code) => expect(codes({ rest: `run: ${run}` })).toEqual([code]));

  it.each([
    ['1ns', '1090s'],
    ['10ms', '1.09e10s (345 years)'],
    ['1h', '3.95e15s (1.3e8 years)'],
  ])('a limit of many times %s can be read, and written as it is said', (work, most) => {
    const yaml = (duration: string): string =>
      `title: T\ncomponents: { server: { kind: service, work: ${work} } }\nworkload: { jobs: { users: 3, think: ${work}, call: server } }\nrun: { duration: ${duration} }`;
    const { issues } = readText(yaml('1e20s'));
    expect(issues.map(({ expected }) => expected)).toEqual([`at most ${most}`]);
    expect(codesOf(yaml(most.split(' ')[0]))).toEqual([]);
  });

  it('of all of a trace needs all arrivals to end', () => {
    const text = (other: string): string => `title: T
components: { server: { kind: service, work: 1ms } }
workload:
  views: { arrivals: { replay: { file: log.csv, time: t } }, call: server }
  other: ${other}
run: { duration: all }`;
    const files = { 'log.csv': 't\n0\n1\n' };
    expect(codesOf(text('{ users: 3, call: server }'), [], files)).toEqual(['6:18 duration-all']);
    expect(codesOf(text('{ arrivals: { poisson: 1/s }, call: server }'), [], files)).toEqual(['6:18 duration-all']);
    expect(codesOf(text('{ arrivals: { poisson: 1/s, count: 5 }, call: server }'), [], files)).toEqual([]);
  });
});

describe('work done once', () => {
  const keys = 'keys: { order: { items: new } }';
  const once = (text: string) => codesOfTwo('[call: back.read]', { keys, back: `, once: ${text}` });
  it.each([
    ['{ key: order }', []],
    ['{ key: order, for: 5min, enforce: false, meanwhile: wait }', []],
    ['{}', ['missing-field']],
    ['{ key: basket }', ['unknown-key']],
    ['{ key: order, for: 5 }', ['unit-missing']],
    ['{ key: order, enforce: often }', ['unknown-choice']],
    ['{ key: order, meanwhile: queue }', ['unknown-choice']],
  ])('%s', (text, found) => expect(once(text)).toEqual(found));

  it('needs the key on every way to it, of all its operations', () => {
    const of = 'keys: { order: { of: buyer }, buyer: { items: 9 } }';
    expect(codesOfTwo('[call: back.write]', { keys: of, back: ', once: { key: order }' })).toEqual(['key-not-set']);
    expect(codesOfTwo('[{ call: back.write, with: { order: buyer } }]', { keys: of, back: ', once: { key: order }' })).toEqual([]);
  });

  it.each([
    ['{ key: order }', []],
    ['{ key: order, enforce: false }', ['cannot-happen']],
    ['{ key: order, meanwhile: wait }', ['cannot-happen']],
  ])('%s: a conflict can come, or not', (text, found) => {
    expect(codesOfTwo('[{ call: back.read, on: { conflict: [] } }]', { keys, back: `, once: ${text}` })).toEqual(found);
  });

  it('has repeats and replays, and is needed for them', () => {
    const objectives = (text: string) =>
      `${two('[call: back.read]', { keys, back: text })}objectives: { back.repeats: { atMost: 0 }, back.replayed: { atLeast: 1 } }`;
    const found = (text: string) => readText(objectives(text)).issues.map((issue) => issue.code);
    expect(found(', once: { key: order }')).toEqual([]);
    expect(found('')).toEqual(['impossible-objective', 'impossible-objective']);
  });
});

describe('traps of YAML', () => {
  it('are named in the message', () => {
    expect(message({ server: '{ kind: service, operations: { serve: [work: 8ms, per: { u.s: 1MB }] } }' })).toContain(
      'is two steps; write [{ work: 8ms, per: … }]',
    );
    expect(message({ server: '{ kind: service, work: 8ms, note: fast, and cheap }' })).toContain('a comma ends a plain text inside { }');
    expect(message({ rest: 'objectives:\n  jobs.throughput: > 39/s' })).toContain('write a bound as { above: 39/s }');
    expect(message({ server: '{ kind: service, work: 8m }' })).toContain('write 8min or 8ms');
    expect(message({ server: '{ kind: service, operations: { serve: [call] } }' })).toContain('write call: with a colon');
    expect(message({ server: '{ kind: service, operations: { serve: [server.read] } }' })).toContain('write call: server.read');
    expect(message({ server: '{ kind: service, operations: { serve: { work: 8ms } } }' })).toContain('work');
  });

  it('do not change what is meant: on, no, leading zeros and dates are texts', () => {
    expect(
      scenarioOf('title: 2024-01-01\nquestion: no\ncomponents: { server: { kind: service, work: 010ms } }\nworkload: { jobs: { users: 1, call: server } }'),
    ).toMatchObject({ title: '2024-01-01', question: 'no' });
  });

  it('deep flows and alias bombs are refused without exhausting the stack', () => {
    expect(codesOf(`title: ${'['.repeat(200_000)}`).map((line) => line.split(' ')[1])).toContain('too-deep');
    const nested = Array.from({ length: 70 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(codesOf(nested)).toEqual(['65:65 too-deep']);
    expect(codesOf('a: &a [*a]').map((line) => line.split(' ')[1])).toHaveLength(1);
  });
});

describe('one round', () => {
  it('reports every mistake of a file, in its order', () => {
    const text = `title: Shop
components:
  gateway:
    kind: service
    serves: 4
    operations:
      page:
        - work: { exponential: 8 }
        - call: datebase.read
  db: { kind: service, operations: { read: 5ms } }
workload:
  browse: { arrivals: { poisson: 60/s }, call: gateway.page }
objectives:
  browse.throughput: { above: 80/s }
`;
    expect(codesOf(text)).toEqual(['5:5 unknown-field', '8:32 unit-missing', '9:17 unknown-component', '14:31 impossible-objective']);
  });
});
