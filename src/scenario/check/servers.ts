import { scheduleGroup, shiftGroup } from '../language/components.js';
import { readQuantity } from '../read-quantity.js';
import type { ComponentDeclaration } from '../scenario.js';
import { describe, valueOf, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';

interface Servers {
  /** How many, at first. */
  readonly servers: number;
  readonly schedule: ComponentDeclaration['schedule'];
}

/** More are as good as unlimited ones, and formulas would sum over each. */
const mostServers = 100_000_000;

/** `servers`: a count, `unlimited`, or a schedule. */
export function readServers(node: TreeNode, context: Context): Servers {
  const broken: Servers = { servers: 1, schedule: null };
  if (node.type !== 'map') {
    const count = readQuantity(node, 'count', context.issues, { min: 1, max: mostServers, unlimited: true });
    return count === null ? broken : { servers: count, schedule: null };
  }
  const values = readFields(scheduleGroup, node, context);
  if (values.schedule === null || values.repeat === null) return broken;
  const list = values.schedule;
  if (list.type !== 'list' || list.items.length < 2) {
    context.issues.add('wrong-shape', list.place, `a schedule is a list of at least two shifts, not ${describe(list)}`, {
      expected: '[{ for: 8h, servers: 2 }, { for: 16h, servers: 1 }]',
      got: describe(list),
    });
    return broken;
  }
  const phases: { for: number; servers: number }[] = [];
  for (const item of list.items) {
    const map = readMap(item, 'a shift', '{ for: 8h, servers: 2 }', context);
    const shift = map === null ? null : readFields(shiftGroup, map, context);
    if (shift?.for === 0) context.issues.add('out-of-range', valueOf(map!, 'for')!.place, 'a shift must have a length above 0', { expected: 'more than 0s' });
    if (shift !== null && shift.for !== null && shift.servers !== null) phases.push({ for: shift.for, servers: shift.servers });
  }
  if (phases.length !== list.items.length) return broken;
  if (phases.every((phase) => phase.servers === 0) || (!values.repeat && phases.at(-1)!.servers === 0)) {
    context.issues.add('out-of-range', list.place, 'in the end there is no server, and nobody is served any more', {
      expected: 'at least one server in the last shift, or repeat: true',
    });
  }
  return { servers: phases[0].servers, schedule: { phases, repeat: values.repeat } };
}
