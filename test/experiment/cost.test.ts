import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderText } from '../../src/report/text.js';
import { run } from './run.js';

/** Constant gaps and work: every number is known beforehand. */
const shop = (components: string, rest = ''): string => `title: Priced
keys: { page: { items: 10, attributes: { size: 2MB } } }
components:
${components}
run: { duration: 100s, warmup: 0s, replications: 2 }
${rest}`;
const web = (fields: string): string => `  web: { kind: service, work: 100ms, ${fields} }`;
const load = 'workload: { pages: { arrivals: { every: 500ms }, call: web } }';

describe('the money of a month', () => {
  it('is the price of what is there, used or not, for 730 hours', async () => {
    const { cost } = await run(shop(web('instances: 3, servers: 4, cost: { instanceHour: 0.5, serverHour: 0.1 }'), load));
    expect(cost!.components['web'].parts['instance_hours'].value).toBeCloseTo(3 * 0.5 * 730, 9);
    expect(cost!.components['web'].parts['server_hours'].value).toBeCloseTo(12 * 0.1 * 730, 9);
    expect(cost!.per_month).toEqual({ value: cost!.per_month.value, low: cost!.per_month.value, high: cost!.per_month.value });
    expect(cost!.per_month.value).toBeCloseTo(1971, 9);
    // 199 answers in 100 s, the first arrival after the first gap.
    expect(cost!.per_million_requests!.value).toBeCloseTo(((1971 / 730 / 36) * 1e6) / 199, 0);
  });

  it('is absent where nothing has a price', async () => {
    expect(await run(shop(web('servers: 4'), load))).not.toHaveProperty('cost');
  });

  it('has the servers of instances that differ, and those on shift', async () => {
    const differ = await run(shop(web('instances: { big: { servers: 8 }, small: { servers: 2 } }, cost: { serverHour: 1 }'), load));
    expect(differ.cost!.per_month.value).toBeCloseTo(7300, 9);
    const shifts = await run(
      shop(web('servers: { schedule: [{ for: 10s, servers: 3 }, { for: 30s, servers: 1 }], repeat: true }, cost: { serverHour: 1 }'), load),
    );
    // 40 s of 3 and 1 and 1 and 1, twice, and then 10 s of 3 and 10 s of 1.
    expect(shifts.cost!.per_month.value).toBeCloseTo(((3 * 30 + 70) / 100) * 730, 9);
  });

  it('has the instances that are really there where they come and go', async () => {
    const results = await run(
      shop(
        web('instances: 1, scale: { utilisation: 50%, min: 1, max: 6, every: 5s, boot: 10s }, cost: { instanceHour: 1, serverHour: 1 }'),
        'workload: { pages: { arrivals: { every: 50ms }, call: web } }',
      ),
    );
    const { mean } = results.components['web']['instances'] as { mean: { value: number } };
    expect(mean.value).toBeGreaterThan(1.5);
    expect(results.cost!.components['web'].parts['instance_hours'].value).toBeCloseTo(mean.value * 730, 6);
    expect(results.cost!.components['web'].parts['server_hours'].value).toBeCloseTo(mean.value * 730, 6);
  });

  it('has the environments that are really there', async () => {
    const results = await run(shop(web('serverless: { coldStart: 200ms, keepAlive: 1s }, cost: { serverHour: 1 }'), load));
    const { mean } = results.components['web']['environments'] as { mean: { value: number } };
    expect(mean.value).toBeLessThan(1);
    expect(results.cost!.per_month.value).toBeCloseTo(mean.value * 730, 6);
  });
});

describe('bytes that have a price', () => {
  it('are those that a link carries', async () => {
    const results = await run(
      shop(
        `${web('servers: 1')}
  wan: { kind: link, bandwidth: 800Mb/s, cost: { gigabyteOut: 0.1 } }`,
        'workload: { pages: { arrivals: { every: 500ms }, call: web, calls: { web: { via: { answer: wan }, bytes: { answer: 2MB } } } } }',
      ),
    );
    const bytes = results.components['wan']['bytes'] as number;
    expect(bytes).toBe(2 * 199 * 2e6);
    expect(results.cost!.per_month.value).toBeCloseTo((0.1 * 0.199 * 2 * 730 * 36 * 1e9) / 1e9, 6);
  });

  it.each([
    ['a plain cache', ''],
    ['fetches that are shared', ', coalesce: true'],
  ])('are those of hits and of what was fetched: %s', async (_, fields) => {
    const results = await run(
      shop(
        `${web('servers: 1')}
  edge: { kind: cache, key: page, capacity: 6MB, size: page.size, miss: web${fields}, cost: { gigabyteOut: 0.1, gigabyteMonth: 5 } }`,
        'workload: { pages: { arrivals: { every: 500ms }, call: edge.get } }',
      ),
    );
    const answered = results.requests['pages'].outcomes['hit'].count + results.requests['pages'].outcomes['miss'].count;
    expect(results.components['edge']['sent_bytes']).toBe(answered * 2e6);
    expect(results.components['edge']['sent_bytes']).toBeGreaterThan(results.components['edge']['missed_bytes'] as number);
    expect(results.cost!.components['edge'].parts['gigabytes_out'].value).toBeCloseTo(0.1 * ((answered * 2e6) / 2 / 1e9) * 730 * 36, 6);
    expect(results.cost!.components['edge'].parts['gigabyte_months'].value).toBeCloseTo(0.03, 9);
  });

  it('are not those of a fetch that failed, nor of a miss that the caller deals with', async () => {
    const failing = await run(
      shop(
        `  web: { kind: service, operations: { read: [{ return: broken }] } }
  edge: { kind: cache, key: page, capacity: 6MB, size: page.size, miss: web.read, cost: { gigabyteOut: 0.1 } }`,
        'workload: { pages: { arrivals: { every: 500ms }, call: edge.get } }',
      ),
    );
    expect(failing.components['edge']['sent_bytes']).toBe(0);
    const aside = await run(
      shop(
        `  edge: { kind: cache, key: page, capacity: 6MB, size: page.size, cost: { gigabyteOut: 0.1 } }`,
        'workload: { pages: { arrivals: { every: 500ms }, call: edge.get } }',
      ),
    );
    expect(aside.components['edge']['sent_bytes']).toBe(0);
  });
});

it('is shown by every renderer', async () => {
  const results = await run(
    shop(
      `${web('servers: 2, cost: { serverHour: 0.1 }')}
  edge: { kind: cache, key: page, capacity: 6GB, size: page.size, miss: web, cost: { instanceHour: 0.2, gigabyteMonth: 0.08 } }`,
      'workload: { pages: { arrivals: { every: 500ms }, call: edge.get } }',
    ),
  );
  const text = renderText(results, { width: 80, colour: false, unicode: true, quiet: false, all: false });
  expect(text).toMatch(/COST +a month +share +for\n +edge +146 +50 % +instances 146, room for bytes 0.48\n +web +146 +50 % +servers\n +all +292\n/);
  expect(text).toContain('a month is 730 hours.');
  expect(renderMarkdown(results)).toContain('| `edge` | 146 | 50 % | instances 146, room for bytes 0.48 |');
  expect(renderCsv(results)).toMatch(/^cost\.perMonth,292\.4[78]/m);
});
