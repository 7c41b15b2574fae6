/**
 * A document as JSON: two spaces deep, keys in their order, a newline at its end; lists of numbers and small maps stand on one line each. Throws on what JSON cannot hold.
 */
export function renderDocument(document: object): string {
  return `${write(document, '', '')}\n`;
}

const WIDTH = 150;

function write(value: unknown, indent: string, place: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`document${place} is ${value}: it holds finite numbers or null`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${isList ? '' : `${JSON.stringify(key)}: `}${write(item, `${indent}  `, `${place}.${key}`)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return open + close;
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  const isNumbers = isList && value.every((item) => typeof item === 'number');
  if (isNumbers || (indent !== '' && !line.includes('\n') && line.length + indent.length <= WIDTH)) return line;
  return `${open}\n${indent}  ${parts.join(`,\n${indent}  `)}\n${indent}${close}`;
}
