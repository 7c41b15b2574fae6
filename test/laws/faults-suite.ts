import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind, FaultVerb, OwnStatistic } from '../../src/models/define.js';
import { kinds } from '../../src/models/index.js';
import { wire } from '../../src/scenario/compile/wire.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { randomScenario } from './random-scenario.js';

interface Draw {
  readonly pick: number;
  readonly verb: 'crash' | 'freeze' | 'slow' | 'errors' | 'full' | 'flush' | 'spike' | 'zone';
  readonly times: Record<string, unknown>;
  readonly for: string;
}

const draw: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(100),
  verb: fc.constantFrom('crash', 'crash', 'freeze', 'slow', 'errors', 'full', 'flush', 'spike', 'zone'),
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

/** The random page with random faults at components that can have them, consumers of brokers among them; null where none can. */
function withFaults(yaml: string, draws: readonly Draw[]): Scenario | null {
  const plain = read(yaml)!;
  const can = (verb: FaultVerb) => plain.components.filter(({ kind, blocks }) => !blocks && (kindOf(kind).faults ?? []).includes(verb));
  const faults = Object.fromEntries(
    draws.flatMap(({ pick, verb, times, for: length }, index) => {
      const what = effectOf(plain, can, pick, verb);
      return what === null ? [] : [[`fault-${index}`, { ...times, ...(verb === 'flush' ? {} : { for: length }), ...what }]];
    }),
  );
  if (Object.keys(faults).length === 0) return null;
  const page = JSON.parse(yaml) as Record<string, unknown>;
  const struck = read(JSON.stringify({ ...page, faults, run: { duration: '2s', replications: 1 } }));
  if (struck === null) throw new Error(`these faults are refused: ${JSON.stringify(faults)}`);
  return struck;
}

function effectOf(plain: Scenario, can: (verb: FaultVerb) => Scenario['components'], pick: number, verb: Draw['verb']): Record<string, unknown> | null {
  if (verb === 'spike') {
    const spikeable = plain.workloads.filter(({ load }) => load.type === 'open' && ['poisson', 'every'].includes(load.arrivals.law));
    return spikeable.length === 0 ? null : { spike: spikeable[pick % spikeable.length].name, factor: 3 };
  }
  if (verb === 'zone') return can('crash').length === 0 ? null : { crash: can('crash').map(({ name }) => name) };
  const groups = plain.components.filter(({ kind }) => kind === 'broker').map(({ name }) => `${name}.groups.group-1`);
  const targets = [...can(verb).filter((one) => !standsStill(verb, one)), ...(verb === 'crash' ? groups : [])];
  if (targets.length === 0) return null;
  const target = targets[pick % targets.length];
  if (typeof target === 'string') return { crash: target };
  const { name, kind, operations } = target;
  if (verb === 'slow') return { slow: name, factor: 3 };
  if (verb === 'errors') return { errors: name, share: '40%' };
  return { [verb]: verb === 'full' && kind === 'service' ? `${name}.${operations[0].name}` : name };
}

/** A kind without work has nothing that could be slow. */
function standsStill(verb: FaultVerb, { kind, operations }: Scenario['components'][number]): boolean {
  return (verb === 'slow' || verb === 'freeze') && kind !== 'service' && operations.every(({ work }) => work === null);
}

function kindOf(name: string): ComponentKind {
  return kinds.find(({ kind }) => kind === name)!;
}

function serversMost({ per, schedule, servers }: Scenario['components'][number]): number {
  if (per !== null) return Infinity;
  return schedule === null ? servers : Math.max(...schedule.phases.map((phase) => phase.servers));
}

/** Everything that was put or published is somewhere, or is counted as gone. */
function expectKept(kind: string, statistics: Readonly<Record<string, OwnStatistic>>): void {
  const of = (name: string): number => {
    const statistic = statistics[name];
    return statistic.type === 'count' ? statistic.count : statistic.type === 'level' ? statistic.level.level : Number.NaN;
  };
  if (kind === 'mailbox') expect(of('put')).toBe(of('delivered') + of('expired') + of('overflowed') + of('lost') + of('inside'));
  if (kind !== 'broker') return;
  const groups = statistics['groups'] as Extract<OwnStatistic, { type: 'parts' }>;
  const count = Object.keys(groups.parts).length;
  expect(of('published') * count).toBe(of('delivered') + of('dead_lettered') + of('expired') + of('lag') + of('in_hand'));
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
          for (const { declaration, component, behaviour } of system.components) {
            component.stations.forEach((_, index) => expectKept(declaration.kind, behaviour?.statistics(index) ?? {}));
          }
          for (const age of system.oldestInside().values()) expect(age).toBeLessThanOrEqual(system.end);
        }),
        { numRuns: runs, seed: 7 },
      );
      expect(struck).toBeGreaterThan(runs);
    });
  });
}
