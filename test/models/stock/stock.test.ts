import { describe, expect, it } from 'vitest';
import type { StockBehaviour } from '../../../src/models/stock.js';
import { type EventList, eventList } from '../../support/event-list.js';

/** Hand-worked lists: the times stand in the comments beside them. */
interface Parts {
  readonly stock: string;
  /** Seconds at which each order comes: it reserves, and the payment is over after 3 s. */
  readonly orders?: readonly number[];
  readonly more?: string;
  readonly checkout?: string;
}

const seconds = (times: readonly number[]): string => `[${times.map((time) => `${time}s`).join(', ')}]`;

function run({ stock, orders = [], more = '', checkout = 'call: stock.reserve, wait: 3s, call: stock.commit' }: Parts): EventList {
  return eventList(`title: Stock
keys: { product: { is: 1 }, order: { items: new } }
components:
  stock: { kind: stock, key: product, holder: order, ${stock} }
  checkout: { kind: service, servers: unlimited, operations: { place: [${checkout}] } }
workload:
${orders.length === 0 ? '' : `  orders: { arrivals: { at: ${seconds(orders)} }, call: checkout.place }\n`}${more}
run: { duration: 1000s, replications: 1, study: finite }
`);
}

const ends = ({ lines }: EventList, operation: string): string[] =>
  lines.filter((line) => line.includes(`stock.${operation} leaves`)).map((line) => line.replace(`stock.${operation} leaves `, ''));

function books({ system }: EventList) {
  const { ledger } = system.components.find(({ component }) => component.name === 'stock')!.behaviour as StockBehaviour;
  const [{ sold, released, expired, oversold, conflicts, reserved, lockWait }] = ledger.books;
  const available = [...ledger.shelves.values()].reduce((sum, one) => sum + one.available, 0);
  return { available, reserved: reserved.level, sold, released, expired, oversold, conflicts, lockWait: lockWait.tally.sum };
}
const nothing = { reserved: 0, released: 0, expired: 0, oversold: 0, conflicts: 0, lockWait: 0 };

describe('a stock', () => {
  it('sells what it has, and no more', () => {
    const list = run({ stock: 'initial: 2', orders: [1, 2, 3] });
    expect(ends(list, 'reserve')).toEqual(['1 ok', '2 ok', '3 sold-out']);
    expect(ends(list, 'commit')).toEqual(['4 ok', '5 ok']);
    expect(books(list)).toEqual({ ...nothing, available: 0, sold: 2 });
  });

  it('gets back what is released', () => {
    const list = run({
      stock: 'initial: 1',
      orders: [1, 2, 5],
      checkout: '{ call: stock.reserve, undo: stock.release }, wait: 3s, return: declined',
    });
    // The first gives its unit back at 4 s, so that the third finds it.
    expect(ends(list, 'reserve')).toEqual(['1 ok', '2 sold-out', '5 ok']);
    expect(ends(list, 'release')).toEqual(['4 ok', '8 ok']);
    expect(books(list)).toEqual({ ...nothing, available: 1, sold: 0, released: 2 });
  });

  it('gets back what nobody buys in time; the late commit sells nothing', () => {
    const list = run({ stock: 'initial: 1, hold: 2s', orders: [1, 2.5, 3.5] });
    // The first reservation expires at 3 s, before its payment is over at 4 s; so does the third, at 5.5 s.
    expect(ends(list, 'reserve')).toEqual(['1 ok', '2.5 sold-out', '3.5 ok']);
    expect(ends(list, 'commit')).toEqual(['4 expired', '6.5 expired']);
    expect(books(list)).toEqual({ ...nothing, available: 1, sold: 0, expired: 2 });
  });

  it('keeps a reservation until just before it expires, also against a commit of the same instant', () => {
    expect(ends(run({ stock: 'initial: 1, hold: 3s', orders: [1] }), 'commit')).toEqual(['4 ok']);
  });

  it('sells all that the holder has reserved of several items, or nothing', () => {
    const shelves = (hold: string) => {
      const list = eventList(`title: Stock
keys: { product: { items: 9 }, order: { items: new } }
components:
  stock: { kind: stock, key: product, holder: order, initial: 1, hold: ${hold} }
  checkout:
    kind: service
    servers: unlimited
    operations:
      place:
        - { each: [a, b], as: product, concurrency: 1, do: [call: stock.reserve, wait: 2s] }
        - call: stock.commit
workload: { orders: { arrivals: { at: [1s] }, call: checkout.place } }
run: { duration: 100s, replications: 1, study: finite }
`);
      return { ends: ends(list, 'commit'), books: books(list) };
    };
    expect(shelves('10s')).toEqual({ ends: ['5 ok'], books: { ...nothing, available: 0, sold: 2 } });
    // The first expires at 4 s, the second at 6 s; the commit of 5 s sells neither.
    expect(shelves('3s')).toEqual({ ends: ['5 expired'], books: { ...nothing, available: 2, sold: 0, expired: 2 } });
  });

  it('has so many of each item as its attribute says', () => {
    const list = eventList(`title: Stock
keys: { product: { items: 2, attributes: { units: 3 } }, order: { items: new } }
components: { stock: { kind: stock, key: product, holder: order, initial: product.units } }
workload: { orders: { arrivals: { every: 1s, count: 50 }, call: stock.reserve } }
run: { duration: 100s, replications: 1, study: finite }
`);
    expect(ends(list, 'reserve').filter((line) => line.endsWith('ok')).length).toBe(6);
  });
});

