import { listed } from '../did-you-mean.js';
import type { componentGroup } from '../language/components.js';
import { healthGroup, scaleGroup, serverlessGroup, slowStartGroup } from '../language/fleet.js';
import type { ValuesOf } from '../language/field.js';
import type { Balance, ComponentDeclaration, Health, Scale, Serverless, SlowStart } from '../scenario.js';
import { entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { refuseZero } from './resilience.js';

/** Which of its instances calls are sent to, beyond the balance. */
export type FleetFields = Pick<ComponentDeclaration, 'health' | 'slowStart' | 'scale'>;

export function readFleet(
  values: ValuesOf<typeof componentGroup.fields> & { readonly scale?: TreeNode | null },
  instances: number,
  context: Context,
): FleetFields {
  return {
    health: values.health === null ? null : readHealth(values.health, context),
    scale: (values.scale ?? null) === null ? null : readScale(values.scale!, instances, context),
    slowStart: values.slowStart === null ? null : readSlowStart(values.slowStart, context),
  };
}

export function readServerless(node: TreeNode, context: Context): Serverless | null {
  const map = readMap(node, 'serverless execution', '{ coldStart: 400ms }', context);
  if (map === null) return null;
  const { coldStart, concurrency, keepAlive } = readFields(serverlessGroup, map, context);
  return coldStart === null || concurrency === null || keepAlive === null ? null : { coldStart, concurrency, keepAlive };
}

function readScale(node: TreeNode, initial: number, context: Context): Scale | null {
  const map = readMap(node, 'a scale', '{ utilisation: 60%, max: 20, boot: 90s }', context);
  if (map === null) return null;
  const values = readFields(scaleGroup, map, context);
  const by = readOneOf(map, ['utilisation', 'queue'], 'a scale', context);
  const { min, max, every, tolerance, boot, scaleOutCooldown: outCooldown, scaleInCooldown: inCooldown } = values;
  const target = by === null ? null : values[by];
  if (target === null || min === null || max === null || every === null || tolerance === null || boot === null || outCooldown === null || inCooldown === null)
    return null;
  refuseZero(map, by!, target, 'the target of a scale', context);
  refuseZero(map, 'every', every, 'the time between evaluations', context);
  if (min >= max || initial < min || initial > max) {
    const wrong = valueOf(map, 'max')!;
    context.issues.add('out-of-range', wrong.place, `${initial} instances at first, at least ${min} and at most ${max} cannot be`, {
      expected: 'min ≤ instances ≤ max, and min below max',
      suggestion: initial < min ? `write instances: ${min}` : null,
    });
  }
  return { by: by as 'utilisation' | 'queue', target, initial, min, max, every, tolerance, boot, outCooldown, inCooldown };
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
    if (field === 'slowStart' && fleet.scale !== null && weighing.includes(balance.by)) continue;
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

/** What makes instances that come and go differ from one another, or outlast them. */
export function checkScale(component: ComponentDraft, map: MapNode, context: Context): void {
  const { name, balance, fleet, station, servers, variants } = component;
  if (fleet.scale === null) return;
  const instances = valueOf(map, 'instances');
  const beside: readonly (readonly [field: string, isGiven: boolean, why: string])[] = [
    ['instances', variants !== null || (instances !== undefined && instances.type !== 'scalar'), 'instances that come and go have no names: write a count'],
    ['balance', 'key' in balance || 'weights' in balance, 'an item or a weight belongs to an instance that may not be there'],
    ['health', fleet.health !== null, 'no fault strikes instances that come and go, in this version'],
    ['per', station.per !== null, 'an item has one station, wherever it is'],
    ['whenFull', station.blocks, 'who waits at the door of an instance would wait there when it goes'],
    ['servers', station.schedule !== null, 'one of them decides how much there is'],
    ['serverless', station.serverless !== null, 'serverless execution brings its servers with the calls'],
    ['servers', servers === Infinity, 'unlimited servers need no further instance'],
  ];
  for (const [field, isGiven, why] of beside) {
    if (!isGiven) continue;
    context.issues.add('not-together', (entryOf(map, field) ?? entryOf(map, 'scale')!).keyPlace, `scale of ${name} does not go with this: ${why}`, {
      got: `${field} and scale`,
      suggestion: `change ${field}, or remove scale`,
    });
  }
}
