import { cos } from '../../sim/elementary.js';
import { diurnalGroup, phaseGroup, phasesGroup, rateShapes, spikeGroup } from '../language/workloads.js';
import { readQuantity } from '../read-quantity.js';
import type { OpenLoad } from '../scenario.js';
import { describe, entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';

type Arrivals = OpenLoad['arrivals'];
interface Phase {
  readonly for: number;
  readonly rate: number;
  readonly rampTo: number;
}

/** The rate of Poisson arrivals: constant, or one of the ways in which it changes, all of which come down to straight lines. */
export function readRate(node: TreeNode, context: Context): Arrivals | null {
  if (node.type !== 'map') {
    const rate = readQuantity(node, 'rate', context.issues, { isOpen: true });
    return rate === null ? null : { law: 'poisson', rate };
  }
  const values = readFields(phasesGroup, node, context);
  const shape = readOneOf(node, rateShapes, phasesGroup.what, context);
  if (shape !== null && shape !== 'phases' && entryOf(node, 'repeat') !== undefined) {
    context.issues.add('one-of', entryOf(node, 'repeat')!.keyPlace, 'only phases repeat', { expected: 'repeat with phases', suggestion: 'remove repeat' });
  }
  if (shape === null || values[shape] === null) return null;
  switch (shape) {
    case 'phases': {
      const phases = readPhases(values.phases!, context);
      return phases === null ? null : { law: 'poisson-phases', phases, repeat: values.repeat ?? false };
    }
    case 'diurnal':
      return readDay(values.diurnal!, context);
    case 'spike':
      return readSpike(values.spike!, context);
  }
}

function readPhases(node: TreeNode, context: Context): readonly Phase[] | null {
  if (node.type !== 'list' || node.items.length === 0) {
    context.issues.add('wrong-shape', node.place, `phases are a list, not ${describe(node)}`, {
      expected: '[{ for: 20min, rate: 300/s }]',
      got: describe(node),
    });
    return null;
  }
  const phases: Phase[] = [];
  for (const item of node.items) {
    const phase = readMap(item, 'a phase', '{ for: 20min, rate: 300/s }', context);
    const read = phase === null ? null : readFields(phaseGroup, phase, context);
    if (read?.for === 0) context.issues.add('out-of-range', valueOf(phase!, 'for')!.place, 'a phase must have a length above 0', { expected: 'more than 0s' });
    if (read !== null && read.for !== null && read.rate !== null) phases.push({ for: read.for, rate: read.rate, rampTo: read.rampTo ?? read.rate });
  }
  if (phases.length !== node.items.length) return null;
  if (phases.every((phase) => phase.rate === 0 && phase.rampTo === 0)) {
    context.issues.add('out-of-range', node.place, 'nobody arrives in any of these phases', { expected: 'at least one rate above 0' });
    return null;
  }
  return phases;
}

const hour = 3600;

/** mean · (1 + (peak - 1) cos(2π (t - at) / 24 h)), in straight lines from hour to hour: they have the same mean. */
function readDay(node: TreeNode, context: Context): Arrivals | null {
  const map = readMap(node, '`diurnal`', '{ mean: 100/s, peak: 2, at: 20h }', context);
  if (map === null) return null;
  const { mean, peak, at } = readFields(diurnalGroup, map, context);
  if (mean === 0) refuse(map, 'mean', 'nobody arrives at a mean rate of 0', 'more than 0/s', context);
  if (at !== null && at >= 24 * hour) refuse(map, 'at', 'a day has 24 hours', 'less than 24h', context);
  if (mean === null || peak === null || at === null) return null;
  // Twelve digits: the last ones of a cosine are not the same on every machine.
  const rates = Array.from({ length: 25 }, (_, index) =>
    Number((mean * Math.max(0, 1 + (peak - 1) * cos((2 * Math.PI * ((index % 24) * hour - at)) / (24 * hour)))).toPrecision(12)),
  );
  const phases = rates.slice(0, 24).map((rate, index) => ({ for: hour, rate, rampTo: rates[index + 1] }));
  return { law: 'poisson-phases', phases, repeat: true };
}

/** The base rate, up to the peak, the peak, down again, and the base rate for ever. */
function readSpike(node: TreeNode, context: Context): Arrivals | null {
  const map = readMap(node, '`spike`', '{ base: 100/s, peak: 1000/s, at: 5min, for: 1min }', context);
  if (map === null) return null;
  const { base, peak, at, for: length, ramp } = readFields(spikeGroup, map, context);
  if (base !== null && peak !== null && peak <= base) refuse(map, 'peak', 'the peak of a spike is above its base', 'more than the base', context);
  if (length === 0 && ramp === 0) refuse(map, 'for', 'a spike takes time', 'more than 0s', context);
  if (base === null || peak === null || at === null || length === null || ramp === null) return null;
  const phases: readonly Phase[] = [
    { for: at, rate: base, rampTo: base },
    { for: ramp, rate: base, rampTo: peak },
    { for: length, rate: peak, rampTo: peak },
    { for: ramp, rate: peak, rampTo: base },
    // Nobody comes after a spike over nothing.
    { for: base > 0 ? Infinity : 0, rate: base, rampTo: base },
  ];
  return { law: 'poisson-phases', phases: phases.filter((phase) => phase.for > 0), repeat: false };
}

function refuse(map: MapNode, field: string, message: string, expected: string, context: Context): void {
  context.issues.add('out-of-range', valueOf(map, field)!.place, message, { expected });
}
