import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.js';
import schema from '../../schema/results.json' with { type: 'json' };
import { oneServer, run } from './run.js';

const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

const broker = `title: Messages
components:
  tasks: { kind: broker, groups: { all: { call: worker }, some: { call: worker, batch: { most: 3 } } }, redeliver: { after: 1s } }
  worker: { kind: service, servers: unlimited, work: { exponential: 500ms } }
workload: { jobs: { arrivals: { poisson: 1/s }, call: tasks.publish } }
run: { duration: 500s }
`;

describe('the result document', () => {
  it.each([
    ['of a long-run study', oneServer({ rate: 0.5, run: '{ duration: 500s }' })],
    ['of a finite study', oneServer({ rate: 0.5, run: '{ duration: 500s, study: finite }' })],
    ['of one long run', oneServer({ rate: 0.5, run: '{ duration: 500s, replications: 1 }' })],
    ['of one finite run', oneServer({ rate: 0.5, run: '{ duration: 500s, replications: 1, study: finite }' })],
    ['to a precision', oneServer({ rate: 0.5, run: '{ duration: 500s, precision: 30% }' })],
    ['of an unstable system', oneServer({ rate: 1.5, run: '{ duration: 500s }' })],
    ['of a finite queue', oneServer({ rate: 1.5, server: 'queue: 3', run: '{ duration: 500s }' })],
    ['without requests', oneServer({ rate: 1e-9, run: '{ duration: 1s }' })],
    ['of a broker', broker],
    ['of work that takes no time', oneServer({ rate: 5, work: '0s', run: '{ duration: 50s }' })],
  ])('%s is as its schema says, and is written and read as it is', async (_name, yaml) => {
    const results = await run(yaml);
    validate(results);
    expect(validate.errors ?? []).toEqual([]);
    expect(JSON.parse(renderJson(results))).toEqual(results);
  });

  it('has the spread of its statistics where that is asked for, and not of one replication', async () => {
    const page = oneServer({ rate: 0.5, run: '{ duration: 200s, warmup: 20s, replications: 3 }', rest: 'objectives: { jobs.latency.p90: { below: 100s } }' });
    const kept = await run(page, { spread: true });
    validate(kept);
    expect(validate.errors ?? []).toEqual([]);
    expect(kept.spread!.map(({ statistic }) => statistic)).toContain('jobs.latency.p90');
    expect((await run(page)).spread).toBeUndefined();
    expect((await run(page.replace('replications: 3', 'replications: 1'), { spread: true })).spread).toBeUndefined();
  });
});
