/** A pipe table; `align` has `l` or `r` for each column. */
export function table(heads: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line([...align].map((side) => (side === 'r' ? '--:' : ':--'))), ...rows.map(line)].join('\n');
}

export function code(name: string): string {
  return `\`${name}\``;
}

/** Text as it is, not as markup. */
export function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&');
}

/** The same on one line, also in a row that `table` does not make. */
export function escapeCell(text: string): string {
  return escape(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
}
