import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../src/scenario/assumptions.js';
import { scenarioOf } from '../support/read.js';

const page = `# A page
title: "Not a # comment"
components:
  web: { kind: service, queue: 20, operations: { page: [work: { exponential: 5ms }, call: db.read] }, calls: { db: { timeout: 1s, retry: { attempts: 2 } } } } # threads of a real tier
  db: { kind: service, servers: 2, operations: { read: [work: { lognormal: { mean: 10ms, cv: 1 } }] } } # assumed
workload: { users: { arrivals: { poisson: 5/s }, call: web.page } }
`;

describe('what a scenario assumes', () => {
  const assumed = assumptionsOf(scenarioOf(page), page);

  it('each default in force, with the places where nothing else was said', () => {
    const of = (field: string): unknown => assumed.defaults.find((one) => one.field === field);
    expect(of('queue')).toEqual({ field: 'queue', value: 'unlimited', places: ['db'] });
    expect(of('discipline')).toEqual({ field: 'discipline', value: 'fifo', places: ['web', 'db'] });
    expect(of('backoff')).toMatchObject({ places: ['web.calls.db.retry'] });
    expect(of('attempts')).toBeUndefined();
    expect(of('balance')).toBeUndefined();
    expect(assumed.defaults.every(({ places }) => places.length > 0)).toBe(true);
  });

  it('each distribution as written, with its place', () => {
    expect(assumed.distributions).toEqual([
      { place: 'web.operations.page.1.work', law: '{ exponential: 5ms }' },
      { place: 'db.operations.read.1.work', law: '{ lognormal: { mean: 10ms, cv: 1 } }' },
    ]);
  });

  it('each comment, with its line and what it stands beside; a # between quotes is none', () => {
    expect(assumed.comments.map(({ line, comment }) => [line, comment])).toEqual([
      [1, 'A page'],
      [4, 'threads of a real tier'],
      [5, 'assumed'],
    ]);
    expect(assumed.comments[2].beside).toMatch(/^db: \{ kind: service, servers: 2/);
  });
});
