import type { Results } from '../experiment/results.js';

/** The result document, two spaces deep, keys in the order of the results, with a newline at its end. Throws on what JSON cannot hold: NaN and Infinity. */
export function renderJson(results: Results): string {
  insistOnFinite(results, '');
  return `${JSON.stringify(results, null, 2)}\n`;
}

function insistOnFinite(value: unknown, place: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`results${place} is ${value}: a result is a finite number or null`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) insistOnFinite(inner, `${place}.${key}`);
}
