import { Job, type KeyValues, type Reply, type Step } from '../job.js';

/** A part of a job that goes its own way: it is at its owner's station, takes no other server, and tells `reply` when it ends. */
export function startBranch(owner: Job, reply: Reply, first: Step, keys: KeyValues): Job {
  const branch = new Job(owner.engine, owner, reply, keys, owner.due, first);
  branch.isBranch = true;
  branch.station = owner.station;
  branch.cell = owner.cell;
  owner.engine.ready(branch);
  return branch;
}
