import { listed } from '../did-you-mean.js';
import type { componentGroup } from '../language/components.js';
import { healthGroup, serverlessGroup, slowStartGroup } from '../language/fleet.js';
import type { ValuesOf } from '../language/field.js';
import type { Balance, ComponentDeclaration, Health, Serverless, SlowStart } from '../scenario.js';
import { entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { refuseZero } from './resilience.js';

/** Which of its instances calls are sent to, beyond the balance. */
export type FleetFields = Pick<ComponentDeclaration, 'health' | 'slowStart'>;

export function readFleet(values: ValuesOf<typeof componentGroup.fields>, context: Context): FleetFields {
  return {
    health: values.health === null ? null : readHealth(values.health, context),
    slowStart: values.slowStart === null ? null : readSlowStart(values.slowStart, context),
  };
}

export function readServerless(node: TreeNode, context: Context): Serverless | null {
  const map = readMap(node, 'serverless execution', '{ coldStart: 400ms }', context);
  if (map === null) return null;
  const { coldStart, concurrency, keepAlive } = readFields(serverlessGroup, map, context);
  return coldStart === null || concurrency === null || keepAlive === null ? null : { coldStart, concurrency, keepAlive };
}

function readHealth(node: TreeNode, context: Context): Health | null {
  const map = readMap(node, 'health checks', '{ every: 10s, failures: 3 }', context);
  if (map === null) return null;
  const { every, timeout, failures, successes } = readFields(healthGroup, map, context);
  if (every === null || timeout === null || failures === null || successes === null) return null;
  refuseZero(map, 'every', every, 'the time between checks', context);
  if (timeout > every && every > 0) {
    context.issues.add('out-of-range', (valueOf(map, 'timeout') ?? valueOf(map, 'every') ?? map).place, 'a check would wait longer than the next one comes', {
      expected: `a timeout of at most ${every}s`,
      suggestion: valueOf(map, 'timeout') === undefined ? `add timeout: ${every}s` : null,
    });
  }
  return { every, timeout, failures, successes };
}

function readSlowStart(node: TreeNode, context: Context): SlowStart | null {
  const map = readMap(node, 'a slow start', '{ window: 30s }', context);
  if (map === null) return null;
  const { window, least, aggression } = readFields(slowStartGroup, map, context);
  if (window === null || least === null || aggression === null) return null;
  refuseZero(map, 'window', window, 'the window of a slow start', context);
  refuseZero(map, 'least', least, 'the least share of its weight', context);
  return { window, least, aggression };
}

/** Balances that look at weights, as those of Envoy that have a slow start mode. */
const weighing: readonly Balance['by'][] = ['round-robin', 'random', 'weighted-round-robin', 'weighted-random', 'least-connections'];

/** What these fields ask of their component. */
export function checkFleet(component: ComponentDraft, map: MapNode, context: Context): void {
  const { kind, name, instances, balance, fleet } = component;
  const refuse = (field: string, message: string, expected: string, suggestion: string): void =>
    context.issues.add('not-together', entryOf(map, field)!.keyPlace, message, { expected, suggestion });
  for (const field of ['health', 'slowStart'] as const) {
    if (fleet[field] === null) continue;
    const faults = kind.faults ?? [];
    if (!faults.includes('crash')) {
      refuse(field, `no fault takes an instance of a ${kind.kind} away, so ${field} does nothing`, 'a kind that can crash, such as service', `remove ${field}`);
    } else if (!faults.includes('freeze')) {
      context.issues.add('not-yet-supported', entryOf(map, field)!.keyPlace, `${field} of a ${kind.kind} is not yet supported`, {
        expected: 'a service or a cache',
      });
    } else if (instances.length === 1) {
      refuse(field, `${name} has one instance: its calls have no other way, so ${field} does nothing`, 'several instances', 'give it instances: 2');
    } else if ('key' in balance) {
      refuse(field, `the key says which instance of ${name} serves a call, so ${field} does nothing`, 'a balance without a key', `remove ${field}`);
    } else if (field === 'slowStart' && !weighing.includes(balance.by))
      refuse(
        field,
        `slowStart lowers a weight, and ${balance.by} looks at none`,
        listed(['round-robin', 'random', 'least-connections']),
        'write balance: round-robin',
      );
  }
}
