import type { GraphSource } from '../models/graph/source.js';

/** An edge list as text, or the number of the first line (from 1) that is none. */
export function parseEdges(text: string): (GraphSource & { readonly by: 'edges' }) | { readonly line: number } {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  const from: number[] = [];
  const to: number[] = [];
  const lines = text.split('\n');
  for (let line = 0; line < lines.length; line++) {
    const written = lines[line].trim();
    if (written === '' || written.startsWith('#') || written.startsWith('%')) continue;
    const [left, right] = written.split(/[\s,]+/);
    if (right === undefined || left === '' || right === '') return { line: line + 1 };
    from.push(numberOf(left));
    to.push(numberOf(right));
  }
  return { by: 'edges', nodes: numbers.size, from: Int32Array.from(from), to: Int32Array.from(to) };
}
