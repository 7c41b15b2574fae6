import type { Results } from '../../experiment/results.js';
import { recoverySentences, spanSentences } from '../fault-sentences.js';
import { type Page, wrap } from './page.js';

/** When faults were there, and how each workload came out of them. */
export function faultLines(results: Results, page: Page): string[] {
  if (results.faults === undefined) return [];
  const sentences = [...spanSentences(results), ...recoverySentences(results, page.glyphs)];
  return [page.paint.strong('FAULTS'), ...sentences.flatMap((sentence) => wrap(sentence, page.width, '  ', '    '))];
}
