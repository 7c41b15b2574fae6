import { adaptiveLimitGroup, breakerGroup, codelGroup, hedgeGroup, rateGroup } from '../language/resilience.js';
import type { AdaptiveLimit, BreakerPolicy, Codel, HedgePolicy, RatePolicy } from '../scenario.js';
import { describe, entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';

export function readHedge(node: TreeNode, context: Context): HedgePolicy | null {
  const map = readMap(node, 'a hedge', '{ after: 50ms }', context);
  if (map === null) return null;
  const { after, attempts, cancel } = readFields(hedgeGroup, map, context);
  return after === null || attempts === null || cancel === null ? null : { after, attempts, cancel };
}

export function readBreaker(node: TreeNode, context: Context): BreakerPolicy | null {
  const map = readMap(node, 'a breaker', '{ failures: 50%, over: 10s, open: 5s }', context);
  if (map === null) return null;
  const { failures, over, open, atLeast } = readFields(breakerGroup, map, context);
  if (failures === null || over === null || open === null || atLeast === null) return null;
  refuseZero(map, 'failures', failures, 'the share of failures that opens a breaker', context);
  refuseZero(map, 'over', over, 'the time over which a breaker looks', context);
  refuseZero(map, 'open', open, 'the time that a breaker stays open', context);
  return { failures, over, open, atLeast };
}

export function readRateLimit(node: TreeNode, context: Context): RatePolicy | null {
  const map = readMap(node, 'a limit of the rate', '{ limit: 100/s, burst: 20 }', context);
  if (map === null) return null;
  const { limit, by, burst, excess } = readFields(rateGroup, map, context);
  if (limit === null || by === null || burst === null || excess === null) return null;
  refuseZero(map, 'limit', limit, 'a limit of the rate', context);
  const waits = excess === 'wait';
  if (waits && by === 'leaky-bucket') {
    const given = entryOf(map, 'burst');
    if (given !== undefined)
      context.issues.add('not-together', given.keyPlace, 'burst of a leaky bucket is the number of calls that wait, and excess: wait lets all wait', {
        got: 'burst and excess',
        suggestion: 'remove one of them',
      });
    return { by, limit, burst: Infinity, waits };
  }
  return { by: by as RatePolicy['by'], limit, burst, waits };
}

export function readCodel(node: TreeNode, context: Context): Codel | null {
  const map = readMap(node, 'a controlled delay', '{ target: 5ms, interval: 100ms }', context);
  if (map === null) return null;
  const { target, interval } = readFields(codelGroup, map, context);
  if (target === null || interval === null) return null;
  if (target > interval) {
    context.issues.add(
      'out-of-range',
      (valueOf(map, 'target') ?? valueOf(map, 'interval') ?? map).place,
      'the target of a controlled delay is longer than its interval',
      {
        expected: 'a target of at most the interval',
      },
    );
  }
  return { target, interval };
}

export function readAdaptiveLimit(node: TreeNode, context: Context): AdaptiveLimit | null {
  const map = readMap(node, 'an adaptive limit', '{ least: 20, most: 200 }', context);
  if (map === null) return null;
  const { initial, least, most, tolerance, queue, smoothing } = readFields(adaptiveLimitGroup, map, context);
  if (initial === null || least === null || most === null || tolerance === null || queue === null || smoothing === null) return null;
  if (least > most || initial < least || initial > most) {
    const wrong = ['initial', 'least', 'most'].map((field) => valueOf(map, field)).find((one) => one !== undefined) ?? map;
    context.issues.add('out-of-range', wrong.place, `an adaptive limit of ${initial} at first, at least ${least} and at most ${most} cannot be`, {
      expected: 'least ≤ initial ≤ most',
    });
  }
  refuseZero(map, 'smoothing', smoothing, 'the weight of a new limit', context);
  return { initial, least, most, tolerance, queue, smoothing };
}

export function refuseZero(map: MapNode, field: string, value: number, what: string, context: Context): void {
  const node = valueOf(map, field);
  if (value > 0 || node === undefined) return;
  context.issues.add('out-of-range', node.place, `${what} must be above 0`, { expected: 'more than 0', got: describe(node) });
}
