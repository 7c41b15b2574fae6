import type { Results } from '../../experiment/results.js';
import { costRows, costSentence } from '../cost-rows.js';
import { type Page, wrap } from './page.js';
import { layTable } from './table.js';

/** The money of a month, by component, and of a million requests. */
export function costLines(results: Results, page: Page): string[] {
  const { cost } = results;
  if (cost === undefined) return [];
  const table = layTable(
    {
      title: 'COST',
      columns: [
        { head: 'a month', align: 'right' },
        { head: 'share', align: 'right' },
        { head: 'for', align: 'left' },
      ],
      rows: costRows(cost, page.glyphs).map(({ name, perMonth, share, parts }) => ({ name: `  ${name}`, cells: [perMonth, share, parts] })),
    },
    page,
  );
  return [...table, ...wrap(costSentence(cost, page.glyphs), page.width, '  ')];
}
