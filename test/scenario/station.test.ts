import { describe, expect, it } from 'vitest';
import { disciplines } from '../../src/scenario/language/components.js';
import { oneWorkDisciplines, stationFeatures, type StationField } from '../../src/scenario/language/station.js';
import { oneServer, readText, scenarioOf } from './reader.js';

const server = (fields: string, work = 'work: 8ms'): string => `{ kind: service, ${work}${fields === '' ? '' : `, ${fields}`} }`;
const keys = '{ row: { items: 100 } }';
const workload = '{ arrivals: { poisson: 40/s }, call: server, deadline: 1s }';
const station = (fields: string, work?: string) => scenarioOf(oneServer({ keys, server: server(fields, work), workload })).components[0];
const codes = (fields: string, work?: string): readonly string[] =>
  readText(oneServer({ keys, server: server(fields, work), workload })).issues.map((issue) => issue.code);

/** Each field with a value that is right by itself; two servers for the speeds. */
const examples: Readonly<Record<StationField, string>> = {
  sharers: 'sharers: 4',
  speeds: 'servers: 2, speeds: [1, 0.5]',
  speedAt: 'servers: 2, speedAt: [1, 0.9]',
  schedule: 'servers: { schedule: [{ for: 1h, servers: 2 }, { for: 1h, servers: 0 }], repeat: true }',
  setUp: 'setUp: 1s',
  vacation: 'vacation: 1s',
  batch: 'batch: { least: 2, most: 4, wait: 5ms }',
  patience: 'patience: { exponential: 30s }',
  balking: 'balking: { 20: 100%, 10: 50% }',
  breakdowns: 'breakdowns: { up: { exponential: 1h }, down: 5min }',
  whenFull: 'queue: 3, whenFull: block',
  per: 'per: row',
  lifoAbove: 'lifoAbove: 10',
  codel: 'codel: { target: 5ms, interval: 100ms }',
  adaptiveLimit: 'adaptiveLimit: { least: 4, most: 100 }',
  serverless: 'serverless: { coldStart: 400ms }',
};
const fields = Object.keys(stationFeatures) as StationField[];

describe('a station', () => {
  it('serves first come, first served, by equal servers that are always there, unless it says otherwise', () => {
    expect(station('')).toMatchObject({
      servers: 1,
      discipline: 'fifo',
      sharers: Infinity,
      speeds: null,
      speedAt: null,
      schedule: null,
      setUp: null,
      vacation: null,
      batch: null,
      patience: null,
      balking: [],
      breakdowns: null,
      lifoAbove: null,
      codel: null,
      adaptiveLimit: null,
    });
  });

  it('has what the scenario says', () => {
    expect(station('servers: 3, speeds: [1, 1, 0.5]')).toMatchObject({ servers: 3, speeds: [1, 1, 0.5] });
    expect(station('discipline: processor-sharing, sharers: 5, speedAt: [1, 0.9, 0.8]')).toMatchObject({ sharers: 5, speedAt: [1, 0.9, 0.8] });
    expect(station(examples.schedule)).toMatchObject({
      servers: 2,
      schedule: {
        repeat: true,
        phases: [
          { for: 3600, servers: 2 },
          { for: 3600, servers: 0 },
        ],
      },
    });
    expect(station('batch: { most: 10 }')).toMatchObject({ batch: { least: 1, most: 10, wait: Infinity } });
    expect(station(examples.batch)).toMatchObject({ batch: { least: 2, most: 4, wait: 0.005 } });
    expect(station(examples.balking)).toMatchObject({
      balking: [
        { at: 10, share: 0.5 },
        { at: 20, share: 1 },
      ],
    });
    expect(station(examples.breakdowns)).toMatchObject({
      breakdowns: { up: { law: 'exponential', mean: 3600 }, down: { law: 'constant', value: 300 }, restarts: false },
    });
    expect(station('breakdowns: { up: 1h, down: 5min, interrupted: restart }')).toMatchObject({ breakdowns: { restarts: true } });
    expect(station('setUp: 2s, patience: { exponential: 30s }')).toMatchObject({ setUp: { value: 2 }, patience: { mean: 30 } });
  });

  it('blocks when full, and then rejects nobody', () => {
    expect(station('queue: 3, whenFull: block')).toMatchObject({ blocks: true, queue: 3 });
    expect(station('queue: 3, whenFull: block').operations[0].outcomes).toEqual(['ok']);
    expect(station('queue: 3, whenFull: reject')).toMatchObject({ blocks: false });
    expect(codes('whenFull: block')).toEqual(['nobody-waits']);
  });

  it('ends jobs with `abandoned` and `balked` where it can', () => {
    expect(station(`${examples.patience}, ${examples.balking}, queue: 30`).operations[0].outcomes).toEqual(['ok', 'rejected', 'abandoned', 'balked']);
    expect(station('discipline: processor-sharing, sharers: 4, queue: 3').operations[0].outcomes).toEqual(['ok', 'rejected']);
    const handled = `title: Handlers
components:
  front: { kind: service, operations: { page: [{ call: back, on: { abandoned: [], balked: [return: gone] } }] } }
  back: { kind: service, work: 1ms, patience: 1s, balking: { 3: 100% } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: front.page } }
objectives: { jobs.outcome.gone: { below: 1% }, back.outcome.abandoned: { below: 1% } }`;
    expect(scenarioOf(handled).components[0].operations[0].outcomes).toEqual(['ok', 'gone']);
    const refused = readText(handled.replace('patience: 1s, ', '')).issues;
    expect(refused.map((issue) => issue.code)).toEqual(['cannot-happen', 'cannot-happen']);
    expect(refused[0].suggestion).toBe('its jobs wait for ever: give back a patience');
  });
});

