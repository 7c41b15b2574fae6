import { describe, expect, test } from 'vitest';
import { classify, type Forecast } from '../../src/predict/index.js';
import { scenarioOf } from '../scenario/reader.js';

/** A station and what one workload does, in the language's words. */
function one(server: string, workload = '{ arrivals: { poisson: 40/s }, call: server }', rest = ''): string {
  return `title: One\ncomponents:\n  server: { kind: service, ${server} }\n${rest}workload:\n  jobs: ${workload}\n`;
}

/** A lock for each of 100 rows, 1000 jobs a second. */
function perRow(server: string, arrivals = '', popularity = '', more = ''): string {
  const row = `items: 100, attributes: { size: { uniform: [1MB, 9MB] } }${popularity === '' ? '' : `, popularity: { ${popularity} }`}`;
  const workload = `{ arrivals: ${arrivals === '' ? '{ poisson: 1000/s }' : arrivals}, call: server${more} }`;
  return one(server, workload).replace('title: One\n', `title: One\nkeys: { row: { ${row} }, user: { items: 10 } }\n`);
}

function forecastsOf(text: string): readonly Forecast[] {
  return classify(scenarioOf(text)).flatMap(({ forecasts }) => forecasts);
}

/** Exactness of the mean latency, and the model; 'none' where there is no formula. */
function latencyOf(text: string): string {
  const found = forecastsOf(text).find(({ subject, statistic, side }) => subject === 'jobs' && statistic === 'latency' && side === null);
  return found === undefined ? 'none' : `${found.exactness} ${found.model}`;
}

const M = 'work: { exponential: 10ms }';
const G = 'work: { lognormal: { mean: 10ms, cv: 0.7 } }';

