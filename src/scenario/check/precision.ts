import { readQuantity } from '../read-quantity.js';
import type { Precision, PrecisionTarget } from '../scenario.js';
import type { Entry, TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readMap } from './fields.js';
import { readStatistic, type System } from './objectives.js';

/** Reads `precision`: a share for all that matters, or statistic → half-width. */
export function readPrecision(node: TreeNode, system: System, context: Context): Precision | null {
  if (node.type === 'scalar') {
    const share = readQuantity(node, 'share', context.issues, { isOpen: true });
    return share === null ? null : { share, statistics: [] };
  }
  const map = readMap(node, '`precision`', '2%, or { jobs.latency.p95: 3% }', context);
  if (map === null) return null;
  return { share: null, statistics: map.entries.flatMap((entry) => readTarget(entry, system, context) ?? []) };
}

/** In per cent of the value; but a share has points, as its value can be 0. With a unit: in that unit. */
function readTarget(entry: Entry, system: System, context: Context): PrecisionTarget | null {
  const read = readStatistic(entry.key, entry.keyPlace, system, context);
  if (read === null || read === 'unjudged') return null;
  const { target, statistic } = read;
  if (statistic.parts === 'faults') {
    context.issues.add('no-interval', entry.keyPlace, `"${entry.key}" has no interval where a replication does not recover: it cannot say when to stop`, {
      expected: 'a mean, a percentile, a rate or a share',
      got: entry.key,
    });
    return null;
  }
  if (target.part === 'max' || statistic.isCounted === true) {
    context.issues.add('no-interval', entry.keyPlace, `"${entry.key}" is counted over all replications and has no interval`, {
      expected: 'a mean, a percentile, a rate or a share',
      got: entry.key,
    });
    return null;
  }
  const isRelative = statistic.unit !== 'share' && entry.value.type === 'scalar' && entry.value.text.endsWith('%');
  const width = readQuantity(entry.value, isRelative ? 'share' : statistic.unit, context.issues, { isOpen: true });
  return width === null ? null : { statistic: entry.key, target, width, isRelative };
}
