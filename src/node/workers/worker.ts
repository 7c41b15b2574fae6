import { deserialize } from 'node:v8';
import { replicate } from '../../experiment/observation/replication.js';
import type { Scenario } from '../../scenario/scenario.js';
import { bytesOfReplication } from '../replication-bytes.js';
import type { Task } from './task.js';

/** Scenarios that a thread keeps: those that several studies have under way at once, not all that there ever were. */
const MOST_KEPT = 4;
const scenarios = new Map<number, Scenario>();

/** What a worker thread does: one replication, as bytes. It is given up by ending the thread. */
export default async function makeReplication(task: Task): Promise<Uint8Array> {
  const { number, warmup, inBatches } = task;
  const told = new Float64Array(task.told);
  const goOn = (events: number, share: number): Promise<boolean> => {
    told[0] = events;
    told[1] = share;
    return going;
  };
  const replication = await replicate(scenarioOf(task), { number, warmup, inBatches, goOn });
  return bytesOfReplication(replication!);
}

const going = Promise.resolve(true);

/** One object for each scenario: what the engine makes once for a scenario (graphs, tables) hangs on it. */
function scenarioOf({ id, scenario }: Task): Scenario {
  const present = scenarios.get(id);
  if (present !== undefined) return present;
  for (const oldest of scenarios.keys()) {
    if (scenarios.size < MOST_KEPT) break;
    scenarios.delete(oldest);
  }
  // A copy of its own: typed arrays on shared memory are slower to read.
  const made = deserialize(new Uint8Array(scenario).slice()) as Scenario;
  scenarios.set(id, made);
  return made;
}
