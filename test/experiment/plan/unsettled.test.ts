import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { PlanResults } from '../../../src/experiment/plan/document.js';
import { renderPlanChart } from '../../../src/report/plan/chart.js';
import { renderPlanCsv } from '../../../src/report/plan/csv.js';
import { renderPlanMarkdown } from '../../../src/report/plan/markdown.js';
import { renderPlanText } from '../../../src/report/plan/text.js';
import { planOf } from './make.js';

const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema/plan.json', 'utf8')) as object);
const text = (plan: PlanResults, quiet = false): string => renderPlanText(plan, { width: 80, colour: false, unicode: true, quiet, all: false });
/** 10 s are far too short where the station is 95 % busy, and enough where it is half busy. */
const page = (below: string): string => `title: One station
components: { db: { kind: service, work: { exponential: 9.5ms }, cost: { serverHour: 1 } } }
workload: { w: { arrivals: { poisson: 100/s }, call: db } }
objectives: { w.latency.mean: { below: ${below} } }
run: { duration: 10s }
`;
const ADVICE =
  /No stationary part was seen in 10 s, so the first half was deleted and every number here is marked "warm-up not found": run at least 4 times as long/;

test('a verdict on numbers whose warm-up was not found says so wherever they stand', async () => {
  const plan = await planOf(page('10s'), { over: { 'db.work.exponential': '9.5ms' }, load: 'w', bounds: { from: 50, to: 100 }, most: 10 });
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  expect(plan.chosen?.trial).toMatchObject({ verdict: 'passes', warmup_not_found: true });
  expect(plan.load?.tried.map(({ value, trial }) => [value, trial.warmup_not_found])).toEqual([
    ['50/s', undefined],
    ['100/s', true],
  ]);
  expect(plan.advice).toMatchObject([{ code: 'warm-up-not-found', trials: 2, of: 3 }]);
  expect(plan.advice[0].sentence).toMatch(ADVICE);
  const shown = text(plan);
  for (const row of shown.split('\n')) expect(row.length, row).toBeLessThanOrEqual(80);
  // What was tried, the answer, and the largest load.
  expect(shown).toMatch(/\n {2}9\.5ms .* ✓ w\.latency\.mean .* warm-up not found\n/);
  expect(shown).toMatch(/\nCHEAPEST .*\n {2}✓ .*\n {2}✗ warm-up not found\n/);
  expect(shown.replace(/\s+/g, ' ')).toMatch(/ passes 100\/s, [^,]*, warm-up not found /);
  expect(shown.replace(/\s+/g, ' ')).toMatch(new RegExp(` 2 of 3 trials: ${ADVICE.source}`));
  expect(text(plan, true).replace(/\s+/g, ' ')).toContain('; warm-up not found in 2 of 3 trials (exit 0)');
  const markdown = renderPlanMarkdown(plan);
  expect(markdown).toContain('| objective | chosen, warm-up not found |');
  expect(markdown).toContain('\n- 2 of 3 trials: No stationary part');
  expect(renderPlanCsv(plan).match(/,run,10,(true|false),/g)).toEqual([',run,10,true,', ',run,10,false,', ',run,10,true,']);
  expect((await renderPlanChart(plan, 'svg')).toString()).toContain('warm-up not found in 2 of 3 trials');
});

test('so does the configuration that comes nearest; where each settled there is nothing to say', async () => {
  const missed = text(await planOf(page('1ms'), { over: { 'db.work.exponential': '9.5ms' }, most: 10 }));
  expect(missed).toMatch(/\nNEAREST .*\n {2}✗ .*\n(?: {8}.*\n)?  ✗ warm-up not found\n/);
  expect(missed.replace(/\s+/g, ' ')).toContain(' the only trial: No stationary part');
  const settled = await planOf(page('10s'), { over: { 'db.work.exponential': '5ms' }, most: 10 });
  expect([settled.advice, text(settled).includes('warm-up')]).toEqual([[], false]);
});
