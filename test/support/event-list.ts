import type { Job } from '../../src/sim/job.js';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import { scenarioOf } from './read.js';

export interface EventList {
  readonly system: System;
  /** 'TIME component.operation enters|starts|leaves OUTCOME', in the order in which it happened. */
  readonly lines: string[];
}

/** Runs one replication and writes down who enters and leaves which station, and how. */
export function eventList(yaml: string): EventList {
  const scenario = scenarioOf(yaml);
  const system = wire(scenario, { seed: scenario.seed, replication: 0, warmup: 0, curves: false });
  const lines: string[] = [];
  const { outcomes } = system;
  for (const { component } of system.components) {
    for (const station of component.stations) {
      const name = component.stations.length > 1 ? `${component.name}/${station.index + 1}` : component.name;
      const write = (text: string) => lines.push(`${Number(system.engine.now.toPrecision(12))} ${text}`);
      const enter = station.enter.bind(station);
      const leave = station.leave.bind(station);
      station.enter = (job: Job, operation: number) => {
        write(`${name}.${component.operations[operation].name} enters`);
        enter(job, operation);
      };
      const turnAway = station.turnAway.bind(station);
      station.turnAway = (job: Job, result: number) => {
        write(`${name}.${component.operations[station.cells.indexOf(job.cell!)].name} is turned away ${outcomes.names[result]}`);
        turnAway(job, result);
      };
      station.leave = (job: Job, result: number) => {
        write(`${name}.${component.operations[station.cells.indexOf(job.cell!)].name} leaves ${outcomes.names[result]}`);
        leave(job, result);
      };
    }
  }
  while (!system.run(1_000_000));
  return { system, lines };
}
