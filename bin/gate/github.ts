import { appendFileSync } from 'node:fs';
import type { CheckDocument } from '../../src/experiment/gate/document.js';
import { annotationLines } from '../../src/report/gate/annotations.js';
import { renderCheckMarkdown } from '../../src/report/gate/markdown.js';

/** A summary of a step beyond 1 MiB is dropped whole; characters take up to four bytes each. */
const SUMMARY_LIMIT = Math.floor((1024 * 1024) / 4) - 1024;

export function onGitHub(): boolean {
  return process.env['GITHUB_ACTIONS'] === 'true';
}

/** Annotations (on standard error, which the runner reads as well, so that standard output stays what was asked for) and the summary of the step. Returns what could not be written. */
export function tellGitHub(document: CheckDocument): string[] {
  for (const line of annotationLines(document)) process.stderr.write(`${line}\n`);
  return appendToSummary(summaryOf(document));
}

/** The check as a summary takes it. */
export function summaryOf(document: CheckDocument): string {
  return renderCheckMarkdown(document, SUMMARY_LIMIT);
}

/** Adds to the summary of the step, behind what other programs wrote there; nothing where there is none. Returns what could not be written. */
export function appendToSummary(markdown: string, file = process.env['GITHUB_STEP_SUMMARY'] ?? ''): string[] {
  if (file === '' || markdown.length > SUMMARY_LIMIT) return [];
  try {
    appendFileSync(file, markdown);
    return [];
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
