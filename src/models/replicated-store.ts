import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Balancer } from '../sim/component.js';
import type { Job, Step } from '../sim/job.js';
import type { Station } from '../sim/station.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import { ReplicationBooks } from './replication/books.js';
import { Shipping } from './replication/shipping.js';
import { Versions } from './replication/versions.js';

export const replicatedStore = defineComponent({
  kind: 'replicated-store',
  summary: 'A primary that takes the writes, and replicas that follow it with a lag: a read of a replica can be stale.',
  explanation:
    'The first instance is the primary, the others are replicas, each with servers and a queue of its own. A write takes its `work` at the primary and is then shipped to every replica: after a `lag` it enters the replica as an `apply`, ' +
    'takes the work of that operation there, and the replica has the new version. So replicas do the work of all writes besides that of their reads. With `acks: 0` a write is committed, and ends, when the primary has it; ' +
    'with `acks: n` when n replicas have it too. A read goes to a node by `readFrom`, among several by `balance`, and ends `ok`, or `stale` (also good) if its node, when the work of the read is done, lacks a write of the item ' +
    'that was committed before the read came. Every read is judged by the versions of its item; nothing is a fixed share. A replica that stands still (`freeze`) falls behind and catches up. Left out: crashes of nodes and another primary, conflicts between writes. Quorums of several nodes are the kind `quorum-store`.',
  defaults: { servers: Infinity, async: true },
  faults: ['freeze', 'slow', 'errors', 'full'],
  routes: { least: 2, what: 'a primary and a replica' },
  check(settings, { instances }) {
    const acks = settings['acks'] as number;
    if (acks < instances) return null;
    const most = instances - 1;
    return {
      code: 'out-of-range',
      field: 'acks',
      message: `${acks} replicas must have a write, and there ${most === 1 ? 'is 1' : `are ${most}`}`,
      expected: `at most ${most}`,
      suggestion: 'the first instance is the primary',
    };
  },
  operations: {
    read: { summary: 'Read the item at one node.', good: ['stale'], bad: [], ok: true },
    write: { summary: 'Write the item at the primary, and ship it to the replicas.', good: [], bad: [], ok: true, stores: true },
    apply: { summary: 'Apply a write at a replica; the store itself brings it there, nobody calls it.', good: [], bad: [], ok: true, isInternal: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are stored.', example: 'product' },
    lag: {
      type: { of: 'distribution', unit: 'time' },
      required: true,
      summary: 'From a write at the primary until it reaches a replica; drawn for each replica.',
      example: '{ exponential: 50ms }',
    },
    order: {
      type: {
        of: 'choice',
        choices: ['log', 'any'],
        meanings: {
          log: 'Writes reach a replica in the order of the primary: one that is late holds up those behind it.',
          any: 'Each write by itself: a later one can be there before an earlier one, and the last version of an item wins.',
        },
      },
      default: 'log',
      summary: 'In which order the writes reach a replica.',
      example: 'any',
    },
    readFrom: {
      type: {
        of: 'choice',
        choices: ['primary', 'replica', 'any'],
        meanings: { primary: 'Every read goes to the primary, and none is stale.', replica: 'Reads go to the replicas.', any: 'Reads go to all nodes.' },
      },
      default: 'replica',
      summary: 'Which nodes serve reads.',
      example: 'any',
    },
    acks: {
      type: { of: 'count', min: 0 },
      default: '0',
      summary: 'Replicas that must have a write before it ends: 0 is asynchronous replication; all replicas, synchronous.',
      example: '1',
    },
    readYourWrites: {
      type: { of: 'key' },
      summary: 'A key such as the user: a read goes to the primary if its replica lacks a write of the same user to this item.',
      example: 'user',
    },
  },
  statistics: [
    { name: 'staleShare', resultName: 'stale_share', unit: 'share', estimator: 'ratio', summary: 'Share of the reads that were stale.' },
    { name: 'staleReads', resultName: 'stale_reads', unit: 'count', estimator: 'count', summary: 'Reads that were stale, over all replications.' },
    {
      name: 'staleness',
      resultName: 'staleness_s',
      unit: 's',
      estimator: 'times',
      summary: 'Of stale reads: time since the first write that they lacked was committed.',
    },
    { name: 'lag', resultName: 'lag_s', unit: 's', estimator: 'times', summary: 'From a write at the primary until a replica has applied it.' },
    {
      name: 'redirectedReads',
      resultName: 'redirected_reads',
      unit: 'count',
      estimator: 'count',
      needs: 'readYourWrites',
      summary: 'Reads that went to the primary for the sake of `readYourWrites`, over all replications.',
    },
  ],
  example:
    'products: { kind: replicated-store, key: product, instances: [primary, replica-1, replica-2], servers: 8, lag: { exponential: 50ms }, work: { read: 2ms, write: 4ms, apply: 2ms } }',
  create(context: KindContext): KindBehaviour {
    const replicas = context.instances - 1;
    const item = context.keyIndex(context.setting('key') as string);
    const session = context.setting('readYourWrites') as string | null;
    const books = Array.from({ length: context.instances }, () => new ReplicationBooks());
    for (const one of books) context.engine.observe(one);
    const versions = new Versions(replicas);
    const { law } = context.setting('lag') as { readonly law: Law };
    const shipping = new Shipping(context.engine, versions, {
      lags: Array.from({ length: replicas }, (_, replica) => createSampler(law, context.stream(`lag ${replica + 1}`))),
      isInOrder: context.setting('order') === 'log',
      acks: context.setting('acks') as number,
      enter: Array.from({ length: replicas }, (_, replica) => context.enterAt('apply', replica + 1)),
      books: books.slice(1),
    });
    const nodes: Nodes = { item, session: session === null ? -1 : context.keyIndex(session), versions, books };
    const reads = new Reads(nodes, context.end('ok'), context.end('stale'));
    const written = context.end('ok');
    return {
      operations: {
        read: context.work('read', reads),
        write: context.work('write', new Ship(nodes, shipping, written)),
        apply: context.work('apply', new Applied(shipping, written)),
      },
      balancer: (balance) => new Route(nodes, context.setting('readFrom') as ReadFrom, reads, balance),
      statistics: (instance) => books[instance].statistics(session !== null),
    };
  },
});

type ReadFrom = 'primary' | 'replica' | 'any';

/** What the parts of a store share. Node 0 is the primary, node r+1 is replica r. */
interface Nodes {
  /** Position of the item among a job's keys. */
  readonly item: number;
  /** Position of the session; -1: reads need not see what their own session wrote. */
  readonly session: number;
  readonly versions: Versions;
  readonly books: readonly ReplicationBooks[];
}

/** Where reads and writes go. */
class Route implements Balancer {
  private stations: readonly Station[] = [];
  private readable: readonly Station[] = [];

  constructor(
    private readonly nodes: Nodes,
    private readonly readFrom: ReadFrom,
    private readonly reads: Reads,
    private readonly balance: Balancer,
  ) {}

  choose(stations: readonly Station[], job: Job, operation: number): Station {
    // The order of the operations above: 0 is the read.
    if (operation !== 0) return stations[0];
    this.reads.begin(job);
    if (this.stations !== stations) {
      this.stations = stations;
      this.readable = this.readFrom === 'any' ? stations : this.readFrom === 'replica' ? stations.slice(1) : stations.slice(0, 1);
    }
    const station = this.readable.length === 1 ? this.readable[0] : this.balance.choose(this.readable, job, operation);
    const { session, item, versions, books } = this.nodes;
    if (session < 0 || station.index === 0 || !versions.lacksOf(job.keys[item], station.index - 1, job.keys[session])) return station;
    books[0].redirect();
    return stations[0];
  }
}

/** The end of a read's work: it is stale if its node lacks what had been committed when the read came. */
class Reads implements Step {
  /** The newest committed version when the read came, of reads of items with writes on their way. */
  private readonly wanted = new WeakMap<Job, number>();

  constructor(
    private readonly nodes: Nodes,
    private readonly fresh: Step,
    private readonly stale: Step,
  ) {}

  begin(job: Job): void {
    const version = this.nodes.versions.newestCommitted(job.keys[this.nodes.item]);
    if (version > 0) this.wanted.set(job, version);
  }

  run(job: Job): Step {
    const { item, versions, books } = this.nodes;
    const { index } = job.station!;
    books[index].read();
    const version = this.wanted.get(job);
    if (version === undefined) return this.fresh;
    if (index === 0 || versions.has(job.keys[item], index - 1, version)) return this.fresh;
    books[index].stale(job.engine.calendar.now - versions.lackedSince(job.keys[item], index - 1, version));
    return this.stale;
  }
}

/** The primary has the write: it is shipped, and ends when it is committed. */
class Ship implements Step {
  constructor(
    private readonly nodes: Nodes,
    private readonly shipping: Shipping,
    private readonly next: Step,
  ) {}
  run(job: Job): Step | null {
    const { item, session } = this.nodes;
    job.next = this.next;
    return this.shipping.ship(job, job.keys[item], session < 0 ? -1 : job.keys[session]) ? this.next : null;
  }
}

class Applied implements Step {
  constructor(
    private readonly shipping: Shipping,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.shipping.applied(job);
    return this.next;
  }
}
