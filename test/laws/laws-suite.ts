import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/sim/job.js';
import type { Station } from '../../src/sim/station.js';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import { scenarioOf } from '../support/read.js';
import { randomScenario } from './random-scenario.js';

/** What a station should have counted, kept by another hand: entry and exit of every job. */
class Ledger {
  readonly entered = new Map<Job, number>();
  entries = 0;
  exits = 0;
  rejected = 0;
  timeInside = 0;
  constructor(
    station: Station,
    private readonly system: System,
    private readonly from: number,
  ) {
    const enter = station.enter.bind(station);
    const leave = station.leave.bind(station);
    const turnAway = station.turnAway.bind(station);
    station.enter = (job, operation) => {
      this.entered.set(job, system.engine.now);
      if (system.engine.now > from) this.entries++;
      enter(job, operation);
    };
    station.turnAway = (job, result) => {
      this.count(job);
      if (system.engine.now > from) this.rejected++;
      this.entered.delete(job);
      turnAway(job, result);
    };
    station.leave = (job, result) => {
      this.count(job);
      if (system.engine.now > from) this.exits++;
      this.entered.delete(job);
      leave(job, result);
    };
  }
  private count(job: Job): void {
    this.timeInside += Math.max(0, this.system.engine.now - Math.max(this.entered.get(job)!, this.from));
  }
  close(end: number): void {
    for (const entered of this.entered.values()) this.timeInside += end - Math.max(entered, this.from);
  }
}

function runWithLedgers(yaml: string) {
  const scenario = scenarioOf(yaml);
  const warmup = scenario.run.warmup as number;
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup, curves: false });
  const ledgers = new Map<Station, Ledger>();
  for (const { component } of system.components) for (const station of component.stations) ledgers.set(station, new Ledger(station, system, warmup));
  while (!system.run(1_000_000));
  for (const ledger of ledgers.values()) ledger.close(system.end);
  return { system, ledgers };
}

