import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScenarioFile } from '../../src/index.js';
import { referenceRows } from '../support/reference.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

const baseline = 'scenarios/e-commerce/baseline.yaml';
/** Instead of the people of the scenario: who the trace says. */
const alone = [
  'workload.shoppers=null',
  ...['shoppers/frontend.page.latency.p95', 'shoppers/frontend.checkout.latency.p99', 'shoppers.outcome.declined'].map((one) => `objectives.${one}=null`),
  'checkout.calls=null',
  'run.warmup=0s',
  'run.replications=1',
  'run.study=finite',
  'run.duration=all',
];
let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'queuelab-shop-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasShared)(`product pages of a real shop against libCacheSim${skipReason}`, () => {
  const sizes = hasShared
    ? referenceRows('reference/libcachesim-miss-ratios.csv').filter(([trace, , , algorithm]) => trace === 'web07' && algorithm === 'LRU')
    : [];

  it('has sizes', () => expect(sizes.length).toBeGreaterThan(5));

  it.each(sizes.map((row) => [Number(row[4]), row[6]] as const))('with room for %i pages the catalogue misses %s', async (capacity, missRatio) => {
    const pages = readFileSync(join(sharedFolder, 'data/ecommerce-cache2k-product-pages/web07.txt'), 'utf8').trim().split('\n');
    expect(pages).toHaveLength(76_118);
    const file = join(folder, 'pages.csv');
    // The trace has an order and no times: one access in 10 ms, and nothing takes longer, so that they stay in order.
    writeFileSync(file, `t_s,product\n${pages.map((page, index) => `${(index / 100).toFixed(2)},${page}`).join('\n')}\n`);
    const results = await runScenarioFile(baseline, {
      sets: [
        'product={ column: product }',
        // Nobody buys: who draws a product anew has none of the trace.
        'checkout.operations.place=[call: carts.read]',
        `workload.readers={ arrivals: { replay: { file: ${file}, time: t_s } }, call: catalogue.read }`,
        `pages.capacity=${capacity}`,
        'pages.expiry=null',
        'pages.work=0s',
        'database.operations.read=0s',
        ...alone,
      ],
    });
    const { pages: cache } = results.components;
    expect(results.requests['readers'].outcomes['ok'].count).toBe(76_118);
    expect(((cache['misses'] as number) / 76_118).toFixed(4)).toBe(Number(missRatio).toFixed(4));
  });
});

describe.skipIf(!hasShared)(`orders of a real wholesaler, each with its lines${skipReason}`, () => {
  it('every line of every order is priced and reserved once, and every order charged once', async () => {
    // Counted here, apart from the simulator: orders by their invoice, in the order of the file.
    const rows = readFileSync(join(sharedFolder, 'data/ecommerce-online-retail/dev_2011-11-01_15.csv'), 'utf8').trim().split('\n').slice(1);
    const orders = new Map<string, { seconds: number; lines: number }>();
    for (const row of rows) {
      const [invoice, , , time] = row.split(',');
      if (invoice.startsWith('C')) continue;
      const known = orders.get(invoice);
      if (known === undefined) orders.set(invoice, { seconds: Date.parse(`${time.replace(' ', 'T')}Z`) / 1000, lines: 1 });
      else known.lines++;
    }
    const all = [...orders].map(([invoice, order]) => ({ invoice, ...order })).sort((a, b) => a.seconds - b.seconds);
    const lines = all.reduce((sum, one) => sum + one.lines, 0);
    const [{ seconds: start }] = all;
    const file = join(folder, 'orders.csv');
    writeFileSync(file, `t_s,invoice,lines\n${all.map((one) => `${one.seconds - start},${one.invoice},${one.lines}`).join('\n')}\n`);
    const results = await runScenarioFile(baseline, {
      sets: [
        'order={ column: invoice, attributes: { lines: { column: lines } } }',
        // Two weeks in four hours.
        `workload.wholesalers={ arrivals: { replay: { file: ${file}, time: t_s, speed: 100 } }, call: frontend.checkout }`,
        // Nobody is declined, and nobody gives up.
        'checkout.operations.place.3.on=null',
        'payment.operations.charge={ lognormal: { median: 250ms, p99: 1800ms } }',
        ...alone,
      ],
    });
    const { components, requests } = results;
    const count = (operation: string): number => components[operation].outcomes['ok'].count;
    expect(all.length).toBeGreaterThan(1000);
    expect(requests['wholesalers'].outcomes['ok'].count).toBe(all.length);
    expect([count('stock.reserve'), count('catalogue.read'), count('currency')]).toEqual([lines, lines, lines]);
    expect([count('payment.charge'), count('orders.publish'), components['stock']['sold']]).toEqual([all.length, all.length, lines]);
  });
});
