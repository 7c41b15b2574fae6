import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import schema from '../../../schema/comparison.json' with { type: 'json' };
import { compareDesigns } from '../../../src/experiment/compare/compare-designs.js';
import { selectionStatistic } from '../../../src/experiment/compare/selection-statistic.js';
import { renderComparisonCsv } from '../../../src/report/compare/csv.js';
import { renderDocument } from '../../../src/report/json.js';
import { scenarioOf } from '../../support/read.js';
import { oneServer } from '../run.js';

const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
const page = (settings: string): string =>
  oneServer({ rate: 0.5, run: `{ duration: 200s, replications: 3, ${settings} }`, rest: 'objectives: { jobs.latency.p90: { below: 100s } }' });

describe('the comparison document', () => {
  it.each([
    ['of two designs', 'warmup: 20s', [[], ['server.servers=2']]],
    ['of several', 'warmup: 20s', [[], ['server.servers=2'], ['server.servers=3'], []]],
    ['of a finite study', 'study: finite', [[], ['server.servers=2']]],
    ['of percentiles', 'warmup: 20s', [['run.replications=20'], ['run.replications=20', 'server.queue=3']]],
    ['of an unstable design', 'warmup: 20s', [[], ['workload.jobs.arrivals.poisson=3/s'], ['server.servers=2']]],
    ['of one and itself', 'warmup: 20s', [[], []]],
    [
      'of times that do not vary',
      'warmup: 20s',
      [
        ['server.work=100ms', 'server.servers=9'],
        ['server.work=200ms', 'server.servers=9'],
      ],
    ],
  ])('%s is as its schema says, and is written and read as it is', async (_name, settings, sets) => {
    const designs = sets.map((set) => ({ scenario: scenarioOf(page(settings), set), set, options: { sha256: '0'.repeat(64) } }));
    const comparison = (await compareDesigns(designs, { practical: 0.01, askedOnly: false, by: null, notes: ['So it is.'] }))!;
    validate(comparison);
    expect(validate.errors ?? []).toEqual([]);
    expect(JSON.parse(renderDocument(comparison))).toEqual(comparison);
    const rows = renderComparisonCsv(comparison).trim().split('\n');
    expect(rows).toHaveLength(1 + comparison.statistics.length * (sets.length - 1));
    expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
  });

  it.each([
    ['budget', ['server.queue=30', 'server.work={ erlang: { mean: 1s, stages: 2 } }']],
    ['of equals', ['title=B', 'server.work={ exponential: 1.5s }']],
  ] as const)('%s: a selection is as its schema says', async (end, sets) => {
    const least = end === 'budget' ? 0.0001 : 0.5;
    const page = oneServer({ rate: 0.5, run: '{ duration: 100s, warmup: 10s, replications: 20 }' });
    const scenarios = ['title=A', ...sets].map((set) => scenarioOf(page, [set]));
    const by = selectionStatistic(scenarios, null);
    if (typeof by === 'string') throw new Error(by);
    const designs = scenarios.map((scenario) => ({ scenario, set: [], options: { sha256: '0'.repeat(64) } }));
    const select = { by, difference: { share: least }, budget: end === 'budget' ? 1.1 : 8 };
    const comparison = (await compareDesigns(designs, { practical: 0.01, askedOnly: false, by: null, notes: [], select }))!;
    validate(comparison);
    expect(validate.errors ?? []).toEqual([]);
    expect(JSON.parse(renderDocument(comparison))).toEqual(comparison);
    expect(comparison.selection!.end).toBe(end === 'of equals' ? 'selected' : end);
  });
});
