import { describe, expect, it } from 'vitest';
import type { ObjectiveResult, Results } from '../../src/experiment/results.js';
import { exitCodeOf, formatBound, showObjective, verdictLine } from '../../src/report/verdict.js';
import { replicationsToDecide } from '../../src/report/text/objectives.js';
import { estimate, interrupted, oneServer, threeVerdicts } from './examples.js';

const asked = (...verdicts: ObjectiveResult['verdict'][]): Results => ({
  ...oneServer,
  objectives: verdicts.map((verdict) => ({ statistic: 'web.latency.p95', bound: { below: 0.2 }, observed: estimate(0.1, 0.01), verdict, unit: 's' })),
});

describe('the last line and the exit code', () => {
  it.each([
    [asked(), 0, 'no objectives (exit 0)'],
    [asked('met', 'met'), 0, '2 met (exit 0)'],
    [asked('met', 'undecided'), 4, '1 met, 1 undecided (exit 4)'],
    [asked('undecided', 'failed', 'met'), 3, '1 met, 1 undecided, 1 failed (exit 3)'],
    [{ ...asked('failed'), partial: true }, 130, 'interrupted: 1 failed (exit 130)'],
  ])('case %#', (results, code, line) => {
    expect(exitCodeOf(results)).toBe(code);
    expect(verdictLine(results)).toBe(line);
  });
});

describe('an objective', () => {
  const objective = (parts: Partial<ObjectiveResult>): ObjectiveResult => ({
    statistic: 'web.latency.p95',
    bound: { below: 0.2 },
    observed: estimate(0.146, 0.005),
    verdict: 'met',
    unit: 's',
    ...parts,
  });
  it.each<[Partial<ObjectiveResult>, string, string, string]>([
    [{}, 'web.latency.p95 < 200ms', '146 ±5 ms', ''],
    [{ verdict: 'failed', observed: estimate(0.25, 0.01) }, 'web.latency.p95 < 200ms', '250 ±10 ms', 'over by 50 ms'],
    [{ verdict: 'undecided', observed: estimate(0.199, 0.005) }, 'web.latency.p95 < 200ms', '199 ±5 ms', 'interval holds the limit'],
    [{ verdict: 'undecided', observed: { value: 0.19, low: 0.18, high: null } }, 'web.latency.p95 < 200ms', 'at least 180 ms', 'the data give no upper limit'],
    [{ verdict: 'undecided', observed: estimate(0.19) }, 'web.latency.p95 < 200ms', '190 ms', 'there is no interval'],
    [{ verdict: 'failed', observed: null }, 'web.latency.p95 < 200ms', '–', 'it grows without end'],
    [
      { bound: { above: 80 }, unit: '1/s', observed: estimate(60, 0.4), verdict: 'failed', statistic: 'web.throughput' },
      'web.throughput > 80/s',
      '60.0 ±0.4/s',
      'under by 20/s',
    ],
    [
      { bound: { atMost: 0.75 }, unit: 'share', observed: estimate(0.798, 0.004), verdict: 'failed' },
      'web.latency.p95 ≤ 75%',
      '79.8 ±0.4 %',
      'over by 4.8 points',
    ],
    [{ bound: { atLeast: 2 }, unit: 'count', observed: estimate(1), verdict: 'failed' }, 'web.latency.p95 ≥ 2', '1', 'under by 1'],
    [{ expect: 'failed', observed: estimate(0.25, 0.01) }, 'web.latency.p95 < 200ms', '250 ±10 ms', 'over by 50 ms, as expected'],
    [{ expect: 'failed', verdict: 'failed' }, 'web.latency.p95 < 200ms', '146 ±5 ms', 'was expected to fail, and holds'],
    [{ bound: { above: 0.1, below: 0.2 } }, 'web.latency.p95 < 200ms, > 100ms', '146 ±5 ms', ''],
  ])('%j', (parts, claim, observed, remark) => {
    expect(showObjective(objective(parts))).toEqual({ claim, observed, remark });
  });

  it.each([
    [0.2, 's', '200ms'],
    [1.5, 's', '1.5s'],
    [0.0000025, 's', '2.5µs'],
    [0.123456789, 's', '123.456789ms'],
    [0.005, 'share', '0.5%'],
    [5e9, 'bytes', '5GB'],
  ] as const)('a limit of %d %s is written %s', (limit, unit, shown) => {
    expect(formatBound(limit, unit)).toBe(shown);
  });
});

describe('replications to decide', () => {
  it('follows from the square root law, with half as many again', () => {
    // Limit 240 is 6.8 above 233.2, the upper half of the interval is 14.6: 1.5 · 20 · (14.6 / 6.8)² = 138.3.
    expect(replicationsToDecide(threeVerdicts)).toBe(150);
    expect(replicationsToDecide(interrupted)).toBe(50);
  });
  it('is not given where nothing is undecided, or the value is on the limit', () => {
    expect(replicationsToDecide(oneServer)).toBeNull();
    const onLimit = { statistic: 'x.latency', bound: { below: 0.2 }, observed: estimate(0.2, 0.1), verdict: 'undecided', unit: 's' } as const;
    expect(replicationsToDecide({ ...oneServer, objectives: [onLimit] })).toBeNull();
    expect(replicationsToDecide({ ...oneServer, objectives: [{ ...onLimit, observed: estimate(0.199_999, 0.1) }] })).toBeNull();
  });
});
