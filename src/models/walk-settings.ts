import type { FieldDescriptor, FieldType } from './define.js';
import type { FieldValue } from './field-value.js';

export type SettingVisitor = (type: FieldType, value: NonNullable<FieldValue>, path: string) => void;

/** Visits every value of a kind's fields that is given, inside structures too, with its type and its dotted path ('groups.fast.call', 'ladder.0'). */
export function walkSettings(fields: Readonly<Record<string, FieldDescriptor>>, settings: Readonly<Record<string, FieldValue>>, visit: SettingVisitor): void {
  for (const [name, field] of Object.entries(fields)) walkSetting(field.type, settings[name] ?? null, name, visit);
}

function walkSetting(type: FieldType, value: FieldValue, path: string, visit: SettingVisitor): void {
  if (value === null) return;
  visit(type, value, path);
  if (type.of === 'list') (value as readonly FieldValue[]).forEach((item, index) => walkSetting(type.item, item, `${path}.${index}`, visit));
  if (type.of === 'map')
    for (const [name, item] of Object.entries(value as Readonly<Record<string, FieldValue>>)) walkSetting(type.value, item, `${path}.${name}`, visit);
  if (type.of === 'record')
    walkSettings(type.fields, value as Readonly<Record<string, FieldValue>>, (inner, one, rest) => visit(inner, one, `${path}.${rest}`));
}

/** The value names an attribute of a key. */
export function isAttribute({ of }: FieldType, value: FieldValue): boolean {
  return of === 'attribute' || (of === 'count-or-attribute' && typeof value === 'object');
}

/** The value at a dotted path; null where there is none. Names may contain no dots. */
export function settingAt(settings: Readonly<Record<string, FieldValue>>, path: string): FieldValue {
  let value: FieldValue = settings;
  for (const part of path.split('.')) value = (value as Readonly<Record<string, FieldValue>> | null)?.[part] ?? null;
  return value;
}
