import type { Comparison } from '../../experiment/compare/document.js';
import { makePage } from '../text/page.js';
import { layTable } from '../text/table.js';
import { differenceRows } from './difference-table.js';
import { onlyLines } from './text.js';

/** What changed since the last run, where A is that one and B is the new one: values, differences, verdicts. */
export function renderChanges(comparison: Comparison, options: { readonly width: number; readonly colour: boolean; readonly unicode: boolean }): string {
  const page = makePage({ ...options, all: false });
  const rows = differenceRows(comparison, 'B', '  ', page).map(({ name, cells }) => ({
    name,
    cells: cells.map((cell) => cell.replace(/\bB (?=better|worse|higher|lower)/, '')),
  }));
  const columns = [
    { head: 'before', align: 'right' },
    { head: 'now', align: 'right' },
    { head: 'change', align: 'right' },
    { head: '', align: 'left' },
  ] as const;
  const same = comparison.designs[1].identical
    ? ['Nothing changed: every event of every replication is as before.']
    : layTable({ title: 'CHANGES', columns, rows }, page);
  return `${[...same, ...onlyLines(comparison, page).map((line) => line.replace('in all designs', 'in both runs'))].join('\n')}\n`;
}
