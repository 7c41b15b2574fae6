import { Job } from '../job.js';
import type { Engine } from '../engine.js';
import { Hedge } from '../policies/hedge.js';
import type { Station } from '../station.js';
import { Attempt } from '../steps/attempt.js';
import { UndoLog } from '../steps/undo.js';
import type { Door } from './door.js';
import { makeDeaf } from './membership.js';
import type { Pace } from './pace.js';

/** One instance that can crash, with everything that knows of its jobs. */
export interface Crashable {
  readonly station: Station;
  readonly door: Door;
  readonly pace: Pace | null;
  /** What its kind keeps there is lost, too. */
  readonly forget: () => void;
}

/**
 * Instances stop at once, and what is inside is lost. Each job there ends `failed`, in the order in which they came, and is counted; whoever called it is
 * told at this instant, unless the caller is lost in the same crash. What the lost jobs had called goes on elsewhere, for nobody.
 *
 * @param forEachLiving visits every job that waits for something, anywhere; its callers wait for it
 */
export function crash(engine: Engine, struck: readonly Crashable[], forEachLiving: (visit: (job: Job) => void) => void): void {
  const stations = new Set(struck.map(({ station }) => station));
  const lost = new Set(struck.flatMap(({ door }) => [...door.members!.jobs]));
  // Branches and undos are parts of operations there: no jobs of their own to be counted.
  const isLost = (job: Job): boolean => lost.has(job) || ((job.isBranch || job.reply instanceof UndoLog) && stations.has(job.station!));
  const cutOff = (job: Job): void => {
    for (let current: Job | null = job; current !== null; current = current.caller) {
      if (current.caller !== null && !current.isBranch && isLost(current.caller)) makeDeaf(current);
    }
  };
  forEachLiving(cutOff);
  lost.forEach(cutOff);
  engine.calendar.cancelWhere((target) =>
    target instanceof Job ? isLost(target) : (target instanceof Attempt || target instanceof Hedge) && isLost(target.caller),
  );
  for (const { station, pace, forget } of struck) {
    pace?.clear();
    station.clear();
    forget();
  }
  for (const job of lost) {
    job.waited = 0;
    job.station!.turnAway(job, struck[0].door.failed);
  }
}
