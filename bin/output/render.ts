import type { Results } from '../../src/experiment/results.js';
import { renderCsv } from '../../src/report/csv.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderText, type TextOptions } from '../../src/report/text.js';
import { PIPE_WIDTH, widthOf } from './wrap.js';

export const OUTPUT_FORMATS = ['.html', '.json', '.csv', '.md', '.txt', '.png', '.svg'] as const;
export type Format = 'html' | 'json' | 'csv' | 'markdown' | 'text' | 'png' | 'svg';

/** By the ending of the file; null: none of ours. */
export function outputFormat(file: string): Format | null {
  const ending = OUTPUT_FORMATS.find((one) => file.toLowerCase().endsWith(one));
  if (ending === undefined) return null;
  return ending === '.md' ? 'markdown' : ending === '.txt' ? 'text' : (ending.slice(1) as Format);
}

/** A page shows more than the other formats: where the time goes, and the slowest requests. */
export function wantsLook(files: readonly string[]): boolean {
  return files.some((file) => outputFormat(file) === 'html');
}

/**
 * A result in one format. Charts are loaded when asked for: text must not wait for them.
 *
 * @param exit what the process ends with, where that is not what the result comes to
 */
export async function render(results: Results, format: Format, exit?: number): Promise<string | Buffer> {
  switch (format) {
    case 'html': {
      const [{ renderHtml }, { pageAssets }] = await Promise.all([import('../../src/report/html.js'), import('./page-assets.js')]);
      return renderHtml(results, pageAssets());
    }
    case 'json':
      return renderJson(results);
    case 'csv':
      return renderCsv(results);
    case 'markdown':
      return renderMarkdown(results, exit);
    case 'text':
      return renderText(results, { width: PIPE_WIDTH, colour: false, unicode: true, quiet: false, all: false });
    case 'png':
    case 'svg': {
      const { renderChart } = await import('../../src/report/chart.js');
      return renderChart(results, format);
    }
  }
}

/** What the terminal can show: colour and width are decided once, here. */
export function textOptionsFor(stream: NodeJS.WriteStream, flags: { quiet: boolean; all: boolean }): TextOptions {
  const { env } = process;
  const isTerminal = stream.isTTY === true;
  const isForced = (env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0';
  const colour = isForced || (isTerminal && (env['NO_COLOR'] ?? '') === '');
  const locale = env['LC_ALL'] ?? env['LC_CTYPE'] ?? env['LANG'] ?? '';
  const unicode = !isTerminal || /utf-?8/i.test(locale) || process.platform === 'darwin';
  return { width: widthOf(stream), colour, unicode, ...flags };
}