describe('what goes with what', () => {
  it.each(fields.flatMap((field) => disciplines.map((discipline) => [field, discipline] as const)))('%s and %s', (field, discipline) => {
    const allowed = stationFeatures[field].disciplines.includes(discipline);
    expect(codes(`${examples[field]}, discipline: ${discipline}`)).toEqual(allowed ? [] : ['not-together']);
  });

  it.each(fields.flatMap((one, index) => fields.slice(index + 1).map((other) => [one, other] as const)))('%s beside %s', (one, other) => {
    const both = stationFeatures[one].disciplines.filter((discipline) => stationFeatures[other].disciplines.includes(discipline));
    // A schedule is the number of servers.
    const servers = one === 'schedule' || other === 'schedule' ? '' : 'servers: 2, ';
    const text = servers + [one, other].map((field) => examples[field].replace('servers: 2, ', '')).join(', ');
    const isExcluded = stationFeatures[one].excludes.includes(other);
    expect(stationFeatures[other].excludes.includes(one)).toBe(isExcluded);
    if (both.length === 0) return; // refused by their disciplines already: see above
    expect(codes(`${text}, discipline: ${both[0]}`)).toEqual(isExcluded ? ['not-together'] : []);
  });

  it.each(disciplines)('%s of operations with several steps', (discipline) => {
    const steps = 'operations: { serve: [work: 8ms, wait: 1s] }';
    expect(codes(`discipline: ${discipline}`, steps)).toEqual(oneWorkDisciplines.includes(discipline) ? ['needs-one-work'] : []);
    expect(codes(`discipline: ${discipline}, async: true`, steps)).toEqual([]);
  });

  it.each(fields)('%s of operations with several steps, and of one that is asynchronous', (field) => {
    const { needs, disciplines: allowed } = stationFeatures[field];
    const text = `${examples[field]}, discipline: ${allowed[0]}`;
    expect(codes(text, 'operations: { serve: [work: 8ms, wait: 1s] }')).toEqual(needs === 'one-work' ? ['needs-one-work'] : []);
    expect(codes(`${text}, async: true`)).toEqual(needs === 'synchronous' ? ['needs-synchronous'] : []);
  });

  it.each<readonly [string, readonly string[]]>([
    ['discipline: fifo', []],
    ['discipline: processor-sharing', []],
    ['speedAt: [1, 0.5]', []],
    ['discipline: processor-sharing, speedAt: [1, 0.5]', []],
    ['discipline: lifo', ['nobody-waits']],
    ['discipline: priority-preemptive', ['nobody-waits']],
    ['discipline: processor-sharing, sharers: 3', ['nobody-waits']],
    ['patience: 1s', ['nobody-waits']],
    ['vacation: 1s', ['nobody-waits']],
    ['balking: { 3: 100% }', ['nobody-waits']],
    ['batch: { most: 3 }', ['nobody-waits']],
    ['breakdowns: { up: 1h, down: 1s }', ['nobody-waits']],
    ['per: row', ['nobody-waits']],
  ])('unlimited servers with %s give %o', (text, expected) => expect(codes(`servers: unlimited, ${text}`)).toEqual(expected));
});