describe('the last unit, 2 s between look and write', () => {
  const orders = [1, 2, 4];
  it('is sold twice where nothing guards it', () => {
    const list = run({ stock: 'initial: 1, control: check-then-act, gap: 2s', orders });
    // Both look before the first has written at 3 s.
    expect(ends(list, 'reserve')).toEqual(['3 ok', '4 ok', '4 sold-out']);
    expect(books(list)).toEqual({ ...nothing, available: -1, sold: 2, oversold: 1 });
  });

  it('is sold once by a write that looks again', () => {
    const list = run({ stock: 'initial: 1, control: atomic, gap: 2s', orders });
    expect(ends(list, 'reserve')).toEqual(['3 ok', '4 sold-out', '4 sold-out']);
    expect(books(list)).toEqual({ ...nothing, available: 0, sold: 1 });
  });

  it('is locked from look to write', () => {
    const list = run({ stock: 'initial: 2, control: row-lock, gap: 2s', orders: [1, 2, 2.5] });
    // 1–3, 3–5; the third looks at 5 s and finds nothing: waits 0 + 1 + 2.5.
    expect(ends(list, 'reserve')).toEqual(['3 ok', '5 ok', '5 sold-out']);
    expect(books(list)).toEqual({ ...nothing, available: 0, sold: 2, lockWait: 3.5 });
  });

  it('is locked until it is paid in an open transaction', () => {
    const list = run({ stock: 'initial: 2, control: open-transaction, gap: 2s', orders: [1, 2, 2.5] });
    // 1–3 and paid at 6; 6–8 and paid at 11; nothing at 11: waits 0 + 4 + 8.5.
    expect(ends(list, 'reserve')).toEqual(['3 ok', '8 ok', '11 sold-out']);
    expect(ends(list, 'commit')).toEqual(['6 ok', '11 ok']);
    expect(books(list)).toEqual({ ...nothing, available: 0, sold: 2, lockWait: 12.5 });
  });

  it('is locked no longer than the reservation holds', () => {
    const list = run({ stock: 'initial: 1, control: open-transaction, gap: 0s, hold: 2s', orders: [1, 2] });
    // The first expires at 3 s, and the second has the lock then, and expires at 5 s.
    expect(ends(list, 'reserve')).toEqual(['1 ok', '3 ok']);
    expect(ends(list, 'commit')).toEqual(['4 expired', '6 expired']);
  });

  it('conflicts where the look was before the write of another', () => {
    const list = run({ stock: 'initial: 2, control: optimistic, gap: 2s', orders: [1, 2, 3.5] });
    expect(ends(list, 'reserve')).toEqual(['3 ok', '4 conflict', '5.5 ok']);
    expect(books(list)).toEqual({ ...nothing, available: 0, sold: 2, conflicts: 1 });
  });
});

describe('locks and those who go', () => {
  it('a holder does not wait for others to get its own lock again', () => {
    const list = run({
      stock: 'initial: 5, control: open-transaction, gap: 1s',
      orders: [1, 1.5],
      checkout: '{ parallel: [{ call: stock.reserve }, { call: stock.reserve }] }, call: stock.commit',
    });
    // The second reserve of the first order overtakes the first of the second order, which has waited since 1.5 s.
    expect(ends(list, 'reserve')).toEqual(['2 ok', '3 ok', '4 ok', '5 ok']);
    expect(ends(list, 'commit')).toEqual(['3 ok', '5 ok']);
  });

  it('a crash frees the locks of those whom it strikes, and forgets those who wait there', () => {
    const list = eventList(`title: Stock
keys: { product: { is: 1 }, order: { items: new } }
components: { stock: { kind: stock, key: product, holder: order, initial: 5, control: row-lock, gap: 4s, instances: 2 } }
workload: { orders: { arrivals: { at: [1s, 2s, 3s, 3.5s] }, call: stock.reserve } }
faults: { down: { at: 4s, for: 1s, crash: stock/1 } }
run: { duration: 100s, replications: 1, study: finite }
`);
    // Round robin: the first and third are at instance 1, the second and fourth at 2. The lock of the first is free at 4 s.
    expect(list.lines.filter((line) => !line.includes('enters'))).toEqual([
      '4 stock/1.reserve is turned away failed',
      '4 stock/1.reserve is turned away failed',
      '8 stock/2.reserve leaves ok',
      '12 stock/2.reserve leaves ok',
    ]);
    const { ledger } = list.system.components[0].behaviour as StockBehaviour;
    expect([...ledger.shelves.values()].map(({ available, held }) => [available, held])).toEqual([[3, 0]]);
  });
});
