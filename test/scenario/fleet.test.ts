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
