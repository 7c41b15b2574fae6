import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';

/** Laws that hold on every path of one station, on common draws: job n brings the same work whatever the discipline. */
const END = 60;

interface Path {
  /** [time, jobs present after it], in order. */
  readonly present: readonly (readonly [number, number])[];
  /** Wait of each job that left, by order of coming. */
  readonly waits: ReadonlyMap<number, number>;
  readonly busy: number;
}

function path(fields: string, load: Load, seed: number): Path {
  const scenario = scenarioOf(`title: t
seed: ${seed}
components: { server: { kind: service, work: ${load.work}, ${fields} } }
workload: { w: { arrivals: ${load.arrivals}, call: server } }
run: { duration: ${END}s, warmup: 0s, replications: 1, study: finite }`);
  const system = wire(scenario, { seed, replication: 0, warmup: 0, curves: false });
  const station = system.components[0].component.stations[0];
  const present: (readonly [number, number])[] = [];
  const waits = new Map<number, number>();
  const enter = station.enter.bind(station);
  const leave = station.leave.bind(station);
  station.enter = (job, operation) => {
    enter(job, operation);
    present.push([system.engine.now, station.inside]);
  };
  station.leave = (job, result) => {
    waits.set(job.id, job.waited);
    leave(job, result);
    present.push([system.engine.now, station.inside]);
  };
  while (!system.run(1_000_000));
  return { present, waits, busy: station.cells[0].busy.integral(END) };
}

/** The number present just before each instant of a grid that no event falls on. */
function sampled({ present }: Path): number[] {
  const counts: number[] = [];
  let index = 0;
  let now = 0;
  for (let instant = 0.0137; instant < END; instant += 0.0731) {
    while (index < present.length && present[index][0] <= instant) now = present[index++][1];
    counts.push(now);
  }
  return counts;
}

interface Load {
  readonly arrivals: string;
  readonly work: string;
}
const load: fc.Arbitrary<Load> = fc.record({
  arrivals: fc.oneof(
    fc.integer({ min: 3, max: 15 }).map((rate) => `{ poisson: ${rate / 10}/s }`),
    fc.constantFrom('{ every: { uniform: [0.1s, 1.9s] } }', '{ poisson: 0.3/s, batch: 3 }', '{ onOff: { rate: 3/s, on: 3s, off: 6s } }'),
  ),
  work: fc.constantFrom(
    '{ exponential: 0.9s }',
    '{ uniform: [0.1s, 1.5s] }',
    '{ hyperexponential: { mean: 0.8s, cv: 3 } }',
    '0.7s',
    '{ lognormal: { mean: 0.8s, cv: 2 } }',
  ),
});
const seed = fc.integer({ min: 1, max: 1_000_000 });

/** The suite, with so many random scenarios a law. */
export function pathwiseLaws(runs: number): void {
  describe('pathwise laws at one station', () => {
    it('more servers under FIFO: no job waits longer', () => {
      fc.assert(
        fc.property(load, seed, fc.integer({ min: 1, max: 4 }), (one, number, servers) => {
          const fewer = path(`servers: ${servers}`, one, number);
          const more = path(`servers: ${servers + 1}`, one, number);
          for (const [job, wait] of fewer.waits) expect(more.waits.get(job) ?? 0).toBeLessThanOrEqual(wait + 1e-9);
        }),
        { numRuns: runs, seed: 1 },
      );
    });

    it('shortest remaining first: never more jobs present than under any other order', () => {
      const others = ['fifo', 'lifo-preemptive', 'processor-sharing', 'shortest-first'];
      fc.assert(
        fc.property(load, seed, fc.constantFrom(...others), (one, number, other) => {
          const best = sampled(path('discipline: shortest-remaining', one, number));
          const rest = sampled(path(`discipline: ${other}`, one, number));
          for (let instant = 0; instant < best.length; instant++) expect(best[instant]).toBeLessThanOrEqual(rest[instant]);
        }),
        { numRuns: runs, seed: 2 },
      );
    });

    it('work is conserved: one server is busy for the same time whatever the order', () => {
      const orders = ['lifo-preemptive', 'processor-sharing', 'shortest-first', 'shortest-remaining', 'priority-preemptive'];
      fc.assert(
        fc.property(load, seed, fc.constantFrom(...orders), (one, number, order) => {
          const first = path('discipline: fifo', one, number);
          expect(path(`discipline: ${order}`, one, number).busy).toBeCloseTo(first.busy, 7);
        }),
        { numRuns: runs, seed: 3 },
      );
    });
  });
}
