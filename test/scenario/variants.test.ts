import { describe, expect, it } from 'vitest';
import { codesOf, readText, scenarioOf } from './reader.js';

const baseline = `
title: Baseline
components:
  front:
    kind: service
    servers: 8
    operations:
      page:
        - { work: { exponential: 1ms }, name: render }
        - parallel:
            - { call: store.read, name: lookup, on: { any: [] } }
            - call: store.write
        - wait: 2ms
    calls:
      store.read: { timeout: 1s, retry: { attempts: 3, backoff: { exponential: 50ms, jitter: full } } }
  store: { kind: service, servers: 4, operations: { read: { exponential: 5ms }, write: 6ms } }
workload:
  visits: { arrivals: { poisson: 40/s }, call: front.page }
`;
const variant = (text: string): ReturnType<typeof readText> => readText(`title: Variant\nextends: baseline.yaml\n${text}`, [], { 'baseline.yaml': baseline });
const codesOfVariant = (text: string): readonly string[] => variant(text).issues.map((issue) => `${issue.file}:${issue.line} ${issue.code}`);
const store = (text: string): unknown => variant(text).scenario?.components.find((component) => component.name === 'store');

describe('variants', () => {
  it('merge maps key by key and replace distributions whole', () => {
    expect(store('components: { store: { servers: 2, operations: { read: { lognormal: { mean: 5ms, cv: 2 } } } } }')).toMatchObject({
      servers: 2,
      operations: [
        { name: 'read', steps: [{ time: { law: 'lognormal' } }] },
        { name: 'write', steps: [{ time: { law: 'constant' } }] },
      ],
    });
  });

  it('replace arrivals whole', () => {
    const { scenario } = variant('workload: { visits: { arrivals: { every: 10ms } } }');
    expect(scenario?.workloads[0].load).toMatchObject({ arrivals: { law: 'every' } });
  });

  it('change one number of a back-off', () => {
    const { scenario } = variant('components: { front: { calls: { store.read: { retry: { backoff: { jitter: none } } } } } }');
    expect(scenario?.components[0].calls.get('store.read')?.retry?.backoff).toEqual({ exponential: 0.05, most: Infinity, jitter: 'none' });
  });

  it('remove by null, and refuse to remove what is not there', () => {
    const { scenario } = variant('components: { front: { calls: { store.read: { retry: null } } } }');
    expect(scenario?.components[0].calls.get('store.read')).toMatchObject({ timeout: 1, retry: null });
    expect(codesOfVariant('components: { store: { queue: null } }')).toEqual(['scenarios/shop.yaml:3 nothing-to-remove']);
  });

  it('replace a component whose kind changes', () => {
    expect(codesOfVariant('components: { store: { kind: probe } }')).toEqual([
      'scenarios/baseline.yaml:11 unknown-operation',
      'scenarios/baseline.yaml:12 unknown-operation',
      'scenarios/baseline.yaml:15 unknown-operation',
    ]);
  });

  it('assign by path after the merge, into lists by position and by name at any depth', () => {
    const { scenario } = variant(`set:
  front.operations.page.render.work: 3ms
  front.operations.page.lookup.on: { any: [return: gone] }
  front.operations.page.2.wait: 4ms
  front.calls.store.read.timeout: 2s
  visits.arrivals.poisson: 50/s`);
    const [front] = scenario!.components;
    expect(front.operations[0].steps).toMatchObject([
      { time: { value: 0.003 } },
      { branches: [[{ name: 'lookup' }], [{ verb: 'call' }]] },
      { time: { value: 0.004 } },
    ]);
    expect(front.operations[0].outcomes).toEqual(['ok', 'gone']);
    expect(front.calls.get('store.read')?.timeout).toBe(2);
    expect(scenario!.workloads[0].load).toMatchObject({ arrivals: { rate: 50 } });
  });

  it('name the file and line a mistake came from', () => {
    expect(codesOfVariant('components: { store: { servers: 0 } }')).toEqual(['scenarios/shop.yaml:3 out-of-range']);
    expect(readText('title: V\nextends: baseline.yaml', [], { 'baseline.yaml': baseline.replace('servers: 4', 'servers: 0') }).issues).toMatchObject([
      { file: 'scenarios/baseline.yaml', line: 16, code: 'out-of-range' },
    ]);
  });

  it('extend variants, and refuse to extend themselves', () => {
    const files = { 'baseline.yaml': baseline, 'middle.yaml': 'title: Middle\nextends: baseline.yaml\nset: { store.servers: 6 }' };
    expect(scenarioOf('title: Top\nextends: middle.yaml', [], files).components[1].servers).toBe(6);
    expect(scenarioOf('title: Top\nextends: middle.yaml', [], files).title).toBe('Top');
    expect(codesOf('title: Top\nextends: shop.yaml')).toEqual(['2:10 extends-cycle']);
  });
});

describe('--set', () => {
  const set = (...sets: string[]): ReturnType<typeof readText> => readText(baseline, sets);

  it('assigns YAML values in order', () => {
    const { scenario } = set('store.servers=2', 'store.servers=3', 'front.calls={ store: { timeout: 1s } }', 'run.duration=1h');
    expect(scenario?.components[1].servers).toBe(3);
    expect(scenario?.components[0].calls.get('store.write')?.timeout).toBe(1);
    expect(scenario?.run.duration).toBe(3600);
  });

  it('adds keys with dots below calls and objectives', () => {
    const { scenario } = set('front.calls.store.write.timeout=3s', 'objectives.visits.latency.p95.below=1s');
    expect(scenario?.components[0].calls.get('store.write')?.timeout).toBe(3);
    expect(scenario?.objectives).toMatchObject([{ statistic: 'visits.latency.p95', bound: { below: 1 }, target: { part: 0.95 } }]);
  });

  it('of a value to itself changes nothing', () => {
    expect(set('store.servers=4', 'visits.arrivals.poisson=40/s').scenario?.resolved).toEqual(set().scenario?.resolved);
    expect(JSON.stringify(set('store.servers=4').scenario?.resolved)).toBe(JSON.stringify(set().scenario?.resolved));
  });

  it.each([
    ['stor.servers=2', '1:1 unknown-path'],
    ['store.servers=0', '1:15 out-of-range'],
    ['store.serves=4', '1:1 unknown-field'],
    ['front.operations.page.rendr.work=1ms', '1:1 unknown-path'],
    ['front.operations.page.7.work=1ms', '1:1 unknown-path'],
    ['store.servers.most=4', '1:1 unknown-path'],
    ['store..servers=4', '1:1 unknown-path'],
    ['store.queue=null', '1:1 nothing-to-remove'],
    ['store.servers=[', '1:15 yaml-syntax'],
    ['=4', '1:1 bad-set'],
  ])('%s is an issue at %s', (text, expected) => {
    expect(set(text).issues.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.code}`)).toEqual([`--set ${text}:${expected}`]);
  });

  it('gives way to named options, whose mistakes are told as theirs', () => {
    const run = readText(baseline, ['seed=2', 'run.replications=4'], {}, { seed: 3, replications: '5', duration: '1h' }).scenario;
    expect(run).toMatchObject({ seed: 3, run: { replications: 5, duration: 3600 } });
    expect(readText(baseline, [], {}, { duration: '10' }).issues).toMatchObject([{ file: '--duration', code: 'unit-missing' }]);
  });

  it('leaves the resolved document without the named options', () => {
    expect(readText(baseline, [], {}, { seed: 3 }).scenario?.resolved).toEqual(readText(baseline).scenario?.resolved);
  });
});
