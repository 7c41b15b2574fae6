import { markup, type Html, type Part } from './markup.js';

/** A column head and how its cells stand: `l` text, `r` numbers. */
export type Column = readonly [head: Part, align: 'l' | 'r'];

/** A table; the first cell of each row is its head. */
export function table(columns: readonly Column[], rows: readonly (readonly Part[])[], caption: string | null = null): Html {
  const cell = (part: Part, index: number): Html => {
    const align = columns[index]?.[1] === 'r' ? markup` class="n"` : '';
    return index === 0 ? markup`<th scope="row"${align}>${part}</th>` : markup`<td${align}>${part}</td>`;
  };
  return markup`<div class="table" tabindex="0" role="region" aria-label="${caption ?? 'table'}"><table>
<thead><tr>${columns.map(([head, align]) => markup`<th scope="col"${align === 'r' ? markup` class="n"` : ''}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}</tbody></table></div>`;
}

/** What is folded away: a summary line, and the rest behind it. */
export function fold(summary: string, content: Part, kind: 'table' | 'print' = 'table'): Html {
  return markup`<details class="${kind}"><summary>${summary}</summary>${content}</details>`;
}