/** The suite, with so many random scenarios a law. */
export function lawsOnRandomScenarios(runs: number): void {
  describe('laws on random scenarios', () => {
    it('count every job: begun + inside at the start = ended + still inside, at each station and for each workload', () => {
      fc.assert(
        fc.property(randomScenario, (yaml) => {
          const { system, ledgers } = runWithLedgers(yaml);
          for (const { component } of system.components) {
            for (const station of component.stations) {
              const ledger = ledgers.get(station)!;
              const sum = (value: (cell: (typeof station.cells)[number]) => number) => station.cells.reduce((total, cell) => total + value(cell), 0);
              const ended = sum((cell) => cell.outcomes.reduce((total, count) => total + count, 0));
              expect(sum((cell) => cell.insideAtStart) + sum((cell) => cell.arrivals)).toBe(ended + sum((cell) => cell.inside));
              expect(sum((cell) => cell.arrivals)).toBe(ledger.entries);
              expect(ended).toBe(ledger.exits + ledger.rejected);
              expect(station.inside).toBe(ledger.entered.size);
            }
          }
          for (const { requests } of system.workloads) {
            for (const { cell } of requests) {
              expect(cell.insideAtStart + cell.offered).toBe(cell.outcomes.reduce((total, count) => total + count, 0) + cell.inFlight.level);
            }
          }
        }),
        { numRuns: runs, seed: 1 },
      );
    });

    it("hold Little's law with edge terms to rounding where a station's jobs wait or hold a server, and the utilisation law", () => {
      fc.assert(
        fc.property(randomScenario, (yaml) => {
          const { system, ledgers } = runWithLedgers(yaml);
          for (const { declaration, component } of system.components) {
            for (const station of component.stations) {
              const area = station.cells.reduce((total, cell) => total + cell.queue.integral(system.end) + cell.busy.integral(system.end), 0);
              const { timeInside } = ledgers.get(station)!;
              if (!declaration.async) expect(Math.abs(area - timeInside)).toBeLessThanOrEqual(1e-9 * Math.max(1, timeInside));
              else expect(area).toBeLessThanOrEqual(timeInside * branchesMost(declaration.operations[0].steps ?? []) + 1e-9);
              for (const cell of station.cells) {
                const window = system.end - 0.5;
                // A schedule that takes servers away lets the busy ones finish.
                if (declaration.schedule === null && declaration.per === null)
                  expect(cell.busy.integral(system.end)).toBeLessThanOrEqual(declaration.servers * window + 1e-9);
                expect((cell.working ?? cell.busy).integral(system.end)).toBeLessThanOrEqual(cell.busy.integral(system.end) + 1e-9);
                expect(cell.wasted.sum).toBeLessThanOrEqual(cell.work.sum + 1e-12);
              }
            }
          }
        }),
        { numRuns: runs, seed: 2 },
      );
    });

    it('leave nobody behind at a cache when arrivals end, whatever was shared, leased, given up or written later', () => {
      let emptied = 0;
      fc.assert(
        fc.property(randomScenario, (yaml) => {
          const document = JSON.parse(yaml) as { workload: Record<string, { arrivals: object } | undefined> };
          const readers = ['reads', 'pages'].flatMap((name) => {
            const load = document.workload[name];
            return load === undefined ? [] : [[name, { ...load, arrivals: { ...load.arrivals, count: 60 } }] as const];
          });
          if (readers.length === 0) return;
          const ending = { ...document, workload: Object.fromEntries(readers), run: { duration: '60s', warmup: '0s', replications: 1 } };
          const scenario = scenarioOf(JSON.stringify(ending));
          const system = wire(scenario, { seed: 5, replication: 0, warmup: 0, curves: false });
          while (!system.run(1_000_000));
          const isCache = ({ declaration }: (typeof system.components)[number]): boolean => ['front', 'besides', 'web'].includes(declaration.name);
          const inside = (some: typeof system.components): number =>
            some.reduce((total, { component }) => total + component.stations.reduce((sum, station) => sum + station.inside, 0), 0);
          // Some servers keep jobs for ever (a batch that is never full): whoever waits for those may stay.
          if (inside(system.components.filter((one) => !isCache(one))) > 0) return;
          emptied++;
          expect(inside(system.components.filter(isCache))).toBe(0);
          let waiting = 0;
          for (const { behaviour } of system.components) behaviour?.forEachWaiting?.(() => waiting++);
          expect(waiting).toBe(0);
        }),
        { numRuns: runs, seed: 4 },
      );
      expect(emptied).toBeGreaterThan(runs / 4);
    });

    it('lose no caller: when arrivals have ended and nobody is at any station, no request is under way, whatever was refused, hedged, given up or taken back', () => {
      let emptied = 0;
      fc.assert(
        fc.property(randomScenario, (yaml) => {
          const document = JSON.parse(yaml) as { workload: Record<string, { arrivals?: object }> };
          const ending = Object.entries(document.workload).flatMap(([name, load]) =>
            load.arrivals === undefined ? [] : [[name, { ...load, arrivals: { ...load.arrivals, count: 40 } }] as const],
          );
          if (ending.length === 0) return;
          const scenario = scenarioOf(
            JSON.stringify({ ...document, workload: Object.fromEntries(ending), run: { duration: '60s', warmup: '0s', replications: 1 } }),
          );
          const system = wire(scenario, { seed: 6, replication: 0, warmup: 0, curves: false });
          while (!system.run(1_000_000));
          // Some servers keep jobs for ever (a batch that is never full): their callers may stay.
          if (system.components.some(({ component }) => component.stations.some((station) => station.inside > 0))) return;
          emptied++;
          for (const { requests } of system.workloads) for (const { cell } of requests) expect(cell.inFlight.level).toBe(0);
        }),
        { numRuns: runs, seed: 6 },
      );
      expect(emptied).toBeGreaterThan(runs / 4);
    });

    it('same seed, same trajectory; an added component that nobody calls changes nothing; another seed changes it', () => {
      fc.assert(
        fc.property(randomScenario, (yaml) => {
          const fingerprint = (text: string, seed: number) => {
            const system = wire(scenarioOf(text), { seed, replication: 0, warmup: 0, curves: false });
            while (!system.run(1_000_000));
            return `${system.engine.fingerprint.toString()} ${system.engine.events}`;
          };
          const document = JSON.parse(yaml) as { components: Record<string, unknown> };
          const added = JSON.stringify({
            ...document,
            components: { aaa: { kind: 'service', work: '1s' }, ...document.components, zzz: { kind: 'service', work: { exponential: '1s' } } },
          });
          const first = fingerprint(yaml, 7);
          expect(fingerprint(yaml, 7)).toBe(first);
          expect(fingerprint(added, 7)).toBe(first);
        }),
        { numRuns: Math.ceil(runs / 3), seed: 3 },
      );
    });
  });
}

/** Branches that can be at a station for one job at once. */
function branchesMost(steps: readonly { verb: string; branches?: readonly unknown[] }[]): number {
  return Math.max(1, ...steps.map((step) => (step.verb === 'parallel' ? step.branches!.length : step.verb === 'each' ? 3 : 1)));
}
