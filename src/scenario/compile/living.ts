import type { Engine } from '../../sim/engine.js';
import { Job } from '../../sim/job.js';
import { Hedge } from '../../sim/policies/hedge.js';
import { Attempt } from '../../sim/steps/attempt.js';
import type { Exposure } from './exposure.js';
import type { WiredComponent } from './system.js';

/** Visits every job that waits for something: a server, an instant, something that a kind keeps. Whatever else goes on waits for one of these, as its caller. */
export function visitLiving(engine: Engine, components: readonly WiredComponent[], exposure: ReadonlyMap<string, Exposure>, visit: (job: Job) => void): void {
  for (const { component } of components) for (const station of component.stations) station.line.forEachWaiting(visit);
  for (const { behaviour } of components) behaviour?.forEachWaiting?.(visit);
  for (const { paces } of exposure.values()) paces?.forEach((pace) => pace.forEachWorking(visit));
  engine.calendar.forEachPending((target) => {
    if (target instanceof Job) visit(target);
    else if (target instanceof Attempt || target instanceof Hedge) visit(target.caller);
  });
}