describe('each condition of a formula, met and just missed', () => {
  const table: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['Poisson, exponential', one(M), 'exact M/M/1'],
    ['general service', one(G), 'exact M/G/1'],
    ['general service, two servers', one(`servers: 2, ${G}`), 'approximation M/G/2'],
    ['exponential, two servers', one(`servers: 2, ${M}`), 'exact M/M/2'],
    ['constant, three servers', one('servers: 3, work: 10ms'), 'exact M/D/3'],
    ['a sequence of services', one('work: { sequence: [5ms, 15ms] }'), 'none'],
    ['a deadline', one(M, '{ arrivals: { poisson: 40/s }, call: server, deadline: 100ms }'), 'none'],
    ['overloaded', one(M, '{ arrivals: { poisson: 100/s }, call: server }'), 'none'],
    ['constant gaps, exponential service', one(M, '{ arrivals: { every: 20ms }, call: server }'), 'exact D/M/1'],
    ['uniform gaps, exponential service', one(M, '{ arrivals: { every: { uniform: [10ms, 30ms] } }, call: server }'), 'exact G/M/1'],
    ['constant gaps, general service', one(G, '{ arrivals: { every: 20ms }, call: server }'), 'approximation D/G/1'],
    ['a sequence of gaps', one(M, '{ arrivals: { every: { sequence: [10ms, 30ms] } }, call: server }'), 'none'],
    ['modulated, exponential', one(M, '{ arrivals: { mmpp: [{ rate: 20/s, for: 1s }, { rate: 60/s, for: 1s }] }, call: server }'), 'exact MMPP/M/1'],
    ['modulated, general', one(G, '{ arrivals: { mmpp: [{ rate: 20/s, for: 1s }, { rate: 60/s, for: 1s }] }, call: server }'), 'none'],
    ['batches at one server', one(M, '{ arrivals: { poisson: 40/s, batch: { geometric: 1 } }, call: server }'), 'exact M^[X]/M/1'],
    ['batches at two servers', one(`servers: 2, ${M}`, '{ arrivals: { poisson: 40/s, batch: { geometric: 1 } }, call: server }'), 'none'],
    ['an autoscaler', one(`scale: { utilisation: 50%, max: 9, boot: 1min }, ${M}`), 'none'],
    ['serverless without cold starts', one(`serverless: { coldStart: 0s, concurrency: 5 }, ${G}`), 'exact M/G/5/5'],
    ['serverless with cold starts', one(`serverless: { coldStart: 1ms, concurrency: 5 }, ${G}`), 'none'],
    ['serverless without any limit or cold start', one(`serverless: { coldStart: 0s, concurrency: unlimited }, ${G}`), 'exact G/G/∞'],
    ['limited queue, exponential', one(`queue: 5, ${M}`), 'exact M/M/1/6'],
    ...['retry: { attempts: 2 }', 'hedge: { after: 5ms }', 'breaker: {}', 'bulkhead: 9', 'rate: { limit: 90/s }', 'deadline: 1s'].map(
      (policy) => [policy, one(`queue: 5, ${M}`, `{ arrivals: { poisson: 40/s }, call: server, calls: { server: { ${policy} } } }`), 'none'] as const,
    ),
    ['limited queue, too long to sum over', one(`queue: 30000000, ${M}`), 'none'],
    ['limited queue, general', one(`queue: 5, ${G}`), 'none'],
    ['no queue, general', one(`servers: 3, queue: 0, ${G}`), 'exact M/G/3/3'],
    ['two instances, at random by weights', one(`instances: 2, balance: { random: { 1: 3, 2: 2 } }, ${M}`), 'exact 2 × M/M/1'],
    [
      'two instances, one of which gets too much',
      one(`instances: 2, balance: { random: { 1: 9, 2: 1 } }, ${M}`, '{ arrivals: { poisson: 120/s }, call: server }'),
      'none',
    ],
    ['two instances, in turn by weights', one(`instances: 2, balance: { roundRobin: { 1: 3, 2: 2 } }, ${M}`), 'none'],
    ['two instances, the idle one', one(`instances: 2, balance: idle-queue, ${M}`), 'none'],
    ['processor sharing', one(`discipline: processor-sharing, ${G}`), 'exact M/G/1 processor sharing'],
    ['limited sharing, exponential', one(`discipline: processor-sharing, sharers: 3, ${M}`), 'exact M/M/1 processor sharing'],
    ['limited sharing, general', one(`discipline: processor-sharing, sharers: 3, ${G}`), 'none'],
    ['LIFO preemptive', one(`discipline: lifo-preemptive, ${G}`), 'exact M/G/1 LIFO preemptive'],
    ['LIFO preemptive, two servers, general', one(`servers: 2, discipline: lifo-preemptive, ${G}`), 'none'],
    ['SRPT', one(`discipline: shortest-remaining, ${M}`), 'exact M/M/1 SRPT'],
    ['SRPT, two servers', one(`servers: 2, discipline: shortest-remaining, ${M}`), 'none'],
    ['exponential patience', one(`${M}, patience: { exponential: 50ms }`), 'exact M/M/1+M'],
    ['constant patience', one(`${M}, patience: 50ms`), 'none'],
    ['patience, general service', one(`${G}, patience: { exponential: 50ms }`), 'none'],
    ['set-up at one server', one(`${G}, setUp: 5ms`), 'exact M/G/1 with set-up times'],
    ['set-up at two servers', one(`servers: 2, ${M}, setUp: 5ms`), 'none'],
    ['vacations', one(`${M}, vacation: { exponential: 5ms }`), 'exact M/M/1 with vacations'],
    ['breakdowns, resume', one(`${M}, breakdowns: { up: { exponential: 1s }, down: { exponential: 100ms } }`), 'exact M/M/1 with breakdowns'],
    ['breakdowns, restart', one(`${M}, breakdowns: { up: { exponential: 1s }, down: { exponential: 100ms }, interrupted: restart }`), 'none'],
    ['breakdowns, constant repair', one(`${M}, breakdowns: { up: { exponential: 1s }, down: 100ms }`), 'none'],
    ['speeds that differ', one(`servers: 2, speeds: [1, 2], ${M}`), 'none'],
    ['balking', one(`${M}, balking: { 5: 50% }`), 'none'],
    ['instances at random', one(`instances: 2, balance: random, ${G}`), 'exact 2 × M/G/1'],
    ['instances in turn, exponential', one(`instances: 2, balance: round-robin, ${M}`), 'exact 2 × E2/M/1'],
    ['instances in turn, general', one(`instances: 2, balance: round-robin, ${G}`), 'approximation 2 × E2/G/1'],
    [
      'two choices of ten',
      one(`instances: 10, balance: two-choices, ${M}`, '{ arrivals: { poisson: 400/s }, call: server }'),
      'approximation 10 × M/M/1, two choices',
    ],
    ['a time-out changes the latency', one(M, '{ arrivals: { poisson: 40/s }, call: server, calls: { server: { timeout: 1s } } }'), 'none'],
    [
      'retries change the arrivals',
      one(M, '{ arrivals: { poisson: 40/s }, call: server, calls: { server: { timeout: 1s, retry: { attempts: 2 } } } }'),
      'none',
    ],
    ['a lock for each of 100 rows', perRow(`per: row, ${M}`), 'exact 100 × M/M/1'],
    ['a lock for each, general service', perRow(`per: row, ${G}`), 'exact 100 × M/G/1'],
    ['a lock for each, some rows wanted more', perRow(`per: row, ${M}`, '', 'zipf: 0.5'), 'exact 100 × M/M/1'],
    ['a lock for each, the first row overloaded', perRow(`per: row, ${M}`, '', 'zipf: 3'), 'none'],
    ['a lock for each, arrivals not Poisson', perRow(`per: row, work: { exponential: 10ms }`, '{ every: 1ms }'), 'none'],
    ['a lock for each, at shards by the row', perRow(`per: row, instances: 4, balance: { hash: row }, ${M}`), 'exact 100 × M/M/1'],
    ['a lock for each, at shards by something else', perRow(`per: row, instances: 4, balance: { hash: user }, ${M}`), 'none'],
    ['a lock for each, limited', perRow(`per: row, queue: 2, ${M}`), 'exact 100 × M/M/1/3'],
    ['a lock for each, given up', perRow(`per: row, patience: { exponential: 20ms }, ${M}`), 'exact 100 × M/M/1+M'],
    ['shards by hash', perRow(`instances: 40, balance: { hash: row }, ${M}`), 'exact 40 × M/M/1'],
    ['shards by range', perRow(`instances: 40, balance: { range: row }, ${M}`), 'exact 40 × M/M/1'],
    ['shards by consistent hash', perRow(`instances: 40, balance: { consistentHash: row }, ${M}`), 'exact 40 × M/M/1'],
    ['shards, one of them with too hot a row', perRow(`instances: 40, balance: { hash: row }, ${M}`, '', 'zipf: 1'), 'none'],
    [
      'shards by an attribute',
      perRow(`instances: 40, balance: { range: row.size, boundaries: [${Array.from({ length: 39 }, (_, i) => `${i + 1}MB`).join(', ')}] }, ${M}`),
      'none',
    ],
    ['a lock for each, always of the same row', perRow(`per: row, ${M}`, '', '', ', keys: { row: { is: 3 } }'), 'none'],
    ['a lock for each, of items that are always new', perRow(`per: row, ${M}`).replace('items: 100', 'items: new'), 'none'],
    ['closed, exponential', one(M, '{ users: 3, think: 100ms, call: server }'), 'exact closed network'],
    ['closed, general FIFO', one(G, '{ users: 3, think: 100ms, call: server }'), 'approximation closed network'],
    ['closed, general processor sharing', one(`discipline: processor-sharing, ${G}`, '{ users: 3, think: 100ms, call: server }'), 'exact closed network'],
    ['closed with priorities', one(`discipline: priority, ${M}`, '{ users: 3, think: 100ms, call: server }'), 'none'],
    ['closed, limited queue', one(`queue: 1, ${M}`, '{ users: 3, think: 100ms, call: server }'), 'none'],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(latencyOf(text)).toBe(expected);
  });
});

