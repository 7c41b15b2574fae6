import type { Comparison, Contrast } from '../../experiment/compare/document.js';
import { csvField } from '../csv-field.js';

const COLUMNS = [
  ...['statistic', 'unit', 'design', 'a', 'value', 'difference', 'low', 'high', 'low_alone', 'high_alone', 'ratio', 'ratio_low', 'ratio_high'],
  ...['threshold', 'verdict', 'meaning', 'correlation', 'variance_ratio', 'more_replications'],
];

/** One row for each statistic and each design but A, in inside units (s, 1/s, share, bytes). Empty: nothing can be said. */
export function renderComparisonCsv({ designs, statistics }: Comparison): string {
  const rows = statistics.flatMap(({ statistic, unit, values, against }) =>
    designs.slice(1).map(({ name }) => {
      const contrast: Contrast = against[name];
      const { difference, alone, ratio } = contrast;
      return [
        ...[statistic, unit, name, values['A']?.value, values[name]?.value],
        ...[difference?.value, difference?.low, difference?.high, alone?.low, alone?.high, ratio?.value, ratio?.low, ratio?.high],
        ...[contrast.threshold, contrast.verdict, contrast.meaning, contrast.correlation, contrast.variance_ratio, contrast.more_replications],
      ];
    }),
  );
  return `${[COLUMNS, ...rows].map((row) => row.map((cell) => csvField(cell ?? '')).join(',')).join('\n')}\n`;
}
