/** Ways to break a scenario: what is looked for, and what it becomes; none of them can be right. */
const ways = {
  /** A field that does not exist. */
  field: {
    find: /\b(servers|queue|discipline|patience|balking|setUp|calls|work|batch|breakdowns|up|speeds|speedAt|schedule|deadline|arrivals|below|count|think)(?=:)/g,
    become: ['$x', '$-2', 'x$'],
  },
  /** Not a quantity, or one that is too small, or of another kind. */
  quantity: {
    find: /(?<=: )\d+(\.\d+)?(ms|s|min|h|\/s)(?=[\s,}\]])/g,
    become: ['-1s', '3parsec', 'soon', '[1s]', '{}', '', '1m', '.nan', '1e999h', 'unlimited', '~', '40%', '7'],
  },
  /** A word that cannot stand there. */
  choice: { find: /(?<=(?:discipline|interrupted|measure|eviction|jitter): )[a-z-]+/g, become: ['sometimes', '3', '[fifo]', '', '{ fifo: 1 }'] },
  /** Something that does not exist. */
  reference: { find: /(?<=(?:call|send|miss): )[a-z]+(\.[a-z]+)?/g, become: ['nobody', '$.fly', '', '[]', 'a.b.c', '7'] },
  /** A distribution that does not exist, or that no numbers make. */
  distribution: {
    find: /\{ (exponential|geometric|uniform|lognormal|erlang|gamma|weibull): [^}]*\}/g,
    become: ['{ zeta: 2 }', '{}', '[]', '{ pareto: { min: 1s, shape: 1 } }', 'none'],
  },
  /** Not YAML, or not what it was. */
  mark: { find: /[{}[\]]/g, become: ['', '"', '{[', '&a *a', '!!js '] },
} as const;
export type Break = keyof typeof ways;
export const breaks = Object.keys(ways) as readonly Break[];

/** Breaks a text at the place that is so far through all places of the kind (0 to 1); without such a place, by a field that does not exist. */
export function breakUp(text: string, kind: Break, at: number, choice: number): string {
  const { find, become } = ways[kind];
  const places = [...text.matchAll(find)];
  if (places.length === 0) return `${text}\nnonsense: true\n`;
  const { index, 0: found } = places[Math.floor(at * places.length)];
  const instead = become[choice % become.length].replace('$', found);
  return text.slice(0, index) + instead + text.slice(index + found.length);
}
