import { type FieldProblem, defineComponent, type KindBehaviour, type KindContext } from './define.js';
import { Repeat } from '../sim/steps/repeat.js';
import { CounterBooks } from './counter/books.js';
import { Rows } from './counter/rows.js';
import { Add, Answer } from './counter/steps.js';

export const counter = defineComponent({
  kind: 'counter',
  summary:
    'A number for each item, to which many add: one row that is written by one at a time, or several (sharded counter), or what came in a while as one write.',
  explanation:
    'An add takes its `work` and then writes a row of its item. A row is written by one at a time: the others wait, so that a popular item can take no more adds a second than one row has writes, however many servers there are. ' +
    'With `shards` an item has so many rows, of which an add writes any; a read then takes its `work` once for each of them, one after the other. ' +
    'With `flush` an add ends at once and is kept in the memory of its instance; so long after the first, all adds that have gathered for a row become one write. Until it is done, a read does not see them (stale), and a crash of the instance loses them. ' +
    'The time of a write is the work of the operation `write`, which the counter itself brings to the instance of the add. All instances share the rows, as application servers share a database. ' +
    'Left out: the count itself, and adds that are taken back.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow'],
  operations: {
    add: { summary: 'Count one more.', good: [], bad: [], ok: true },
    read: { summary: 'Read the count: the sum over all shards.', good: [], bad: [], ok: true },
    write: { summary: 'Write one row; the counter itself brings it there, nobody calls it.', good: [], bad: [], ok: true, isInternal: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are counted for.', example: 'post' },
    shards: {
      type: { of: 'count', min: 1 },
      default: '1',
      summary: 'Rows of each item. The sharded counters of Firestore are for more than one write a second to a document; its guide has 10.',
      example: '10',
    },
    flush: {
      type: { of: 'time' },
      summary: 'Adds are gathered for so long from the first on, and then written at once. Default: each add is a write.',
      example: '100ms',
    },
    flushAt: {
      type: { of: 'count', min: 1 },
      needs: 'flush',
      summary: 'Adds that are written at once without waiting for `flush`, when so many have gathered for a row.',
      example: '1000',
    },
  },
  statistics: [
    { name: 'added', resultName: 'added', unit: 'count', estimator: 'count', summary: 'Adds, over all replications.' },
    { name: 'writes', resultName: 'writes', unit: 'count', estimator: 'count', summary: 'Writes of rows that were done, over all replications.' },
    { name: 'addsPerWrite', resultName: 'adds_per_write', unit: 'count', estimator: 'mean', summary: 'Adds that one write had: 1 without `flush`.' },
    { name: 'rowWait', resultName: 'row_wait_s', unit: 's', estimator: 'times', summary: 'Time that a write waited for others of its row.' },
    {
      name: 'missingPerRead',
      resultName: 'missing_per_read',
      unit: 'count',
      estimator: 'mean',
      summary: 'Adds that had ended and that a read did not see, in the mean over reads.',
    },
    { name: 'staleShare', resultName: 'stale_share', unit: 'share', estimator: 'ratio', summary: 'Share of the reads that did not see an add that had ended.' },
    {
      name: 'staleness',
      resultName: 'staleness_s',
      unit: 's',
      estimator: 'times',
      summary: 'Of stale reads: time since the oldest add that they did not see.',
    },
    {
      name: 'lost',
      resultName: 'lost',
      unit: 'count',
      estimator: 'count',
      summary: 'Adds that had ended and were lost in a crash before they were written, over all replications.',
    },
  ],
  example: 'likes: { kind: counter, key: post, shards: 10, servers: 16, work: { write: 2ms, read: 0.2ms } }',
  check({ flush }): FieldProblem | null {
    return flush === 0 ? { code: 'out-of-range', field: 'flush', message: 'nothing gathers in no time', expected: 'more than 0s, or no flush' } : null;
  },
  create(context: KindContext): CounterBehaviour {
    const item = context.keyIndex(context.setting('key') as string);
    const shards = context.setting('shards') as number;
    const books = Array.from({ length: context.instances }, () => new CounterBooks());
    for (const one of books) context.engine.observe(one);
    const ok = context.end('ok');
    const rows = new Rows(context.engine, context.label, books, {
      shards,
      flush: context.setting('flush') as number | null,
      flushAt: (context.setting('flushAt') as number | null) ?? Infinity,
      shardDraws: context.stream('shard'),
      write: Array.from({ length: context.instances }, (_, instance) => context.enterAt('write', instance)),
      added: ok,
    });
    const read = new Repeat({ of: () => shards });
    read.body = context.work('read', read.again);
    read.next = new Answer(rows, item, ok);
    return {
      operations: { add: context.work('add', new Add(rows, item, ok)), read, write: context.work('write', ok) },
      statistics: (instance) => books[instance].statistics(),
      lose: (instance, what) => {
        if (what === 'all') rows.lose(instance);
      },
      forEachWaiting: (visit) => rows.forEachWaiting(visit),
      rows,
      books,
    };
  },
});

/** A counter while it runs: tests look at its rows. */
export interface CounterBehaviour extends KindBehaviour {
  readonly rows: Rows;
  readonly books: readonly CounterBooks[];
}
