import { FifoServers } from '../../sim/servers/fifo-servers.js';
import type { Servers } from '../../sim/servers/servers.js';
import type { ComponentDeclaration, StepDeclaration, WorkloadDeclaration } from '../scenario.js';
import { allSteps } from '../walk-steps.js';
import type { Wiring } from './wiring.js';

/** Steps that start no other job, so that none has this one as its caller or owner, or holds anything for it. */
const lonely: readonly StepDeclaration['verb'][] = ['work', 'wait', 'choose', 'repeat', 'draw', 'return'];

/**
 * Is a job that has ended in this operation known to nobody but to whoever asked for it? Then it may be used again. Only where it is plain to see: the
 * servers have only a line, which it has left; nothing else happens while it is there than its own events; and neither faults nor cancellations ask for it.
 */
export function forgetsJobs(
  { name, settings }: ComponentDeclaration,
  { steps }: ComponentDeclaration['operations'][number],
  servers: Servers | null,
  { exposure, cancellations }: Wiring,
): boolean {
  // Calls with the same key wait for one another's results.
  const hasOnce = (settings['once'] ?? null) !== null;
  if (!(servers instanceof FifoServers) || hasOnce || exposure.has(name) || cancellations !== null) return false;
  return steps !== null && allSteps(steps).every(({ verb }) => lonely.includes(verb));
}

/**
 * Is a session that has ended known to nobody? Where all its calls are plain ones to operations that forget their jobs: whatever was called has ended
 * before, and called nobody itself.
 */
export function isForgotten({ name, body, calls }: WorkloadDeclaration, wiring: Wiring): boolean {
  if (body.shape !== 'do') return false;
  return allSteps(body.steps).every((step) => {
    if (step.verb !== 'call') return lonely.includes(step.verb);
    if (step.undo !== null) return false;
    const { component, operation } = step.target;
    if (calls.has(`${component}.${operation}`) || wiring.cutsOn(name, component, null).length > 0) return false;
    const { index, component: called } = wiring.operation(step.target);
    // One of very many instances has no cells yet: its jobs are not used again.
    return called.stations.every(({ cells }) => cells.length > 0 && cells[index].forgetsJobs);
  });
}
