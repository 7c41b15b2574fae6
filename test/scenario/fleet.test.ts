import { describe, expect, it } from 'vitest';
import { codesOf } from './reader.js';

const page = (component: string, rest = '') => `title: t
keys: { user: { items: 10 } }
components: { web: { ${component} } }
workload: { w: { arrivals: { every: 1s }, call: web } }
run: { duration: 10s, replications: 1 }
${rest}`;
const codes = (component: string, rest = ''): string[] => codesOf(page(component, rest)).map((text) => text.split(' ')[1]);
const service = 'kind: service, work: 1ms';

describe('health checks and slow start', () => {
  it.each([
    [`${service}, instances: 2, health: {}`, []],
    [`${service}, instances: 2, health: { every: 2s }, slowStart: { window: 30s }`, []],
    [`${service}, health: {}`, ['not-together']],
    [`${service}, slowStart: { window: 30s }`, ['not-together']],
    [`${service}, instances: 2, balance: { hash: user }, health: {}`, ['not-together']],
    [`${service}, instances: 2, balance: two-choices, health: {}`, []],
    [`${service}, instances: 2, balance: two-choices, slowStart: { window: 30s }`, ['not-together']],
    ['kind: probe, instances: 2, health: {}', ['not-together']],
    [`${service}, instances: 2, health: { every: 0s }`, ['out-of-range']],
    [`${service}, instances: 2, health: { every: 500ms }`, ['out-of-range']],
    [`${service}, instances: 2, health: { every: 500ms, timeout: 500ms }`, []],
    [`${service}, instances: 2, slowStart: { window: 0s }`, ['out-of-range']],
    [`${service}, instances: 2, slowStart: { window: 1s, least: 0 }`, ['out-of-range']],
    [`${service}, instances: 2, slowStart: {}`, ['missing-field']],
  ])('%s: %s', (component, expected) => {
    expect(codes(component)).toEqual(expected);
  });

  it('have their statistics where they are', () => {
    const objective = 'objectives: { web.detection.p95: { below: 1min }, web.inRotation: { above: 1 } }';
    expect(codes(`${service}, instances: 2, health: {}`, objective)).toEqual([]);
    expect(codes(`${service}, instances: 2`, objective)).toEqual(['impossible-objective', 'impossible-objective']);
    expect(codes(`${service}, instances: 2, health: {}`, 'objectives: { web/1.inRotation: { above: 1 } }')).toEqual(['unknown-statistic']);
  });

  it('are not of gateways, which choose for themselves', () => {
    const text = page(service).replace(
      'components: {',
      'components: { phones: { kind: connections, key: user, online: 5s, away: 5s, instances: 2, health: {} },',
    );
    expect(codesOf(text).map((line) => line.split(' ')[1])).toEqual(['not-yet-supported']);
  });
});

describe('serverless execution', () => {
  it.each([
    ['serverless: { coldStart: 400ms }', []],
    ['serverless: { coldStart: 400ms, concurrency: unlimited, keepAlive: 0s }', []],
    ['serverless: {}', ['missing-field']],
    ['serverless: { coldStart: 400ms, concurrency: 0 }', ['out-of-range']],
    ['serverless: { coldStart: 400ms }, servers: 4', ['not-together']],
    ['serverless: { coldStart: 400ms }, queue: 4', ['not-together']],
    ['serverless: { coldStart: 400ms }, discipline: lifo', ['not-together']],
    ['serverless: { coldStart: 400ms }, async: true', ['needs-synchronous']],
  ])('%s: %s', (fields, expected) => {
    expect(codes(`${service}, ${fields}`)).toEqual(expected);
  });

  it('ends rejected beyond its concurrency, and never without one', () => {
    const handler = (concurrency: string) =>
      codes(`${service}, serverless: { coldStart: 1s, concurrency: ${concurrency} }`, 'objectives: { w.outcome.rejected: { atMost: 1% } }');
    expect(handler('5')).toEqual([]);
    expect(handler('unlimited')).toEqual(['cannot-happen']);
  });

  it('has its statistics', () => {
    const objectives = 'objectives: { web.coldStarts: { below: 5% }, web.environments.max: { below: 9 } }';
    expect(codes(`${service}, serverless: { coldStart: 1s }`, objectives)).toEqual([]);
    expect(codes(service, objectives)).toEqual(['impossible-objective', 'impossible-objective']);
  });
});

describe('scale', () => {
  const scale = 'scale: { utilisation: 60%, max: 9, boot: 1min }';
  it.each([
    [scale, []],
    [`${scale}, instances: 4, balance: two-choices`, []],
    [`${scale}, slowStart: { window: 1min }`, []],
    [`${scale}, async: true, discipline: processor-sharing`, []],
    [`${scale}, instances: [a, b]`, ['not-together']],
    [`${scale}, instances: { a: { servers: 2 }, b: {} }`, ['not-together']],
    [`${scale}, instances: 10`, ['out-of-range']],
    [`${scale}, balance: { hash: user }`, ['not-together']],
    [`${scale}, servers: unlimited`, ['not-together']],
    [`${scale}, serverless: { coldStart: 1s }`, ['not-together']],
    [`${scale}, balance: shortest-queue, slowStart: { window: 1min }`, ['not-together']],
    ['scale: { utilisation: 60%, queue: 3, max: 9, boot: 1min }', ['one-of']],
    ['scale: { max: 9, boot: 1min }', ['one-of']],
    ['scale: { utilisation: 60%, boot: 1min }', ['missing-field']],
    ['scale: { utilisation: 60%, max: 9 }', ['missing-field']],
    ['scale: { utilisation: 0, max: 9, boot: 1min }', ['out-of-range']],
    ['scale: { queue: 3, every: 0s, max: 9, boot: 1min }', ['out-of-range']],
    ['scale: { queue: 3, min: 2, max: 9, boot: 1min }', ['out-of-range']],
    ['instances: 3, scale: { queue: 3, min: 3, max: 3, boot: 1min }', ['out-of-range']],
  ])('%s: %s', (fields, expected) => {
    expect(codes(`${service}, ${fields}`)).toEqual(expected);
  });

  it('has its statistics, and no faults yet', () => {
    const objectives =
      'objectives: { web.instances.max: { below: 9 }, web.instanceHoursPerRun: { below: 9 }, web.underProvisioned: { below: 5% }, web.scaleOutsPerHour: { below: 1 } }';
    expect(codes(`${service}, ${scale}`, objectives)).toEqual([]);
    expect(codes(service, objectives)).toEqual(Array.from({ length: 4 }, () => 'impossible-objective'));
    expect(codes(`${service}, ${scale}`, 'faults: { lost: { at: 1s, for: 1s, crash: web } }')).toEqual(['not-yet-supported']);
    expect(codes('kind: probe, scale: { queue: 3, max: 9, boot: 1min }')).toEqual(['unknown-field']);
  });
});
