import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext } from './define.js';
import type { FieldValue } from './field-value.js';
import { StockBooks } from './stock/books.js';
import { Ledger } from './stock/ledger.js';
import { Commit, type Control, Look, Release, TakeLock, Write } from './stock/steps.js';

export const stock = defineComponent({
  kind: 'stock',
  summary:
    'Units of each item that can be reserved, given back and sold: whether two buyers can get the last one is a matter of how look and write are guarded.',
  explanation:
    'A reserve takes its `work`, looks whether a unit of the item is left (`sold-out` where there is none), lets the `gap` pass, and writes that there is one less; `control` says what guards the time between look and write. ' +
    'The unit is then reserved for the `holder`: a release gives it back, a commit sells all that the holder has reserved, and after `hold` the reservation expires and the unit is back by itself. ' +
    'A commit of a holder who has nothing reserved any more, or has lost a part of it, sells nothing and ends `expired`. So initial = available + reserved + sold for every item at every instant, less what was promised without being there (oversold). ' +
    'A release of what is not reserved changes nothing, so it can be the `undo` of a reserve; a reserve that is tried again after a time-out reserves another unit. ' +
    'All instances share the stock, as application servers share a database; a crash loses the jobs inside and their locks, not the reservations. Locks are granted first come, first served; release, commit and expiry wait for none. ' +
    'Left out: more than one unit at a time, new deliveries, and returns of what was sold.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors'],
  operations: {
    reserve: {
      summary: 'Take a unit of the item for the holder; `conflict` comes with `control: optimistic` only.',
      good: [],
      bad: ['sold-out', 'conflict'],
      ok: true,
    },
    release: { summary: 'Give back what the holder has reserved of the item: one unit, or nothing.', good: [], bad: [], ok: true, ignores: ['initial'] },
    commit: { summary: 'Sell all that the holder has reserved.', good: [], bad: ['expired'], ok: true, ignores: ['key', 'initial'] },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are in stock.', example: 'product' },
    holder: { type: { of: 'key' }, required: true, summary: 'The key that says whose a reservation is: an order, a cart, a user.', example: 'order' },
    initial: {
      type: { of: 'count-or-attribute', min: 0 },
      required: true,
      summary: 'Units of each item at the start; an attribute of the key gives each item a number of its own.',
      example: 'product.units',
    },
    hold: { type: { of: 'time' }, default: '10min', summary: 'After this time a reservation expires; shops hold a cart for 5 to 10 minutes.', example: '5min' },
    control: {
      type: {
        of: 'choice',
        choices: ['atomic', 'row-lock', 'open-transaction', 'optimistic', 'check-then-act'],
        meanings: {
          atomic: 'The write itself looks again (set n = n - 1 where n > 0): nobody waits, nothing is oversold.',
          'row-lock': 'The item is locked from look to write; others wait for the lock.',
          'open-transaction':
            'The item is locked from look until the holder has committed or released (or has no reservation of it any more): whatever lies between, such as a payment, is done under the lock.',
          optimistic: 'A write fails with `conflict` where the item has changed since the look; a retry looks anew.',
          'check-then-act': 'Nothing: everybody who has seen the last unit gets one, and the stock is oversold.',
        },
      },
      default: 'atomic',
      summary: 'What guards the time between look and write.',
      example: 'row-lock',
    },
    gap: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'Time from the look to the write, in which no server is held: a round trip, and what the application computes. Needed by all but `atomic`.',
      example: '50ms',
    },
  },
  statistics: [
    { name: 'reserved', resultName: 'reserved', unit: 'count', estimator: 'level', summary: 'Units reserved at present.' },
    { name: 'sold', resultName: 'sold', unit: 'count', estimator: 'count', summary: 'Units sold by commits, over all replications.' },
    { name: 'released', resultName: 'released', unit: 'count', estimator: 'count', summary: 'Units given back by releases, over all replications.' },
    { name: 'expired', resultName: 'expired', unit: 'count', estimator: 'count', summary: 'Reservations that expired, over all replications.' },
    { name: 'oversold', resultName: 'oversold', unit: 'count', estimator: 'count', summary: 'Units reserved when none was left, over all replications.' },
    {
      name: 'oversoldShare',
      resultName: 'oversold_share',
      unit: 'share',
      estimator: 'ratio',
      summary: 'Share of the reservations made when no unit was left.',
    },
    {
      name: 'conflicts',
      resultName: 'conflicts',
      unit: 'count',
      estimator: 'count',
      summary: 'Writes that found the item changed (`control: optimistic`), over all replications.',
    },
    {
      name: 'lockWait',
      resultName: 'lock_wait_s',
      unit: 's',
      estimator: 'times',
      summary: 'Time that a reserve waited for the lock of its item, those who got it at once included.',
    },
  ],
  example: 'stock: { kind: stock, key: product, holder: order, initial: 1000, hold: 10min, control: row-lock, gap: 5ms, work: 0.1ms }',
  check: checkStock,
  create(context: KindContext): StockBehaviour {
    const initial = context.setting('initial');
    const units = typeof initial === 'number' ? null : context.attribute(initial as { readonly key: string; readonly attribute: string });
    const books = Array.from({ length: context.instances }, () => new StockBooks());
    for (const one of books) context.engine.observe(one);
    const control = context.setting('control') as Control;
    const ledger = new Ledger(context.engine, context.label, books, {
      initial: units === null ? () => initial as number : (keys) => Math.max(0, Math.round(units.read(keys))),
      hold: context.setting('hold') as number,
      itemIndex: context.keyIndex(context.setting('key') as string),
      holderIndex: context.keyIndex(context.setting('holder') as string),
      control,
    });
    const gap = context.setting('gap') as { readonly law: Law } | null;
    const ok = context.end('ok');
    const soldOut = context.end('sold-out');
    const write = new Write(ledger, control, { ok, soldOut, conflict: context.end('conflict') });
    const look = new Look(ledger, gap === null ? null : createSampler(gap.law, context.stream('gap')), write, soldOut);
    return {
      operations: {
        reserve: context.work('reserve', ledger.locks === null ? look : new TakeLock(ledger, look)),
        release: context.work('release', new Release(ledger, ok)),
        commit: context.work('commit', new Commit(ledger, ok, context.end('expired'))),
      },
      statistics: (instance) => books[instance].statistics(),
      lose: (instance, what) => {
        if (what === 'all') ledger.locks?.lose(instance);
      },
      forEachWaiting: (visit) => ledger.locks?.forEachWaiting(visit),
      ledger,
    };
  },
});

/** A stock while it runs: tests look at its shelves. */
export interface StockBehaviour extends KindBehaviour {
  readonly ledger: Ledger;
}

function checkStock({ key, initial, control, gap }: Readonly<Record<string, FieldValue>>): FieldProblem | null {
  if (typeof initial === 'object' && initial !== null && (initial as { readonly key: string }).key !== key)
    return {
      code: 'not-together',
      field: 'initial',
      message: `the units of an item are an attribute of ${key as string}`,
      expected: `${key as string}.ATTRIBUTE, or a count`,
    };
  if (control === 'atomic' || gap !== null) return null;
  return {
    code: 'missing-field',
    field: 'control',
    message: `control: ${control as string} guards the time between look and write, and there is none`,
    expected: 'gap: a time',
    suggestion: 'add gap: 5ms',
  };
}