describe('a station for each item of a key', () => {
  it('needs a key that is declared', () => {
    expect(station('per: row')).toMatchObject({ per: 'row', servers: 1 });
    expect(codes('per: rows')).toEqual(['unknown-key']);
  });

  it('stands at several instances only where a key says at which', () => {
    expect(codes('per: row, instances: 3')).toEqual(['not-together']);
    expect(codes('per: row, instances: 3, balance: random')).toEqual(['not-together']);
    expect(codes('per: row, instances: 3, balance: { hash: row }')).toEqual([]);
  });

  it('has no utilisation to ask for', () => {
    const asked = (statistic: string): readonly string[] =>
      readText(oneServer({ keys, server: server('per: row'), workload, rest: `objectives: { server.${statistic}: { below: 1 } }` })).issues.map(
        ({ code }) => code,
      );
    expect(asked('utilisation')).toEqual(['impossible-objective']);
    expect(asked('queue')).toEqual([]);
  });
});

describe('a balance by a key', () => {
  const balance = (text: string, instances = '3'): readonly string[] =>
    readText(
      oneServer({
        keys: '{ row: { items: 100, attributes: { size: { uniform: [1MB, 9MB] }, region: { pick: { eu: 1, us: 2 } } } }, order: { items: new } }',
        server: server(`instances: ${instances}, balance: ${text}`),
        workload,
      }),
    ).issues.map(({ code }) => code);

  it.each([
    '{ hash: row }',
    '{ consistentHash: row }',
    '{ consistentHash: row, virtual: 1 }',
    '{ range: row }',
    '{ range: row, boundaries: [10, 50] }',
    '{ range: order, boundaries: [1k, 1M] }',
    '{ range: row.size, boundaries: [2MB, 5MB] }',
  ])('%s', (text) => expect(balance(text)).toEqual([]));

  it.each<readonly [string, string]>([
    ['{ hash: rows }', 'unknown-key'],
    ['{ hash: row, range: row }', 'one-of'],
    ['{ virtual: 100 }', 'one-of'],
    ['{ hash: row, virtual: 100 }', 'not-together'],
    ['{ consistentHash: row, boundaries: [1, 2] }', 'not-together'],
    ['{ consistentHash: row, virtual: 0 }', 'out-of-range'],
    ['{ range: rows }', 'unknown-key'],
    ['{ range: row.length }', 'unknown-attribute'],
    ['{ range: order }', 'missing-field'],
    ['{ range: row.size }', 'missing-field'],
    ['{ range: row.region, boundaries: [1, 2] }', 'unit-wrong'],
    ['{ range: row.size, boundaries: [1, 2] }', 'unit-missing'],
    ['{ range: row, boundaries: [50, 10] }', 'out-of-range'],
    ['{ range: row, boundaries: [10] }', 'out-of-range'],
    ['{ range: row, boundaries: 10 }', 'wrong-shape'],
    ['{ hsah: row }', 'unknown-field'],
  ])('%s is %s', (text, code) => expect(balance(text)).toEqual([code]));
});

