/** The table of speeds in Markdown, columns padded: the terminal shows it, docs/performance.md has it, and a test compares the two with bench/results/. */

export interface Speed {
  readonly model: string;
  readonly program: string;
  /** Million events a second of processor time, median over the rounds; null where the program is not installed. */
  readonly millionEvents: number | null;
  /** To the limit in the same round, median; the limit's M/M/1 where it does not have the model. */
  readonly ratio: number | null;
  /** Mean time in the system, s, over all rounds. */
  readonly mean: number | null;
  readonly theory: number | null;
}

export function speedTable(speeds: readonly Speed[]): string {
  const cells = [
    ['model', 'program', 'million events/s', 'of the limit', 'mean, s', 'theory, s'],
    ...speeds.map(({ model, program, millionEvents, ratio, mean, theory }) => [
      model,
      program,
      millionEvents === null ? 'absent' : show(millionEvents, 3),
      show(ratio, 2),
      show(mean, 4),
      show(theory, 4),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (isText(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = line(widths.map((width, column) => (isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

function isText(column: number): boolean {
  return column < 2;
}

/** So many digits, and no exponent. */
function show(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(value))));
}
