import { createHash } from 'node:crypto';

/** SHA-256 of plain data as canonical JSON (keys in order), hexadecimal. */
export function sha256Of(data: unknown): string {
  return createHash('sha256').update(canonical(data)).digest('hex');
}

function canonical(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
