import { describe, expect, it } from 'vitest';
import { timeSplitOf } from '../../../../src/experiment/compare/why/time-split.js';
import { takeLook } from '../../../../src/experiment/look/take-look.js';
import { Sample } from '../../../../src/experiment/sample.js';
import { scenarioOf } from '../../../support/read.js';

describe('where the time of requests went', () => {
  it('by hand: two come at once every second, 0.1 s of work each at the one, 0.2 s at the other', async () => {
    const scenario = scenarioOf(`title: By hand
components:
  first: { kind: service, servers: unlimited, operations: { serve: [work: 0.1s, call: second] } }
  second: { kind: service, work: 0.2s }
workload:
  one: { arrivals: { every: 1s }, call: first }
  two: { arrivals: { every: 1s }, call: second }
run: { duration: 10.5s, warmup: 0.5s, replications: 2 }
`);
    const sample = new Sample(scenario, { sha256: '' });
    await sample.reach(2);
    const { rows, waits } = timeSplitOf(scenario, sample.replications);
    // Of `one` each waits 0.1 s for the second, which works for `two` from the start of the second on; both come to it, so that its times are nobody's own.
    expect(rows.get('one')!.time.sums[0] / rows.get('one')!.time.counts[0]).toBeCloseTo(0.4, 9);
    expect(rows.get('one')!.parts.map(({ component, waiting, working }) => [component, waiting[0], Number(working[0].toFixed(9))])).toEqual([['first', 0, 1]]);
    expect(rows.get('two')!.parts).toEqual([]);
    expect([...rows.get('one')!.awaited]).toEqual(['first', 'second']);
    expect(waits.get('second')!.sums[0] / waits.get('second')!.counts[0]).toBeCloseTo(0.05, 9);
  });

  it('agrees with a closer look at every job', async () => {
    const scenario = scenarioOf(`title: A shop
components:
  web: { kind: service, servers: 4, operations: { browse: [work: { exponential: 5ms }, call: db.read], buy: [work: { exponential: 5ms }, call: db.write, call: bank] } }
  db: { kind: service, operations: { read: { exponential: 8ms }, write: { exponential: 12ms } } }
  bank: { kind: service, servers: unlimited, work: { exponential: 50ms } }
workload:
  browse: { arrivals: { poisson: 60/s }, call: web.browse }
  buy: { arrivals: { poisson: 10/s }, call: web.buy }
run: { duration: 60s, warmup: 5s, replications: 1 }
`);
    const sample = new Sample(scenario, { sha256: '' });
    await sample.reach(1);
    const { look } = (await takeLook(scenario, sample.summarise()))!;
    // One replication comes in batches; the split takes whole windows.
    const whole = new Sample({ ...scenario, run: { ...scenario.run, study: 'finite' } }, { sha256: '' });
    await whole.reach(1);
    const { rows } = timeSplitOf(scenario, whole.replications);
    for (const { workload, parts, latency_s: latency } of look.time) {
      const { time, parts: found } = rows.get(workload)!;
      const [requests] = time.counts;
      expect(time.sums[0] / requests).toBeCloseTo(latency, 9);
      expect(found.map(({ component }) => component)).toEqual(workload === 'buy' ? ['web', 'db', 'bank'] : ['web', 'db']);
      for (const { component, waiting, working } of found) {
        const seen = parts.find((part) => part.component === component)!;
        // Whose work had begun when the window opened, or not ended when it closed, is counted in part: some of thousands.
        expect(Math.abs(waiting[0] / requests - seen.wait_s), `${workload} waits for ${component}`).toBeLessThan(0.001 * latency);
        expect(Math.abs(working[0] / requests - seen.work_s), `${workload} at ${component}`).toBeLessThan(0.01 * latency);
      }
    }
  });

  it('says nothing of what shares its server with others, nor of servers that work on several at once', async () => {
    const scenario = scenarioOf(`title: Shared
components:
  web: { kind: service, discipline: processor-sharing, work: { exponential: 5ms } }
workload: { w: { arrivals: { poisson: 60/s }, call: web } }
run: { duration: 10s, warmup: 1s, replications: 2 }
`);
    const sample = new Sample(scenario, { sha256: '' });
    await sample.reach(2);
    const { rows, waits } = timeSplitOf(scenario, sample.replications);
    expect([rows.get('w')!.parts, [...waits.keys()]]).toEqual([[], []]);
  });
});
