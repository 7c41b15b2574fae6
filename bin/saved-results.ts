import { readFileSync } from 'node:fs';
import type { Results } from '../src/experiment/results.js';
import { usageIssue, type Issue } from '../src/scenario/issue.js';

/** A result that `--out result.json` saved; or why it is none. */
export function readSavedResults(file: string): { readonly results: Results } | { readonly issue: Issue } {
  const issue = (message: string): { readonly issue: Issue } => ({
    issue: usageIssue('bad-result', file, `${file} ${message}`, { got: file, suggestion: `queuelab run SCENARIO --out ${file} saves one` }),
  });
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return issue(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
  if (typeof document !== 'object' || document === null) return issue('is not a saved result');
  const { schema } = document as { schema?: unknown };
  if (schema !== 'queuelab/results/1') return issue(typeof schema === 'string' ? `is of another kind: ${schema.slice(0, 60)}` : 'is not a saved result');
  const missing = NEEDED.filter((name) => (document as Record<string, unknown>)[name] === undefined);
  return missing.length > 0 ? issue(`is not whole: it has no ${missing.join(', ')}`) : { results: document as Results };
}

/** What every result has. */
const NEEDED = [
  'version',
  'scenario',
  'warmup',
  'requests',
  'components',
  'objectives',
  'advice',
  'stability',
  'theory',
] as const satisfies readonly (keyof Results)[];
