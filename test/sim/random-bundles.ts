import { serialize } from 'node:v8';
import { expect, it, vi } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { createStream } from '../../src/sim/chance/stream.js';
import { BundledServers } from '../../src/sim/servers/bundled-servers.js';
import { scenarioOf } from '../support/read.js';

/** Runs a page with bundles or without, and gives all that is counted, and how many members came in bundles. */
export function run(text: string, bundles: boolean) {
  const members = vi.spyOn(BundledServers.prototype, 'acquireMember');
  const system = wire(scenarioOf(text), { seed: 7, replication: 0, warmup: 2, curves: true, bundles });
  while (!system.run(1_000_000));
  const bundled = members.mock.calls.length;
  vi.restoreAllMocks();
  const { engine, components, workloads } = system;
  const counts = {
    fingerprint: system.engine.fingerprint.toString(),
    events: engine.events,
    jobs: engine.jobCount,
    inside: engine.insideCurve,
    cells: components.map(({ component }) =>
      component.stations.map(({ cells, inside, line }) => ({ cells, inside, queued: line.queued, queuedMax: line.queuedMax })),
    ),
    requests: workloads.map(({ requests }) => requests.map(({ cell }) => [cell.outcomes, cell.latency, cell.inFlight, cell.overTime, cell.offered])),
    oldest: [...system.oldestInside().values()],
  };
  return { counts: serialize(counts), fingerprint: counts.fingerprint, bundled };
}

const balances = [
  'round-robin',
  'random',
  'least-connections',
  'two-choices',
  'shortest-queue',
  '{ hash: user }',
  '{ range: user }',
  '{ consistentHash: user }',
];

/** A page in which all sorts of each meet others' jobs at one component. */
function randomPage(number: number): string {
  const uniform = createStream(11, number, 'pages', 'bundle');
  const pick = <T>(all: readonly T[]): T => all[Math.floor(uniform.double() * all.length)];
  const instances = pick([1, 1, 2, 3]);
  const balance = instances === 1 ? '' : `instances: ${instances}, balance: ${pick(balances)},`;
  const body = pick([
    'work: { exponential: 20ms }',
    'work: 10ms',
    '{ work: { exponential: 1ms }, per: { user.size: 1 } }',
    'choose: { a: { weight: 1, do: [work: 20ms] }, b: { weight: 1, do: [work: 5ms, return: gone] } }',
  ]);
  const call = pick(['call: lists.append', 'call: lists.append', '{ call: lists.append, with: { user: writer } }']);
  const set = pick([
    'each: post.followers',
    'each: post.followers, as: user',
    'each: [a, b, c, d, e, f, g], as: word',
    'each: graph.friends, as: user',
    'each: graph.members, as: user',
  ]);
  const steps = `{ ${set}, do: [${call}] }`;
  return `title: t
run: { duration: 6s, warmup: 2s, replications: 1 }
keys:
  user: { items: 40, popularity: { zipf: 1 }, attributes: { size: { exponential: 20 } } }
  writer: { items: 40 }
  word: { items: 7 }
  post: { items: new, attributes: { followers: { geometric: 12 } } }
components:
  graph: { kind: graph, key: user, friends: { exponential: 10 } }
  feed:
    kind: service
    ${pick(['async: true', 'servers: 3'])}
    operations: { publish: [${pick(['', 'work: 1ms,'])} ${steps}, { parallel: [${steps}, { call: lists.read }] }, ${pick(['', 'wait: 10ms'])}] }
  lists: { kind: service, ${balance} servers: ${pick([1, 1, 2, 40])}, operations: { append: [${body}], read: [work: 5ms] } }
workload:
  posts: { arrivals: { poisson: ${pick([2, 4])}/s }, call: feed.publish }
  reads: { arrivals: { poisson: 20/s }, call: lists.read }
  people: { users: 2, think: 1s, measure: cycle, do: [${steps}, call: lists.read] }
`;
}

/** Random pages, the first of them number `first`: with bundles and without them the same to the last digit. */
export function bundlesChangeNothing(first: number, pages: number): void {
  it.each(Array.from({ length: pages }, (_, number) => first + number))('changes nothing that is counted, nor the fingerprint: page %i', (number) => {
    const text = randomPage(number);
    const together = run(text, true);
    const apart = run(text, false);
    expect(together.bundled).toBeGreaterThan(20);
    expect(apart.bundled).toBe(0);
    expect(together.fingerprint).toBe(apart.fingerprint);
    expect(together.counts.equals(apart.counts)).toBe(true);
  });
}
