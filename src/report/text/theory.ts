import type { Results } from '../../experiment/results.js';
import { formatCount } from '../format.js';
import { theoryNotes, theoryRows, type ShownTheory } from '../theory-rows.js';
import type { Page } from './page.js';
import { plain, wrap } from './page.js';
import { layTable } from './table.js';

/** More rows than this, and those of components that agree are only counted. */
const ROWS = 8;

/** What theory predicts, beside what was simulated, and whether the two agree; then which formula, and where there is none. */
export function theoryLines(results: Results, page: Page): string[] {
  const rows = theoryRows(results.theory, page.glyphs);
  const notes = theoryNotes(results.theory);
  if (rows.length === 0) return [];
  const isShort = rows.length <= ROWS || page.all;
  const shown = isShort ? rows : rows.filter(({ row }) => row.of === 'workload' || isWrong(row.verdict)).slice(0, ROWS);
  const lines = layTable(
    {
      title: 'THEORY',
      columns: [
        { head: 'predicted', align: 'right' },
        { head: 'simulated', align: 'right' },
        { head: '', align: 'left' },
      ],
      rows: shown.map((each) => ({ name: `  ${each.name}`, cells: [each.predicted, each.simulated, paintedVerdict(each, page)] })),
    },
    page,
  );
  if (!isShort) lines.push(...wrap(restOf(rows, shown), page.width, '  ').map((line) => page.paint.faint(line)));
  for (const note of notes) lines.push(...wrap(plain(note, page), page.width, '  ', '    '));
  return lines;
}

function isWrong(verdict: string): boolean {
  return verdict === 'contradiction' || verdict === 'bound violated';
}

function paintedVerdict({ verdict, row }: ShownTheory, page: Page): string {
  const text = plain(verdict, page);
  if (isWrong(row.verdict)) return page.paint.bad(text);
  return row.verdict === 'agrees' || row.verdict === 'bound holds' ? page.paint.good(text) : page.paint.unsure(text);
}

/** `8 more, of which 7 agree: --all` */
function restOf(rows: readonly ShownTheory[], shown: readonly ShownTheory[]): string {
  const rest = rows.filter((each) => !shown.includes(each));
  const agree = rest.filter(({ row }) => row.verdict === 'agrees').length;
  const said = agree === rest.length ? (agree === 1 ? ', which agrees' : ', which all agree') : `, of which ${formatCount(agree)} agree`;
  return `${formatCount(rest.length)} more${said}: --all`;
}
