import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';

/**
 * The names in the first column of a table, its head (`student`) left out. A name becomes that of a folder: it holds letters, digits, spaces and . _ @ + - and begins with a letter or
 * digit, so that it can lead nowhere else.
 */
export function readStudents(file: string): { readonly students: readonly string[]; readonly issues: readonly Issue[] } {
  const issue = (line: number, message: string, suggestion: string): Issue => ({
    ...usageIssue('bad-usage', file, `${file}:${line}  ${message}`, { suggestion }),
    line,
  });
  let rows: string[][];
  try {
    rows = parse(readFileSync(file, 'utf8'), { relax_column_count: true, skip_empty_lines: true, trim: true, bom: true });
  } catch (error) {
    return { students: [], issues: [issue(1, `the table cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'one student a line')] };
  }
  const hasHead = /^(student|name|id)$/i.test(rows[0]?.[0] ?? '');
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const students: string[] = [];
  rows.slice(hasHead ? 1 : 0).forEach(([name = ''], index) => {
    const line = index + (hasHead ? 2 : 1);
    if (!isSafeName(name))
      issues.push(
        issue(
          line,
          `${JSON.stringify(name.slice(0, 60))} cannot be the name of a folder`,
          'letters, digits, spaces and . _ @ + -, at most 80, beginning with a letter or digit',
        ),
      );
    else if (seen.has(name.toLowerCase())) issues.push(issue(line, `"${name}" is there twice`, 'name each student once'));
    else students.push(name);
    seen.add(name.toLowerCase());
  });
  if (students.length === 0 && issues.length === 0) issues.push(issue(1, 'there is no student in it', 'one student a line'));
  return { students, issues };
}

export function isSafeName(name: string): boolean {
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} ._@+-]{0,78}[\p{L}\p{N}\p{M}_@+-])?$/u.test(name) && !name.includes('..') && !isReserved;
}
