import type { Results } from '../../experiment/results.js';
import { formatCount } from '../format.js';

/** What bands and whiskers are: `bands are 95 % intervals over 20 replications`. */
export function intervalWords(results: Results, marks = 'whiskers'): string {
  if (results.intervals === 'none') return 'one run, so there are no intervals';
  if (results.intervals === 'batch means') return `${marks} are 95 % intervals, from batches of one run`;
  return `${marks} are 95 % intervals over ${formatCount(results.replications)} replications`;
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
