import type { FieldTable, Group } from './field.js';

/** The common fields that an instance can have for itself; those of a kind say so in their declaration (`perInstance`). */
export const instanceFields: readonly string[] = [
  'servers',
  'queue',
  'speeds',
  'speedAt',
  'setUp',
  'vacation',
  'patience',
  'balking',
  'breakdowns',
  'work',
  'operations',
];

/** Of the fields of a component of some kind, those that can differ between its instances. */
export function fieldsOfInstances({ fields }: Group): FieldTable {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, field]) => instanceFields.includes(name) || ('perInstance' in field && field.perInstance === true))
      .map(([name, field]) => [name, { ...field, required: false }]),
  );
}