describe('networks', () => {
  const two = (first: string, second: string, workload: string): string =>
    `title: Two\ncomponents:\n  first: { kind: service, ${first} }\n  second: { kind: service, ${second} }\nworkload:\n  jobs: ${workload}\n`;
  const through = '{ arrivals: { poisson: 40/s }, do: [call: first, call: second], measure: cycle }';
  const table: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['Jackson', two(M, M, through), 'exact Jackson network'],
    ['general service first', two(G, M, through), 'approximation Jackson network'],
    ['arrivals not Poisson', two(M, M, '{ arrivals: { every: 25ms }, do: [call: first, call: second], measure: cycle }'), 'approximation Jackson network'],
    ['a limited queue', two(M, `queue: 9, ${M}`, through), 'none'],
    [
      'two means at one FIFO station',
      two(
        `operations: { a: { exponential: 5ms }, b: { exponential: 8ms } }`,
        M,
        '{ arrivals: { poisson: 40/s }, do: [call: first.a, call: first.b, call: second], measure: cycle }',
      ),
      'approximation Jackson network',
    ],
    [
      'fork and join of two',
      two(M, M, '{ arrivals: { poisson: 40/s }, do: [parallel: [[call: first], [call: second]]], measure: cycle }'),
      'exact fork-join of 2',
    ],
    [
      'fork and join, other means',
      two(M, 'work: { exponential: 9ms }', '{ arrivals: { poisson: 40/s }, do: [parallel: [[call: first], [call: second]]], measure: cycle }'),
      'none',
    ],
    [
      'the first of two',
      two(M, M, '{ arrivals: { poisson: 40/s }, do: [{ parallel: [[call: first], [call: second]], until: first }], measure: cycle }'),
      'none',
    ],
    ['fork and join, general', two(M, G, '{ arrivals: { poisson: 40/s }, do: [parallel: [[call: first], [call: second]]], measure: cycle }'), 'none'],
    [
      'one held server',
      two(`operations: { a: [work: { exponential: 2ms }, call: second] }`, M, '{ arrivals: { poisson: 40/s }, call: first.a }'),
      'exact layered calls',
    ],
    [
      'one held server, constant work',
      two(`operations: { a: [work: 2ms, call: second] }`, M, '{ arrivals: { poisson: 40/s }, call: first.a }'),
      'approximation layered calls',
    ],
    [
      'four held servers',
      two(`servers: 4, operations: { a: [work: { exponential: 2ms }, call: second] }`, M, '{ arrivals: { poisson: 40/s }, call: first.a }'),
      'approximation layered calls',
    ],
    [
      'nothing held: asynchronous',
      two(`async: true, operations: { a: [work: { exponential: 2ms }, call: second] }`, M, '{ arrivals: { poisson: 40/s }, call: first.a }'),
      'exact Jackson network',
    ],
  ];
  test.each(table)('%s', (_, text, expected) => {
    expect(latencyOf(text)).toBe(expected);
  });

  test('bounds stand around the approximation of held servers', () => {
    const rows = forecastsOf(
      two(`servers: 4, operations: { a: [work: { exponential: 2ms }, call: second] }`, M, '{ arrivals: { poisson: 40/s }, call: first.a }'),
    ).filter(({ statistic }) => statistic === 'latency');
    const at = (side: Forecast['side']): number => rows.find((row) => row.side === side)!.predicted;
    expect(at('low')).toBeLessThanOrEqual(at(null));
    expect(at(null)).toBeLessThanOrEqual(at('high'));
  });
});

