import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Job } from '../sim/job.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import type { NodeWay } from './quorum/asked.js';
import { AskAll, Come, Looked } from './quorum/read.js';
import { Applied, WriteToAll } from './quorum/write.js';
import { ReplicationBooks } from './replication/books.js';
import { Versions } from './replication/versions.js';

const way = (summary: string, example: string) => ({ type: { of: 'distribution', unit: 'time' }, default: '0s', summary, example }) as const;

export const quorumStore = defineComponent({
  kind: 'quorum-store',
  summary: 'N equal nodes: a write ends when W of them have it, a read when R have answered; with R + W > N no read is stale.',
  explanation:
    'A store without a primary, as in Dynamo (DeCandia et al., SOSP 2007). Each of the N instances keeps every item. The instance that a call comes to, by `balance`, coordinates it: a write goes to all N nodes, each `lag` on its way, ' +
    'takes the work of `apply` there and is acknowledged after `ack`; with W acknowledgements it is committed, and ends. A read is put to all N nodes, each `ask` on its way, takes the work of `look`, and its answer is back after `answer`; ' +
    'with R answers it ends, with the newest version among them: `ok`, or `stale` (also good) if none of the R has the last write of the item that was committed before the read came. These are the four delays of Bailis et al., ' +
    'Probabilistically Bounded Staleness (VLDB 2012), and as there a coordinator reaches its own node like the others. All N do the work, also those whose answer is too late to count. `work` of `read` and `write` is that of the coordinator itself. ' +
    'Versions are numbered in the order in which coordinators send them, and the last one wins. Left out: nodes that are down (hinted hand-off, sloppy quorums), read repair and anti-entropy, conflicting versions.',
  defaults: { servers: Infinity, async: true },
  faults: ['slow'],
  routes: { least: 2, what: 'nodes' },
  check(settings, { instances }) {
    const { read, write } = settings['quorum'] as { readonly read: number; readonly write: number };
    const most = Math.max(read, write);
    if (most <= instances) return null;
    return {
      code: 'out-of-range',
      field: 'quorum',
      message: `a quorum of ${most} needs as many nodes, and there are ${instances}`,
      expected: `at most ${instances}`,
      suggestion: `write instances: ${most}`,
    };
  },
  operations: {
    read: { summary: 'Ask all nodes, and end with the first R answers.', good: ['stale'], bad: [], ok: true },
    write: { summary: 'Send to all nodes, and end when W have it.', good: [], bad: [], ok: true },
    look: { summary: 'Look the item up at a node; the store itself asks, nobody calls it.', good: [], bad: [], ok: true, isInternal: true },
    apply: { summary: 'Apply a write at a node; the store itself brings it there, nobody calls it.', good: [], bad: [], ok: true, isInternal: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are stored.', example: 'product' },
    quorum: {
      type: {
        of: 'record',
        what: 'a quorum',
        fields: {
          read: { type: { of: 'count', min: 1 }, required: true, summary: 'R: answers that a read waits for.', example: '2' },
          write: { type: { of: 'count', min: 1 }, required: true, summary: 'W: nodes that must have a write before it ends.', example: '2' },
        },
      },
      required: true,
      summary: 'R and W. R + W > N: every read meets a node that has the last write; less: faster, and some reads are stale. (Dynamo: N = 3, R = W = 2.)',
      example: '{ read: 2, write: 2 }',
    },
    lag: way('From the coordinator of a write to a node; drawn for each node.', '{ exponential: 5ms }'),
    ack: way('From a node that has the write back to the coordinator.', '{ exponential: 1ms }'),
    ask: way('From the coordinator of a read to a node; drawn for each node.', '{ exponential: 1ms }'),
    answer: way('From a node back to the coordinator of the read.', '{ exponential: 1ms }'),
  },
  statistics: [
    { name: 'staleShare', resultName: 'stale_share', unit: 'share', estimator: 'ratio', summary: 'Share of the reads that were stale.' },
    { name: 'staleReads', resultName: 'stale_reads', unit: 'count', estimator: 'count', summary: 'Reads that were stale, over all replications.' },
    {
      name: 'staleness',
      resultName: 'staleness_s',
      unit: 's',
      estimator: 'times',
      summary: 'Of stale reads: time since the first write was committed that the best of their answers lacked.',
    },
    { name: 'lag', resultName: 'lag_s', unit: 's', estimator: 'times', summary: 'From the sending of a write until a node has applied it.' },
  ],
  example:
    'carts: { kind: quorum-store, key: user, instances: 3, quorum: { read: 2, write: 2 }, lag: { exponential: 5ms }, answer: { exponential: 1ms }, servers: 8, work: { look: 1ms, apply: 2ms } }',
  create(context: KindContext): KindBehaviour {
    const item = context.keyIndex(context.setting('key') as string);
    const books = Array.from({ length: context.instances }, () => new ReplicationBooks());
    for (const one of books) context.engine.observe(one);
    const versions = new Versions(context.instances);
    const waiting = new Set<Job>();
    const common = { item, versions, books, waiting };
    const reads = {
      ...common,
      ways: waysOf(context, 'ask', 'answer', 'look'),
      needed: context.setting('quorum.read') as number,
      fresh: context.end('ok'),
      stale: context.end('stale'),
    };
    const writes = { ...common, ways: waysOf(context, 'lag', 'ack', 'apply'), needed: context.setting('quorum.write') as number, done: context.end('ok') };
    const wanted = new WeakMap<Job, number>();
    return {
      operations: {
        read: new Come(reads, wanted, context.work('read', new AskAll(reads, wanted))),
        write: context.work('write', new WriteToAll(writes)),
        look: context.work('look', new Looked(context.end('ok'))),
        apply: context.work('apply', new Applied(context.end('ok'))),
      },
      statistics: (instance) => books[instance].statistics(false),
      forEachWaiting: (visit) => waiting.forEach((job) => visit(job)),
    };
  },
});

/** Each way has delays of its own, so that nodes are late independently. */
function waysOf(context: KindContext, there: string, back: string, operation: string): readonly NodeWay[] {
  const sampler = (field: string, node: number) => createSampler((context.setting(field) as { readonly law: Law }).law, context.stream(`${field} ${node + 1}`));
  return Array.from({ length: context.instances }, (_, node) => ({
    there: sampler(there, node),
    back: sampler(back, node),
    enter: context.enterAt(operation, node),
  }));
}
