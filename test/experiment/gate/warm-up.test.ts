import { expect, test } from 'vitest';
import type { Baseline } from '../../../src/experiment/gate/baseline.js';
import { measure, type Gate, type Measured } from '../../../src/experiment/gate/measure.js';
import { Sample } from '../../../src/experiment/sample.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';

/** With 8.5 ms of work MSER-5 asks for no more than the least, a tenth; with 9 ms it sees no stationary part in 10 s. */
const page = (work: string, run = 'duration: 10s, replications: 8'): string => `title: One station
components: { db: { kind: service, work: { exponential: ${work} } } }
workload: { w: { arrivals: { poisson: 100/s }, call: db } }
run: { ${run} }
objectives: { w.latency.mean: { below: 1s } }
`;
const read = (text: string, statistics: readonly string[] = []): Scenario =>
  readScenario({ file: 'a.yaml', sets: [], statistics, reader: { read: () => text, resolve: (_from, to) => to, relative: (path) => path } }).scenario!;
const never = (): never => {
  throw new Error('the baseline is simulated again');
};

async function check(
  text: string,
  before: string,
  { budget = 1, kept = null as Baseline | null, readAgain = null as Gate['readAgain'] | null } = {},
): Promise<Measured> {
  const gate: Gate = { file: 'a.yaml', baseline: null, readAgain: never, practical: 0.02, budget: 1, optionsFor: () => ({ sha256: '' }) };
  const baseline = kept ?? (await measure(read(before), gate))!.fresh;
  return (await measure(read(text), { ...gate, budget, baseline, readAgain: readAgain ?? ((statistics) => read(before, statistics)) }))!;
}

async function meanAfter(text: string, warmup: number, replications = 8): Promise<number> {
  const sample = new Sample(read(text), { sha256: '' });
  await sample.deleteAtLeast(warmup);
  await sample.reach(replications);
  return sample.summarise().requests['w'].latency_s.mean!.value;
}

const [short, long] = [page('8.5ms'), page('9ms')];

test('where the page needs the longer warm-up the baseline is simulated again with it', async () => {
  const { statistics, fresh, window } = await check(long, short);
  expect(fresh.warmup_s).toBe(5);
  expect(statistics).toMatchObject([{ before: await meanAfter(short, 5), now: await meanAfter(long, 5) }]);
  expect(statistics[0].before).not.toBe(await meanAfter(short, 1));
  expect(window).toBe('Both are compared after a warm-up of 5 s: the page has 5 s, the baseline 1 s.');
});

test('where the baseline has the longer one the page is seen after that, and judged by its objectives after its own', async () => {
  const { statistics, results, fresh } = await check(short, long);
  expect(statistics).toMatchObject([{ before: await meanAfter(long, 5), now: await meanAfter(short, 5) }]);
  expect([results.warmup_s, fresh.warmup_s]).toEqual([1, 1]);
  expect(results.objectives[0].observed!.value).toBe(await meanAfter(short, 1));
});

test('with more replications it is still one warm-up for both', async () => {
  const near = page('8.51ms');
  const { statistics } = await check(near, long, { budget: 2 });
  expect(statistics).toMatchObject([{ replications: 16, before: await meanAfter(long, 5, 16), now: await meanAfter(near, 5, 16) }]);
});

test('one that was given otherwise on purpose changes the window of both, not the verdict: the same, not identical', async () => {
  const given = (warmup: string): string => page('8ms', `duration: 10s, warmup: ${warmup}, replications: 8`);
  for (const [now, then] of [
    ['1s', '3s'],
    ['3s', '1s'],
  ]) {
    const { statistics, isIdentical } = await check(given(now), given(then));
    expect(statistics).toMatchObject([{ verdict: 'identical', now: await meanAfter(given('3s'), 3) }]);
    expect(isIdentical).toBe(false);
  }
});

test('runs of other lengths keep each their own', async () => {
  const longer = page('8.5ms', 'duration: 20s, replications: 8');
  const { statistics, window } = await check(longer, short);
  expect(statistics).toMatchObject([{ before: await meanAfter(short, 1), now: await meanAfter(longer, 2) }]);
  expect(window).toBeNull();
});

test('an unchanged page is simulated once, its baseline not at all', async () => {
  expect(await check(short, short, { readAgain: never })).toMatchObject({ isIdentical: true, window: null });
});

test('a baseline that cannot be had after the longer warm-up leaves it undecided, and says so', async () => {
  const { statistics, obstacle } = await check(long, short, { readAgain: () => null });
  const reason = 'the warm-up is 5 s, in the baseline 1 s';
  expect(statistics).toMatchObject([{ verdict: 'undecided', difference: null, reason }]);
  expect(obstacle).toBe(
    `Both could not be seen after the same warm-up (${reason}), since this version of queuelab does not accept the scenario of the baseline any more.`,
  );
});

test('what never comes to rest has no warm-up that the baseline would need', async () => {
  const { statistics, fresh } = await check(page('12ms'), short, { readAgain: () => read(short) });
  expect(fresh.warmup_s).toBe(5);
  expect(statistics).toMatchObject([{ before: await meanAfter(short, 1), now: null, verdict: 'undecided', reason: 'it has no value now' }]);
});
