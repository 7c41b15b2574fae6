/** A field as RFC 4180 has it: quoted where it needs to be. Throws on what is no number. */
export function csvField(value: string | number | boolean): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`a table has ${value}: numbers are finite or absent`);
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
