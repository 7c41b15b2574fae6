import { describe, expect, it } from 'vitest';
import { CallGraph } from '../../../src/experiment/stability/call-graph.js';
import { scenarioOf } from '../../scenario/reader.js';
import { run } from '../run.js';

const overLink = (rate: number): string => `title: Over a link
components: { wan: { kind: link, bandwidth: 80Mb/s }, store: { kind: service, servers: unlimited, work: 1ms } }
workload: { jobs: { arrivals: { poisson: ${rate}/s }, call: store, calls: { store: { via: wan, bytes: { exponential: 1MB } } } } }
run: { duration: 500s, warmup: 50s, replications: 4 }
`;
const viewers = (abandon: string): string => `title: Viewers
keys: { video: { items: new, attributes: { length: 60s } } }
components:
  player: { kind: player, video: video, length: video.length, ladder: { low: 400kb/s }, abr: fixed, rung: low, network: 5Mb/s, fetch: edge${abandon} }
  edge: { kind: service, work: 10ms }
workload: { viewers: { users: 10, think: 10s, call: player.play } }
`;

describe('the call graph', () => {
  it('passes links on the way', () => {
    const graph = new CallGraph(scenarioOf(overLink(5)));
    expect(graph.openComponents()).toEqual(new Set(['store', 'wan']));
    expect(graph.waitingFor(new Set(['wan']))).toEqual(new Set(['wan', 'jobs']));
  });

  it('knows that a viewer who leaves does not wait for the segment, which is fetched all the same', () => {
    const open = (abandon: string) => new CallGraph(scenarioOf(viewers(abandon))).openComponents();
    expect(open('')).toEqual(new Set());
    expect(open(', abandon: { startup: 5s }')).toEqual(new Set(['edge']));
  });
});

it('a link that is offered more than it carries is unstable: nothing that passes it has a steady latency, and bandwidth is what it needs', async () => {
  const results = await run(overLink(12));
  expect(results.stability.stations.map(({ component, verdict }) => [component, verdict])).toEqual([
    ['wan', 'unstable'],
    ['store', 'steady'],
  ]);
  expect(results.requests['jobs'].latency_s.mean).toBeNull();
  expect(results.requests['jobs/store.serve'].latency_s.mean).toBeNull();
  expect(results.components['store'].response_s.mean).not.toBeNull();
  expect(results.advice[0].sentence).toMatch(
    /wan is offered 1[12](\.\d)? transfers a second and can carry (9\.\d+|10(\.\d)?) .*more than 1\.2 times the bandwidth\.$/,
  );
});
