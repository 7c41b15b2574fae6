import type { PlanResults } from '../../src/experiment/plan/document.js';
import { renderDocument } from '../../src/report/json.js';
import { renderPlanCsv } from '../../src/report/plan/csv.js';
import { renderPlanMarkdown } from '../../src/report/plan/markdown.js';
import { renderPlanText } from '../../src/report/plan/text.js';
import type { Format } from '../output/render.js';
import { PIPE_WIDTH } from '../output/wrap.js';

export const PLAN_FORMATS = ['.json', '.csv', '.md', '.txt', '.png', '.svg'] as const;

/**
 * A plan in one format; files are as wide as a pipe. Charts are loaded when asked for.
 *
 * @param exit what the process ends with, where that is not what the plan comes to
 */
export async function renderPlan(plan: PlanResults, format: Format, exit?: number): Promise<string | Buffer> {
  switch (format) {
    case 'json':
      return renderDocument(plan);
    case 'csv':
      return renderPlanCsv(plan);
    case 'markdown':
      return renderPlanMarkdown(plan, exit);
    case 'text':
      return renderPlanText(plan, { width: PIPE_WIDTH, colour: false, unicode: true, quiet: false, all: true });
    case 'html':
      throw new RangeError('a plan has no page of its own; outputIssues refuses one');
    case 'png':
    case 'svg': {
      const { renderPlanChart } = await import('../../src/report/plan/chart.js');
      return renderPlanChart(plan, format);
    }
  }
}
