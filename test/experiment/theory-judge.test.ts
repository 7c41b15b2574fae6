import { describe, expect, test } from 'vitest';
import { judge, judgeAgain } from '../../src/experiment/theory/judge.js';
import { runStudy } from '../../src/experiment/study.js';
import type { Observation } from '../../src/experiment/observation/observe.js';
import type { Forecast } from '../../src/predict/index.js';
import { exitCodeOf, verdictLine } from '../../src/report/verdict.js';
import { oneServer, scenarioOf } from '../scenario/reader.js';

/** Observations of which only the throughput of `jobs` counts: so many good requests in one second. */
function observing(counts: readonly number[]): Observation[] {
  return counts.map((good) => ({ window: 1, requests: new Map([['jobs', { good }]]), components: new Map() }) as unknown as Observation);
}

function throughput(predicted: number, more: Partial<Forecast> = {}): Forecast {
  const grounds = { exactness: 'exact', model: 'M/M/1', source: 'a book', reason: 'all conditions hold' } as const;
  return { of: 'workload', subject: 'jobs', statistic: 'throughput', unit: '1/s', predicted, side: null, ...grounds, ...more };
}

// Mean 100, standard error 0.5774.
const counts = [98, 100, 102, 98, 100, 102, 98, 100, 102, 100];

describe('an exact number', () => {
  const verdictAt = (predicted: number) => {
    const [judged] = judge([throughput(predicted)], observing(counts));
    return judged.isOutside ? 'outside' : judged.row.verdict;
  };
  test('inside the limits and known to 5 %', () => expect(verdictAt(101)).toBe('agrees'));
  test('within half a per cent, whatever the spread', () => {
    const [judged] = judge([throughput(100.4)], observing(counts.map((count) => 100 + (count - 100) / 1000)));
    expect(judged.isOutside).toBe(false);
    expect(judged.row.verdict).toBe('agrees');
  });
  test('t(9, .995) = 3.2498 standard errors are the limit', () => {
    const error = Math.sqrt(counts.reduce((sum, count) => sum + (count - 100) ** 2, 0) / 9 / 10);
    expect(verdictAt(100 + 3.24 * error)).toBe('agrees');
    expect(verdictAt(100 + 3.26 * error)).toBe('outside');
    expect(verdictAt(100 - 3.26 * error)).toBe('outside');
  });
  test('without any spread: the job that the window cuts off at each end is no contradiction, three are one', () => {
    expect(judge([throughput(60)], observing([59, 59, 59]))[0].isOutside).toBe(false);
    expect(judge([throughput(62)], observing([59, 59, 59]))[0].isOutside).toBe(true);
    // Of a long window two jobs are nothing.
    expect(judge([throughput(6000)], observing([5900, 5900]))[0].isOutside).toBe(true);
  });
  test('inside, but known to 20 % only', () => {
    const [judged] = judge([throughput(110)], observing([60, 140, 60, 140, 60, 140, 60, 140, 60, 140]));
    expect(judged.row.verdict).toBe('too wide to tell');
  });
  test('one replication tells nothing', () => expect(judge([throughput(100)], observing([150]))[0].row.verdict).toBe('too wide to tell'));
});

describe('bounds and approximations', () => {
  test('a bound is violated on its own side alone', () => {
    const lower = (predicted: number) => judge([throughput(predicted, { exactness: 'bound', side: 'low' })], observing(counts))[0];
    expect(lower(50)).toMatchObject({ isOutside: false, row: { verdict: 'bound holds' } });
    expect(lower(105).isOutside).toBe(true);
  });
  test('an approximation has a distance and no verdict', () => {
    const [judged] = judge([throughput(80, { exactness: 'approximation' })], observing(counts));
    expect(judged.isOutside).toBe(false);
    expect(judged.row).toMatchObject({ verdict: 'distance' });
    expect(judged.row.distance).toBeCloseTo(0.25, 12);
  });
});

describe('the second look', () => {
  const [judged] = judge([throughput(105)], observing(counts));
  test('outside again is a contradiction', () => {
    const row = judgeAgain(judged, 1, observing([...counts, ...counts, ...counts, ...counts]));
    expect(row.verdict).toBe('contradiction');
    expect(row.again?.value).toBeCloseTo(100, 12);
  });
  test('inside, it was chance', () => {
    expect(judgeAgain(judged, 1, observing(counts.map((count) => count + 5))).verdict).toBe('agrees');
  });
});

describe('nobody was seen to wait', () => {
  const waiting = (predicted: number): Forecast => ({ ...throughput(predicted), of: 'component', subject: 'server', statistic: 'wait', unit: 's' });
  /** Ten replications of 1,000 jobs that take 10 ms each, of whom none waits. */
  const idle = Array.from(
    { length: 10 },
    () =>
      ({
        window: 1,
        requests: new Map(),
        components: new Map([['server', { wait: { sum: 0, count: 1000 }, response: { sum: 10, count: 1000 } }]]),
      }) as unknown as Observation,
  );
  test('where theory expects hardly anybody to: no contradiction', () => {
    const [judged] = judge([waiting(9e-18)], idle);
    expect([judged.isOutside, judged.row.verdict]).toEqual([false, 'agrees']);
    expect(judge([waiting(1.9e-5)], idle)[0].isOutside).toBe(false);
    expect(judgeAgain({ ...judged, isOutside: true }, 1, idle).verdict).toBe('agrees');
  });
  test('where it expects more than twenty to: outside', () => expect(judge([waiting(2.1e-5)], idle)[0].isOutside).toBe(true));
});

test('a study has theory beside it; a finite one has none; a contradiction is exit code 1', async () => {
  const text = (study: string): string =>
    oneServer({ server: '{ kind: service, work: { exponential: 8ms } }', rest: `run: { duration: 30s, replications: 5${study} }` });
  const results = (await runStudy(scenarioOf(text('')), { sha256: '0' }))!;
  expect(results.theory.map(({ subject, statistic }) => `${subject}.${statistic ?? ''}`)).toEqual([
    'server.utilisation',
    'server.wait',
    'jobs.latency',
    'jobs.latency.p50',
    'jobs.latency.p95',
    'jobs.latency.p99',
  ]);
  expect(results.theory.every(({ verdict }) => verdict === 'agrees' || verdict === 'too wide to tell')).toBe(true);
  expect(exitCodeOf(results)).toBe(0);
  const contradicted = { ...results, theory: [{ ...results.theory[0], verdict: 'contradiction' as const }] };
  expect(exitCodeOf(contradicted)).toBe(1);
  expect(verdictLine(contradicted)).toBe(
    `theory contradicts the simulation, and that is our fault: please report seed 1 and version ${results.version} (exit 1)`,
  );
  expect((await runStudy(scenarioOf(text(', study: finite')), { sha256: '0' }))!.theory).toEqual([]);
});
