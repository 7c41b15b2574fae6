import type { Sweep } from '../../src/experiment/sweep/document.js';
import { renderDocument } from '../../src/report/json.js';
import { renderSweepCsv } from '../../src/report/sweep/csv.js';
import { renderSweepMarkdown } from '../../src/report/sweep/markdown.js';
import { renderSweepText, type SweepTextOptions } from '../../src/report/sweep/text.js';
import type { Format } from '../output/render.js';
import { PIPE_WIDTH } from '../output/wrap.js';

export const SWEEP_FORMATS = ['.json', '.csv', '.md', '.txt', '.png', '.svg'] as const;

/** A sweep in one format; files are as wide as a pipe. Charts are loaded when asked for. */
export async function renderSweep(sweep: Sweep, format: Format, options: Partial<SweepTextOptions> = {}): Promise<string | Buffer> {
  switch (format) {
    case 'json':
      return renderDocument(sweep);
    case 'csv':
      return renderSweepCsv(sweep);
    case 'markdown':
      return renderSweepMarkdown(sweep, options.exit);
    case 'text':
      return renderSweepText(sweep, { width: PIPE_WIDTH, colour: false, unicode: true, quiet: false, all: false, ...options });
    case 'html':
      throw new RangeError('a sweep has no page of its own; outputIssues refuses one');
    case 'png':
    case 'svg': {
      const { renderSweepChart } = await import('../../src/report/sweep/chart.js');
      return renderSweepChart(sweep, format);
    }
  }
}