describe('caches: a fixed popularity has a formula, one that changes has none, and the reason says so', () => {
  const cached = (popularity: string, items = 100): string =>
    `title: Cached
keys: { item: { items: ${items}, popularity: ${popularity} } }
components:
  cache: { kind: cache, key: item, capacity: 40, miss: store }
  store: { kind: service, servers: unlimited, work: 0s }
workload: { jobs: { arrivals: { poisson: 1/s }, call: cache.get } }
`;
  const hitRatioOf = (text: string): string => {
    const [{ forecasts, unknowns }] = classify(scenarioOf(text));
    const found = forecasts.find(({ statistic }) => statistic === 'hitRatio');
    return found === undefined
      ? unknowns.find(({ subject }) => subject === 'cache')!.reason
      : `${found.exactness} ${found.model} ${found.predicted.toFixed(4)}`;
  };
  test.each([
    ['Zipf', cached('{ zipf: 0.8 }'), /^exact LRU, independent requests 0\.6452$/],
    ['Zipf–Mandelbrot without a shift', cached('{ zipfMandelbrot: { exponent: 0.8, shift: 0 } }'), /^exact LRU, independent requests 0\.6452$/],
    ['Zipf–Mandelbrot', cached('{ zipfMandelbrot: { exponent: 0.8, shift: 1000 } }'), /^exact LRU, independent requests 0\.4/],
    ['trending', cached('{ trending: { life: 1h, volume: 1 } }'), /born and fade.*Che/],
    ['one-hit wonders', cached('{ zipf: 0.8, oneHit: 1% }'), /never asked for again/],
  ])('%s', (_, text, expected) => expect(hitRatioOf(text)).toMatch(expected));
});

