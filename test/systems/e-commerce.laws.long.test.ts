import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StockBehaviour } from '../../src/models/stock.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Job } from '../../src/sim/job.js';

const folder = resolve(import.meta.dirname, '../../scenarios/e-commerce');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

/** One replication, with what became of each order. */
function follow(file: string) {
  const { scenario } = readScenario({ file: join(folder, file), sets: [], reader: diskReader });
  const system = wire(scenario!, { seed: scenario!.seed, replication: 0, warmup: 0, curves: false });
  const order = scenario!.keys.findIndex(({ name }) => name === 'order');
  const [charged, refunded, placed, underWay] = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()];
  for (const { component } of system.components) {
    for (const station of component.stations) {
      const nameOf = (job: Job): string => `${component.name}.${component.operations[station.cells.indexOf(job.cell!)].name}`;
      const enter = station.enter.bind(station);
      station.enter = (job, operation) => {
        const name = `${component.name}.${component.operations[operation].name}`;
        if (/^checkout\.(place|buy)$|^baskets\.fill$/.test(name)) underWay.add(job.keys[order]);
        enter(job, operation);
      };
      const leave = station.leave.bind(station);
      station.leave = (job, result) => {
        const name = nameOf(job);
        const item = job.keys[order];
        const isOk = system.outcomes.names[result] === 'ok';
        if (name === 'payment.charge' && isOk) charged.add(item);
        if (name === 'payment.refund') refunded.add(item);
        if (/^checkout\.(place|buy)$|^baskets\.fill$/.test(name)) {
          underWay.delete(item);
          if (isOk) placed.add(item);
        }
        leave(job, result);
      };
    }
  }
  while (!system.run(1_000_000));
  const stocks = system.components.flatMap(({ declaration, behaviour }) => (declaration.kind === 'stock' ? [(behaviour as StockBehaviour).ledger] : []));
  const payment = system.components.find(({ declaration }) => declaration.name === 'payment')!;
  const { repeats } = payment.behaviour!.statistics(0);
  return { charged, refunded, placed, underWay, stocks, repeats };
}

describe.each(files)('%s', (file) => {
  const run = follow(file);

  it('no unit of stock is lost or made, and none is sold twice but where that is what it teaches', () => {
    for (const { shelves, books } of run.stocks) {
      const all = [...shelves.values()];
      const total = (of: (one: (typeof books)[number]) => number): number => books.reduce((sum, one) => sum + of(one), 0);
      const [initial, available] = [all.reduce((sum, one) => sum + one.initial, 0), all.reduce((sum, one) => sum + one.available, 0)];
      expect(available + total(({ reserved }) => reserved.level) + total(({ sold }) => sold)).toBe(initial);
      if (file === 'flash-sale-unguarded.yaml') continue;
      expect(total(({ oversold }) => oversold)).toBe(0);
      expect(all.every((one) => one.available >= 0)).toBe(true);
    }
    const oversold = run.stocks.reduce((sum, { books }) => sum + books.reduce((all, one) => all + one.oversold, 0), 0);
    // About 20 (Poisson): 4 standard deviations on either side.
    if (file === 'flash-sale-unguarded.yaml') expect(Math.abs(oversold - 20)).toBeLessThan(4 * Math.sqrt(20));
  });

  it('every order that was placed was charged, and every charge has its order, or goes back', () => {
    const { charged, refunded, placed, underWay } = run;
    if (file.startsWith('abandoned-carts')) {
      // A cart that is left ends well, and was never charged.
      expect(charged.size).toBeLessThanOrEqual(placed.size);
      return;
    }
    expect([...placed].filter((order) => !charged.has(order))).toEqual([]);
    expect([...charged].filter((order) => !placed.has(order) && !refunded.has(order) && !underWay.has(order))).toEqual([]);
  });

  it('nobody is charged twice with idempotency keys; without, whoever waited longer than the time-out', () => {
    const count = run.repeats.type === 'count' ? run.repeats.count : NaN;
    if (file !== 'no-idempotency.yaml') {
      expect(count).toBe(0);
      return;
    }
    // A charge is lognormal with median 250 ms and p99 1,800 ms: σ = ln 7.2 / 2.3263, and longer than 2 s with p = 1 - Φ(ln 8 / σ) = 0.714 %.
    // Both charges must be accepted, 97 % each.
    const expected = run.charged.size * 0.00714 * 0.97;
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(expected).toBeGreaterThan(15);
  });
});
