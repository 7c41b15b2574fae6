import { lawMean } from '../../sim/chance/moments.js';
import { arrivalLaws, arrivalsGroup, onOffGroup, replayGroup, stateGroup } from '../language/workloads.js';
import { readQuantity } from '../read-quantity.js';
import type { OpenLoad } from '../scenario.js';
import { describe, valueOf, type ScalarNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { readRate } from './rate.js';

/** An open load that is read, before its trace is. */
export interface ArrivalsDraft {
  readonly load: OpenLoad | null;
  readonly replay: ReplayDraft | null;
}
export interface ReplayDraft {
  readonly file: ScalarNode;
  readonly time: ScalarNode;
  readonly speed: number;
  readonly isLenient: boolean;
  /** Seconds in the file; null: its first row. */
  readonly origin: number | null;
}
type Arrivals = OpenLoad['arrivals'];

/** Reads `arrivals` of a workload. */
export function readArrivals(node: TreeNode, context: Context): ArrivalsDraft | null {
  const map = readMap(node, '`arrivals`', '{ poisson: 40/s }', context);
  if (map === null) return null;
  const values = readFields(arrivalsGroup, map, context);
  const law = readOneOf(map, arrivalLaws, '`arrivals`', context);
  const count = values.count ?? Infinity;
  const { batch } = values;
  if (batch !== null && lawMean(batch) === 0)
    context.issues.add('out-of-range', valueOf(map, 'batch')!.place, 'nobody comes with a batch of 0', { expected: 'a mean above 0' });
  const draft = (arrivals: Arrivals | null, replay: ReplayDraft | null = null): ArrivalsDraft => ({
    load: arrivals === null ? null : { type: 'open', arrivals, batch, count },
    replay,
  });
  const part = law === null ? null : values[law];
  if (law === null || part === null) return null;
  switch (law) {
    case 'poisson':
      return draft(readRate(values.poisson!, context));
    case 'every':
      if (lawMean(values.every!) === 0) {
        context.issues.add('out-of-range', valueOf(map, 'every')!.place, 'gaps of 0 s would never let the time pass', { expected: 'more than 0s' });
      }
      return draft({ law: 'every', gap: values.every! });
    case 'at':
      return draft(readTimes(values.at!, context));
    case 'mmpp':
      return draft(readStates(values.mmpp!, context));
    case 'onOff':
      return draft(readOnOff(values.onOff!, context));
    case 'replay': {
      const replay = readReplay(values.replay!, context);
      // The name of the trace is filled in when it is read.
      return replay === null ? null : draft({ law: 'replay', trace: '', speed: replay.speed }, replay);
    }
  }
}

function readTimes(node: TreeNode, context: Context): Arrivals | null {
  if (node.type !== 'list' || node.items.length === 0) {
    context.issues.add('wrong-shape', node.place, `arrival times are a list, not ${describe(node)}`, { expected: '[0s, 90s]', got: describe(node) });
    return null;
  }
  const times: number[] = [];
  for (const item of node.items) {
    const time = readQuantity(item, 'time', context.issues);
    if (time === null) continue;
    if (times.length > 0 && time < times.at(-1)!) context.issues.add('out-of-range', item.place, 'these times go back', { expected: 'times in order' });
    times.push(time);
  }
  return times.length === node.items.length ? { law: 'at', times } : null;
}

/** A Markov-modulated Poisson process, its states in a circle. */
function readStates(node: TreeNode, context: Context): Arrivals | null {
  if (node.type !== 'list' || node.items.length < 2) {
    context.issues.add('wrong-shape', node.place, `mmpp is a list of at least two states, not ${describe(node)}`, {
      expected: '[{ rate: 10/s, for: 1min }, { rate: 100/s, for: 5s }]',
      got: describe(node),
    });
    return null;
  }
  const states: { rate: number; for: number }[] = [];
  for (const item of node.items) {
    const map = readMap(item, 'a state', '{ rate: 10/s, for: 1min }', context);
    const state = map === null ? null : readFields(stateGroup, map, context);
    if (state?.for === 0) context.issues.add('out-of-range', valueOf(map!, 'for')!.place, 'a state must last for a time above 0', { expected: 'more than 0s' });
    if (state !== null && state.rate !== null && state.for !== null) states.push({ rate: state.rate, for: state.for });
  }
  if (states.length !== node.items.length) return null;
  if (states.every((state) => state.rate === 0)) {
    context.issues.add('out-of-range', node.place, 'nobody arrives in any of these states', { expected: 'at least one rate above 0' });
    return null;
  }
  return { law: 'mmpp', states };
}

function readOnOff(node: TreeNode, context: Context): Arrivals | null {
  const map = readMap(node, '`onOff`', '{ rate: 100/s, on: 1s, off: 9s }', context);
  if (map === null) return null;
  const { rate, on, off } = readFields(onOffGroup, map, context);
  for (const [field, value] of [['rate', rate] as const, ['on', on] as const, ['off', off] as const]) {
    if (value === 0)
      context.issues.add('out-of-range', valueOf(map, field)!.place, `${field} must be above 0 here`, {
        expected: field === 'rate' ? 'more than 0/s' : 'more than 0s',
      });
  }
  if (rate === null || on === null || off === null) return null;
  return {
    law: 'mmpp',
    states: [
      { rate, for: on },
      { rate: 0, for: off },
    ],
  };
}

function readReplay(node: TreeNode, context: Context): ReplayDraft | null {
  const map = readMap(node, '`replay`', '{ file: requests.csv, time: t_s }', context);
  if (map === null) return null;
  const values = readFields(replayGroup, map, context);
  if (values.speed === 0)
    context.issues.add('out-of-range', valueOf(map, 'speed')!.place, 'at speed 0 no request would ever arrive', { expected: 'more than 0' });
  if (values.file === null || values.time === null || values.speed === null || values.lenient === null) return null;
  return {
    file: valueOf(map, 'file') as ScalarNode,
    time: valueOf(map, 'time') as ScalarNode,
    speed: values.speed,
    isLenient: values.lenient,
    origin: values.origin,
  };
}
