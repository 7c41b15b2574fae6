import { describe, expect, it } from 'vitest';
import type { Results } from '../../../src/experiment/results.js';
import { oneServer, run } from '../run.js';

const verdict = ({ stability }: Results, component = 'server') => stability.stations.find((one) => one.component === component)!.verdict;
const codes = ({ advice }: Results) => advice.map(({ code }) => code);

describe('instability', () => {
  it('by arithmetic: 1.04 is, .97 is not (20 × 10,000 service times)', async () => {
    const above = await run(oneServer({ rate: 1.04, run: '{ duration: 10000s }' }));
    expect(above.stability.stations[0]).toMatchObject({ verdict: 'unstable', source: 'arithmetic' });
    expect(above.stability.stations[0].offered_load!.value).toBeCloseTo(1.04, 12);
    expect(above.requests['jobs'].latency_s.mean).toBeNull();
    expect(above.components['server'].wait_s.mean).toBeNull();
    expect(above.components['server'].queue_length.mean).toBeNull();
    const below = await run(oneServer({ rate: 0.97, run: '{ duration: 10000s }' }));
    expect(verdict(below)).not.toBe('unstable');
    expect(below.requests['jobs'].latency_s.mean).not.toBeNull();
    expect(codes(below)).not.toContain('unstable');
  });

  /** A held server that waits for a delay: how long it is held the page does not say. */
  const held = (rate: number): string => `title: Held
components:
  server: { kind: service, operations: { serve: [{ call: delay }] } }
  delay: { kind: service, servers: unlimited, work: { exponential: 1s } }
workload: { jobs: { arrivals: { poisson: ${rate}/s }, call: server } }
run: { duration: 10000s }
`;

  it('by offered work: 1.04 is, .97 is not (20 × 10,000 service times)', async () => {
    const above = await run(held(1.04));
    expect(above.stability.stations[0]).toMatchObject({ component: 'server', verdict: 'unstable', source: 'offered work' });
    expect(verdict(above, 'delay')).toBe('steady');
    expect(verdict(await run(held(0.97)))).not.toBe('unstable');
  });

  it('by drift, where neither tells: too few of those who see a queue turn away', async () => {
    const results = await run(oneServer({ rate: 1.5, server: 'balking: { 5: 10% }', run: '{ duration: 2000s }' }));
    expect(results.stability.stations[0]).toMatchObject({ verdict: 'unstable', source: 'drift' });
    expect(results.requests['jobs'].latency_s.mean).toBeNull();
  });

  it('by drift alone is never said of who waits for the cause', async () => {
    const results = await run(`title: A storm of retries
components:
  front: { kind: service, async: true, servers: unlimited, operations: { get: [{ call: back }] }, calls: { back: { timeout: 3s, retry: { attempts: 8, backoff: 100ms } } } }
  back: { kind: service, work: { exponential: 1s } }
workload: { jobs: { arrivals: { poisson: 0.9/s }, call: front } }
run: { duration: 3000s }
`);
    expect(results.stability.stations.map(({ component, verdict: said }) => [component, said])).toEqual([
      ['front', 'steady'],
      ['back', 'unstable'],
    ]);
    expect(results.stability.stations[1].source).toBe('offered work');
    expect(results.requests['jobs'].latency_s.mean).toBeNull();
  });

  it('is at the edge where the run is too short to tell', async () => {
    const results = await run(oneServer({ rate: 0.99, run: '{ duration: 500s }' }));
    expect(verdict(results)).toBe('edge');
    expect(codes(results)).toContain('at-the-edge');
    expect(results.requests['jobs'].latency_s.mean).not.toBeNull();
  });

  it.each([
    ['a finite queue', 'queue: 50'],
    ['patience', 'patience: 10s'],
  ])('is never said of %s: it is saturated', async (_name, server) => {
    const results = await run(oneServer({ rate: 1.3, server, run: '{ duration: 2000s }' }));
    expect(verdict(results)).toBe('saturated');
    expect(codes(results)).toContain('saturated');
    expect(codes(results)).not.toContain('unstable');
    expect(results.requests['jobs'].latency_s.mean).not.toBeNull();
  });

  it('is never said of a finite queue that still fills, however long it is', async () => {
    const results = await run(oneServer({ rate: 1.3, server: 'queue: 100k', run: '{ duration: 2000s }' }));
    expect(verdict(results)).toBe('saturated');
    expect(codes(results)).toContain('hidden-overload');
    expect(codes(results)).not.toContain('unstable');
  });

  it('is never said of closed load: it is saturated', async () => {
    const results = await run(`title: Closed
components: { server: { kind: service, work: { exponential: 1s } } }
workload: { people: { users: 20, think: { exponential: 1s }, call: server } }
run: { duration: 2000s }
`);
    expect(verdict(results)).toBe('saturated');
    expect(codes(results)).toContain('closed-load-throttles');
    expect(codes(results)).not.toContain('unstable');
  });

  it('takes the numbers of what waits for it, and of nothing else', async () => {
    const results = await run(
      `title: Two ways
components:
  gateway: { kind: service, servers: unlimited, operations: { get: [{ call: slow }], post: [{ work: 1ms }, { send: slow }] } }
  slow: { kind: service, work: { exponential: 10ms } }
  other: { kind: service, work: { exponential: 5ms } }
  sender: { kind: service, work: { exponential: 1ms }, operations: { send: [{ work: 1ms }, { send: slow }] } }
workload:
  reads: { arrivals: { poisson: 104/s }, call: gateway.get }
  calm: { arrivals: { poisson: 50/s }, call: other }
  fire: { arrivals: { poisson: 1/s }, call: sender.send }
objectives:
  reads.latency.p95: { below: 10min }
  slow.wait.mean: { above: 0s }
  calm.latency.p95: { below: 200ms }
  slow.utilisation: { above: 50% }
run: { duration: 200s }
`.replace('work: { exponential: 1ms }, ', ''),
    );
    expect(verdict(results, 'slow')).toBe('unstable');
    expect(results.stability.stations.filter((one) => one.verdict === 'unstable')).toHaveLength(1);
    for (const name of ['reads', 'reads/gateway.get']) expect(results.requests[name].latency_s.mean, name).toBeNull();
    for (const name of ['calm', 'calm/other.other', 'fire']) if (name in results.requests) expect(results.requests[name].latency_s.mean, name).not.toBeNull();
    for (const name of ['slow', 'gateway', 'gateway.get']) expect(results.components[name].response_s.mean, name).toBeNull();
    for (const name of ['other', 'sender']) expect(results.components[name].response_s.mean, name).not.toBeNull();
    expect(results.components['slow'].utilisation!.value).toBeGreaterThan(0.99);
    expect(results.objectives.map((one) => one.verdict)).toEqual(['failed', 'failed', 'met', 'met']);
  });

  it('says what is offered, what can be served, how fast the queue grows, and two remedies', async () => {
    const results = await run(oneServer({ rate: 104, work: '{ exponential: 10ms }', run: '{ duration: 10min }' }));
    const { sentence } = results.advice.find(({ code }) => code === 'unstable')!;
    expect(sentence).toMatch(
      /^unstable: server is offered 104\/s and can serve 100\/s \(offered load 1\.04\)\. Its queue grows by \d\.\d+ requests a second: about 2,\d{3} wait after 10 min\. There is no steady latency, so none is printed\. Steady would be: arrivals below 100\/s, or servers: 2 \(52 % busy\)\.$/,
    );
  });

  it('is not asked of a finite study: its numbers are of exactly its time', async () => {
    const results = await run(oneServer({ rate: 1.3, run: '{ duration: 500s, study: finite }' }));
    expect(verdict(results)).toBe('finite');
    expect(codes(results)).not.toContain('unstable');
    expect(results.requests['jobs'].latency_s.mean).not.toBeNull();
  });

  it('is told of one long run by arithmetic, and by its batches', async () => {
    expect(verdict(await run(oneServer({ rate: 1.04, run: '{ duration: 5000s, replications: 1 }' })))).toBe('unstable');
    expect(verdict(await run(held(1.3).replace('10000s', '10000s, replications: 1')))).toBe('unstable');
    expect(verdict(await run(held(0.8).replace('10000s', '10000s, replications: 1')))).toBe('steady');
  });
});
