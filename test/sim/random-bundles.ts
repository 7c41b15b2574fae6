import { isDeepStrictEqual } from 'node:util';
import { expect, it, vi } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { createStream } from '../../src/sim/chance/stream.js';
import { Bundle } from '../../src/sim/steps/bundle.js';
import { scenarioOf } from '../support/read.js';

/** Runs a page with bundles or without, and gives all that is counted, and how many members came in bundles. */
function run(text: string, bundles: boolean) {
  const members = vi.spyOn(Bundle.prototype, 'begin');
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
    kinds: components.flatMap(({ component, behaviour }) => component.stations.map(({ index }) => behaviour?.statistics(index))),
    oldest: [...system.oldestInside().values()],
  };
  return { counts, bundled };
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
  const isList = pick([false, false, true]);
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
  const servers = `${balance} async: ${pick(['true', 'false'])}, servers: ${pick([1, 1, 2, 40])},`;
  return `title: t
run: { duration: 6s, warmup: 2s, replications: 1 }
keys:
  user: { items: 40, popularity: { zipf: 1 }, attributes: { size: { exponential: 20 } } }
  writer: { items: 40 }
  word: { items: 7 }
  post: { items: new, attributes: { followers: { geometric: 12 } } }
components:
  graph: { kind: graph, key: user, friends: { exponential: 10 } }
  push: { kind: fan-out, set: graph.friends, as: user, append: lists.append, page: lists.read${pick(['', '', ', concurrency: 20', ', skip: { inactive: 50% }, follows: graph.friends, pull: lists.read'])} }
  feed:
    kind: service
    ${pick(['async: true', 'servers: 3'])}
    operations: { publish: [${pick(['', 'work: 1ms,'])} ${steps}, { parallel: [${steps}, { call: lists.read }] }, ${pick(['', 'wait: 10ms'])}] }
  lists: ${isList ? `{ kind: list, key: user, length: 5, ${servers} work: { append: { exponential: 8ms }, read: 5ms } }` : `{ kind: service, ${servers} operations: { append: [${body}], read: [work: 5ms] } }`}
  front: { kind: service, async: true, operations: { post: [call: feed.publish] }${pick(['', ', calls: { feed: { timeout: 100ms } }', ', calls: { feed: { timeout: 100ms, retry: { attempts: 2, backoff: 50ms } } }'])} }
workload:
  tries: { arrivals: { poisson: 1/s }, call: front.post }
  posts: { arrivals: { poisson: ${pick([2, 4])}/s }, call: feed.publish }
  pushes: { arrivals: { poisson: 1/s }, call: push.publish }
  reads: { arrivals: { poisson: 20/s }, call: lists.read }
  people: { users: 2, think: 1s, measure: cycle, do: [${steps}, call: lists.read] }
${pick(['', '', 'faults: { lost: { at: 3s, for: 1s, crash: front } }'])}
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
    expect(together.counts.fingerprint).toBe(apart.counts.fingerprint);
    expect(isDeepStrictEqual(together.counts, apart.counts)).toBe(true);
  });
}
