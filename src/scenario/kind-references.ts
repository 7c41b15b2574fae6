import type { ReferenceVerb } from '../models/define.js';
import { kinds } from '../models/index.js';
export { settingAt } from '../models/walk-settings.js';
import type { SettingVisitor } from '../models/walk-settings.js';
import { walkSettings } from '../models/walk-settings.js';
import type { ComponentDeclaration, OperationReference } from './scenario.js';

/** Visits what the fields of the component's kind say, inside structures too. */
export function walkKindSettings({ kind, settings }: ComponentDeclaration, visit: SettingVisitor): void {
  walkSettings(kinds.find((one) => one.kind === kind)!.fields, settings, visit);
}

/** The fields of the component's kind that an operation does not look at. */
export function ignoredBy({ kind }: Pick<ComponentDeclaration, 'kind'>, operation: string): readonly string[] {
  const { operations } = kinds.find((one) => one.kind === kind)!;
  return operations === 'own' ? [] : (operations[operation]?.ignores ?? []);
}

/** An operation that a field of the component's kind names, by the path of the field. */
export interface KindReference {
  readonly path: string;
  readonly target: OperationReference;
  readonly verb: ReferenceVerb;
}

/** The operations that a component calls by fields of its kind. */
export function kindReferences(component: ComponentDeclaration): KindReference[] {
  const found: KindReference[] = [];
  walkKindSettings(component, (type, value, path) => {
    if (type.of === 'reference') found.push({ path, target: value as unknown as OperationReference, verb: type.verb ?? 'call' });
  });
  return found;
}

/** The operations that a component sends to of its own accord; null: it is of a kind that does nothing without a request. */
export function startedReferences(component: ComponentDeclaration): KindReference[] | null {
  const starts = kinds.find((one) => one.kind === component.kind)!.starts;
  return starts === undefined ? null : kindReferences(component).filter(({ path }) => starts.fields.includes(path));
}
