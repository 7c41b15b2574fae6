import { describe, expect, it } from 'vitest';
import type { StockBehaviour } from '../../../src/models/stock.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';
import { compare, mistakes } from '../../theory/judge.js';
import { simulate } from '../../theory/simulate.js';

const crowd = (gap: string, control: string) => `title: A crowd
keys: { product: { is: 1 }, order: { items: new } }
components: { stock: { kind: stock, key: product, holder: order, initial: 200, control: ${control}, gap: ${gap} } }
workload: { buyers: { arrivals: { poisson: 400/s }, call: stock.reserve } }
run: { duration: 700ms, replications: 1, study: finite }
`;

/** Units oversold in each of so many sales. */
function oversold(text: string, sales: number): number[] {
  const scenario = scenarioOf(text);
  return Array.from({ length: sales }, (_, replication) => {
    const system = wire(scenario, { seed: 1, replication, warmup: 0, curves: false });
    while (!system.run(1_000_000));
    const [books] = (system.components[0].behaviour as StockBehaviour).ledger.books;
    return books.oversold;
  });
}

describe('look, then write', () => {
  // Who comes in the gap before the last write sees a unit: Poisson with mean 400/s × 50 ms = 20, whatever the law of the gap (M/G/∞, Little).
  it.each(['50ms', '{ exponential: 50ms }'])('oversells rate × gap, Poisson (gap %s)', (gap) => {
    const sales = 150;
    const counts = oversold(crowd(gap, 'check-then-act'), sales);
    const mean = counts.reduce((sum, one) => sum + one, 0) / sales;
    expect(Math.abs(mean - 20)).toBeLessThan(4 * Math.sqrt(20 / sales));
    // Of a Poisson count the variance is the mean; that of its estimate is (μ + 2μ²)/n.
    const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sales - 1);
    expect(Math.abs(variance - 20)).toBeLessThan(4 * Math.sqrt((20 + 2 * 20 * 20) / sales));
  });

  it('oversells nothing without a gap, or with a guard', () => {
    expect(oversold(crowd('0s', 'check-then-act'), 20).every((count) => count === 0)).toBe(true);
    for (const control of ['atomic', 'row-lock', 'open-transaction', 'optimistic'])
      expect(
        oversold(crowd('50ms', control), 5).every((count) => count === 0),
        control,
      ).toBe(true);
  });
});

describe('a lock', () => {
  // The wait of M/D/1 with λ = 10/s and a service of 50 ms: ρ²/(2λ(1−ρ)) = 25 ms (Pollaczek and Khinchine).
  it('is waited for as in M/D/1', async () => {
    const results = await simulate({
      text: `title: A lock
keys: { product: { items: 4 }, order: { items: new } }
components: { stock: { kind: stock, key: product, holder: order, initial: 1M, control: row-lock, gap: 50ms } }
workload: { buyers: { arrivals: { poisson: 40/s }, do: [call: stock.reserve, call: stock.commit] } }
run: { duration: 150s, warmup: 5s, replications: 20 }
`,
    });
    expect(mistakes(compare(results, { quantity: 'lock wait', statistic: ['components.stock.lock_wait_s.mean'], value: 0.025, reference: [] }), 2)).toEqual([]);
  });
});
