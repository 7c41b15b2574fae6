import { bandwidthTraceGroup } from '../language/bandwidth-trace.js';
import type { BandwidthOverTime } from '../language/field.js';
import { readLaw } from '../law.js';
import { entryOf, type ScalarNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields } from './fields.js';

/** A distribution of bandwidths, or { file, time, bandwidth }. */
export function readBandwidth(node: TreeNode, context: Context): BandwidthOverTime | null {
  if (node.type !== 'map' || entryOf(node, 'file') === undefined) {
    const law = readLaw(node, 'bandwidth', context.issues, context.files);
    return law === null ? null : { law };
  }
  const values = readFields(bandwidthTraceGroup, node, context);
  if (values.file === null || values.time === null || values.bandwidth === null) return null;
  const [file, time, column] = ['file', 'time', 'bandwidth'].map((name) => entryOf(node, name)!.value as ScalarNode);
  const numbers = [{ column: values.bandwidth, isNeeded: true, place: column.place }];
  const trace = context.files.readTrace({ file, time, isLenient: false, origin: null, items: [], numbers }, context.issues);
  if (trace === null) return null;
  const rates = [...trace.numbers.get(values.bandwidth)!];
  const durations = durationsOf(trace.times);
  if (rates.some((rate, index) => rate > 0 && durations[index] > 0)) return { durations, rates };
  context.issues.add('out-of-range', column.place, `nothing ever comes through: every bandwidth of ${values.file} is 0`, {
    expected: 'a bandwidth above 0',
  });
  return null;
}

/** Each row lasts to the next, the last as long as the one before it; a single one for ever. */
function durationsOf(times: Float64Array): number[] {
  const durations = [...times].slice(1).map((time, index) => time - times[index]);
  return [...durations, durations.at(-1) ?? Infinity];
}
