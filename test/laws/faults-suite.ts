import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/models/index.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { randomScenario } from './random-scenario.js';

interface Draw {
  readonly pick: number;
  readonly verb: 'crash' | 'freeze' | 'slow' | 'errors' | 'zone';
  readonly times: Record<string, unknown>;
  readonly for: string;
}

const draw: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(100),
  verb: fc.constantFrom('crash', 'crash', 'freeze', 'slow', 'errors', 'zone'),
  times: fc.constantFrom<Record<string, unknown>>(
    { at: '400ms' },
    { at: ['100ms', '1s', '1200ms'] },
    { every: { exponential: '300ms' } },
    { every: { exponential: '30ms' } },
  ),
  for: fc.constantFrom('1ms', '50ms', '300ms', '10ms'),
});

function read(yaml: string): Scenario | null {
  return readScenario({ file: 'random.yaml', sets: [], reader: { ...diskReader, read: (path) => (path === 'random.yaml' ? yaml : diskReader.read(path)) } })
    .scenario;
}

/** The random page with random faults at components that can have them; null where none can. */
function withFaults(yaml: string, draws: readonly Draw[]): Scenario | null {
  const plain = read(yaml)!;
  const able = plain.components.filter(({ kind, blocks }) => !blocks && (kinds.find((one) => one.kind === kind)!.faults ?? []).includes('crash'));
  if (able.length === 0) return null;
  const faults = Object.fromEntries(
    draws.map(({ pick, verb, times, for: length }, index) => {
      const { name } = able[pick % able.length];
      const what =
        verb === 'zone'
          ? { crash: able.map((one) => one.name) }
          : verb === 'slow'
            ? { slow: name, factor: 3 }
            : verb === 'errors'
              ? { errors: name, share: '40%' }
              : { [verb]: name };
      return [`fault-${index}`, { ...times, for: length, ...what }];
    }),
  );
  const page = JSON.parse(yaml) as Record<string, unknown>;
  return read(JSON.stringify({ ...page, faults, run: { duration: '2s', replications: 1 } }));
}

function serversMost({ per, schedule, servers }: Scenario['components'][number]): number {
  if (per !== null) return Infinity;
  return schedule === null ? servers : Math.max(...schedule.phases.map((phase) => phase.servers));
}

/** The suite, with so many random scenarios with faults. */
export function faultsOnRandomScenarios(runs: number): void {
  describe('random faults in random scenarios', () => {
    it('lose nothing uncounted: begun = ended + still inside, at each station and for each workload, and levels are those of the jobs', () => {
      let struck = 0;
      fc.assert(
        fc.property(randomScenario, fc.array(draw, { minLength: 1, maxLength: 3 }), (yaml, draws) => {
          const scenario = withFaults(yaml, draws);
          if (scenario === null) return;
          const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
          while (!system.run(1_000_000));
          struck += system.faults.reduce((sum, { fault }) => sum + fault.spans.length, 0);
          for (const { component, declaration } of system.components) {
            for (const station of component.stations) {
              const sum = (value: (cell: (typeof station.cells)[number]) => number) => station.cells.reduce((total, cell) => total + value(cell), 0);
              const ended = sum((cell) => cell.outcomes.reduce((total, count) => total + count, 0));
              expect(sum((cell) => cell.arrivals)).toBe(ended + sum((cell) => cell.inside));
              expect(station.inside).toBe(sum((cell) => cell.inside));
              expect(station.inside).toBeGreaterThanOrEqual(0);
              for (const { queue, busy, inside } of station.cells) {
                expect(queue.level).toBeGreaterThanOrEqual(0);
                expect(busy.level).toBeGreaterThanOrEqual(0);
                expect(inside).toBeGreaterThanOrEqual(0);
              }
              expect(sum((cell) => cell.busy.level)).toBeLessThanOrEqual(serversMost(declaration));
            }
          }
          for (const { requests } of system.workloads) {
            for (const { cell } of requests) {
              const ended = cell.outcomes.reduce((total, count) => total + count, 0);
              expect(cell.offered).toBe(ended + cell.inFlight.level);
            }
          }
          for (const age of system.oldestInside().values()) expect(age).toBeLessThanOrEqual(system.end);
        }),
        { numRuns: runs, seed: 7 },
      );
      expect(struck).toBeGreaterThan(runs);
    });
  });
}
