import type { Comparison } from '../../src/experiment/compare/document.js';
import { renderComparisonCsv } from '../../src/report/compare/csv.js';
import { renderComparisonMarkdown } from '../../src/report/compare/markdown.js';
import { type ComparisonTextOptions, renderComparisonText } from '../../src/report/compare/text.js';
import { renderDocument } from '../../src/report/json.js';
import type { Format } from '../output/render.js';
import { PIPE_WIDTH } from '../output/wrap.js';

export const COMPARISON_FORMATS = ['.json', '.csv', '.md', '.txt', '.png', '.svg'] as const;

/** A comparison in one format; files are as wide as a pipe. Charts are loaded when asked for. */
export async function renderComparison(
  comparison: Comparison,
  format: Format,
  options: Partial<ComparisonTextOptions> & { readonly asked: boolean },
): Promise<string | Buffer> {
  switch (format) {
    case 'json':
      return renderDocument(comparison);
    case 'csv':
      return renderComparisonCsv(comparison);
    case 'markdown':
      return renderComparisonMarkdown(comparison);
    case 'text':
      return renderComparisonText(comparison, { width: PIPE_WIDTH, colour: false, unicode: true, quiet: false, all: false, ...options });
    case 'html':
      throw new RangeError('a comparison has no page of its own; outputIssues refuses one');
    case 'png':
    case 'svg': {
      const { renderComparisonChart } = await import('../../src/report/compare/chart.js');
      return renderComparisonChart(comparison, format);
    }
  }
}
