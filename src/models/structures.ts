import type { FieldDescriptor, FieldType } from './define.js';

/** A structure among the fields of a kind, by the name of the field that it stands in. */
export interface Structure {
  readonly field: string;
  readonly what: string;
  readonly fields: Readonly<Record<string, FieldDescriptor>>;
}

/** The structures inside fields, outermost first. */
export function structuresIn(fields: Readonly<Record<string, FieldDescriptor>>): readonly Structure[] {
  const inside = (field: string, type: FieldType): readonly Structure[] => {
    if (type.of === 'list') return inside(field, type.item);
    if (type.of === 'map') return inside(field, type.value);
    return type.of === 'record' ? [{ field, what: type.what, fields: type.fields }, ...structuresIn(type.fields)] : [];
  };
  return Object.entries(fields).flatMap(([field, { type }]) => inside(field, type));
}