test('priorities of workloads are the classes: Cobham', () => {
  const text = `title: Two classes
components: { server: { kind: service, discipline: priority, work: { exponential: 1s } } }
workload:
  urgent: { arrivals: { poisson: 0.3/s }, call: server, priority: 1 }
  jobs: { arrivals: { poisson: 0.4/s }, call: server }
`;
  const forecasts = forecastsOf(text);
  const latency = (subject: string): number => forecasts.find((row) => row.subject === subject && row.statistic === 'latency')!.predicted;
  expect(latency('urgent') - 1).toBeCloseTo(1, 9);
  expect(latency('jobs') - 1).toBeCloseTo(10 / 3, 9);
});

describe('links: transfers at Poisson instants that pass one link alone are M/G/1 processor sharing, and anything else has no formula, with the reason', () => {
  const over = (more: { link?: string; policy?: string; workload?: string; store?: string; rest?: string }): string =>
    `title: Over a link
${more.rest ?? ''}
components:
  wan: { kind: link, bandwidth: 10MB/s${more.link ?? ''} }
  lan: { kind: link, bandwidth: 50MB/s }
  store: { kind: service, ${more.store ?? 'servers: unlimited, work: 5ms'} }
workload: { jobs: { ${more.workload ?? 'arrivals: { poisson: 7/s }'}, call: store, calls: { store: { ${more.policy ?? 'via: wan, bytes: { pareto: { min: 100kB, shape: 1.5, max: 100MB } }'} } } } }
`;
  const said = (text: string): { readonly latency: string; readonly why: string } => {
    const [{ forecasts, unknowns }] = classify(scenarioOf(text));
    const latency = forecasts.find(({ subject, statistic }) => subject === 'jobs' && statistic === 'latency');
    return {
      latency: latency === undefined ? 'none' : `${latency.exactness} ${latency.model} ${latency.predicted.toFixed(4)}`,
      why: unknowns.find(({ subject }) => subject === 'jobs')?.reason ?? '',
    };
  };
  const fresh = 'keys: { file: { items: new, attributes: { size: { exponential: 1MB } } } }';
  const popular = 'keys: { file: { items: 100, attributes: { size: { exponential: 1MB } } } }';
  test.each([
    // ρ = 0.7: 1 MB takes 0.1 s / 0.3 and the store 5 ms.
    ['answers, exponential', over({ policy: 'via: wan, bytes: { exponential: 1MB }' }), 'exact M/G/1 processor sharing 0.3383'],
    ['requests, constant', over({ policy: 'via: wan, bytes: { request: 1MB }' }), 'exact M/G/1 processor sharing 0.3383'],
    ['sizes of new items', over({ policy: 'via: wan, bytes: file.size', rest: fresh }), 'exact M/G/1 processor sharing 0.3383'],
    [
      'latencies add up',
      over({ link: ', latency: 10ms', policy: 'via: wan, latency: 5ms, bytes: { exponential: 1MB }' }),
      'exact M/G/1 processor sharing 0.3683',
    ],
    ['both directions share: ρ = 0.7 in all', over({ policy: 'via: wan, bytes: { request: 400kB, answer: 600kB }' }), 'exact M/G/1 processor sharing 0.3383'],
    [
      'requests over one, answers over another',
      over({ policy: 'via: { request: lan, answer: wan }, bytes: { request: 1MB, answer: 1MB }' }),
      'exact M/G/1 processor sharing 0.3616',
    ],
  ])('%s', (_, text, expected) => expect(said(text).latency).toBe(expected));

  test.each([
    ['several links', over({ policy: 'via: [lan, wan], bytes: 1MB' }), /lan and wan at once.*max–min/],
    ['a cap', over({ link: ', cap: 1MB/s' }), /limit of its own/],
    ['loss', over({ link: ', loss: 1%' }), /lost and sent again/],
    ['instances', over({ link: ', instances: 2' }), /spread over instances/],
    ['too much', over({ policy: 'via: wan, bytes: 2MB' }), /offered load is 1.40/],
    ['arrivals not Poisson', over({ workload: 'arrivals: { every: 0.2s }' }), /Poisson instants/],
    ['closed', over({ workload: 'users: 3' }), /./],
    ['answers of limited servers', over({ store: 'work: 5ms' }), /what store answers does not come at Poisson instants/],
    ['sizes of popular items', over({ policy: 'via: wan, bytes: file.size', rest: popular }), /which items of file come/],
    ['time-outs', over({ policy: 'via: wan, bytes: 1MB, timeout: 1s' }), /time out/],
  ])('%s', (_, text, why) => {
    const { latency, why: reason } = said(text);
    expect(latency).toBe('none');
    expect(reason).toMatch(why);
  });
});

