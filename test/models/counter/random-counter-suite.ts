import { expect, it } from 'vitest';
import type { CounterBehaviour } from '../../../src/models/counter.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { scenarioOf } from '../../support/read.js';

/** Random adds, shards, instances, crashes: no add is lost uncounted, and none is written twice. */
export function countsEveryAdd(runs: number): void {
  it(`has added = written + lost + under way in ${runs} random counters at any instant`, () => {
    const sums = { written: 0, lost: 0, failed: 0, staleReads: 0, gathered: 0 };
    for (let number = 0; number < runs; number++) {
      const random = createStream(number, 0, 'random counter', 'all');
      const whole = (low: number, high: number): number => low + Math.floor(random.double() * (high - low + 1));
      const instances = whole(1, 3);
      const isGathered = random.double() < 0.6;
      const scenario = scenarioOf(`title: A random counter
seed: ${number + 1}
keys: { post: { items: ${whole(1, 3)} } }
components:
  likes:
    { kind: counter, key: post, shards: ${whole(1, 3)}, instances: ${instances}, servers: ${whole(1, 3)}, async: ${random.double() < 0.7},
      work: { add: { exponential: ${whole(1, 50)}ms }, read: { exponential: 10ms }, write: { exponential: ${whole(1, 400)}ms } }${
        isGathered ? `, flush: ${whole(1, 20) / 10}s${random.double() < 0.5 ? `, flushAt: ${whole(1, 6)}` : ''}` : ''
      } }
workload:
  adds: { arrivals: { poisson: ${whole(1, 12)}/s }, call: likes.add${random.double() < 0.5 ? ', calls: { likes: { timeout: 500ms, retry: { attempts: 2 } } }' : ''} }
  reads: { arrivals: { poisson: 2/s }, call: likes.read }
faults: { down: { every: { exponential: 5s }, for: { exponential: 1s }, crash: likes, instances: ${whole(1, instances)} } }
run: { duration: 30s, replications: 1, study: finite }
`);
      const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
      const [{ component, behaviour }] = system.components;
      const { rows, books } = behaviour as CounterBehaviour;
      const sum = (of: (one: (typeof books)[number]) => number): number => books.reduce((total, one) => total + of(one), 0);
      const cells = component.stations.map(({ cells: [add] }) => add);
      const check = (): void => {
        const added = sum((one) => one.added);
        const ended = cells.reduce((total, { outcomes }) => total + outcomes[0], 0);
        if (isGathered) {
          expect(sum(({ written, lost }) => written + lost) + rows.pending, `run ${number}`).toBe(added);
          expect(ended, `run ${number}`).toBe(added);
        } else {
          // An add is over when it is written: nothing is acknowledged and lost.
          expect([sum((one) => one.written), rows.pending, sum((one) => one.lost)], `run ${number}`).toEqual([ended, 0, 0]);
        }
      };
      for (let until = 10 * random.double(); until < 30; until += 10 * random.double()) {
        while (!system.run(1_000_000, until));
        check();
      }
      while (!system.run(1_000_000));
      check();
      sums.written += sum((one) => one.written);
      sums.lost += sum((one) => one.lost);
      sums.staleReads += sum((one) => one.staleReads);
      sums.gathered += sum((one) => one.written - one.writes);
      sums.failed += cells.reduce((total, { outcomes }) => total + outcomes[system.outcomes.code('failed')], 0);
    }
    for (const [what, count] of Object.entries(sums)) expect(count, what).toBeGreaterThan(runs);
  });
}
