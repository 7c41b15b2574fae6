import type { Results } from '../experiment/results.js';
import { isWarmupMissing } from './text/advice.js';
import { componentLines } from './text/components.js';
import { costLines } from './text/cost.js';
import { faultLines } from './text/faults.js';
import { headLines } from './text/head.js';
import { latencyLines } from './text/latency.js';
import { hintLines, objectiveLines } from './text/objectives.js';
import { ownStatisticsLines } from './text/own-statistics.js';
import { makePage, wrap } from './text/page.js';
import type { Page } from './text/page.js';
import { requestLines } from './text/requests.js';
import { theoryLines } from './text/theory.js';
import { whyLines } from './text/why.js';
import { exitCodeOf, verdictLine } from './verdict.js';

export { exitCodeOf, verdictLine } from './verdict.js';
import { notFoundMark } from './warmup-mark.js';

export interface TextOptions {
  /** Columns of the terminal; 80 for pipes and files. */
  readonly width: number;
  readonly colour: boolean;
  /** false: signs and bars in ASCII. */
  readonly unicode: boolean;
  /** Objectives and the last line only. */
  readonly quiet: boolean;
  /** Every component, instance and statistic. */
  readonly all: boolean;
  /** Replications asked for, where a run was cut short. */
  readonly replicationsAsked?: number;
  /** What the process ends with, where that is not what the verdict comes to. */
  readonly exit?: number;
}

/** The report for a terminal, read from the bottom: the verdict last, above it the objectives, then why, then the tables. Ends with a newline. */
export function renderText(results: Results, options: TextOptions): string {
  const page = makePage(options);
  const blocks: string[][] = options.quiet
    ? [objectiveLines(results, page)]
    : [
        headLines(results, page, options.replicationsAsked ?? null),
        marked(requestLines(results, page), results, page),
        marked(latencyLines(results, page), results, page),
        marked(componentLines(results, page), results, page),
        marked(ownStatisticsLines(results, page), results, page),
        faultLines(results, page),
        costLines(results, page),
        theoryLines(results, page),
        whyLines(results, page),
        objectiveLines(results, page),
      ];
  const body = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  const end = options.quiet ? [lastLine(results, page, options.exit)] : [...hintLines(results, page), lastLine(results, page, options.exit)];
  return `${[...(options.quiet && body.length > 0 ? [[...body, ...end].join('\n')] : [...body, end.join('\n')])].join('\n\n')}\n`;
}

/** Numbers of a run that never settled are not shown without saying so. */
function marked(lines: string[], results: Results, page: Page): string[] {
  if (lines.length === 0 || !isWarmupMissing(results)) return lines;
  return [...lines, notFoundMark(page)];
}

function lastLine(results: Results, page: Page, exit: number = exitCodeOf(results)): string {
  const line = wrap(verdictLine(results, exit), page.width, '').map(page.paint.strong).join('\n');
  if (exit === 0) return results.objectives.length === 0 ? line : page.paint.good(line);
  return exit === 4 ? page.paint.unsure(line) : page.paint.bad(line);
}
