import type { Popularity } from '../sim/chance/popularity.js';
import type { KeySource, Scenario } from './scenario.js';

type ItemSource = KeySource & { readonly from: 'items' };

/** true where the key's items have a fixed order of popularity, from the start to the end. */
export function isRankedKey(key: string, sourceOf: (key: string) => KeySource | null): boolean {
  const source = itemsOf(key, sourceOf);
  return source !== null && source.popularity.law !== 'trending';
}

/** The items of a ranked key, the most popular first. */
export function rankedItems(key: string, scenario: Scenario): readonly number[] {
  const { items, popularity } = itemsOf(key, (name) => scenario.keys.find((one) => one.name === name)!.source)!;
  return inOrder(items, popularity);
}

function itemsOf(key: string, sourceOf: (key: string) => KeySource | null): ItemSource | null {
  const source = sourceOf(key);
  if (source?.from === 'of') return itemsOf(source.key, sourceOf);
  return source?.from === 'items' ? source : null;
}

/** Equals in the order of their numbers. */
function inOrder(items: number, popularity: Popularity): number[] {
  const numbers = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
  switch (popularity.law) {
    case 'weights':
      return numbers(0, items).sort((a, b) => popularity.weights[b] - popularity.weights[a] || a - b);
    case 'piecewise': {
      let first = 0;
      const pieces = popularity.pieces.map((piece) => {
        const start = first;
        first += piece.items;
        return { start, count: piece.items, each: piece.weight / piece.items };
      });
      return pieces.sort((a, b) => b.each - a.each || a.start - b.start).flatMap(({ start, count }) => numbers(start, count));
    }
    default:
      return numbers(0, items);
  }
}
