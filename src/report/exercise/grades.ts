import type { GradedRow, GradesDocument, StudentGrade } from '../../experiment/exercise/document.js';
import { csvField } from '../csv-field.js';
import { formatBeside, formatPlain, UNICODE, unitName } from '../format.js';
import { escapeCell } from '../markdown-parts.js';
import { displayUnitOf } from '../verdict.js';

const SIGNS = { right: '✓', wrong: '✗', undecided: '?', missing: '–' } as const;

/** The table of a class, for a terminal: a line a student, and what was hard. Ends with a newline. */
export function renderGrades(document: GradesDocument): string {
  const { students } = document;
  const columns = students.find(({ rows }) => rows.length > 0)?.rows.map(({ name }) => name) ?? [];
  const heads = ['student', 'variant', ...columns.map(short), 'total'];
  const lines = students.map((one) => [
    one.student,
    one.variant,
    ...(one.rows.length === 0 ? [] : one.rows.map((row) => `${formatPlain(row.points)} ${SIGNS[row.verdict]}`)),
    ...(one.rows.length === 0 ? [`0 ! ${one.issues[0] ?? ''}`] : [formatPlain(one.total)]),
  ]);
  const widths = heads.map((head, index) =>
    Math.max(
      head.length,
      ...lines.filter((line) => line.length === heads.length).map((line) => line[index].length),
      ...(index < 2 ? lines.map((line) => line[index].length) : []),
    ),
  );
  const lay = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index < 2 || cells.length < heads.length ? cell.padEnd(widths[index]) : cell.padStart(widths[index])))
      .join('  ')
      .trimEnd();
  // What is said of a page that was graded all the same: a changed copy of the data, a mistake in the answers.
  const notes = students.map(({ rows, issues }) =>
    rows.length === 0 || issues.length === 0 ? '' : `  ! ${issues[0]}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}`,
  );
  const strangers = (document.not_enrolled ?? []).map(({ student, issue }) => withoutControls(`! ${student}: ${issue}`));
  return `${[lay(heads), ...lines.map((line, index) => withoutControls(lay(line) + notes[index])), ...strangers, summary(document)].join('\n')}\n`;
}

/** Words of students' pages do not command the terminal, and a student has one line. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, '\uFFFD');
}

/** `class of 42: median 75 of 100; hardest: q1 (38 % right); undecided rows: 0` */
function summary({ students, points }: GradesDocument): string {
  const totals = students.map(({ total }) => total).toSorted((a, b) => a - b);
  const middle = totals.length === 0 ? 0 : (totals[Math.floor((totals.length - 1) / 2)] + totals[Math.ceil((totals.length - 1) / 2)]) / 2;
  const graded = students.filter(({ rows }) => rows.length > 0);
  const names = graded[0]?.rows.map(({ name }) => name) ?? [];
  const shares = names.map((name, index) => ({ name, share: graded.filter(({ rows }) => rows[index].verdict === 'right').length / graded.length }));
  const hardest = shares.toSorted((a, b) => a.share - b.share).at(0);
  const open = graded.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'undecided').length;
  const parts = [
    `class of ${students.length}: median ${formatPlain(middle)} of ${formatPlain(points)}`,
    ...(hardest === undefined ? [] : [`hardest: ${short(hardest.name)} (${Math.round(100 * hardest.share)} % right)`]),
    `undecided rows: ${open}${open > 0 ? ' (the points are given)' : ''}`,
  ];
  return parts.join('; ');
}

/** `callers.latency.p95` is `latency.p95` in the head of a table. */
function short(name: string): string {
  return name.includes('.') ? name.split('.').slice(1).join('.') : name;
}

/** For the course system: a row a student. Text that a table program would take for a formula is quoted as text. */
export function renderGradesCsv({ students }: GradesDocument): string {
  const columns = students.find(({ rows }) => rows.length > 0)?.rows.map(({ name }) => name) ?? [];
  const line = (cells: readonly (string | number)[]): string => cells.map((cell) => field(String(cell))).join(',');
  const rows = students.map(({ student, variant, rows: graded, total, issues }) => [
    student,
    variant,
    ...columns.map((_, index) => graded[index]?.points ?? 0),
    total,
    issues.join('; '),
  ]);
  return `${[line(['student', 'variant', ...columns, 'total', 'note']), ...rows.map(line)].join('\n')}\n`;
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return csvField(safe);
}

/** The page of one student: their own numbers, which claim failed, and nothing of a solution. */
export function renderStudentPage(one: StudentGrade, { title, points }: GradesDocument): string {
  const drawn = Object.entries(one.drawn).map(([path, value]) => `| \`${path}\` | ${escapeCell(value)} |`);
  const rows = one.rows.map(
    (row) =>
      `| ${formatPlain(row.points)} of ${formatPlain(row.of)} | ${escapeCell(row.type === 'objective' || row.type === 'hidden' ? row.claim : `${row.name}: ${row.claim}`)} | ${SIGNS[row.verdict]} ${escapeCell(foundText(row))} |`,
  );
  const open = one.rows.some(({ verdict }) => verdict === 'undecided') ? ['? More replications did not tell, so the points are yours.'] : [];
  return [
    `# ${escapeCell(title)}: ${escapeCell(one.student)}`,
    `Variant ${one.variant}, ${formatPlain(one.total)} of ${formatPlain(points)} points.`,
    ['| your numbers | |', '| --- | --- |', ...drawn].join('\n'),
    ...(one.issues.length === 0 ? [] : [one.issues.map((issue) => `- ${escapeCell(issue)}`).join('\n')]),
    ...(rows.length === 0 ? [] : [['| points | for | found |', '| --: | --- | --- |', ...rows].join('\n')]),
    ...open,
    '',
  ].join('\n\n');
}

/** For the instructor: the right answers of every variant, with their formulas and what the simulation says. */
export function renderAnswerKey({ title, students }: GradesDocument): string {
  const blocks = students.map(({ student, variant, drawn, rows, answers, issues }) =>
    [
      `## ${escapeCell(student)} (${variant})`,
      Object.entries(drawn)
        .map(([path, value]) => `\`${path}\` ${escapeCell(value)}`)
        .join(' · '),
      [
        ...Object.entries(answers).map(([name, answer]) => `- ${escapeCell(name)}: ${escapeCell(answer)}`),
        ...rows.map((row) =>
          `- ${SIGNS[row.verdict]} ${escapeCell(row.name)} ${escapeCell([foundText(row), row.note ?? ''].filter((text) => text !== '').join('; '))}`.trimEnd(),
        ),
        ...issues.map((issue) => `- ! ${escapeCell(issue)}`),
      ].join('\n'),
    ].join('\n\n'),
  );
  return `${[`# ${escapeCell(title)}: answers`, ...blocks].join('\n\n')}\n`;
}

function foundText({ found, observed, verdict }: GradedRow): string {
  if (found !== null) return found;
  if (observed === null) return verdict === 'missing' ? 'no answer' : '';
  if (observed.estimate === null) return 'it grows without end, or there is no value';
  const unit = displayUnitOf(observed.unit, [observed.estimate.value]);
  return `${formatBeside(observed.limits, observed.estimate, unit)} ${unitName(unit, UNICODE)}`.trim();
}