test('bad answers carry nothing: the load of a link follows only where answers are good', () => {
  const store = (queue: string): string => `title: Cap
components: { store: { kind: service, work: 20ms${queue} }, wan: { kind: link, bandwidth: 1MB/s, cap: 100kB/s } }
workload: { jobs: { arrivals: { poisson: 40/s }, call: store, calls: { store: { via: wan, bytes: 1kB } } } }
`;
  const busy = (text: string): number => forecastsOf(text).filter(({ subject, statistic }) => subject === 'wan' && statistic === 'utilisation').length;
  expect(busy(store(''))).toBe(1);
  expect(busy(store(', queue: 3'))).toBe(0);
});

test('instances that are chosen before ways of different lengths: turns say nothing of the order in which calls arrive', () => {
  const regions = (latency: string): string => `title: Regions
keys: { user: { items: 9, attributes: { region: { pick: { eu: 1, us: 1 } } } } }
components: { server: { kind: service, instances: [eu, us], balance: round-robin, work: { exponential: 10ms } } }
workload: { jobs: { arrivals: { poisson: 40/s }, call: server, calls: { server: { latency: ${latency} } } } }
`;
  const waits = (text: string): number => forecastsOf(text).filter(({ statistic }) => statistic === 'wait').length;
  expect(waits(regions('10ms'))).toBe(1);
  expect(waits(regions('{ from: user.region, matrix: { eu: { eu: 10ms, us: 50ms }, us: { us: 10ms } } }'))).toBe(0);
});

describe('faults: no number of the steady state where one strikes; breakdowns with exponential times, at one server, are the case that has a formula', () => {
  const struck = (fault: string, more = ''): string => `${one(`${M}${more}`)}faults: { f: { ${fault} } }\nrun: { duration: 10min }\n`;
  const said = (text: string): string => {
    const found = classify(scenarioOf(text));
    if (found.some(({ forecasts }) => forecasts.length > 0)) return 'a number';
    return found.flatMap(({ unknowns }) => unknowns.map(({ reason }) => reason)).find((reason) => reason.includes('the fault f')) ?? 'no reason';
  };
  const random = 'every: { exponential: 1min }, for: { exponential: 1s }';
  test.each([
    ['a crash', struck('at: 1min, for: 1s, crash: server')],
    ['a crash again and again', struck(`${random}, crash: server`)],
    ['the same, of which a long run is asked', struck(`${random}, crash: server`).replace('10min }', '10min, study: long-run }')],
    ['a freeze with the times of the breakdowns that have one', struck(`${random}, freeze: server`)],
    ['a slow server', struck('at: 1min, for: 1s, slow: server, factor: 2')],
    ['errors', struck('at: 1min, for: 1s, errors: server, share: 1%')],
    ['a spike', struck('at: 1min, for: 1s, spike: jobs, factor: 2')],
    ['a spike that is none', struck('at: 1min, for: 1s, spike: jobs, factor: 1')],
    ['a full disk', struck('at: 1min, for: 1s, full: server.serve')],
    [
      'a crash beside breakdowns',
      struck('at: 1min, for: 1s, crash: server', ', async: true, breakdowns: { up: { exponential: 1s }, down: { exponential: 100ms } }'),
    ],
  ])('%s', (_, text) => expect(said(text)).toMatch(/the fault f strikes: no formula knows/));

  test('without it there is one', () => {
    expect(latencyOf(one(`${M}, breakdowns: { up: { exponential: 1s }, down: { exponential: 100ms } }`))).toBe('exact M/M/1 with breakdowns');
    expect(latencyOf(one(M))).toBe('exact M/M/1');
  });
});