describe('numbers of a station', () => {
  it.each<readonly [string, string]>([
    ['discipline: fastest', 'unknown-choice'],
    ['servers: 3, speeds: [1, 1]', 'out-of-range'],
    ['speeds: [0]', 'out-of-range'],
    ['speeds: 1', 'wrong-shape'],
    ['speedAt: []', 'wrong-shape'],
    ['servers: 2, speedAt: [1, 1, 1]', 'out-of-range'],
    ['discipline: processor-sharing, sharers: 0', 'out-of-range'],
    ['discipline: processor-sharing, servers: 4, sharers: 2', 'out-of-range'],
    ['discipline: processor-sharing, queue: 3', 'nobody-waits'],
    ['servers: { schedule: [{ for: 1h, servers: 2 }] }', 'wrong-shape'],
    ['servers: { schedule: [{ for: 0s, servers: 2 }, { for: 1h, servers: 1 }] }', 'out-of-range'],
    ['servers: { schedule: [{ for: 1h, servers: 0 }, { for: 1h, servers: 0 }], repeat: true }', 'out-of-range'],
    ['servers: { schedule: [{ for: 1h, servers: 1 }, { for: 1h, servers: 0 }] }', 'out-of-range'],
    ['servers: { schedule: [{ for: 1h }, { for: 1h, servers: 1 }] }', 'missing-field'],
    ['servers: { repeat: true }', 'missing-field'],
    ['batch: { least: 5, most: 4, wait: 1s }', 'out-of-range'],
    ['batch: { least: 5, most: 9 }, queue: 3', 'out-of-range'],
    ['batch: { least: 1, most: 9, wait: 1s }', 'not-together'],
    ['batch: { least: 2 }', 'missing-field'],
    ['batch: 3', 'wrong-shape'],
    ['balking: {}', 'missing-value'],
    ['balking: { 3: 120% }', 'out-of-range'],
    ['balking: { many: 50% }', 'not-a-number'],
    ['balking: { 1k: 50%, 1000: 60% }', 'duplicate-key'],
    ['breakdowns: { up: 0s, down: 1s }', 'out-of-range'],
    ['breakdowns: { up: 1s }', 'missing-field'],
    ['breakdowns: { up: 1s, down: 1s, interrupted: lost }', 'unknown-choice'],
    ['vacation: 0s', 'out-of-range'],
    ['patience: 3', 'unit-missing'],
  ])('%s is %s', (text, code) => expect(codes(text)).toEqual([code]));
});

describe('earliest-deadline', () => {
  const text = (deadline: string, steps = 'call: back'): string => `title: Deadlines
components:
  front: { kind: service, operations: { page: [${steps}] } }
  back: { kind: service, work: 1ms, discipline: earliest-deadline }
workload:
  jobs: { arrivals: { poisson: 1/s }, call: front.page${deadline} }
  others: { arrivals: { poisson: 1/s }, call: back }`;
  const codesOf = (whole: string): readonly string[] => readText(whole).issues.map((issue) => issue.code);

  it('needs a deadline on some way to it', () => {
    expect(codesOf(text(', deadline: 1s'))).toEqual([]);
    expect(codesOf(text(''))).toEqual(['no-deadline']);
    expect(codesOf(text(', deadline: 1s', 'work: 1ms'))).toEqual(['no-deadline']);
    expect(codesOf(text(', deadline: 1s', 'call: bakc'))).toEqual(['unknown-component']);
  });
});

describe('statistics that need a field', () => {
  it('cannot be asked for without it', () => {
    const cache = (size: string): readonly string[] =>
      readText(
        oneServer({
          keys: '{ video: { items: 10, attributes: { size: 2MB } } }',
          server: `{ kind: cache, key: video, capacity: 4${size} }`,
          workload: '{ arrivals: { poisson: 1/s }, call: server.get }',
          rest: 'objectives: { server.missedBytes: { below: 1GB } }',
        }),
      ).issues.map((issue) => issue.code);
    expect(cache('')).toEqual(['impossible-objective']);
    expect(cache(', size: video.size')).toEqual([]);
  });
});
