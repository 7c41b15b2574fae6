import type { Issue } from './issue.js';

/** A point of a design: what it sets, `PATH=VALUE` each, and the mistakes of the page with that. */
export interface PointIssues {
  readonly sets: readonly string[];
  readonly issues: readonly Issue[];
}

/**
 * The mistakes of points, each once. Where a value that is set is not itself the mistake, the message says at which point it comes: an objective may name an instance that is not there with two. What several points share is told at the
 * first, with how many more there are.
 */
export function issuesAt(points: readonly PointIssues[]): readonly Issue[] {
  const found = new Map<string, { readonly issue: Issue; readonly sets: readonly string[]; others: number }>();
  for (const { sets, issues } of points) {
    for (const issue of issues) {
      // What is there instead may differ from point to point.
      const key = JSON.stringify([issue.file, issue.line, issue.column, issue.code, issue.message]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { issue, sets, others: 0 });
      else known.others++;
    }
  }
  return [...found.values()].map(({ issue, sets, others }) => {
    const isOwn = sets.length === 1 && issue.file === `--set ${sets[0]}`;
    if (isOwn || sets.length === 0) return issue;
    const more = others === 0 ? '' : `, and at ${others} more ${others === 1 ? 'point' : 'points'}`;
    return { ...issue, message: `${issue.message} (with ${sets.join(', ')}${more})` };
  });
}
