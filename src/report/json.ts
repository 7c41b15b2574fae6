import type { Results } from '../experiment/results.js';

/**
 * The result document, two spaces deep, keys in the order of the results, with a newline at its end. Estimates and lists of numbers stand on one
 * line each, so that a histogram has one line a bucket. Throws on what JSON cannot hold: NaN and Infinity.
 */
export function renderJson(results: Results): string {
  return renderDocument(results);
}

/** Any document of ours, in the same way. */
export function renderDocument(document: object): string {
  return `${write(document, '', '')}\n`;
}

function write(value: unknown, indent: string, place: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`results${place} is ${value}: a result is a finite number or null`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = `${indent}  `;
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${isList ? '' : `${JSON.stringify(key)}: `}${write(item, inner, `${place}.${key}`)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return open + close;
  if (isOneLine(value)) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** An estimate, a bucket, a list of plain numbers. */
function isOneLine(value: object): boolean {
  const isPlain = Object.values(value).every((item) => typeof item === 'number' || item === null);
  return isPlain && (Array.isArray(value) || 'low' in value);
}
