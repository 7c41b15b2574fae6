import { exponentialLaw } from '../../src/theory/laws/index.js';
import { quorumTime, staleAfterWrite } from '../../src/theory/stores/index.js';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

const LAG = 0.1;
const ANSWER = 0.01;
/** Seconds from a write to the next: long enough for all nodes to have it. */
const EVERY = 2;

/** Five nodes; ways to the nodes (writes) and answers (reads) alone take time, exponential ones. */
export function quorumPage(page: { readonly quorum: string; readonly reads: string; readonly more?: string; readonly duration: number }): string {
  return `title: Quorums
keys: { item: { items: 1 } }
components:
  store: { kind: quorum-store, key: item, instances: 5, quorum: ${page.quorum}, lag: { exponential: ${LAG}s }, answer: { exponential: ${ANSWER}s }${page.more ?? ''} }
workload:
  writes: { arrivals: { every: ${EVERY}s }, call: store.write }
  reads: { arrivals: { poisson: ${page.reads} }, call: store.read }
run: { duration: ${page.duration}s, warmup: 20s, replications: 20 }
`;
}

/** What a simulation of partial quorums says against theory; the standard error of a share of stale reads may be so many per cent. */
export async function mistakesOfQuorum(
  {
    nodes,
    read,
    write,
    ...run
  }: {
    readonly nodes: number;
    readonly read: number;
    readonly write: number;
    readonly reads: string;
    readonly duration: number;
  },
  allowed: number,
): Promise<string[]> {
  const results = await simulate({ text: quorumPage({ quorum: `{ read: ${read}, write: ${write} }`, ...run }) });
  // From one commit to the next (each late by an independent time, which changes nothing in the mean): ∫ e^(-Rt/l) dt = l/R.
  const stale = (staleAfterWrite({ nodes, read, write, lagMean: LAG, after: 0 }).staleShare * (LAG / read)) / EVERY;
  const of = (quantity: string, statistic: string, value: number, error: number) =>
    mistakes(compare(results, { quantity, statistic: [statistic], value, reference: [] }), error);
  return [
    ...of('stale', 'components.store.stale_share', stale, allowed),
    ...of('reads', 'requests.reads.latency_s.mean', quorumTime({ law: exponentialLaw(ANSWER), needed: read, nodes }).mean, 2),
    ...of('writes', 'requests.writes.latency_s.mean', quorumTime({ law: exponentialLaw(LAG), needed: write, nodes }).mean, 4),
  ];
}
