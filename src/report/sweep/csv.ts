import type { Sweep } from '../../experiment/sweep/document.js';
import { csvField } from '../csv-field.js';

/** One row for each point and statistic, in inside units (s, 1/s, share, bytes); a column for each path. Empty: as in the file, or nothing can be said. */
export function renderSweepCsv({ axes, points, statistics }: Sweep): string {
  const head = [...axes.map(({ path }) => path), 'statistic', 'unit', 'value', 'low', 'high', 'replications', 'warmup_s', 'unstable', 'warmup_not_found'];
  const rows = points.flatMap(({ settings, values, replications, warmup_s: warmup, unstable, warmup_not_found: isMissing }) =>
    statistics.map(({ statistic, unit }) => {
      const { value, low, high } = values[statistic] ?? { value: null, low: null, high: null };
      const place = axes.map(({ path }) => (settings as Readonly<Record<string, string | undefined>>)[path]);
      return [...place, statistic, unit, value, low, high, replications, warmup, unstable !== null, isMissing];
    }),
  );
  return `${[head, ...rows].map((row) => row.map((one) => csvField(one ?? '')).join(',')).join('\n')}\n`;
}
